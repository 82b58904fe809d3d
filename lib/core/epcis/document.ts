import { isObject } from "@/lib/core/canonical/is-object";
import type { JsonObject, JsonValue } from "@/lib/core/canonical/json-value";

/** Events in the order of their document; the index is the place in its eventList. */
export type DocumentEvents = {
  readonly events: readonly JsonObject[];
  /** The document's @context, which the names and CURIEs of its events are read with. */
  readonly context: JsonValue | undefined;
};

/**
 * The events of an EPCIS document, an EPCIS query document (EPCIS 2.0 §9.6, §8.2.7) or of an event that stands alone;
 * null for other JSON. What is no object in an event list counts as an event without members, so that places stay.
 */
export function eventsOf(json: JsonValue): DocumentEvents | null {
  if (!isObject(json)) return null;
  const context = json["@context"];
  if (json.type !== "EPCISDocument" && json.type !== "EPCISQueryDocument")
    return typeof json.type === "string" ? { events: [json], context } : null;
  const body = json.epcisBody;
  const list = at(body, "eventList") ?? at(at(at(body, "queryResults"), "resultsBody"), "eventList");
  return isList(list) ? { events: list.map((item) => (isObject(item) ? item : {})), context } : null;
}

const at = (value: JsonValue | undefined, name: string): JsonValue | undefined =>
  isObject(value) ? value[name] : undefined;

const isList = (value: JsonValue | undefined): value is readonly JsonValue[] => Array.isArray(value);
