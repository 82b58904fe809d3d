import { extensionName, type Prefixes } from "@/lib/core/epcis/prefixes";

/**
 * One text for all spellings of the name of an extension field or attribute: namespace, "#", local name. EPCIS 2.0
 * §8.2.7.1 joins namespace and name by "#"; JSON has CURIEs and full URIs; GS1 itself writes the namespace of CBV
 * master data with and without ":" at its end. So what ends a namespace is left out. A bare name stays.
 */
export function extensionKey(name: string, prefixes: Prefixes): string {
  const full = extensionName(name, prefixes);
  const end = full.startsWith("{") ? full.indexOf("}") : -1;
  return end < 0 ? full : `${full.slice(1, end).replace(/[#/:]{1,2}$/, "")}#${full.slice(end + 1)}`;
}

/** Whether a name says its namespace: by a known prefix or as a URI. */
export const hasNamespace = (name: string, prefixes: Prefixes): boolean =>
  extensionName(name, prefixes).startsWith("{") && !extensionName(name, prefixes).endsWith("}");
