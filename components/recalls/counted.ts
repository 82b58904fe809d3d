import type { Counted } from "@/lib/core/recall/buckets";
import type { BatchPlace } from "@/lib/operations/desk-ports";

/** Packs of a batch at one place, as its equation counts them. */
export const countedOf = ({ state, ownDisposition, place, held, count }: BatchPlace): Counted => ({
  state,
  disposition: ownDisposition ?? place,
  held,
  count,
});
