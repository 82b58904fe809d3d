import { ExactNumber } from "@/lib/core/canonical/exact-number";
import type { JsonValue } from "@/lib/core/canonical/json-value";
import type { Prefixes } from "@/lib/core/epcis/prefixes";
import { isXmlText, type XmlNode } from "./serialise";
import type { Version } from "./shape";
import type { WordForm } from "./words";
import type { XmlNames } from "./xml-names";

/** What writing one document knows and collects. */
export type Writing = {
  readonly version: Version;
  readonly cbv: WordForm;
  readonly names: XmlNames;
  readonly problems: { readonly path: string; readonly message: string }[];
};

/** Where a value stands in the JSON document, and the prefixes bound there. */
export type Place = { readonly path: string; readonly scope: Prefixes };

export function problem(writing: Writing, { path }: Place, message: string): void {
  writing.problems.push({ path, message });
}

/** A text as it stands in XML. */
export function writeText(text: string, at: Place, writing: Writing): string {
  if (!isXmlText(text)) problem(writing, at, "The text holds a character that XML can't.");
  return writing.names.textOf(text, at.scope);
}

export type Scalar = string | number | boolean | ExactNumber;

export const isScalar = (value: JsonValue | undefined): value is Scalar =>
  typeof value === "string" ||
  typeof value === "number" ||
  typeof value === "boolean" ||
  value instanceof ExactNumber;

/** An attribute stands once in XML, and two names of JSON may be one name there. */
export function distinct(
  attributes: XmlNode["attributes"],
  at: Place,
  writing: Writing,
): XmlNode["attributes"] {
  if (new Set(attributes.map(([name]) => name)).size < attributes.length)
    problem(writing, at, "Two members would be one attribute of XML.");
  return attributes;
}

/** Not what binds the prefixes of an object. */
export const isOwnMember = (name: string): boolean => name !== "@context" && !name.startsWith("@xmlns");
