import { isObject } from "@/lib/core/canonical/is-object";
import type { JsonObject, JsonValue } from "@/lib/core/canonical/json-value";
import { prefixesInside } from "@/lib/core/epcis/prefixes";
import { member } from "@/lib/core/epcis/validation/check";
import { XSD, XSI } from "./namespaces";
import { doubleText, xsdTypeOf } from "./scalars";
import { type Content, NOTHING, type XmlNode } from "./serialise";
import {
  distinct,
  isOwnMember,
  isScalar,
  type Place,
  problem,
  type Scalar,
  type Writing,
  writeText,
} from "./writing";

type Attribute = XmlNode["attributes"][number];

/** A member of one's own as elements of its name, one for each item of a list: the reverse of `readExtension`. */
export function writeExtension(
  name: string,
  value: JsonValue,
  at: Place,
  writing: Writing,
): readonly XmlNode[] {
  const xmlName = elementName(name, at, writing);
  if (xmlName === null) return [];
  const items = Array.isArray(value) ? (value as readonly JsonValue[]) : [value];
  return items.map((item, index) => {
    const place = Array.isArray(value) ? { ...at, path: `${at.path}[${index}]` } : at;
    return { name: xmlName, ...contentOf(item, place, writing) };
  });
}

/** The same value inside an element that has attributes of the standard already. */
export function writeContent(value: JsonValue, at: Place, writing: Writing): Content {
  if (isObject(value) && Object.keys(value).some((name) => name.startsWith("@") || name === "#text"))
    problem(writing, at, "An attribute of master data can't have attributes of its own.");
  return contentOf(value, at, writing);
}

/** A member of one's own where the standard has attributes: a text, or what is written as one. */
export function writeExtensionAttribute(
  name: string,
  value: JsonValue,
  at: Place,
  writing: Writing,
): readonly Attribute[] {
  const xmlName = elementName(name, at, writing);
  if (xmlName === null) return [];
  if (isScalar(value)) return [[xmlName, scalarText(value, at, writing)]];
  problem(writing, at, "An attribute of XML holds one text, no list and no object.");
  return [];
}

function elementName(name: string, at: Place, writing: Writing): string | null {
  const xmlName = writing.names.nameOf(name, at.scope);
  if (xmlName === null) problem(writing, at, `${JSON.stringify(name)} is no name in a known namespace.`);
  return xmlName;
}

function contentOf(value: JsonValue, at: Place, writing: Writing): Content {
  if (value === null) return { ...NOTHING, attributes: [[writing.names.qualify(XSI, "xsi", "nil"), "true"]] };
  if (isScalar(value)) return leafOf(value, at, writing);
  if (isObject(value)) return objectContent(value, at, writing);
  problem(writing, at, "A list inside a list has no form in XML.");
  return NOTHING;
}

function leafOf(value: Scalar, at: Place, writing: Writing): Content {
  const text = scalarText(value, at, writing);
  if (typeof value === "string") return { ...NOTHING, text };
  const type = writing.names.qualify(XSD, "xsd", xsdTypeOf(value));
  return { ...NOTHING, attributes: [[writing.names.qualify(XSI, "xsi", "type"), type]], text };
}

const scalarText = (value: Scalar, at: Place, writing: Writing): string =>
  typeof value === "string"
    ? writeText(value, at, writing)
    : typeof value === "boolean"
      ? String(value)
      : doubleText(value);

function objectContent(object: JsonObject, at: Place, writing: Writing): Content {
  const scope = prefixesInside(object, at.scope);
  const attributes: Attribute[] = [];
  const children: XmlNode[] = [];
  let leaf = NOTHING;
  for (const name in object) {
    const value = object[name];
    const place = { path: member(at.path, name), scope };
    if (value === undefined || !isOwnMember(name)) continue;
    if (name === "#text") leaf = isScalar(value) ? leafOf(value, place, writing) : noText(place, writing);
    else if (name.startsWith("@"))
      attributes.push(...writeExtensionAttribute(name.slice(1), value, place, writing));
    else children.push(...writeExtension(name, value, place, writing));
  }
  if (children.length > 0 && leaf !== NOTHING)
    problem(writing, at, "Text and members side by side have no form in XML.");
  return {
    attributes: distinct([...attributes, ...leaf.attributes], at, writing),
    children,
    text: leaf.text,
  };
}

function noText(at: Place, writing: Writing): Content {
  problem(writing, at, "The text beside attributes must be a text, a number or a truth value.");
  return NOTHING;
}
