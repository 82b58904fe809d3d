import { isObject } from "@/lib/core/canonical/is-object";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import type { Prefixes } from "@/lib/core/epcis/prefixes";
import { extensionsOf } from "./extensions";
import { joinSorted } from "./utf8-order";
import { leafText, type ValueKind } from "./value";

/** One field of the canonical order: how its value becomes a piece of the pre-hash string ("" when absent). */
export type Field = {
  readonly name: string;
  readonly piece: (value: unknown, prefixes: Prefixes) => string;
};

/** The fields of a part of an event in their order, and the names that are not extensions. */
export type Shape = { readonly fields: readonly Field[]; readonly known: ReadonlySet<string> };

export const shape = (fields: readonly Field[], ignored: readonly string[] = []): Shape => ({
  fields,
  known: new Set([...fields.map((field) => field.name), ...ignored]),
});

/** The pieces of an object: its fields in the shape's order, then its extensions. Never the order of its members. */
export function pieces(object: JsonObject, { fields, known }: Shape, prefixes: Prefixes): string {
  let text = "";
  for (const field of fields) {
    const value = object[field.name];
    if (value !== undefined) text += field.piece(value, prefixes);
  }
  return text + extensionsOf(object, known, prefixes);
}

/** A field with a value of its own: `name=value`; of several values each, sorted. */
export const leaf = (name: string, kind: ValueKind = "plain"): Field => ({
  name,
  piece: (value, prefixes) =>
    Array.isArray(value)
      ? joinSorted(value.map((item) => leafPiece(name, item, kind, prefixes)))
      : leafPiece(name, value, kind, prefixes),
});

function leafPiece(name: string, value: unknown, kind: ValueKind, prefixes: Prefixes): string {
  const text = leafText(value, kind, prefixes);
  return text === null || text === "" ? "" : `${name}=${text}`;
}

/** A list of identifiers: the field's name once, then `epc=…` each, sorted. */
export const epcs = (name: string): Field => ({
  name,
  piece: (value, prefixes) =>
    named(name, joinSorted(listOf(value).map((item) => leafPiece("epc", item, "plain", prefixes)))),
});

/** A list of objects: the field's name once, then each element (with `elementName` before it, if any), sorted. */
export const elements = (name: string, elementName: string, of: Shape): Field => ({
  name,
  piece: (value, prefixes) => named(name, elementsText(value, elementName, of, prefixes)),
});

/** Elements that stand in their parent without a name of the list: `elementName` and the pieces, each, sorted. */
export const bareElements = (name: string, of: Shape): Field => ({
  name,
  piece: (value, prefixes) => elementsText(value, name, of, prefixes),
});

function elementsText(value: unknown, elementName: string, of: Shape, prefixes: Prefixes): string {
  return joinSorted(
    listOf(value)
      .filter(isObject)
      .map((element) => elementName + pieces(element, of, prefixes)),
  );
}

/** An object of its own: the field's name, then its pieces. */
export const part = (name: string, of: Shape): Field => ({
  name,
  piece: (value, prefixes) => (isObject(value) ? named(name, pieces(value, of, prefixes)) : ""),
});

const named = (name: string, text: string): string => (text === "" ? "" : name + text);

/** A list, whether written as one, as a single value, or not at all. */
const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
