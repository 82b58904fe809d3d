import { can } from "@/lib/core/access/can";
import { canReceive } from "@/lib/core/custody/receive";
import type { Turn } from "@/lib/core/custody/turn";
import type { BatchId } from "@/lib/core/pack/ids";
import { isExpired } from "@/lib/core/time/days";
import { localDay, localTime } from "@/lib/core/time/zone";
import { rootCausesOf } from "@/lib/core/verdict/root-cause";
import type { AlertLine, BatchLine, DeliverySummary, Desk, StockLine, TodayLine } from "./desk-ports";
import { foldToday } from "./fold-today";
import type { Deps } from "./ports";
import { isOnShelf, type RecallNeed, recallNeeds } from "./recall-needs";
import { actorOf, type TenantScope } from "./scope";
import { type Difference, openDifferences } from "./view-differences";
import { type Arrivals, viewArrivals } from "./wait-for-data";

/** A difference whose next move is this side's. */
type Waiting = Difference & { readonly turn: Exclude<Turn, "wait"> };
const isOurs = (difference: Difference): difference is Waiting => difference.turn !== "wait";

/** One thing that waits for the person, gravest kind first, oldest first within a kind. */
export type Need =
  | RecallNeed
  | { readonly kind: "recalled" | "expired" | "held"; readonly stock: StockLine }
  /** `sites`: at so many the serial number was read; above 1 it is probably copied. */
  | { readonly kind: "alert"; readonly alert: AlertLine; readonly sites: number }
  | {
      readonly kind: "exception";
      readonly exception: Waiting;
      readonly count: number;
    }
  /** Goods without data for longer than a day; `partner`: who is said to have sent them. */
  | {
      readonly kind: "waiting";
      readonly partner: string | null;
      readonly count: number;
      readonly since: number;
    }
  /** The other side of it: `partner` has received what this organisation never shipped. */
  | { readonly kind: "unshipped"; readonly partner: string; readonly count: number; readonly since: number }
  | { readonly kind: "release"; readonly batch: BatchLine; readonly batchId: BatchId }
  | { readonly kind: "arrivals"; readonly deliveries: readonly DeliverySummary[] };

export type Home = {
  readonly needs: readonly Need[];
  readonly arriving: number;
  readonly batches: number;
  /** In force. */
  readonly recalls: number;
  readonly today: readonly TodayLine[];
};

/** Of today's steps: as many lines as a screen shows, of as many events as a busy hour has. */
const LINES_SHOWN = 12;
const STEPS_READ = 200;

/** The latest are those that are still worked on. */
const RECALLS = 50;

/** What waits for this person here and now, and what this site did today. */
export async function viewHome(
  deps: Pick<Deps, "clock" | "ledger" | "directory"> & { readonly desk: Desk },
  scope: TenantScope,
): Promise<Home> {
  const { desk, clock, ledger } = deps;
  const now = clock.now();
  const may = (action: Parameters<typeof can>[1]) => can(actorOf(scope, now), action).ok;
  const [arriving, stock, batches, differences, alerts, recalls, arrivals, today] = await Promise.all([
    may("receive-shipment") ? desk.deliveries(scope, "in", 50) : [],
    may("view-stock") ? desk.stock(scope, scope.siteId) : [],
    may("create-batch") || may("hold-batch") ? desk.batches(scope) : [],
    may("view-shipments") ? openDifferences(deps, scope) : [],
    may("view-alerts") ? desk.alerts(scope, 10) : [],
    may("view-recalls") ? ledger.recalls(scope, RECALLS) : [],
    viewArrivals(deps, scope),
    desk.today(scope, startOfDay(scope.timeZone, now), STEPS_READ),
  ]);
  const open = arriving.filter(({ state }) => canReceive(state).ok).sort((a, b) => a.shippedAt - b.shippedAt);
  const localToday = localDay(scope.timeZone, now);
  const saleable = stock.filter(({ state, ownDisposition }) => state === "ACTIVE" && ownDisposition === null);
  const asked = recallNeeds(recalls, { scope, stock, maySign: may("sign-recall") });
  const told = asked.flatMap((need) => (need.kind === "recall" ? need.recall.batchIds : []));
  const recalled = byBatch(stock.filter((line) => isOnShelf(line) && !told.includes(line.batchId)));
  const expired = byBatch(
    saleable.filter((line) => !line.recalled && isExpired(line.lastValidDay, localToday)),
  );
  const held = byBatch(
    saleable.filter((line) => line.held && !line.recalled && !isExpired(line.lastValidDay, localToday)),
  );
  return {
    needs: [
      ...asked,
      ...recalled.map((line) => ({ kind: "recalled" as const, stock: line })),
      ...expired.map((line) => ({ kind: "expired" as const, stock: line })),
      ...bySerial(alerts.filter(({ state }) => state === "NEW")),
      ...byDelivery(differences),
      ...(arrivals.ok ? late(arrivals.value) : []),
      ...(may("release-batch")
        ? batches
            .filter(({ state, commissioned }) => state === "PACKAGED" && commissioned > 0)
            .map((batch) => ({ kind: "release" as const, batch, batchId: batch.id }))
        : []),
      ...held.map((line) => ({ kind: "held" as const, stock: line })),
      ...(open.length > 0 ? [{ kind: "arrivals" as const, deliveries: open }] : []),
    ],
    arriving: open.length,
    batches: batches.length,
    recalls: recalls.filter(({ state }) => state === "SIGNED").length,
    today: foldToday(today, LINES_SHOWN),
  };
}

/** One line a batch: held and free packs of a recalled batch need the same thing done. */
function byBatch(lines: readonly StockLine[]): readonly StockLine[] {
  const batches = new Map<string, StockLine>();
  for (const line of lines) {
    const count = (batches.get(line.batchId)?.count ?? 0) + line.count;
    batches.set(line.batchId, { ...line, count });
  }
  return [...batches.values()];
}

/** One need a serial number, with the sites that alert it: a copy is one case, whoever sees it. */
function bySerial(alerts: readonly AlertLine[]): readonly Need[] {
  // An alert keeps neither the batch as read nor the device.
  const causes = rootCausesOf(alerts.map((alert) => ({ ...alert, batch: null, device: null })));
  const needs = new Map<string, Extract<Need, { kind: "alert" }>>();
  for (const alert of alerts) {
    const key = `${alert.gtin} ${alert.serial}`;
    const known = needs.get(key);
    const clone = causes.find(
      (cause) => cause.kind === "CLONE" && cause.gtin === alert.gtin && cause.serial === alert.serial,
    );
    const count = (known?.alert.count ?? 0) + alert.count;
    const sites = clone?.kind === "CLONE" ? clone.sites : 1;
    needs.set(key, { kind: "alert", alert: { ...(known?.alert ?? alert), count }, sites });
  }
  return [...needs.values()];
}

/** One need a delivery, kind and move: whoever opens it sees all of its units. */
function byDelivery(exceptions: readonly Difference[]): readonly Need[] {
  const groups = new Map<string, Extract<Need, { kind: "exception" }>>();
  for (const exception of exceptions.filter(isOurs)) {
    const { shipmentId, kind, turn } = exception;
    const key = `${shipmentId} ${kind} ${turn}`;
    const known = groups.get(key);
    groups.set(key, {
      kind: "exception",
      exception: known?.exception ?? exception,
      count: (known?.count ?? 0) + 1,
    });
  }
  return [...groups.values()];
}

/** One need a partner: what is late about goods before data, on either side. */
function late({ waiting, unshipped }: Arrivals): readonly Need[] {
  const groups = new Map<string, Extract<Need, { kind: "waiting" | "unshipped" }>>();
  const add = (need: Extract<Need, { kind: "waiting" | "unshipped" }>) => {
    const key = `${need.kind} ${need.partner}`;
    const known = groups.get(key);
    groups.set(key, known ? { ...known, count: known.count + 1 } : need);
  };
  // Both lists come oldest first, so a group keeps its oldest day.
  for (const { overdue, sender, since } of waiting) {
    if (overdue) add({ kind: "waiting", partner: sender, count: 1, since });
  }
  for (const { receiver, since } of unshipped) add({ kind: "unshipped", partner: receiver, count: 1, since });
  return [...groups.values()];
}

/** The last midnight at the site (epoch milliseconds). */
function startOfDay(zone: string, now: number): number {
  const [hours = 0, minutes = 0] = localTime(zone, now).split(":").map(Number);
  return now - (hours * 60 + minutes) * 60_000;
}
