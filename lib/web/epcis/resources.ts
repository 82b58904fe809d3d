import { parseQuery } from "@/lib/core/epcis-query/parse-query";
import { ok, type Refused, type Result, refuse } from "@/lib/core/refusal";
import type { Vocabulary } from "@/lib/operations/event-archive-ports";
import type { Thing } from "@/lib/operations/query-events";

type Resource = {
  /** What the list of them is read from; null: EPCs have no vocabulary. */
  readonly kind: Vocabulary | null;
  /** The query parameter that asks for one of them. */
  readonly parameter: string;
};

/** The top-level resources of EPCIS 2.0 §12 that sort events by what they hold. */
const RESOURCES: Readonly<Record<string, Resource>> = {
  eventTypes: { kind: "eventType", parameter: "eventType" },
  epcs: { kind: null, parameter: "MATCH_anyEPC" },
  bizSteps: { kind: "bizStep", parameter: "EQ_bizStep" },
  bizLocations: { kind: "bizLocation", parameter: "EQ_bizLocation" },
  readPoints: { kind: "readPoint", parameter: "EQ_readPoint" },
  dispositions: { kind: "disposition", parameter: "EQ_disposition" },
};

export const RESOURCE_NAMES = Object.keys(RESOURCES);

export function resourceOf(name: string): Result<Resource, "RESOURCE_UNKNOWN"> {
  const resource = Object.hasOwn(RESOURCES, name) ? RESOURCES[name] : undefined;
  return resource ? ok(resource) : NOTHING;
}

const NOTHING: Refused<"RESOURCE_UNKNOWN"> = refuse(
  "RESOURCE_UNKNOWN",
  "There is nothing at this address.",
  `Ask for ${RESOURCE_NAMES.join(", ")}, or for what GET /api/epcis lists.`,
);

/** One of a resource, as a query for it; refused where nothing can be called so. */
export function thingOf(name: string, value: string): Result<Thing, "RESOURCE_UNKNOWN"> {
  const resource = resourceOf(name);
  if (!resource.ok) return resource;
  const query = parseQuery({ url: [[resource.value.parameter, value]] });
  // A list is not one thing.
  return query.ok && !value.includes("|") ? ok(query.value) : NOTHING;
}
