/** Everything the ledger keeps, in a form that is equal for both adapters when they agree. All lists are sorted. */
export type Picture = {
  /** By link: state, own disposition, custody, container and holds. */
  readonly units: Readonly<Record<string, UnitPicture>>;
  /** Running counters that are not zero: batch, place and state → packs. */
  readonly stock: Readonly<Record<string, number>>;
  /** Who was in what, by ledger order. */
  readonly intervals: readonly string[];
  /** Which repacking a pack went into or came out of. */
  readonly genealogy: readonly string[];
  readonly batches: readonly string[];
  /** Recalls, answers, withdrawals, and holds on batches and deliveries. */
  readonly market: readonly string[];
  /** Open holds on batches and deliveries, by id. */
  readonly heldSubjects: readonly string[];
  readonly shipments: readonly string[];
  /** In the order of leaving. */
  readonly shipmentIds: readonly {
    readonly id: string;
    readonly open: boolean;
    readonly from: string;
    readonly to: string;
    readonly lines: readonly string[];
  }[];
  readonly exceptions: readonly string[];
  /** Packs without serials: batch, site, how many; and delivery, batch, how many of it, received, missing. */
  readonly quantities: readonly string[];
  /** Announced deliveries with their lines, and units that wait for data. */
  readonly arrivals: readonly string[];
  /** How each exception stands, and what was said about it. */
  readonly threads: readonly string[];
  readonly alerts: readonly string[];
  readonly looks: number;
  /** In the order of writing: organisation, action, outcome. */
  readonly audit: readonly string[];
  /** In the ledger's order: its number, hash, who may read it, and what is kept besides. */
  readonly events: readonly string[];
  /** What other systems told and is not in the ledger: whose, what it is called, what became of it and why. */
  readonly captures: readonly string[];
};

export type UnitPicture = {
  readonly id: string;
  readonly state: string;
  readonly ownDisposition: string | null;
  readonly parent: string | null;
  readonly holder: string | null;
  readonly site: string | null;
  readonly place: string | null;
  readonly holds: readonly string[];
  readonly remaining: number | null;
  readonly storedAt: string | null;
};

/** The key of one counter: a pack counts under its direct container, or where it stands when it is in none. */
export const stockKey = (row: {
  readonly batchId: string;
  readonly parent: string | null;
  readonly holder: string | null;
  readonly site: string | null;
  readonly place: string | null;
  readonly state: string;
  readonly ownDisposition: string | null;
  readonly held: boolean;
}): string =>
  [
    row.batchId,
    row.parent ?? "-",
    row.holder ?? "-",
    row.site ?? "-",
    row.place ?? "-",
    row.state,
    row.ownDisposition ?? "-",
    row.held ? "held" : "free",
  ].join(" ");

/** What the counters must be, counted again from the packs: the check that `stock` never drifts. */
export function recount(
  units: Readonly<Record<string, UnitPicture>>,
  batchOf: (link: string) => string | null,
): Readonly<Record<string, number>> {
  const counted: Record<string, number> = {};
  for (const [link, unit] of Object.entries(units)) {
    const batchId = batchOf(link);
    if (batchId === null) continue;
    const key = stockKey({ ...unit, batchId, held: unit.holds.length > 0 });
    counted[key] = (counted[key] ?? 0) + 1;
  }
  return counted;
}
