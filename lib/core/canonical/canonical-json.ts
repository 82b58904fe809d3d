import { utf8 } from "@/lib/core/bytes/bytes";
import { decimalOfNumber } from "./decimal";
import { ExactNumber } from "./exact-number";
import type { JsonObject, JsonValue } from "./json-value";

/**
 * canonical/v1: the bytes of a JSON value that a hash may cover. RFC 8785 (members ordered by UTF-16 code units,
 * no white space, its string escapes, UTF-8), except that numbers are plain decimal text (see `normaliseDecimal`)
 * and never pass through a double: 12345678901234567890 stays itself, 1e3 and 1000.0 are "1000", -0 is "0".
 * So a value parsed by `parseExact` and the same value built in code have the same bytes.
 *
 * Members that are `undefined` are absent. Throws TypeError for what is not JSON (undefined in a list, a function,
 * text with a lone surrogate) and RangeError for NaN and the infinities: a caller's broken invariant, because
 * everything that came from outside went through `parseExact`.
 */
export const canonicalBytes = (value: JsonValue): Uint8Array => utf8(canonicalText(value));

/** The text of `canonicalBytes` before UTF-8. */
export function canonicalText(value: JsonValue): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return canonicalString(value);
  if (typeof value === "number") return decimalOfNumber(value);
  if (value instanceof ExactNumber) return value.decimal;
  if (isList(value)) return `[${value.map(canonicalText).join(",")}]`;
  if (typeof value === "object") return canonicalObject(value);
  throw new TypeError(`A JSON value has no ${typeof value}`);
}

function canonicalObject(value: JsonObject): string {
  let text = "";
  // The default sort compares UTF-16 code units: the order RFC 8785 §3.2.3 asks for.
  for (const name of Object.keys(value).sort()) {
    const member = value[name];
    if (member === undefined) continue;
    text += `${text === "" ? "" : ","}${canonicalString(name)}:${canonicalText(member)}`;
  }
  return `{${text}}`;
}

function canonicalString(text: string): string {
  if (hasLoneSurrogate(text)) throw new TypeError("Text with a lone surrogate has no UTF-8 form");
  // For well-formed text JSON.stringify escapes exactly as RFC 8785 §3.2.2.2.
  return JSON.stringify(text);
}

/** With the u flag a surrogate class matches only a surrogate that is not half of a pair. */
export const hasLoneSurrogate = (text: string): boolean => /\p{Surrogate}/u.test(text);

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);
