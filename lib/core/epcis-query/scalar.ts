import { compareDecimals } from "@/lib/core/canonical/compare-decimals";
import { decimalOfNumber, normaliseDecimal } from "@/lib/core/canonical/decimal";
import { ExactNumber } from "@/lib/core/canonical/exact-number";
import type { Prefixes } from "@/lib/core/epcis/prefixes";
import { normaliseTime } from "@/lib/core/event-hash/time";
import { compareUtf8 } from "@/lib/core/event-hash/utf8-order";
import { BIZ_STEP, DISPOSITION, GS1_TERM, leafText, type ValueKind } from "@/lib/core/event-hash/value";
import type { ValueType } from "./query";

/**
 * A canonical value; two are equal when type and text are. Texts are canonical as in the CBV 2.0 event hash:
 * identifiers as Digital Links, vocabulary words and CURIEs as full URIs. Only texts that look like numbers stay as
 * they are: lot "00123" is not lot "123".
 */
export type Scalar = {
  readonly type: "text" | "number" | "time" | "date";
  /** A number as plain decimal, a time as UTC instant with three decimals, a date as "YYYY-MM-DD". */
  readonly value: string;
};

/** The vocabularies whose bare words stand for URIs. */
export const WORDS: ReadonlyMap<ValueType, ValueKind> = new Map([
  ["eventType", { bareWord: "https://ref.gs1.org/epcis/" }],
  ["bizStep", BIZ_STEP],
  ["disposition", DISPOSITION],
  ["errorReason", { bareWord: "https://ref.gs1.org/cbv/ER-" }],
  ["measurementType", GS1_TERM],
]);

/**
 * Canonical value of a member of an event or of an operand, read as `type`; null for what is not of that type.
 * Of "any", the form tells: a JSON number, a time, a date, else a text.
 */
export function scalarOf(value: unknown, type: ValueType, prefixes: Prefixes): Scalar | null {
  switch (type) {
    case "time":
      return timeOf(value);
    case "number":
      return numberOf(value);
    case "boolean":
      return textScalar(typeof value === "boolean" ? String(value) : BOOLEAN.exec(String(value))?.[0]);
    case "text":
    case "action":
      return typeof value === "string" ? textScalar(value) : null;
    case "hex":
      // xsd:hexBinary: the digits stand for bytes, so their case says nothing.
      return typeof value === "string" ? textScalar(value.toUpperCase()) : null;
    case "any":
      return typeof value === "string"
        ? (timeOf(value) ?? dateOf(value) ?? textScalar(canonicalText(value, prefixes)))
        : (numberOf(value) ?? scalarOf(value, "boolean", prefixes));
    default:
      return typeof value === "string" ? textScalar(wordOrIdentifier(value, type, prefixes)) : null;
  }
}

const BOOLEAN = /^(?:true|false)$/;

const textScalar = (value: string | undefined): Scalar | null =>
  value === undefined ? null : { type: "text", value };

function wordOrIdentifier(value: string, type: ValueType, prefixes: Prefixes): string {
  const kind = WORDS.get(type);
  return kind ? (leafText(value, kind, prefixes) ?? value) : canonicalText(value, prefixes);
}

/** Without a colon a text is neither identifier nor CURIE. */
const canonicalText = (value: string, prefixes: Prefixes): string =>
  value.includes(":") ? (leafText(value, "plain", prefixes) ?? value) : value.trim();

/**
 * An xsd:dateTimeStamp as instant. Milliseconds, rounded as in the event hash: what differs only below them is one
 * instant here as it is one in the hash and in a database of milliseconds. Instants compare as texts.
 */
export function timeOf(value: unknown): Scalar | null {
  const text = typeof value === "string" ? normaliseTime(value.trim()) : "";
  if (text.length !== INSTANT_LENGTH) return null;
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString() === text ? { type: "time", value: text } : null;
}

const INSTANT_LENGTH = "2026-01-01T00:00:00.000Z".length;

/** An xsd:date, as expiry dates in ILMD are. It names no instant, so it compares with dates only. */
function dateOf(value: unknown): Scalar | null {
  const isDay = typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value);
  return isDay && timeOf(`${value}T00:00:00Z`) ? { type: "date", value } : null;
}

/** A number, or a text that is one: all values of an event that came as XML are texts. */
export function numberOf(value: unknown): Scalar | null {
  if (value instanceof ExactNumber) return { type: "number", value: value.decimal };
  const decimal =
    typeof value === "string"
      ? normaliseDecimal(value.trim())
      : typeof value === "number" && Number.isFinite(value)
        ? decimalOfNumber(value)
        : null;
  return decimal === null ? null : { type: "number", value: decimal };
}

/** The value of an event read as the operand's type, so that "5.0" of an XML document meets the number 5. */
export function alike(value: unknown, operand: Scalar, prefixes: Prefixes): Scalar | null {
  if (operand.type === "time") return timeOf(value);
  if (operand.type === "date") return dateOf(value);
  if (operand.type === "number") return numberOf(value);
  if (typeof value === "string") return textScalar(canonicalText(value, prefixes));
  // A URL has only texts: its "5" may mean the number.
  const number = numberOf(value);
  return number === null
    ? scalarOf(value, "boolean", prefixes)
    : textScalar(numberOf(operand.value)?.value === number.value ? operand.value : number.value);
}

const RANK = { number: 0, time: 1, date: 2, text: 3 } as const;

/** Order of two values: numbers by size, times by instant, texts by their UTF-8 bytes (EPCIS 2.0 §8.2.7.1, orderBy). */
export function compareScalars(a: Scalar, b: Scalar): number {
  if (a.type !== b.type) return RANK[a.type] - RANK[b.type];
  return a.type === "number" ? compareDecimals(a.value, b.value) : compareUtf8(a.value, b.value);
}
