import type { JsonObject } from "@/lib/core/canonical/json-value";
import type { Event } from "@/lib/core/epcis/event";
import { type Prefixes, prefixesInside, prefixesOfDocument } from "@/lib/core/epcis/prefixes";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { someValue } from "./event-values";
import type { EventQuery, Order } from "./query";
import { compareScalars, type Scalar, scalarOf } from "./scalar";

/**
 * Events in the order the query asks for (EPCIS 2.0 §8.2.7.1, orderBy and orderDirection); in the given order without
 * one, and where two are equal. Those that lack the field come last. An event with several values of it stands where
 * the smallest of them puts it ascending, the greatest descending.
 */
export function orderEvents<E extends Event | JsonObject>(
  { order }: Pick<EventQuery, "order">,
  events: readonly E[],
  document?: unknown,
): readonly E[] {
  if (order === null) return events;
  const outer = prefixesOfDocument(document);
  const sign = order.direction === "ASC" ? 1 : -1;
  return events
    .map((event) => ({ event, key: keyOf(event as JsonObject, order, outer, sign) }))
    .sort((a, b) => {
      if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
      return sign * compareScalars(a.key, b.key);
    })
    .map(({ event }) => event);
}

function keyOf(event: JsonObject, { by }: Order, outer: Prefixes, sign: 1 | -1): Scalar | null {
  const type = by.kind === "standard" ? by.type : "any";
  let first: Scalar | null = null;
  someValue(event, by, prefixesInside(event, outer), (value, prefixes) => {
    const scalar = scalarOf(value, type, prefixes);
    if (scalar !== null && (first === null || sign * compareScalars(scalar, first) < 0)) first = scalar;
    return false;
  });
  return first;
}

/**
 * The events a query answers with, of all that match, in order: the first `eventCountLimit`, or all unless they are
 * more than `maxEventCount`, which is refused (EPCIS 2.0 §8.2.7.1, QueryTooLargeException).
 */
export function limitEvents<E>(
  { limit }: Pick<EventQuery, "limit">,
  events: readonly E[],
): Result<readonly E[], "QUERY_TOO_LARGE"> {
  if (limit?.kind === "eventCountLimit") return ok(events.slice(0, limit.count));
  if (limit === null || events.length <= limit.count) return ok(events);
  return refuse(
    "QUERY_TOO_LARGE",
    `More than ${limit.count} events match, and the query's maxEventCount allows no more.`,
    "Narrow the query, for example by time, or allow more events.",
    { maxEventCount: limit.count },
  );
}
