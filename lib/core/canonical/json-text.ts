import { ExactNumber } from "./exact-number";
import type { JsonValue } from "./json-value";

/** JSON for people and files: two spaces a level, members in their order, exact numbers with the digits of their source. */
export function jsonText(value: JsonValue, margin = ""): string {
  if (value instanceof ExactNumber) return value.text;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = `${margin}  `;
  const isList = isJsonList(value);
  const items = isList
    ? value.map((item) => jsonText(item, inner))
    : Object.entries(value).flatMap(([name, member]) =>
        member === undefined ? [] : [`${JSON.stringify(name)}: ${jsonText(member, inner)}`],
      );
  const [open, close] = isList ? "[]" : "{}";
  if (items.length === 0) return `${open}${close}`;
  return `${open}\n${inner}${items.join(`,\n${inner}`)}\n${margin}${close}`;
}

const isJsonList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);
