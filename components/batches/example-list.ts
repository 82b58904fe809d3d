import { randomSerial } from "@/lib/core/gs1/serial";

const SOUND = 48;

/** A line's export for the demo: new serials, one of them twice, and one with a blank in it. */
export function exampleList(): string {
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
  const serials = Array.from({ length: SOUND }, () => randomSerial(random, 12));
  const [first = "", second = ""] = serials;
  const broken = `${second.slice(0, 4)} ${second.slice(4, 8)}`;
  return `${["serial", ...serials.slice(0, 20), broken, ...serials.slice(20), first].join("\n")}\n`;
}
