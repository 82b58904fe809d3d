import type { Sign } from "@/components/frame/place";
import type { LogStatus } from "@/lib/operations/desk-ports";

/** What the header says of the log, before it is put into words. */
export type LogSign =
  | { readonly key: "halted" }
  | { readonly key: "quiet"; readonly at: number }
  | { readonly key: "anchored"; readonly at: number }
  | { readonly key: "waiting"; readonly count: number }
  | { readonly key: "empty" };

/** A worker that has said nothing for this long is not merely between two ticks. */
const QUIET_MS = 15_000;

export function logSignOf({ worker, waiting, anchored, size }: LogStatus, now: number): LogSign {
  if (worker && (worker.log === "halted" || worker.chain === "halted")) return { key: "halted" };
  if (!worker || now - worker.at > QUIET_MS) return { key: "quiet", at: worker?.at ?? now };
  if (waiting > 0) return { key: "waiting", count: waiting };
  if (anchored) return { key: "anchored", at: anchored.at };
  return size === "0" ? { key: "empty" } : { key: "waiting", count: Number(size) };
}

export const toneOf = ({ key }: LogSign): Sign["tone"] =>
  key === "halted" || key === "quiet" ? "caution" : key === "anchored" ? "live" : "neutral";
