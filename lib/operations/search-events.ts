import { isObject } from "@/lib/core/canonical/is-object";
import { parseExact } from "@/lib/core/canonical/parse-exact";
import type { RecordedEvent } from "@/lib/core/epcis/query-document";
import { conditionsOf } from "@/lib/core/epcis-query/conditions";
import { matcherOf } from "@/lib/core/epcis-query/matches";
import { orderEvents } from "@/lib/core/epcis-query/order-events";
import type { EventQuery } from "@/lib/core/epcis-query/query";
import { ok, type Refused, type Result, refuse } from "@/lib/core/refusal";
import { type EventsAsked, type Place, type StoredEvent, TOO_SLOW } from "./event-archive-ports";
import type { Page, PageDeps } from "./pages";
import type { TenantScope } from "./scope";

export type SearchCode = "QUERY_TOO_LARGE" | "QUERY_TOO_COMPLEX";

/** Events that one request looks at, where an index can't decide a condition: then the page ends, and the next goes on. */
const LOOKED_AT = 2_000;
/** Documents of so many bytes make a page, however many events they are. */
const PAGE_BYTES = 16 * 1024 * 1024;
const BATCH = 100;

/** Where a page begins; `left`: how many events the query's eventCountLimit still allows. */
export type Position = { readonly after: Place | null; readonly left: number | null };
type Found = Result<Page<RecordedEvent> & { readonly next: Position | null }, SearchCode>;

/** One page of what a query wants, from a position on. */
export async function searchEvents(
  deps: PageDeps,
  scope: TenantScope,
  query: EventQuery,
  position: Position,
  perPage: number,
): Promise<Found> {
  const tooLarge = position.after === null ? await exceeded(deps, scope, query) : null;
  if (tooLarge) return tooLarge;
  const order = columnOf(query);
  const size = Math.min(perPage, position.left ?? perPage);
  return order === null
    ? sortedHere(deps, scope, query, position, size)
    : walk(deps, scope, query, { ...order, ...position, size });
}

type InOrder = Pick<EventsAsked, "by" | "descending">;

/**
 * The order that Postgres keeps by itself; null: of another field. Where nobody asks for one, by that time which the
 * query bounds: walking by record time to the events of last March would read all before them.
 */
function columnOf({ order, conditions }: EventQuery): InOrder | null {
  if (order === null) {
    const bounds = (name: string) =>
      conditions.some(({ field }) => field.kind === "standard" && field.name === name);
    return {
      by: bounds("eventTime") && !bounds("recordTime") ? "eventTime" : "recordTime",
      descending: false,
    };
  }
  const { by, direction } = order;
  const name = by.kind === "standard" ? by.name : null;
  return name === "eventTime" || name === "recordTime"
    ? { by: name, descending: direction === "DESC" }
    : null;
}

export const TOO_COMPLEX: Refused<"QUERY_TOO_COMPLEX"> = refuse(
  "QUERY_TOO_COMPLEX",
  "This query would have to look at too many events.",
  "Narrow it, for example by recordTime or by EPCs, and ask again.",
);

/** Refused before the first page, when more match than the query's maxEventCount (EPCIS 2.0, QueryTooLargeException). */
async function exceeded(
  deps: PageDeps,
  scope: TenantScope,
  query: EventQuery,
): Promise<Refused<SearchCode> | null> {
  if (query.limit?.kind !== "maxEventCount") return null;
  const { count } = query.limit;
  const { indexed, rest } = conditionsOf(query);
  let matching: number;
  if (rest.length === 0) {
    const counted = await deps.archive.count(scope, indexed, count + 1);
    if (counted === TOO_SLOW) return TOO_COMPLEX;
    matching = counted;
  } else {
    const all = await everyMatch(deps, scope, query, count + 1);
    if (!all.ok) return all;
    matching = all.value.length;
  }
  if (matching <= count) return null;
  return refuse(
    "QUERY_TOO_LARGE",
    `More than ${count} events match, and the query's maxEventCount allows no more.`,
    "Narrow the query, for example by time, or allow more events.",
    { maxEventCount: count },
  );
}

type Walk = InOrder & Position & { readonly size: number };

async function walk(
  deps: PageDeps,
  scope: TenantScope,
  query: EventQuery,
  { by, descending, after, left, size }: Walk,
): Promise<Found> {
  const { indexed, rest } = conditionsOf(query);
  const matches = matcherFor(query);
  const items: RecordedEvent[] = [];
  let [place, bytes, looked] = [after, 0, 0];
  const next = (): Position | null => {
    const rest = left === null ? null : left - items.length;
    return rest === 0 ? null : { after: place, left: rest };
  };
  while (looked < LOOKED_AT) {
    const limit = Math.min(BATCH, rest.length === 0 ? size - items.length + 1 : BATCH);
    const rows = await deps.archive.page(scope, { conditions: indexed, by, descending, after: place, limit });
    if (rows === TOO_SLOW) return TOO_COMPLEX;
    for (const row of rows) {
      const recorded = recordedOf(row);
      if (matches(recorded.event)) {
        if (items.length === size || bytes > PAGE_BYTES) return ok({ items, next: next() });
        items.push(recorded);
        bytes += row.document.length;
      }
      place = { at: row[by], id: row.id };
    }
    looked += rows.length;
    if (rows.length < limit) return ok({ items, next: null });
  }
  return ok({ items, next: next() });
}

/** By a field that no index keeps: all that match are put in order here, as long as they are not too many. */
async function sortedHere(
  deps: PageDeps,
  scope: TenantScope,
  query: EventQuery,
  { after, left }: Position,
  size: number,
): Promise<Found> {
  const all = await everyMatch(deps, scope, query, LOOKED_AT);
  if (!all.ok) return all;
  const byEvent = new Map(all.value.map((each) => [each.recorded.event, each]));
  const ordered = orderEvents(
    query,
    all.value.map(({ recorded }) => recorded.event),
  ).flatMap((event) => byEvent.get(event) ?? []);
  // What came since stands where its value puts it; the place is behind the event that was told last.
  const from = after === null ? 0 : ordered.findIndex(({ id }) => id === after.id) + 1;
  const items = ordered.slice(from, from + size);
  const last = items.at(-1);
  const rest = left === null ? null : left - items.length;
  const isEnd = last === undefined || rest === 0 || from + size >= ordered.length;
  return ok({
    items: items.map(({ recorded }) => recorded),
    next: isEnd ? null : { after: { at: last.recorded.recordTime, id: last.id }, left: rest },
  });
}

type Matching = { readonly id: string; readonly recorded: RecordedEvent };

/** All that match, up to `atMost`; refused when that takes looking at more than one request may. */
async function everyMatch(
  deps: PageDeps,
  scope: TenantScope,
  query: EventQuery,
  atMost: number,
): Promise<Result<readonly Matching[], "QUERY_TOO_COMPLEX">> {
  const { indexed } = conditionsOf(query);
  const matches = matcherFor(query);
  const found: Matching[] = [];
  let place: Place | null = null;
  for (let looked = 0; looked < LOOKED_AT; looked += BATCH) {
    const rows: readonly StoredEvent[] | typeof TOO_SLOW = await deps.archive.page(scope, {
      conditions: indexed,
      by: "recordTime",
      descending: false,
      after: place,
      limit: BATCH,
    });
    if (rows === TOO_SLOW) return TOO_COMPLEX;
    for (const row of rows) {
      const recorded = recordedOf(row);
      if (matches(recorded.event)) found.push({ id: row.id, recorded });
      if (found.length === atMost) return ok(found);
      place = { at: row.recordTime, id: row.id };
    }
    if (rows.length < BATCH) return ok(found);
  }
  return TOO_COMPLEX;
}

/**
 * What is decided on the events themselves. Not their id: one that came without an id is called by what it is kept
 * under, and the index alone knows that.
 */
const matcherFor = ({ conditions }: EventQuery) =>
  matcherOf({
    conditions: conditions.filter(({ field }) => field.kind !== "standard" || field.name !== "eventID"),
  });

/** With the recordTime of this repository, which a query may ask for. */
export function recordedOf({
  document,
  recordTime,
}: Pick<StoredEvent, "document" | "recordTime">): RecordedEvent {
  const parsed = parseExact(new TextDecoder().decode(document));
  if (!parsed.ok || !isObject(parsed.value)) throw new Error("A kept event is no JSON object");
  return { event: { ...parsed.value, recordTime: new Date(recordTime).toISOString() }, recordTime };
}
