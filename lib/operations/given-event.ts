import { isObject } from "@/lib/core/canonical/is-object";
import { jsonText } from "@/lib/core/canonical/json-text";
import type { JsonObject, JsonValue } from "@/lib/core/canonical/json-value";
import { parseExact } from "@/lib/core/canonical/parse-exact";
import { toldOf } from "@/lib/core/capture/told";
import { eventHash } from "@/lib/core/event-hash/event-hash";
import type { Sha256 } from "@/lib/core/hash";
import type { GivenEvent } from "./capture-ports";

/** A valid event (validateDocument) as it will be kept; `context` is its document's @context. */
export function givenEvent(event: JsonObject, context: JsonValue | undefined, sha256: Sha256): GivenEvent {
  const { "@context": own, recordTime: _ours, ...body } = event;
  const whole = joined(context, own);
  const told = toldOf(body, whole);
  const hash = eventHash(body, whole, sha256);
  return { body, context: whole, told, name: told.eventId ?? hash, hash, corrects: null };
}

/** As it is kept: one JSON object with its @context, numbers as they were written. */
export const documentOf = ({ body, context }: Pick<GivenEvent, "body" | "context">): string =>
  jsonText({ "@context": context, ...body });

/** What `documentOf` wrote. */
export function givenAgain(document: string, sha256: Sha256): GivenEvent {
  const parsed = parseExact(document);
  if (!parsed.ok || !isObject(parsed.value)) throw new Error("A kept event can't be read");
  const { "@context": context, ...event } = parsed.value;
  return givenEvent(event, context, sha256);
}

/** The document's context and then the event's own, as JSON-LD reads them. */
function joined(outer: JsonValue | undefined, own: JsonValue | undefined): JsonValue {
  const parts = [outer, own].filter((part) => part !== undefined && part !== null);
  const [only, ...others] = parts;
  if (only !== undefined && others.length === 0) return only;
  return parts.flatMap((part) => (Array.isArray(part) ? part : isContext(part) ? [part] : []));
}

const isContext = (part: JsonValue | undefined): part is JsonValue =>
  typeof part === "string" || isObject(part);
