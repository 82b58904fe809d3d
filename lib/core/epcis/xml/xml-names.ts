import { extensionName, type Prefixes } from "@/lib/core/epcis/prefixes";
import { CBV_MASTER_DATA, isStandard, XML, XSD, XSI } from "./namespaces";
import { TakenPrefixes } from "./prefixes";

/** Namespaces in XML 1.0: a name without a colon. */
const NC_NAME =
  /^[A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\u{10000}-\u{EFFFF}][-.0-9A-Z_a-z\u00B7\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u037D\u037F-\u1FFF\u200C-\u200D\u203F\u2040\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\u{10000}-\u{EFFFF}]*$/u;

/**
 * Names and CURIEs of JSON in XML. JSON-LD may bind a prefix in any object; here each namespace gets one prefix for
 * the document, declared at the outermost element: its own where that is free, else a similar one.
 */
export class XmlNames {
  private readonly prefixes = new Map([
    [XML, "xml"],
    [XSI, "xsi"],
    [XSD, "xsd"],
  ]);
  private readonly taken = new TakenPrefixes(["xml", "xmlns", "xsi", "xsd"]);
  private readonly declared = new Map<string, string>();

  /** "prefix:local", the prefix declared. */
  qualify(namespace: string, wish: string, local: string): string {
    return `${this.prefixOf(namespace, wish)}:${local}`;
  }

  /** The XML name of a member of one's own, by the prefixes around it; null for what is no XML name. */
  nameOf(member: string, scope: Prefixes): string | null {
    const full = extensionName(member, scope);
    if (!full.startsWith("{")) return NC_NAME.test(full) ? full : null;
    const end = full.lastIndexOf("}");
    const [namespace, local] = [full.slice(1, end), full.slice(end + 1)];
    // In a namespace of the standard it would be read as a field of the standard.
    return !isStandard({ namespace }) && NC_NAME.test(local)
      ? this.qualify(namespace, member.slice(0, member.indexOf(":")), local)
      : null;
  }

  /** A text of the document: the same, but for a CURIE whose prefix XML can't have, which becomes its URI. */
  textOf(text: string, scope: Prefixes): string {
    const colon = text.indexOf(":");
    const prefix = text.slice(0, Math.max(colon, 0));
    const namespace = scope.get(prefix);
    if (namespace === undefined || text.startsWith("//", colon + 1) || /\s/.test(text)) return text;
    const bound = this.prefixes.get(xmlNamespace(namespace));
    const stays = bound === undefined ? namespace !== "" && this.taken.isFree(prefix) : bound === prefix;
    if (!stays) return namespace + text.slice(colon + 1);
    this.prefixOf(namespace, prefix);
    return text;
  }

  declarations(): readonly (readonly [string, string])[] {
    return [...this.declared].map(([prefix, namespace]) => [`xmlns:${prefix}`, namespace]);
  }

  private prefixOf(namespace: string, wish: string): string {
    const name = xmlNamespace(namespace);
    let prefix = this.prefixes.get(name);
    if (prefix === undefined) {
      prefix = this.taken.take(wish);
      this.prefixes.set(name, prefix);
    }
    if (name !== XML) this.declared.set(prefix, name);
    return prefix;
  }
}

const xmlNamespace = (namespace: string): string =>
  namespace === CBV_MASTER_DATA.json ? CBV_MASTER_DATA.xml : namespace;
