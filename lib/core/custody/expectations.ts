/** One expected unit of a delivery: roots and, where they were announced or looked up, what they hold. */
export type Expected = {
  readonly id: string;
  readonly parentId: string | null;
  /** Packs inside, itself included when it is one: 1 for a pack. */
  readonly packs: number;
};

export type ReceiptProgress = {
  /** Units whose whole content counts as there: scanned, or inside one that was scanned. */
  readonly scanned: readonly string[];
  /** Expected units nothing was seen of, as high in the tree as possible: a missing case is one line, not 24. */
  readonly missing: readonly string[];
  /** Scanned, but not on the delivery. */
  readonly overage: readonly string[];
  /** Scanned again, or scanned inside a container that was scanned before. */
  readonly duplicates: readonly string[];
  readonly packs: { readonly expected: number; readonly received: number; readonly missing: number };
};

/**
 * Compares a delivery with the scans of it, in the order they came. Scanning a container takes in all it holds;
 * scanning what it holds takes in only that. Linear in units and scans.
 */
export function matchReceipt(expected: readonly Expected[], scans: readonly string[]): ReceiptProgress {
  const byId = new Map(expected.map((unit) => [unit.id, unit]));
  const childrenOf = new Map<string, Expected[]>();
  const roots: Expected[] = [];
  for (const unit of expected) {
    if (unit.parentId === null || !byId.has(unit.parentId)) {
      roots.push(unit);
      continue;
    }
    const siblings = childrenOf.get(unit.parentId);
    if (siblings) siblings.push(unit);
    else childrenOf.set(unit.parentId, [unit]);
  }

  const seen = new Set<string>();
  const scanned: string[] = [];
  const overage: string[] = [];
  const duplicates: string[] = [];
  const inside = (id: string): boolean => {
    for (let at = byId.get(id)?.parentId ?? null; at !== null; at = byId.get(at)?.parentId ?? null) {
      if (seen.has(at)) return true;
    }
    return false;
  };
  for (const id of scans) {
    if (seen.has(id) || inside(id)) duplicates.push(id);
    else if (byId.has(id)) scanned.push(id);
    else overage.push(id);
    seen.add(id);
  }

  const missing: string[] = [];
  /** Packs of `unit` that were received; lists under it what is missing. */
  const receive = (unit: Expected): number => {
    if (seen.has(unit.id)) return unit.packs;
    const children = childrenOf.get(unit.id) ?? [];
    const before = missing.length;
    const received = children.reduce((sum, child) => sum + receive(child), 0);
    if (received === 0) {
      missing.length = before;
      missing.push(unit.id);
    }
    return received;
  };
  const total = roots.reduce((sum, { packs }) => sum + packs, 0);
  const received = roots.reduce((sum, root) => sum + receive(root), 0);
  return {
    scanned,
    missing,
    overage,
    duplicates,
    packs: { expected: total, received, missing: total - received },
  };
}
