import type { JsonObject } from "@/lib/core/canonical/json-value";
import { EVENT_TYPE, ROWS } from "@/lib/core/epcis-query/fields";
import { type Paging, parsePaging } from "@/lib/core/epcis-query/paging";
import { parseQuery, wrongParameter } from "@/lib/core/epcis-query/parse-query";
import type { EventQuery } from "@/lib/core/epcis-query/query";
import { ok, type Refused, type Result, refuse } from "@/lib/core/refusal";
import type { QueryParameter } from "@/lib/web/openapi/route-doc";

export type Asked = { readonly query: EventQuery; readonly paging: Paging };

/** The query and the page that an address asks for. */
export function queryOf(request: Request): Result<Asked, "QUERY_PARAMETER"> {
  const { searchParams } = new URL(request.url);
  const query = parseQuery({ url: searchParams, context: extensionsOf(request.headers) });
  if (!query.ok) return query;
  const paging = parsePaging(searchParams);
  return paging.ok ? ok({ query: query.value, paging: paging.value }) : paging;
}

/** The page alone, where there is nothing else to ask. */
export function pagingOf(request: Request): Result<Paging, "QUERY_PARAMETER"> {
  const { searchParams } = new URL(request.url);
  const other = [...searchParams.keys()].find((name) => name !== "perPage" && name !== "nextPageToken");
  if (other !== undefined) return wrongParameter(other, { wrong: "is none that this address takes" });
  return parsePaging(searchParams);
}

/** What an address holds that wants a WebSocket (EPCIS 2.0, GET /queries/{name}/events). */
const OF_SOCKETS = [
  "stream",
  "second",
  "minute",
  "hour",
  "dayOfMonth",
  "month",
  "dayOfWeek",
  "reportIfEmpty",
  "initialRecordTime",
];

/** Standing queries are answered by webhooks, which EPCIS 2.0 asks of every server; WebSockets it leaves open. */
export function socketRefusal(request: Request): Refused<"SUBSCRIPTION_CONTROLS"> | null {
  const { searchParams } = new URL(request.url);
  const wants = request.headers.get("upgrade") !== null || OF_SOCKETS.some((name) => searchParams.has(name));
  return wants
    ? refuse(
        "SUBSCRIPTION_CONTROLS",
        "Events are not sent over WebSockets here.",
        "Have them sent to an address of yours: POST to the query's subscriptions.",
      )
    : null;
}

/** GS1-Extensions: prefixes that the names of parameters use, "example=https://ns.example.com/,other=urn:x:". */
export function extensionsOf(headers: Headers): JsonObject {
  const pairs = (headers.get("gs1-extensions") ?? "").split(",").map((pair) => pair.trim());
  return Object.fromEntries(
    pairs.flatMap((pair): [string, string][] => {
      const at = pair.indexOf("=");
      return at < 1 ? [] : [[pair.slice(0, at).trim(), pair.slice(at + 1).trim()]];
    }),
  );
}

export const PAGE_PARAMETERS: readonly QueryParameter[] = [
  { name: "perPage", description: "How many at most: 30, or what is given, up to 1000." },
  { name: "nextPageToken", description: "From the Link of the page before." },
];

const SUFFIX = { none: "", unit: "_{uom}" } as const;

/** The parameters of EPCIS 2.0 §8.2.7.1, as `parseQuery` reads them. */
export const QUERY_PARAMETERS: readonly QueryParameter[] = [
  { name: EVENT_TYPE.name },
  ...ROWS.flatMap(({ operators, name, suffix }) =>
    operators.map((operator) => ({
      name: `${operator}_${name}${typeof suffix === "string" ? (SUFFIX[suffix as keyof typeof SUFFIX] ?? "") : "_{type}"}`,
    })),
  ),
  { name: "orderBy", description: "eventTime, recordTime, or an extension with its prefix." },
  { name: "orderDirection", description: "ASC or DESC." },
  { name: "eventCountLimit", description: "Only so many, the first in the order." },
  { name: "maxEventCount", description: "413 when more than so many match." },
  ...PAGE_PARAMETERS,
];
