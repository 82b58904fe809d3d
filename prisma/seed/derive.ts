import { utf8 } from "@/lib/core/bytes/bytes";
import { toHex } from "@/lib/core/bytes/hex";
import { randomSerial } from "@/lib/core/gs1/serial";
import { nodePrimitives } from "@/lib/primitives/node";

/**
 * Everything of the demo world that looks random and has to be the same in every load is derived from a name. Only
 * the keys of events are really random: they are secrets (lib/operations/record-event.ts).
 */
const digestOf = (name: string): Uint8Array => nodePrimitives.sha256(utf8(`packproof demo world/v1/${name}`));

/** A UUID of version 8 (RFC 9562, section 5.8: contents of our own). */
export function idOf(name: string): string {
  const bytes = digestOf(name).slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = toHex(bytes);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** Ids for one step, in the order it asks for them. A name of its own for each step, so a resumed load repeats none. */
export function idsOf(step: string): { uuid(): string } {
  let drawn = 0;
  return { uuid: () => idOf(`${step}/${drawn++}`) };
}

/** The serial number of one pack, as a line would have printed it. */
export const serialOf = (batch: string, index: number): string =>
  randomSerial((length) => digestOf(`serial/${batch}/${index}`).slice(0, length), 12);

/** 0 ≤ number < bound. */
export function numberOf(name: string, bound: number): number {
  const [a = 0, b = 0, c = 0] = digestOf(`number/${name}`);
  return ((a << 16) | (b << 8) | c) % bound;
}
