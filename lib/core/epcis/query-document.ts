import { isObject } from "@/lib/core/canonical/is-object";
import type { JsonObject, JsonValue } from "@/lib/core/canonical/json-value";
import { PACKPROOF_CONTEXT, PACKPROOF_NAMESPACE } from "./pharma/document";

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
 * The EPCISQueryDocument of EPCIS 2.0 §9.6 and §12. The prefixes of all events stand in the document's @context; an
 * event keeps its own where that says more than prefixes, or means something else by one of them. Every event hash
 * stays. recordTime is this repository's, whatever the capturer had written there.
 */
export function queryDocument({ queryName, subscriptionID, events, creationDate }: QueryResults): JsonObject {
  const prefixes = new Map<string, string>([["packproof", PACKPROOF_NAMESPACE]]);
  const eventList = events.map(({ event: { "@context": context, ...event }, recordTime }) => {
    const own = prefixesAlone(context);
    const isShared =
      own?.every(([prefix, namespace]) => (prefixes.get(prefix) ?? namespace) === namespace) ?? false;
    if (isShared) for (const [prefix, namespace] of own ?? []) prefixes.set(prefix, namespace);
    return {
      ...(isShared || context === undefined ? {} : { "@context": context }),
      ...event,
      recordTime: new Date(recordTime).toISOString(),
    };
  });
  return {
    "@context": [PACKPROOF_CONTEXT[0], Object.fromEntries(prefixes)],
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

/** The context of EPCIS 2.0 at its several addresses. */
const STANDARD =
  /^https:\/\/(?:ref\.gs1\.org\/standards\/epcis|gs1\.github\.io\/EPCIS)\/.*epcis-context\.jsonld$/;

/** What a context binds, when it is the standard's and prefixes, and nothing else; null when it says more. */
function prefixesAlone(context: JsonValue | undefined): readonly (readonly [string, string])[] | null {
  const found: (readonly [string, string])[] = [];
  for (const part of context === undefined ? [] : isList(context) ? context : [context]) {
    if (typeof part === "string" && STANDARD.test(part)) continue;
    if (!isObject(part)) return null;
    for (const [prefix, namespace] of Object.entries(part)) {
      if (typeof namespace !== "string" || prefix.startsWith("@")) return null;
      found.push([prefix, namespace]);
    }
  }
  return found;
}

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);
