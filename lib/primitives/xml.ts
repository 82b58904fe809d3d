import { SaxesParser, type SaxesTagNS } from "saxes";
import type { PrefixScope, XmlAttribute, XmlElement } from "@/lib/core/epcis/xml/element";
import { type Result, refuse } from "@/lib/core/refusal";

export type ParseXmlCode = "XML_SYNTAX" | "XML_DOCTYPE" | "TOO_DEEP";

/** Elements inside one another, as many as `parseExact` allows for JSON. */
const MAX_DEPTH = 100;

/**
 * Reads XML text (XML 1.0 or 1.1 with namespaces) into a tree. A DOCTYPE that declares or points to anything is refused,
 * so there is no entity to expand and nothing to fetch. The text is decoded already: a declared encoding other than UTF-8, UTF-16 or ASCII
 * says that it was probably decoded wrongly, and is refused. `facts` hold `line` and `column`, both from 1.
 */
export function parseXml(text: string): Result<XmlElement, ParseXmlCode> {
  try {
    return { ok: true, value: treeOf(text) };
  } catch (error) {
    if (error instanceof Unreadable)
      return refuse(error.code, error.message, NEXT[error.code], { line: error.line, column: error.column });
    throw error;
  }
}

const NEXT: Record<ParseXmlCode, string> = {
  XML_SYNTAX: "Correct the XML at this place and send it again.",
  XML_DOCTYPE: "Remove the DOCTYPE and send it again.",
  TOO_DEEP: "Send a document with less nesting.",
};

/** Leaves the parser's callbacks; never leaves this file. */
class Unreadable extends Error {
  constructor(
    readonly code: ParseXmlCode,
    message: string,
    readonly line: number,
    readonly column: number,
  ) {
    super(message);
  }
}

type Growing = Omit<XmlElement, "children" | "text"> & { children: readonly XmlElement[]; text: string };

const NONE: readonly never[] = [];
const XMLNS = "http://www.w3.org/2000/xmlns/";
/** Names the outermost element and declares nothing, as in some of GS1's own examples. */
const NAME_ONLY = /^\s+[^\s["']+\s*$/;
const DECODED = /^(?:utf-?8|utf-?16(?:le|be)?|us-ascii)$/i;

function treeOf(text: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true });
  const fail = (code: ParseXmlCode, message: string): Unreadable =>
    new Unreadable(code, message, parser.line, Math.max(parser.column, 1));
  const open: Growing[] = [];
  let root: XmlElement | null = null;

  parser.on("error", (error) => {
    // The parser's sentence begins with its own "line:column: ", and may quote a name of any length.
    const sentence = error.message.replace(/^\d+:\d+: /, "").slice(0, 200);
    throw fail("XML_SYNTAX", `This is not XML: ${sentence}`);
  });
  parser.on("xmldecl", ({ encoding }) => {
    if (encoding !== undefined && !DECODED.test(encoding))
      throw fail("XML_SYNTAX", `The text says it is encoded as ${encoding.slice(0, 40)}; UTF-8 is read.`);
  });
  parser.on("doctype", (declaration) => {
    if (!NAME_ONLY.test(declaration))
      throw fail(
        "XML_DOCTYPE",
        "The DOCTYPE of the document declares something, which could hide what it says.",
      );
  });
  parser.on("opentag", (tag) => {
    const parent = open.at(-1);
    if (open.length === MAX_DEPTH)
      throw fail("TOO_DEEP", `The document nests deeper than ${MAX_DEPTH} levels.`);
    const element = elementOf(tag, parent?.prefixes, parser);
    if (parent === undefined) root = element;
    else if (parent.children === NONE) parent.children = [element];
    else (parent.children as XmlElement[]).push(element);
    open.push(element);
  });
  parser.on("closetag", () => {
    open.pop();
  });
  const addText = (characters: string): void => {
    const element = open.at(-1);
    if (element !== undefined) element.text += characters;
  };
  parser.on("text", addText);
  parser.on("cdata", addText);

  parser.write(text).close();
  if (root === null) throw fail("XML_SYNTAX", "This is not XML: it has no element.");
  return root;
}

function elementOf(
  tag: SaxesTagNS,
  outer: PrefixScope | undefined,
  { line, column }: { readonly line: number; readonly column: number },
): Growing {
  return {
    namespace: tag.uri,
    name: tag.local,
    prefix: tag.prefix,
    attributes: attributesOf(tag),
    prefixes: prefixesOf(tag, outer),
    children: NONE,
    text: "",
    line,
    column,
  };
}

function attributesOf(tag: SaxesTagNS): readonly XmlAttribute[] {
  let attributes: XmlAttribute[] | null = null;
  for (const key in tag.attributes) {
    const attribute = tag.attributes[key];
    if (attribute === undefined || attribute.uri === XMLNS) continue;
    attributes ??= [];
    attributes.push({
      namespace: attribute.uri,
      name: attribute.local,
      prefix: attribute.prefix,
      value: attribute.value,
    });
  }
  return attributes ?? NONE;
}

const NO_PREFIXES: PrefixScope = new Map();

/** Most elements declare nothing and share the scope of their parent; the others add theirs to it. */
function prefixesOf(tag: SaxesTagNS, outer: PrefixScope = NO_PREFIXES): PrefixScope {
  const entries = Object.entries(tag.ns);
  if (entries.length === 0) return outer;
  const declared = new Map(entries);
  return { get: (prefix) => declared.get(prefix) ?? outer.get(prefix) };
}
