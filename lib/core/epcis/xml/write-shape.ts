import { ExactNumber } from "@/lib/core/canonical/exact-number";
import { isObject } from "@/lib/core/canonical/is-object";
import type { JsonObject, JsonValue } from "@/lib/core/canonical/json-value";
import { prefixesInside } from "@/lib/core/epcis/prefixes";
import { member } from "@/lib/core/epcis/validation/check";
import { EVENTS } from "./event-fields";
import { EPCIS_QUERY } from "./namespaces";
import { decimalText, doubleText } from "./scalars";
import { type Content, NOTHING, type XmlNode } from "./serialise";
import type { Field, Kind, Shape } from "./shape";
import type { Vocabulary } from "./words";
import { writeContent, writeExtension, writeExtensionAttribute } from "./write-extension";
import { distinct, isOwnMember, type Place, problem, type Writing, writeText } from "./writing";

/** A JSON object as an element of the standard: its fields in the order of the XSD, then the members of one's own. */
export function writeShape(
  name: string,
  object: JsonObject,
  shape: Shape,
  outer: Place,
  writing: Writing,
): XmlNode {
  const scope = prefixesInside(object, outer.scope);
  const placeOf = (part: string): Place => ({ path: member(outer.path, part), scope });
  const attributes = [...shape.attributes.values()].flatMap(({ name: key, member: part, kind }) => {
    const value = object[part];
    return value === undefined ? [] : [[key, leafText(value, kind, placeOf(part), writing)] as const];
  });
  const children = [...shape.elements.values()].flatMap((field) =>
    writeField(field, object[field.member], placeOf(field.member), writing),
  );
  const content = contentOf(object, shape, placeOf, writing);
  const own = ownContent(name, object, shape, placeOf, writing);
  return {
    name,
    attributes: distinct([...attributes, ...content.attributes, ...own.attributes], outer, writing),
    children: [...content.children, ...insideWrappers(children), ...own.children],
    text: content.text,
  };
}

function contentOf(
  object: JsonObject,
  { content }: Shape,
  placeOf: (part: string) => Place,
  writing: Writing,
): Content {
  const value = content === null ? undefined : object[content.member];
  if (content === null || value === undefined) return NOTHING;
  return leafContent(value, content.kind, placeOf(content.member), writing);
}

function ownContent(
  element: string,
  object: JsonObject,
  { members, extensions }: Shape,
  placeOf: (part: string) => Place,
  writing: Writing,
): Pick<XmlNode, "attributes" | "children"> {
  const attributes: XmlNode["attributes"][number][] = [];
  const children: XmlNode[] = [];
  for (const name in object) {
    const value = object[name];
    if (value === undefined || members.has(name) || !isOwnMember(name)) continue;
    const at = placeOf(name);
    if (extensions === "none" || !name.includes(":"))
      problem(writing, at, `<${element}> has no place for ${JSON.stringify(name)}.`);
    else if (extensions === "attributes")
      attributes.push(...writeExtensionAttribute(name, value, at, writing));
    else children.push(...writeExtension(name, value, at, writing));
  }
  return { attributes, children };
}

type Child = { readonly node: XmlNode; readonly wrapper: string | undefined };

/** What stands in the same wrapper one after the other stands in it together. */
function insideWrappers(children: readonly Child[]): readonly XmlNode[] {
  const nodes: XmlNode[] = [];
  children.forEach(({ node, wrapper }, index) => {
    if (wrapper === undefined) nodes.push(node);
    else if (children[index - 1]?.wrapper !== wrapper) {
      const end = children.findIndex((child, later) => later > index && child.wrapper !== wrapper);
      const inside = children.slice(index, end < 0 ? undefined : end);
      nodes.push({ name: wrapper, ...NOTHING, children: inside.map((child) => child.node) });
    }
  });
  return nodes;
}

function writeField(
  field: Field,
  value: JsonValue | undefined,
  at: Place,
  writing: Writing,
): readonly Child[] {
  const old = writing.version === "1.2";
  if (value === undefined)
    return old && field.emptyIn12For !== undefined
      ? [{ node: { name: field.name, ...NOTHING }, wrapper: undefined }]
      : [];
  if (saysNothing(value, field.kind)) return [];
  if (old && field.since === "2.0") {
    problem(writing, at, `EPCIS 1.2 has no ${field.member}.`);
    return [];
  }
  const name = field.qualified
    ? writing.names.qualify(EPCIS_QUERY[writing.version], "epcisq", field.name)
    : field.name;
  const child = (item: JsonValue, place: Place): readonly Child[] => [
    { node: writeValue(name, item, field.kind, place, writing), wrapper: field.wrapper?.[writing.version] },
  ];
  return field.repeated !== undefined && Array.isArray(value)
    ? eachItem(value, at, writing, child)
    : child(value, at);
}

/** The XSD asks for an item in most lists, and an empty one says the same as none. */
const saysNothing = (value: JsonValue, kind: Kind): boolean =>
  Array.isArray(value) &&
  value.length === 0 &&
  !(kind.is === "list" && kind.mayBeEmpty) &&
  kind.is !== "events";

function writeValue(name: string, value: JsonValue, kind: Kind, at: Place, writing: Writing): XmlNode {
  if (kind.is === "object") {
    if (isObject(value)) return writeShape(name, value, kind.of, at, writing);
    problem(writing, at, "An object must stand here.");
    return { name, ...NOTHING };
  }
  if (kind.is === "list") {
    const children = eachItem(value, at, writing, (item, place) => [
      writeValue(kind.item, item, kind.of, place, writing),
    ]);
    return { name, ...NOTHING, children };
  }
  if (kind.is === "events") {
    const children = eachItem(value, at, writing, (item, place) => writeEvent(item, place, writing));
    return { name, ...NOTHING, children };
  }
  return { name, ...leafContent(value, kind, at, writing) };
}

function eachItem<Item>(
  value: JsonValue,
  at: Place,
  writing: Writing,
  write: (item: JsonValue, place: Place) => readonly Item[],
): readonly Item[] {
  if (Array.isArray(value))
    return value.flatMap((item: JsonValue, index) => write(item, { ...at, path: `${at.path}[${index}]` }));
  problem(writing, at, "A list must stand here.");
  return [];
}

function writeEvent(value: JsonValue, at: Place, writing: Writing): readonly XmlNode[] {
  const { type, ...event } = isObject(value) ? value : {};
  const known = typeof type === "string" ? EVENTS.get(type) : undefined;
  if (typeof type !== "string" || known === undefined)
    problem(writing, at, `${JSON.stringify(type ?? null)} is no event type that XML has.`);
  else if (writing.version === "1.2" && known.since === "2.0")
    problem(writing, at, `EPCIS 1.2 has no ${type}.`);
  else {
    const node = writeShape(type, event, known.shape, at, writing);
    return insideWrappers([{ node, wrapper: known.wrapper?.[writing.version] }]);
  }
  return [];
}

const leafContent = (value: JsonValue, kind: Kind, at: Place, writing: Writing): Content =>
  kind.is === "any"
    ? writeContent(value, at, writing)
    : { ...NOTHING, text: leafText(value, kind, at, writing) };

function leafText(value: JsonValue, kind: Kind, at: Place, writing: Writing): string {
  if (typeof value === "string")
    return kind.is === "word" && kind.of.words.has(value)
      ? wordText(value, kind.of, writing)
      : writeText(value, at, writing);
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number" || value instanceof ExactNumber)
    return kind.is === "decimal" ? decimalText(value) : doubleText(value);
  problem(writing, at, "A single value must stand here.");
  return "";
}

function wordText(word: string, { spelt }: Vocabulary, { cbv, names }: Writing): string {
  if (spelt.as === "uri") return spelt.start[cbv] + word;
  return names.qualify(spelt.namespace, spelt.prefix, spelt.start + word);
}
