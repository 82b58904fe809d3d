import { isObject } from "@/lib/core/canonical/is-object";
import type { JsonValue } from "@/lib/core/canonical/json-value";
import { type Prefixes, prefixesOf } from "@/lib/core/epcis/prefixes";
import { ok, type Refused, type Result, refuse } from "@/lib/core/refusal";
import { ROWS } from "./fields";
import { type Raw, readOperands, shown } from "./operands";
import { PAGING_NAMES } from "./paging";
import { readField, readName, type Wrong } from "./parameter-name";
import type { Condition, EventQuery, Field, Limit, Order } from "./query";

/** A query as it came. `context` is a JSON-LD @context whose prefixes hold besides (the header GS1-Extensions). */
export type QueryInput =
  /** Decoded name and value of each URL parameter: a URLSearchParams is one. */
  | { readonly url: Iterable<readonly [string, string]>; readonly context?: JsonValue }
  /** The member "query" of the body of POST /queries. */
  | { readonly json: JsonValue; readonly context?: JsonValue };

/**
 * Reads a query for events: the parameters of EPCIS 2.0 §8.2.7.1 as URL parameters (§12, lists delimited by "|",
 * numbers and booleans as text; those of paging are passed over, see `parsePaging`) or as JSON. Refuses what isn't
 * exactly understood, naming the parameter in `facts.parameter`: a condition that is ignored would answer with too
 * many events.
 */
export function parseQuery(input: QueryInput): Result<EventQuery, "QUERY_PARAMETER"> {
  const raws = new Map<string, Raw>();
  let prefixes = prefixesOf(input.context);
  if ("url" in input) {
    for (const [name, text] of input.url) {
      if (raws.has(name)) return wrongParameter(name, { wrong: "is given twice" });
      if (!PAGING_NAMES.has(name)) raws.set(name, { form: "url", text });
    }
  } else {
    if (!isObject(input.json)) return wrongParameter("query", { wrong: "must be a JSON object" });
    prefixes = prefixesOf(input.json["@context"], prefixes);
    for (const [name, value] of Object.entries(input.json))
      if (name !== "@context" && value !== undefined) raws.set(name, { form: "json", value });
  }
  return queryOf(raws, prefixes);
}

function queryOf(raws: Map<string, Raw>, prefixes: Prefixes): Result<EventQuery, "QUERY_PARAMETER"> {
  const order = orderOf(raws, prefixes);
  if (order !== null && "ok" in order) return order;
  const limit = limitOf(raws, order);
  if (limit !== null && "ok" in limit) return limit;
  const conditions: Condition[] = [];
  for (const [parameter, raw] of raws) {
    if (OTHERS.has(parameter)) continue;
    const named = readName(parameter, prefixes);
    if ("wrong" in named) return wrongParameter(parameter, named);
    const read = readOperands(named, raw, prefixes);
    if (read === "off") continue;
    if ("wrong" in read) return wrongParameter(parameter, read);
    conditions.push({ parameter, ...named, operands: read.operands });
  }
  conditions.sort((a, b) => (a.parameter < b.parameter ? -1 : 1));
  return ok({ conditions, order, limit });
}

/** Parameters that are no conditions. */
const OTHERS: ReadonlySet<string> = new Set([
  "orderBy",
  "orderDirection",
  "eventCountLimit",
  "maxEventCount",
]);

const textOf = (raw: Raw | undefined): JsonValue | undefined => (raw?.form === "url" ? raw.text : raw?.value);

/** EPCIS 2.0 also knows "quantity" from 1.0, deprecated since 1.1; it still sorts. */
const ORDER_FIELDS = ROWS.filter(
  ({ name, suffix }) => suffix === "none" && ["eventTime", "recordTime", "quantity"].includes(name),
);

function orderOf(
  raws: ReadonlyMap<string, Raw>,
  prefixes: Prefixes,
): Order | null | Refused<"QUERY_PARAMETER"> {
  const direction = textOf(raws.get("orderDirection")) ?? "DESC";
  if (direction !== "ASC" && direction !== "DESC")
    return wrongParameter("orderDirection", { wrong: "must be ASC or DESC" });
  const name = textOf(raws.get("orderBy"));
  if (name === undefined) return null;
  if (typeof name !== "string") return wrongParameter("orderBy", { wrong: "must be the name of a field" });
  const by: Field | Wrong = readField(name, ORDER_FIELDS, prefixes);
  return "wrong" in by ? wrongParameter("orderBy", by) : { by, direction };
}

function limitOf(
  raws: ReadonlyMap<string, Raw>,
  order: Order | null,
): Limit | null | Refused<"QUERY_PARAMETER"> {
  const kinds = (["eventCountLimit", "maxEventCount"] as const).filter((name) => raws.has(name));
  const [kind] = kinds;
  if (kind === undefined) return null;
  if (kinds.length > 1) return wrongParameter(kind, { wrong: "can't stand beside maxEventCount" });
  const value = textOf(raws.get(kind)) ?? "";
  const isWhole = typeof value !== "string" || raws.get(kind)?.form === "url";
  if (!isWhole || !/^\d{1,9}$/.test(String(value)))
    return wrongParameter(kind, {
      wrong: `has “${shown(value)}”, which is not a whole number up to 999999999`,
    });
  // Which events are "the first" is only defined by an order.
  if (kind === "eventCountLimit" && order === null)
    return wrongParameter(kind, { wrong: "needs orderBy, which says which events are the first" });
  return { kind, count: Number(String(value)) };
}

/** The refusal of one parameter; `wrong` goes on after its name. */
export const wrongParameter = (name: string, { wrong }: Wrong): Refused<"QUERY_PARAMETER"> =>
  refuse(
    "QUERY_PARAMETER",
    `The query parameter ${shown(name)} ${wrong}.`,
    "Correct this parameter or leave it out, and ask again.",
    { parameter: shown(name) },
  );
