/**
 * An element of an XML document (XML 1.0, Namespaces in XML 1.0), as a parser outside the core hands it in: entities
 * resolved, comments and processing instructions gone.
 */
export type XmlElement = {
  /** Namespace URI; "" for none. */
  readonly namespace: string;
  /** Local name. */
  readonly name: string;
  /** As written; "" for none. */
  readonly prefix: string;
  /** Without the namespace declarations. */
  readonly attributes: readonly XmlAttribute[];
  /** As declared here and around. */
  readonly prefixes: PrefixScope;
  readonly children: readonly XmlElement[];
  /** The characters directly inside, of all places between the children together. */
  readonly text: string;
  /** Where the start tag ends, both from 1. */
  readonly line: number;
  readonly column: number;
};

export type XmlAttribute = {
  readonly namespace: string;
  readonly name: string;
  readonly prefix: string;
  readonly value: string;
};

/** Namespace by prefix; "" is the default namespace. A map is one; a parser need not copy it for every element. */
export type PrefixScope = { readonly get: (prefix: string) => string | undefined };
