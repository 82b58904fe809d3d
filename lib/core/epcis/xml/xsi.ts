import type { XmlAttribute, XmlElement } from "./element";
import { XSD, XSI } from "./namespaces";
import { booleanOf } from "./scalars";

/** Where a validator may find the schema: no content. */
export const isHint = ({ namespace, name }: XmlAttribute): boolean =>
  namespace === XSI && (name === "schemaLocation" || name === "noNamespaceSchemaLocation");

/** Whether a leaf says that it has no value (XML Schema §2.6.2). */
export const isNil = (element: XmlElement): boolean => isLeaf(element) && element.attributes.some(saysNil);

/** The type of XML Schema that a leaf says to have ("integer"); null for none or one of another namespace. */
export function typeOf(element: XmlElement): string | null {
  const attribute = isLeaf(element) ? element.attributes.find(isType) : undefined;
  return attribute === undefined ? null : builtIn(attribute.value, element);
}

/** Whether the value that is read from a leaf says all that this attribute does. */
export const isInValue = (attribute: XmlAttribute, element: XmlElement): boolean =>
  isLeaf(element) &&
  ((isType(attribute) && builtIn(attribute.value, element) !== null) ||
    (saysNil(attribute) && element.text === ""));

const isLeaf = ({ children }: XmlElement): boolean => children.length === 0;

const isType = ({ namespace, name }: XmlAttribute): boolean => namespace === XSI && name === "type";

const saysNil = ({ namespace, name, value }: XmlAttribute): boolean =>
  namespace === XSI && name === "nil" && booleanOf(value) === true;

function builtIn(value: string, { prefixes }: XmlElement): string | null {
  const colon = Math.max(value.indexOf(":"), 0);
  return prefixes.get(value.slice(0, colon)) === XSD ? value.slice(colon && colon + 1) : null;
}
