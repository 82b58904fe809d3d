import { randomBytes, randomUUID } from "node:crypto";
import type { Clock, Ids, Random } from "@/lib/operations/ports";

/** The real clock, ids and randomness of a Node process. */
export const systemClock: Clock = { now: () => Date.now() };
export const systemIds: Ids = { uuid: () => randomUUID() };
export const systemRandom: Random = { bytes: (length) => new Uint8Array(randomBytes(length)) };
