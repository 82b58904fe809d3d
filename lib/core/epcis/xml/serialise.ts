/** An element to be written: text or children, never both. Names are qualified, texts not yet escaped. */
export type XmlNode = {
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly children: readonly XmlNode[];
  readonly text: string;
};

/** What an element holds, without its name. */
export type Content = Omit<XmlNode, "name">;

export const NOTHING: Content = { attributes: [], children: [], text: "" };

/** XML 1.0 §2.2: what a document can hold at all, escaped or not. Lone surrogates are no characters either. */
export const isXmlText = (text: string): boolean =>
  /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u.test(text);

/** The document as UTF-8 XML 1.0 text, one element a line. */
export function serialise(root: XmlNode): string {
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>'];
  addLines(root, "", lines);
  return `${lines.join("\n")}\n`;
}

function addLines({ name, attributes, children, text }: XmlNode, indent: string, lines: string[]): void {
  const start = attributes.reduce((tag, [key, value]) => `${tag} ${key}="${inAttribute(value)}"`, `<${name}`);
  if (children.length > 0) {
    lines.push(`${indent}${start}>`);
    for (const child of children) addLines(child, `${indent}  `, lines);
    lines.push(`${indent}</${name}>`);
  } else lines.push(`${indent}${start}${text === "" ? "/>" : `>${inText(text)}</${name}>`}`);
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  // A parser makes a line feed of a carriage return, and of both a space in an attribute.
  "\r": "&#13;",
  "\n": "&#10;",
  "\t": "&#9;",
};
const escaped = (character: string): string => ESCAPES[character] ?? character;

const inText = (text: string): string => text.replace(/[&<>\r]/g, escaped);
const inAttribute = (text: string): string => text.replace(/[&<>"\r\n\t]/g, escaped);
