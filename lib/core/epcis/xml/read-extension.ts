import type { JsonValue } from "@/lib/core/canonical/json-value";
import type { XmlElement } from "./element";
import { addMember, type Members, noText, problem, type Reading, setMember } from "./reading";
import { booleanOf, exactNumberOf, jsonTypeOf } from "./scalars";
import { isHint, isInValue, isNil, typeOf } from "./xsi";

/**
 * An element that is not of the standard: its text, or an object of its children, where what stands several times is a
 * list. Attributes become members "@name", the text beside them "#text". A type of XML Schema (xsi:type) makes a
 * number or a boolean; xsi:nil makes null.
 */
export function readExtension(element: XmlElement, reading: Reading): JsonValue {
  const attributes = element.attributes.filter((one) => !isHint(one) && !isInValue(one, element));
  if (attributes.length === 0) return readContent(element, reading);
  const members: Members = {};
  for (const attribute of attributes) {
    const name = reading.names.nameOf(attribute);
    if (name === "context")
      problem(reading, element, 'An attribute "context" would be the "@context" of JSON-LD.');
    else setMember(members, `@${name}`, reading.names.textOf(attribute.value, element.prefixes));
  }
  if (element.children.length > 0) return withChildren(members, element, reading);
  const leaf = readLeaf(element, reading);
  if (leaf !== "") setMember(members, "#text", leaf);
  return members;
}

/** What stands inside an element, whatever its attributes. */
export const readContent = (element: XmlElement, reading: Reading): JsonValue =>
  element.children.length > 0 ? withChildren({}, element, reading) : readLeaf(element, reading);

function withChildren(members: Members, element: XmlElement, reading: Reading): Members {
  noText(element, reading);
  for (const child of element.children)
    addMember(members, reading.names.nameOf(child), readExtension(child, reading));
  return members;
}

function readLeaf(element: XmlElement, reading: Reading): JsonValue {
  if (isNil(element) && element.text === "") return null;
  const type = typeOf(element);
  const wanted = type === null ? "text" : jsonTypeOf(type);
  if (wanted === "text") return reading.names.textOf(element.text, element.prefixes);
  const value = wanted === "number" ? exactNumberOf(element.text.trim()) : booleanOf(element.text.trim());
  if (value === null) problem(reading, element, `<${element.name}> is no ${wanted} that JSON can write.`);
  return value;
}
