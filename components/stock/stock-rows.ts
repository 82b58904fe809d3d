import type { RegistryState } from "@/lib/core/pack/axes";
import { bucketOf, type Disposition } from "@/lib/core/recall/buckets";
import { daysBetween, isExpired } from "@/lib/core/time/days";
import type { StockLine } from "@/lib/operations/desk-ports";

/** How packs on a shelf stand, in the order in which a reason beats another. */
export const STOCK_STATES = [
  "recalled",
  "expired",
  "batchHeld",
  "held",
  "returned",
  "unreleased",
  "hospital",
  "ok",
] as const;
export type StockState = (typeof STOCK_STATES)[number];

/** apart: must not be used; waiting: here, and not for sale; ok: for sale. */
export type StockGroup = "apart" | "waiting" | "ok";
export const STOCK_GROUPS = ["apart", "ok", "waiting"] as const satisfies readonly StockGroup[];

const GROUP: Record<StockState, StockGroup> = {
  recalled: "apart",
  expired: "apart",
  batchHeld: "apart",
  held: "apart",
  returned: "apart",
  unreleased: "waiting",
  hospital: "waiting",
  ok: "ok",
};

export type StockRow = {
  readonly key: string;
  readonly product: string;
  readonly batch: string;
  readonly lastValidDay: string;
  /** Days until the last valid day; negative when it is past. */
  readonly daysLeft: number;
  readonly state: StockState;
  readonly group: StockGroup;
  readonly count: number;
};

/** What stands at a site, a row a batch and state. Packs that are only on its books (dispensed, lost) stand nowhere. */
export function stockRows(lines: readonly StockLine[], today: string): readonly StockRow[] {
  const rows = new Map<string, StockRow>();
  for (const line of lines) {
    const state = stateOf(line, today);
    if (state === null) continue;
    const key = `${line.batchId} ${state}`;
    const count = (rows.get(key)?.count ?? 0) + line.count;
    rows.set(key, {
      key,
      product: `${line.product} ${line.strength}`,
      batch: line.batch,
      lastValidDay: line.lastValidDay,
      daysLeft: daysBetween(today, line.lastValidDay),
      state,
      group: GROUP[state],
      count,
    });
  }
  return [...rows.values()].sort(
    (a, b) =>
      a.product.localeCompare(b.product) ||
      a.lastValidDay.localeCompare(b.lastValidDay) ||
      a.batch.localeCompare(b.batch) ||
      STOCK_STATES.indexOf(a.state) - STOCK_STATES.indexOf(b.state),
  );
}

function stateOf(line: StockLine, today: string): StockState | null {
  const disposition = (line.ownDisposition ?? "AT_SITE") as Disposition;
  const bucket = bucketOf(line.state as RegistryState, disposition, line.held);
  switch (bucket) {
    case "saleable":
    case "hospital-stock":
    case "quarantined":
    case "returned":
      break;
    default:
      return null;
  }
  if (line.recalled) return "recalled";
  if (isExpired(line.lastValidDay, today)) return "expired";
  if (line.batchHeld) return "batchHeld";
  if (bucket === "quarantined") return "held";
  if (bucket === "returned") return "returned";
  if (bucket === "hospital-stock") return "hospital";
  return line.batchState === "RELEASED" ? "ok" : "unreleased";
}
