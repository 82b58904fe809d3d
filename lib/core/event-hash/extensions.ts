import { isObject } from "@/lib/core/canonical/is-object";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import { extensionName, type Prefixes, prefixesInside } from "@/lib/core/epcis/prefixes";
import { normaliseTime } from "./time";
import { joinSorted } from "./utf8-order";
import { leafText } from "./value";

/** A remark for readers, not what happened. */
const COMMENT = "{http://www.w3.org/2000/01/rdf-schema#}comment";

/**
 * The members of an object that are not in `known`, as extension strings in order: "{namespace}local=value", an
 * object as its name and its own members, a list as its name repeated (CBV 2.0 event hash, steps 19–21).
 */
export function extensionsOf(object: JsonObject, known: ReadonlySet<string> | null, outer: Prefixes): string {
  const prefixes = prefixesInside(object, outer);
  const strings: string[] = [];
  for (const name in object) {
    if (known?.has(name) || name.startsWith("@xmlns") || name === "@context" || name === "rdfs:comment")
      continue;
    const fullName = extensionName(name, prefixes);
    if (fullName !== COMMENT) addExtension(strings, fullName, object[name], prefixes);
  }
  return joinSorted(strings);
}

function addExtension(strings: string[], name: string, value: unknown, prefixes: Prefixes): void {
  if (Array.isArray(value)) for (const item of value) addExtension(strings, name, item, prefixes);
  else if (isObject(value)) strings.push(name + extensionsOf(value, null, prefixes));
  else {
    const text = leafText(typeof value === "string" ? normaliseTime(value.trim()) : value, "plain", prefixes);
    // Null says "absent" in JSON-LD; an empty text leaves the bare name.
    if (text !== null) strings.push(text === "" ? name : `${name}=${text}`);
  }
}
