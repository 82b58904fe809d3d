import type { JsonValue } from "@/lib/core/canonical/json-value";
import type { XmlElement } from "./element";
import type { JsonNames } from "./json-names";
import type { Version } from "./shape";
import { isHint, isInValue } from "./xsi";

/** What reading one document knows and collects. */
export type Reading = {
  readonly version: Version;
  readonly names: JsonNames;
  readonly problems: Problems;
};

/** A few of them are told, all are counted: a document can hold millions. */
export type Problems = { count: number; readonly told: Problem[] };

/** Something JSON can't say. Where it stands is worked out from the tree when it is told. */
export type Problem = { readonly element: XmlElement; readonly message: string };

/** An object under construction. */
export type Members = Record<string, JsonValue>;

const TOLD = 20;
/** Names in a message are of the sender's making, so its length is ours. */
const LONGEST = 300;

export function problem({ problems }: Reading, element: XmlElement, message: string): void {
  problems.count++;
  if (problems.told.length < TOLD) problems.told.push({ element, message: message.slice(0, LONGEST) });
}

const isBlank = (text: string): boolean => !/[^ \t\r\n]/.test(text);

/** Between the children of an element that holds elements, only white space says nothing. */
export function noText(element: XmlElement, reading: Reading): void {
  if (element.text !== "" && !isBlank(element.text))
    problem(reading, element, `<${element.name}> holds text where only elements belong.`);
}

export function noChildren(element: XmlElement, reading: Reading): void {
  const child = element.children[0];
  if (child !== undefined)
    problem(reading, child, `<${element.name}> holds <${child.name}> where only text belongs.`);
}

export function noAttributes(element: XmlElement, reading: Reading): void {
  for (const attribute of element.attributes)
    if (!isHint(attribute) && !isInValue(attribute, element))
      problem(reading, element, `The attribute ${attribute.name} of <${element.name}> has no place in JSON.`);
}

/** An assignment to "__proto__" would set the prototype and hide the member. */
export function setMember(members: Members, name: string, value: JsonValue): void {
  if (name === "__proto__")
    Object.defineProperty(members, name, { enumerable: true, configurable: true, writable: true, value });
  else members[name] = value;
}

/** A member of one's own; what stands several times becomes a list. `value` is never a list itself. */
export function addMember(members: Members, name: string, value: JsonValue): void {
  const present = Object.hasOwn(members, name) ? members[name] : undefined;
  if (present === undefined) setMember(members, name, value);
  else if (Array.isArray(present)) present.push(value);
  else setMember(members, name, [present, value]);
}
