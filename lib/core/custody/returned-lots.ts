import type { BatchId, OrgId } from "@/lib/core/pack/ids";
import type { Returned } from "@/lib/core/pack/returned";

/** Packs of a batch without serials that a delivery took to a customer, or a return brought back from one. */
export type LotDelivery = {
  readonly batchId: BatchId;
  readonly what: "supplied" | "returned";
  readonly customerId: OrgId;
  readonly quantity: number;
  /** Epoch milliseconds: when they left for the customer, or came back. */
  readonly at: number;
  /** They came back to the site that asks. */
  readonly here: boolean;
};

/** So many packs that came back together and had left together, as far as the numbers tell. */
export type LotReturn = Omit<Returned, "from"> & { readonly customerId: OrgId; readonly quantity: number };

/**
 * The packs that leave a site's book of returns first: `quantity` of the `count` that stand there, by the deliveries of
 * one batch in the ledger's order. Nobody knows one pack from the other, so what a customer sends back is taken for what
 * it had last: if even that is too old, something is. What stands on the book is what came back last, and of packs that
 * came together the oldest leave first, so that none is stock by the good age of another. Null: no return is known of.
 */
export function returnsTaken(
  deliveries: readonly LotDelivery[],
  { count, quantity }: { readonly count: number; readonly quantity: number },
): readonly (LotReturn | null)[] {
  const had = new Map<OrgId, readonly { readonly at: number; readonly quantity: number }[]>();
  const back: LotReturn[] = [];
  for (const { what, customerId, quantity: n, at, here } of deliveries) {
    const supplied = had.get(customerId) ?? [];
    if (what === "supplied") had.set(customerId, [...supplied, { at, quantity: n }]);
    else {
      const { before, last, short } = lastOf(supplied, n);
      had.set(customerId, before);
      const parts = [...some(short, { at: null }), ...last];
      const of = { customerId, returnedAt: at };
      if (here) back.push(...parts.map((part) => ({ ...of, suppliedAt: part.at, quantity: part.quantity })));
    }
  }
  const { last: known, short: unknown } = lastOf(back, count);
  const standing = [...some(unknown, { of: null }), ...known.map((of) => ({ of, quantity: of.quantity }))];
  return lastOf(standing, count - quantity).before.map(({ of }) => of);
}

const some = <Of>(quantity: number, of: Of): readonly (Of & { readonly quantity: number })[] =>
  quantity > 0 ? [{ ...of, quantity }] : [];

/** The last so many of a list, those before them, and by how many they are too few. */
function lastOf<Of extends { readonly quantity: number }>(
  list: readonly Of[],
  quantity: number,
): { readonly before: readonly Of[]; readonly last: readonly Of[]; readonly short: number } {
  const before: Of[] = [];
  const last: Of[] = [];
  let short = quantity;
  for (const one of list.toReversed()) {
    const n = Math.min(one.quantity, short);
    if (n > 0) last.unshift({ ...one, quantity: n });
    if (n < one.quantity) before.unshift({ ...one, quantity: one.quantity - n });
    short -= n;
  }
  return { before, last, short };
}
