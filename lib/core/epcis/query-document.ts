import { isObject } from "@/lib/core/canonical/is-object";
import type { JsonObject, JsonValue } from "@/lib/core/canonical/json-value";
import { PACKPROOF_CONTEXT } from "./pharma/document";

/** One event as it is kept: with its @context, and when this repository recorded it (epoch milliseconds). */
export type RecordedEvent = { readonly event: JsonObject; readonly recordTime: number };

export type QueryResults = {
  /** "SimpleEventQuery" where the query has no name of its own. */
  readonly queryName: string;
  readonly subscriptionID?: string;
  readonly events: readonly RecordedEvent[];
  /** ISO 8601 with a zone. */
  readonly creationDate: string;
};

/**
 * The EPCISQueryDocument of EPCIS 2.0 §9.6 and §12. Prefixes that all events bind alike stand in the document's
 * @context; an event that binds more keeps its own, and none is given a prefix that it had not: a name that meant
 * nothing must not begin to. So every event hash stays. recordTime is this repository's, whatever the capturer had
 * written there.
 */
export function queryDocument({ queryName, subscriptionID, events, creationDate }: QueryResults): JsonObject {
  const bound = events.map(({ event }) => prefixesAlone(event["@context"]));
  const common = [...(bound[0] ?? [])].filter(([prefix, namespace]) =>
    bound.every((own) => own?.get(prefix) === namespace),
  );
  const eventList = events.map(({ event: { "@context": context, ...event }, recordTime }, i) => ({
    ...(context === undefined || bound[i]?.size === common.length ? {} : { "@context": context }),
    ...event,
    recordTime: new Date(recordTime).toISOString(),
  }));
  return {
    "@context": common.length === 0 ? [STANDARD] : [STANDARD, Object.fromEntries(common)],
    type: "EPCISQueryDocument",
    schemaVersion: "2.0",
    creationDate,
    epcisBody: {
      queryResults: {
        queryName,
        ...(subscriptionID === undefined ? {} : { subscriptionID }),
        resultsBody: { eventList },
      },
    },
  };
}

const [STANDARD] = PACKPROOF_CONTEXT;
/** The context of EPCIS 2.0 at its several addresses. */
const STANDARD_URL =
  /^https:\/\/(?:ref\.gs1\.org\/standards\/epcis|gs1\.github\.io\/EPCIS)\/.*epcis-context\.jsonld$/;

/** What a context binds, when it is the standard's and prefixes, and nothing else; null when it says more. */
function prefixesAlone(context: JsonValue | undefined): ReadonlyMap<string, string> | null {
  const found = new Map<string, string>();
  for (const part of context === undefined ? [] : isList(context) ? context : [context]) {
    if (typeof part === "string" && STANDARD_URL.test(part)) continue;
    if (!isObject(part)) return null;
    for (const [prefix, namespace] of Object.entries(part)) {
      if (typeof namespace !== "string" || prefix.startsWith("@")) return null;
      found.set(prefix, namespace);
    }
  }
  return found;
}

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);
