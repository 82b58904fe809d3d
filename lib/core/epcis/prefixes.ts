import { isObject } from "@/lib/core/canonical/is-object";
import type { JsonObject } from "@/lib/core/canonical/json-value";

/** Namespace by prefix: what the JSON-LD contexts around a member say. */
export type Prefixes = ReadonlyMap<string, string>;

/** The prefixes every EPCIS 2.0 context defines. The context document itself is never fetched. */
const PRESET: Prefixes = new Map([
  ["cbvmda", "urn:epcglobal:cbv:mda:"],
  ["gs1", "https://gs1.org/voc/"],
  ["cbv", "https://ref.gs1.org/cbv/"],
  ["epcis", "https://ref.gs1.org/epcis/"],
]);

/** Prefixes after a JSON-LD @context (text, object or list of them); texts name remote contexts and add nothing. */
export function prefixesOf(context: unknown, outer: Prefixes = PRESET): Prefixes {
  if (typeof context !== "object" || context === null) return outer;
  const prefixes = new Map(outer);
  for (const part of Array.isArray(context) ? context : [context]) addPrefixes(prefixes, part);
  return prefixes;
}

function addPrefixes(prefixes: Map<string, string>, context: unknown): void {
  if (!isObject(context)) return;
  for (const [prefix, term] of Object.entries(context)) {
    const namespace = isObject(term) ? term["@id"] : term;
    if (typeof namespace === "string" && !prefix.startsWith("@")) prefixes.set(prefix, namespace);
  }
}

const known = new WeakMap<object, Prefixes>();

/** The same for the @context of a document, read once however many events it has. A context is never changed. */
export function prefixesOfDocument(context: unknown): Prefixes {
  if (typeof context !== "object" || context === null) return PRESET;
  const prefixes = known.get(context) ?? prefixesOf(context);
  known.set(context, prefixes);
  return prefixes;
}

/** Prefixes inside an object: its own @context and its xmlns attributes (JSON made from XML: "@xmlns:ext"). */
export function prefixesInside(object: JsonObject, outer: Prefixes): Prefixes {
  let prefixes = outer;
  for (const name in object) {
    if (!name.startsWith("@")) continue;
    const value = object[name];
    if (name === "@context") prefixes = prefixesOf(value, prefixes);
    else if (name.startsWith(XMLNS) && typeof value === "string")
      prefixes = new Map(prefixes).set(name.slice(XMLNS.length), value);
  }
  return prefixes;
}

const XMLNS = "@xmlns:";

/** The full URI of a CURIE ("example:x") whose prefix is known; any other text as it is. */
export function expandCurie(text: string, prefixes: Prefixes): string {
  const colon = text.indexOf(":");
  const namespace = prefixes.get(text.slice(0, colon));
  // "note: see box" is a sentence, "https://…" is a URI already.
  if (namespace === undefined || text.startsWith("//", colon + 1) || /\s/.test(text)) return text;
  return namespace + text.slice(colon + 1);
}

/**
 * Name of a member that is not of the standard: "{namespace}local" for a known prefix and for a full URI, split
 * after its last "/", "#" or ":" as an XML namespace would be; a bare name stays.
 */
export function extensionName(name: string, prefixes: Prefixes): string {
  const colon = name.indexOf(":");
  if (colon < 1) return name;
  const namespace = prefixes.get(name.slice(0, colon));
  if (namespace !== undefined) return `{${namespace}}${name.slice(colon + 1)}`;
  const isUri = name.startsWith("//", colon + 1) || name.startsWith("urn:");
  if (!isUri) return name;
  const end = Math.max(name.lastIndexOf("/"), name.lastIndexOf("#"));
  const split = (end < 0 ? name.lastIndexOf(":") : end) + 1;
  return `{${name.slice(0, split)}}${name.slice(split)}`;
}
