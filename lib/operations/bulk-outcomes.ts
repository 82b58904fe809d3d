import type { CommissionCode } from "@/lib/core/pack/commission";
import type { DestroyCode, WitnessCode } from "@/lib/core/pack/destroy";
import type { SupplyCode } from "@/lib/core/pack/supply";
import type { TransitionCode } from "@/lib/core/pack/transitions";
import type { UndoCode } from "@/lib/core/pack/undo";
import type { VoidCode } from "@/lib/core/pack/void";
import type { Refusal } from "@/lib/core/refusal";
import type { ChunkResult } from "./job-ports";

/** What a pack of a job can be refused with, besides a right that was taken away meanwhile. */
export type BulkCode =
  | TransitionCode
  | SupplyCode
  | UndoCode
  | VoidCode
  | DestroyCode
  | WitnessCode
  | CommissionCode
  | "BATCH_UNKNOWN"
  | "SERIALS_INVALID"
  | "SERIAL_UNKNOWN"
  | "NOT_A_PACK"
  | "FORMAT_INVALID"
  | "LISTED_TWICE";

/** What became of one pack of a job that changes packs, as one JSON line. */
export type BulkOutcome = {
  /** Its place in the list, from 0. */
  readonly n: number;
  /** Null: nothing could be read. */
  readonly gtin: string | null;
  readonly serial: string | null;
  readonly result: "done" | "refused";
  /** Of the refusal. */
  readonly code: string | null;
  readonly message: string | null;
  readonly next: string | null;
  /** The event that tells of it; null: refused, or it was so already. */
  readonly eventId: string | null;
};

export type Outcome = Pick<BulkOutcome, "gtin" | "serial"> &
  ({ readonly eventId: string | null } | { readonly refusal: Refusal });

/** The outcomes of one chunk, in its items' order, as they are kept. */
export function outcomesOf(outcomes: readonly Outcome[], first: number): ChunkResult {
  const counts: Record<string, number> = {};
  const lines = outcomes.map((outcome, i) => {
    const { gtin, serial } = outcome;
    const refusal = "refusal" in outcome ? outcome.refusal : null;
    const counted = refusal?.code ?? "done";
    counts[counted] = (counts[counted] ?? 0) + 1;
    const line: BulkOutcome = {
      n: first + i,
      gtin,
      serial,
      result: refusal ? "refused" : "done",
      code: refusal?.code ?? null,
      message: refusal?.message ?? null,
      next: refusal?.next ?? null,
      eventId: "eventId" in outcome ? outcome.eventId : null,
    };
    return JSON.stringify(line);
  });
  return { lines: lines.join("\n"), counts };
}

/** The item is the same as an earlier one of the list (numbered from 0). */
export const listedTwice = (as: number): Refusal<"LISTED_TWICE"> => ({
  code: "LISTED_TWICE",
  message: `This line is the same as line ${as + 1} of the list.`,
  next: "Nothing: it was dealt with there.",
});
