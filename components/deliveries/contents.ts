import type { DeliveredUnit } from "@/lib/operations/view-delivery";

/** Packs of one batch in one line. */
export type Piece = {
  readonly product: string;
  readonly batch: string;
  /** "YYYY-MM-DD". */
  readonly lastValidDay: string | null;
  readonly count: number;
};

/** What each line (outermost unit) holds, batch by batch, in the order of the tree. */
export function contentsOf(units: readonly DeliveredUnit[]): ReadonlyMap<string, readonly Piece[]> {
  const parents = new Map(units.map(({ id, parentId }) => [id, parentId]));
  const rootOf = (id: string): string => {
    let at = id;
    for (let up = parents.get(at); up != null && parents.has(up); up = parents.get(at)) at = up;
    return at;
  };
  const lines = new Map<string, Map<string, Piece>>();
  for (const { id, kind, product, batch, lastValidDay } of units) {
    if (kind !== "sgtin") continue;
    const root = rootOf(id);
    const pieces = lines.get(root) ?? new Map<string, Piece>();
    const key = `${product} ${batch}`;
    const count = (pieces.get(key)?.count ?? 0) + 1;
    pieces.set(key, { product: product ?? "", batch: batch ?? "", lastValidDay, count });
    lines.set(root, pieces);
  }
  return new Map([...lines].map(([root, pieces]) => [root, [...pieces.values()]]));
}
