import type { JsonValue } from "@/lib/core/canonical/json-value";
import type { XmlElement } from "./element";
import { EVENTS } from "./event-fields";
import { expanded } from "./json-names";
import { isStandard, XSI } from "./namespaces";
import { readContent, readExtension } from "./read-extension";
import { addMember, type Members, noAttributes, noChildren, noText, problem, type Reading } from "./reading";
import { booleanOf, exactNumberOf } from "./scalars";
import type { Field, Kind, Shape } from "./shape";
import { isHint, isInValue, isNil } from "./xsi";

/** Elements without a meaning of their own, which 1.x puts around later fields; read wherever they stand. */
const WRAPPERS: ReadonlySet<string> = new Set(["extension", "baseExtension"]);

/** An element of the standard as a JSON object. The order of its children is not asked for: JSON has none. */
export function readShape(element: XmlElement, shape: Shape, reading: Reading): Members {
  const members: Members = {};
  readAttributes(element, shape, members, reading);
  if (shape.content === null) readChildren(element, shape, members, reading);
  else
    setOnce(members, shape.content.member, readLeaf(element, shape.content.kind, reading), element, reading);
  return members;
}

function readAttributes(element: XmlElement, shape: Shape, members: Members, reading: Reading): void {
  for (const attribute of element.attributes) {
    const { namespace, name, value } = attribute;
    const field = namespace === "" ? shape.attributes.get(name) : undefined;
    if (field)
      setOnce(members, field.member, readText(value, field.kind, element, reading), element, reading);
    else if (isHint(attribute) || (shape.content !== null && isInValue(attribute, element))) continue;
    else if (namespace === "" || namespace === XSI || shape.extensions === "none")
      problem(reading, element, `The attribute ${name} of <${element.name}> has no place in JSON.`);
    else addMember(members, reading.names.nameOf(attribute), reading.names.textOf(value, element.prefixes));
  }
}

function readChildren(element: XmlElement, shape: Shape, members: Members, reading: Reading): void {
  noText(element, reading);
  for (const child of element.children) {
    const field = isStandard(child) ? shape.elements.get(child.name) : undefined;
    if (field) readField(child, field, members, reading);
    else if (isStandard(child) && WRAPPERS.has(child.name)) {
      noAttributes(child, reading);
      readChildren(child, shape, members, reading);
    } else if (isStandard(child) || shape.extensions !== "elements")
      problem(reading, child, `<${element.name}> has no field <${child.name}>.`);
    else addMember(members, reading.names.nameOf(child), readExtension(child, reading));
  }
}

function readField(child: XmlElement, field: Field, members: Members, reading: Reading): void {
  const { member, kind, repeated } = field;
  if (kind.is !== "object") noAttributes(child, reading);
  const value = readValue(child, kind, reading);
  if (repeated === undefined) setOnce(members, member, value, child, reading);
  else if (value === undefined) return;
  else if (repeated === "or-one") addMember(members, member, value);
  else if (Array.isArray(members[member])) (members[member] as JsonValue[]).push(value);
  else members[member] = [value];
}

function setOnce(
  members: Members,
  member: string,
  value: JsonValue | undefined,
  element: XmlElement,
  reading: Reading,
): void {
  if (value === undefined) return;
  if (members[member] === undefined) members[member] = value;
  else problem(reading, element, `${member} stands twice.`);
}

function readValue(element: XmlElement, kind: Kind, reading: Reading): JsonValue | undefined {
  if (kind.is === "object") return readShape(element, kind.of, reading);
  if (kind.is === "list") return readList(element, kind.item, kind.of, reading);
  if (kind.is === "events") return readEvents(element, reading);
  return readLeaf(element, kind, reading);
}

/** Undefined for an element that says there is no value, as a quantity may that is not specified. */
function readLeaf(element: XmlElement, kind: Kind, reading: Reading): JsonValue | undefined {
  if (kind.is === "any") return readContent(element, reading);
  noChildren(element, reading);
  return isNil(element) && element.text === "" ? undefined : readText(element.text, kind, element, reading);
}

function readList(element: XmlElement, item: string, kind: Kind, reading: Reading): JsonValue[] {
  noText(element, reading);
  const items: JsonValue[] = [];
  for (const child of element.children) {
    if (child.name !== item || !isStandard(child)) {
      problem(reading, child, `<${element.name}> lists <${item}>, not <${child.name}>.`);
      continue;
    }
    if (kind.is !== "object") noAttributes(child, reading);
    const value = readValue(child, kind, reading);
    if (value !== undefined) items.push(value);
  }
  return items;
}

function readText(source: string, kind: Kind, element: XmlElement, reading: Reading): JsonValue | undefined {
  const text = kind.is === "string" ? source : source.trim();
  if (kind.is === "word") {
    const { spellings } = kind.of;
    const bare = spellings.get(text) ?? spellings.get(expanded(text, element.prefixes));
    if (bare !== undefined) return bare;
  }
  const number = kind.is === "decimal" || kind.is === "double";
  if (!number && kind.is !== "boolean") return reading.names.textOf(text, element.prefixes);
  const value = number ? exactNumberOf(text) : booleanOf(text);
  if (value !== null) return value;
  problem(
    reading,
    element,
    `"${text.slice(0, 40)}" in <${element.name}> is no ${number ? "number" : "truth value"}.`,
  );
  return undefined;
}

function readEvents(element: XmlElement, reading: Reading): Members[] {
  noText(element, reading);
  return element.children.flatMap((child) => {
    if (isStandard(child)) {
      const event = EVENTS.get(child.name);
      if (event) return [readEvent(child, event.shape, reading)];
      if (WRAPPERS.has(child.name)) {
        noAttributes(child, reading);
        return readEvents(child, reading);
      }
    }
    problem(reading, child, NO_EVENT.get(child.name) ?? `<${child.name}> is no event of EPCIS 2.0.`);
    return [];
  });
}

const NO_EVENT: ReadonlyMap<string, string> = new Map([
  // EPCIS 1.1 deprecated it and 2.0 has none: an ObjectEvent would need an action that nobody stated.
  [
    "QuantityEvent",
    "EPCIS 2.0 has no QuantityEvent; an ObjectEvent with a quantityList says the same, with its action.",
  ],
]);

function readEvent(element: XmlElement, shape: Shape, reading: Reading): Members {
  const event: Members = { type: element.name, ...readShape(element, shape, reading) };
  if (reading.version === "1.2")
    for (const { member, emptyIn12For } of shape.elements.values())
      if (emptyIn12For !== undefined && isEmpty(event[member]) && isFilled(event[emptyIn12For]))
        delete event[member];
  return event;
}

const isEmpty = (value: JsonValue | undefined): boolean => Array.isArray(value) && value.length === 0;
const isFilled = (value: JsonValue | undefined): boolean => Array.isArray(value) && value.length > 0;
