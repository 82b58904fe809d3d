import { randomBytes, randomUUID } from "node:crypto";

/** The real clock, ids and randomness of a Node process: what the operations' ports ask for. */
export const systemClock = { now: (): number => Date.now() };
export const systemIds = { uuid: (): string => randomUUID() };
export const systemRandom = { bytes: (length: number): Uint8Array => new Uint8Array(randomBytes(length)) };
