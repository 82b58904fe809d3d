import { isObject } from "@/lib/core/canonical/is-object";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import { type ParseExactOptions, parseExact } from "@/lib/core/canonical/parse-exact";
import { type Result, refuse } from "@/lib/core/refusal";
import type { XmlElement } from "./xml/element";
import { readXml } from "./xml/read-document";

/** Parses XML with entities and external access off; injected, because the core holds no parser. */
export type ParseXml = (text: string) => Result<XmlElement>;

export type ReadOptions = Pick<ParseExactOptions, "onDuplicate">;

/**
 * The EPCIS 2.0 JSON document in a text: JSON as it is (numbers exact), EPCIS 2.0 or 1.x XML converted. Nothing is
 * validated yet. Refuses what can't be read at all or can't be said in JSON; `facts` say where.
 */
export function readDocument(
  text: string,
  parseXml: ParseXml,
  options: ReadOptions = {},
): Result<JsonObject> {
  const content = text.startsWith("\uFEFF") ? text.slice(1) : text;
  if (/^\s*</.test(content)) {
    const root = parseXml(content);
    return root.ok ? readXml(root.value) : root;
  }
  const json = parseExact(content, options);
  if (!json.ok) return json;
  return isObject(json.value)
    ? { ok: true, value: json.value }
    : refuse("NOT_A_DOCUMENT", "This is JSON, but no EPCIS document.", "Send an EPCIS document or an event.");
}
