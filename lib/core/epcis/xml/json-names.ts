import type { PrefixScope, XmlAttribute, XmlElement } from "./element";
import {
  CBV,
  CBV_MASTER_DATA,
  EPCIS_CONTEXT,
  GS1_VOCABULARY,
  isStandard,
  URI_SCHEMES,
  XSD,
  XSI,
} from "./namespaces";
import { TakenPrefixes } from "./prefixes";

/** The prefixes of the standard's own context; they need no definition and can't have another. */
const PRESET: readonly (readonly [namespace: string, prefix: string])[] = [
  [CBV_MASTER_DATA.xml, "cbvmda"],
  [CBV_MASTER_DATA.json, "cbvmda"],
  [GS1_VOCABULARY, "gs1"],
  [CBV, "cbv"],
  ["https://ref.gs1.org/epcis/", "epcis"],
];
const PRESET_NAMESPACES: ReadonlyMap<string, string> = new Map(
  PRESET.map(([namespace, prefix]) => [prefix, namespace]),
);

/**
 * Names and CURIEs of XML in JSON. XML binds a prefix at any element; JSON binds it once for the document, so each
 * namespace gets one prefix: its own where that is free, else a similar one.
 */
export class JsonNames {
  private readonly prefixes = new Map<string, string>(PRESET);
  private readonly taken = new TakenPrefixes(PRESET.map(([, prefix]) => prefix));
  private readonly defined: Record<string, string> = {};

  /** "prefix:local"; the bare name for what has no namespace. */
  nameOf({ namespace, prefix, name }: XmlElement | XmlAttribute): string {
    return namespace === "" ? name : `${this.prefixOf(namespace, prefix)}:${name}`;
  }

  /** A text of the document: the same, but for a CURIE whose prefix has another name in JSON. */
  textOf(text: string, scope: PrefixScope): string {
    const curie = curieOf(text, scope);
    if (curie === null) return text;
    const prefix = this.prefixOf(curie.namespace, curie.prefix);
    return prefix === curie.prefix ? text : prefix + text.slice(curie.prefix.length);
  }

  context(): readonly [string] | readonly [string, Readonly<Record<string, string>>] {
    return Object.keys(this.defined).length === 0 ? [EPCIS_CONTEXT] : [EPCIS_CONTEXT, this.defined];
  }

  private prefixOf(namespace: string, wish: string): string {
    const known = this.prefixes.get(namespace);
    if (known !== undefined) return known;
    const prefix = this.taken.take(wish);
    this.prefixes.set(namespace, prefix);
    this.defined[prefix] = namespace;
    return prefix;
  }
}

/** The URI that a CURIE stands for, by the prefixes around it and those of the standard; any other text as it is. */
export function expanded(text: string, scope: PrefixScope): string {
  const curie = curieOf(text, scope) ?? curieOf(text, PRESET_NAMESPACES);
  return curie === null ? text : curie.namespace + text.slice(curie.prefix.length + 1);
}

function curieOf(
  text: string,
  scope: PrefixScope,
): { readonly prefix: string; readonly namespace: string } | null {
  const colon = text.indexOf(":");
  if (colon < 1) return null;
  const prefix = text.slice(0, colon);
  const namespace = scope.get(prefix);
  // A prefix of the markup itself is no name of a vocabulary; "urn:…" and "https://…" are URIs whatever is declared.
  if (namespace === undefined || namespace === XSI || namespace === XSD || isStandard({ namespace }))
    return null;
  return URI_SCHEMES.has(prefix) || text.startsWith("//", colon + 1) || /\s/.test(text)
    ? null
    : { prefix, namespace };
}
