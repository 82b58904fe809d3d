import type { DemoBatch } from "./batches/batch";
import { cd0881, cd0881Batch } from "./batches/cd0881";
import { cd0890, cd0890Batch } from "./batches/cd0890";
import { mixedDeliveries } from "./batches/mixed";
import { sv3298, sv3298Batch } from "./batches/sv3298";
import { sv3305, sv3305Batch } from "./batches/sv3305";
import { tx24107, tx24107Batch } from "./batches/tx24107";
import { tx24112, tx24112Batch } from "./batches/tx24112";
import type { Calendar } from "./calendar";
import type { Step } from "./story";

export type DemoBatches = Readonly<
  Record<"tx24107" | "tx24112" | "sv3305" | "sv3298" | "cd0881" | "cd0890", DemoBatch>
>;

export const batchesOf = (calendar: Calendar): DemoBatches => ({
  tx24107: tx24107Batch(calendar),
  tx24112: tx24112Batch(calendar),
  sv3305: sv3305Batch(calendar),
  sv3298: sv3298Batch(calendar),
  cd0881: cd0881Batch(calendar),
  cd0890: cd0890Batch(calendar),
});

/** The whole story: a chapter a batch, and what travels together. */
export const storyOf = (batches: DemoBatches, calendar: Calendar): readonly Step[] => [
  ...tx24107(batches.tx24107, calendar),
  ...tx24112(batches.tx24112, calendar),
  ...sv3305(batches.sv3305, calendar),
  ...sv3298(batches.sv3298, calendar),
  ...cd0881(batches.cd0881, calendar),
  ...cd0890(batches.cd0890, calendar),
  ...mixedDeliveries({ ternavex: batches.tx24112, semvia: batches.sv3305 }, calendar),
];
