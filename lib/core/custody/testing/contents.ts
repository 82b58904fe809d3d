import { batchId } from "@/lib/core/pack/ids";
import type { Contents } from "../ship-blockers";

/** Twenty-four packs in order, but for the change. */
export const contentsRow = ({
  batch,
  ...change
}: Partial<Omit<Contents, "batch">> & { readonly batch?: Partial<Contents["batch"]> } = {}): Contents => ({
  count: 24,
  state: "ACTIVE",
  ownDisposition: null,
  held: false,
  containersHeld: false,
  recallHeld: false,
  batch: {
    id: batchId("b1"),
    number: "TX24107",
    state: "RELEASED",
    held: false,
    recalled: false,
    lastValidDay: "2027-10-31",
    ...batch,
  },
  product: { state: "ACTIVE" },
  ...change,
});
