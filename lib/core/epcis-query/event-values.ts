import { isObject } from "@/lib/core/canonical/is-object";
import type { JsonObject, JsonValue } from "@/lib/core/canonical/json-value";
import { type Prefixes, prefixesInside } from "@/lib/core/epcis/prefixes";
import { leafText } from "@/lib/core/event-hash/value";
import { extensionKey } from "./extension-key";
import { PARTS } from "./fields";
import type { ExtensionField, Field, StandardField } from "./query";

/** A question about one value of an event; prefixes are those that hold where it stands. */
export type Ask = (value: JsonValue, prefixes: Prefixes) => boolean;

/** Whether one of the field's values in the event answers yes. Null and what is absent are no values. */
export const someValue = (event: JsonObject, field: Field, prefixes: Prefixes, ask: Ask): boolean =>
  field.kind === "standard"
    ? field.paths.some((path) => someAt(event, path, 0, field.where, prefixes, ask))
    : someAt(event, PARTS[field.part], 0, undefined, prefixes, (part, inside) =>
        isObject(part) ? someExtension(part, field, inside, ask) : false,
      );

function someAt(
  value: JsonValue | undefined,
  path: readonly string[],
  at: number,
  where: StandardField["where"],
  prefixes: Prefixes,
  ask: Ask,
): boolean {
  if (isList(value)) return value.some((item) => someAt(item, path, at, where, prefixes, ask));
  if (value === undefined || value === null) return false;
  const name = path[at];
  if (name === undefined) return ask(value, prefixes);
  if (!isObject(value)) return false;
  if (where && at === path.length - 1 && !isWhere(value, where, prefixes)) return false;
  return someAt(value[name], path, at + 1, where, prefixes, ask);
}

/** A unit is compared as written, a type by its canonical URI, whose beginning says how its bare words are meant. */
function isWhere(
  object: JsonObject,
  where: NonNullable<StandardField["where"]>,
  prefixes: Prefixes,
): boolean {
  const value = object[where.member];
  if (where.member === "uom") return value === where.value;
  const bareWord = /^https:\/\/ref\.gs1\.org\/cbv\/(?:BTT|SDT)-/.exec(where.value)?.[0] ?? "";
  return leafText(value, { bareWord }, prefixes) === where.value;
}

function someExtension(object: JsonObject, field: ExtensionField, outer: Prefixes, ask: Ask): boolean {
  const prefixes = prefixesInside(object, outer);
  for (const name in object) {
    // Members of the standard have no namespace; "@context" and "@xmlns:x" say what prefixes mean.
    if (!name.includes(":") || name.startsWith("@")) continue;
    const value = object[name];
    const isFound = field.inner
      ? someNested(value, field.name, prefixes, ask)
      : extensionKey(name, prefixes) === field.name && someItem(value, prefixes, ask);
    if (isFound) return true;
  }
  return false;
}

/** Among the members of `value` and of what is in them, at any depth. */
function someNested(value: JsonValue | undefined, key: string, outer: Prefixes, ask: Ask): boolean {
  if (isList(value)) return value.some((item) => someNested(item, key, outer, ask));
  if (!isObject(value)) return false;
  const prefixes = prefixesInside(value, outer);
  for (const name in value) {
    if (extensionKey(name, prefixes) === key && someItem(value[name], prefixes, ask)) return true;
    if (!name.startsWith("@") && someNested(value[name], key, prefixes, ask)) return true;
  }
  return false;
}

const someItem = (value: JsonValue | undefined, prefixes: Prefixes, ask: Ask): boolean =>
  isList(value)
    ? value.some((item) => someItem(item, prefixes, ask))
    : value !== undefined && value !== null && ask(value, prefixes);

const isList = (value: JsonValue | undefined): value is readonly JsonValue[] => Array.isArray(value);
