import { ExactNumber } from "@/lib/core/canonical/exact-number";
import type { JsonValue } from "@/lib/core/canonical/json-value";
import type { Prefixes } from "@/lib/core/epcis/prefixes";
import { isUri } from "@/lib/core/epcis/validation/check";
import { MEASUREMENT_TYPES } from "@/lib/core/epcis/validation/measurement-types";
import { ACTIONS, BIZ_STEPS, DISPOSITIONS, ERROR_REASONS } from "@/lib/core/epcis/vocabulary";
import { classPattern, looksLikePattern, parsePattern } from "./epc-pattern";
import { extensionKey } from "./extension-key";
import type { Named, Wrong } from "./parameter-name";
import type { Operand, Operator, ValueType } from "./query";
import { compareScalars, type Scalar, scalarOf } from "./scalar";

/** The value of a parameter as it came: text of a URL, or a member of a JSON body. */
export type Raw =
  | { readonly form: "url"; readonly text: string }
  | { readonly form: "json"; readonly value: JsonValue };

/** "off": an EXISTS_ of false, which asks for nothing. */
export type Operands = { readonly operands: readonly Operand[] } | "off" | Wrong;

/** Reads the value of a parameter by what its name says; operands in one order, without repeats. */
export function readOperands(named: Named, raw: Raw, prefixes: Prefixes): Operands {
  const { operator, field } = named;
  if (operator === "EXISTS") return presence(raw);
  const type = operator === "EQATTR" ? "any" : field.kind === "standard" ? field.type : "any";
  const items = itemsOf(raw, TAKE_LISTS.has(operator) && type !== "boolean", type);
  if ("wrong" in items) return items;
  const operands: Operand[] = [];
  for (const item of items.items) {
    const operand =
      operator === "HASATTR"
        ? attributeName(item, prefixes)
        : operandOf(item, operator, type, raw.form, prefixes);
    if ("wrong" in operand) return operand;
    operands.push(operand);
  }
  return { operands: sorted(operands) };
}

/** The others compare with one value. */
const TAKE_LISTS: ReadonlySet<Operator> = new Set(["EQ", "MATCH", "WD", "HASATTR", "EQATTR"]);

type Items = { readonly items: readonly JsonValue[] } | Wrong;

/**
 * The alternatives: pipe-delimited in a URL. In JSON texts always stand in a list, numbers and times may stand alone,
 * as the schema of queries has it.
 */
function itemsOf(raw: Raw, takesList: boolean, type: ValueType): Items {
  if (raw.form === "url") {
    const texts = takesList ? raw.text.split("|") : [raw.text];
    return texts.includes("") ? { wrong: "has an empty value" } : { items: texts };
  }
  const { value } = raw;
  if (!isList(value)) {
    const mayStandAlone = type === "number" || (type === "any" && !isPlainText(value));
    return !takesList || mayStandAlone ? { items: [value] } : { wrong: "must be a list" };
  }
  if (!takesList) return { wrong: "takes one value, not a list" };
  return value.length === 0 ? { wrong: "has an empty list" } : { items: value };
}

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);

const isPlainText = (value: JsonValue): boolean => scalarOf(value, "any", new Map())?.type === "text";

const isNumber = (item: JsonValue): boolean => typeof item === "number" || item instanceof ExactNumber;

function operandOf(
  item: JsonValue,
  operator: Operator,
  type: ValueType,
  form: Raw["form"],
  prefixes: Prefixes,
): Operand | Wrong {
  const isRightJson =
    type === "number"
      ? isNumber(item)
      : type === "boolean"
        ? typeof item === "boolean"
        : typeof item === "string";
  if (form === "json" && !isRightJson && !(type === "any" && isNumber(item)))
    return { wrong: `must be ${type === "any" ? "a text or a number" : SHOULD_BE[type]}` };
  if (type === "epc") return epcOperand(String(item), prefixes);
  const scalar = scalarOf(item, type, prefixes);
  if (type === "any" && !TAKE_LISTS.has(operator)) return rankedOf(item, scalar, form, prefixes);
  return scalar !== null && isAllowed(scalar, type, item) ? scalar : notThat(item, SHOULD_BE[type]);
}

/** Greater and less are asked of an extension's numbers, times and dates; a URL has the numbers as texts. */
function rankedOf(
  item: JsonValue,
  scalar: Scalar | null,
  form: Raw["form"],
  prefixes: Prefixes,
): Operand | Wrong {
  const ranked =
    scalar?.type === "text" ? (form === "url" ? scalarOf(item, "number", prefixes) : null) : scalar;
  return ranked ?? notThat(item, "a number or a time with its zone");
}

const notThat = (item: JsonValue, what: string): Wrong => ({
  wrong: `has “${shown(item)}”, which is not ${what}`,
});

const SHOULD_BE: Readonly<Record<ValueType, string>> = {
  time: "a time with its zone, like 2026-11-03T08:15:30+01:00 (in a URL a + is written %2B)",
  number: "a number",
  boolean: "true or false",
  text: "a text",
  hex: "hexadecimal digits",
  identifier: "a URI",
  name: "a text",
  epc: "a URI or an EPC pattern",
  eventType: "an event type or the URI of one of your own",
  action: "ADD, OBSERVE or DELETE",
  bizStep: "a business step or the URI of one of your own",
  disposition: "a disposition or the URI of one of your own",
  errorReason: "an error reason or the URI of one of your own",
  measurementType: "a measurement type or the URI of one of your own",
  present: "true or absent",
  any: "a text, number or time",
};

const EVENT_TYPES = [
  "ObjectEvent",
  "AggregationEvent",
  "TransactionEvent",
  "TransformationEvent",
  "AssociationEvent",
];

/** A bare word outside these lists is a typing error: no event can have it. */
const BARE_WORDS: Partial<Record<ValueType, ReadonlySet<string>>> = {
  eventType: new Set(EVENT_TYPES),
  action: new Set(ACTIONS),
  bizStep: new Set(BIZ_STEPS),
  disposition: new Set(DISPOSITIONS),
  errorReason: new Set(ERROR_REASONS),
  measurementType: new Set(MEASUREMENT_TYPES),
};

function isAllowed({ value }: Scalar, type: ValueType, item: JsonValue): boolean {
  if (type === "hex") return /^[0-9A-F]+$/.test(value);
  if (type === "identifier") return isUri(value);
  const words = BARE_WORDS[type];
  const text = String(item).trim();
  return words === undefined || words.has(text) || (type !== "action" && text.includes(":") && isUri(value));
}

function epcOperand(text: string, prefixes: Prefixes): Operand | Wrong {
  const pattern = looksLikePattern(text) ? parsePattern(text) : text;
  if (pattern === null) return notThat(text, "a well-formed EPC pattern");
  if (typeof pattern !== "string") return pattern;
  const scalar = scalarOf(pattern, "epc", prefixes);
  if (scalar === null || !isUri(scalar.value)) return notThat(text, SHOULD_BE.epc);
  return classPattern(scalar.value) ?? scalar;
}

const attributeName = (item: JsonValue, prefixes: Prefixes): Operand | Wrong =>
  typeof item === "string"
    ? { type: "text", value: extensionKey(item, prefixes) }
    : { wrong: "must list names of attributes" };

/** The standard gives EXISTS_ no value: the OpenAPI writes true, the JSON schema null or an integer. */
function presence(raw: Raw): Operands {
  const value = raw.form === "url" ? (URL_PRESENCE.get(raw.text) ?? raw.text) : raw.value;
  if (value === false) return "off";
  if (value === true || value === null) return { operands: [] };
  const number = isNumber(value) ? Number(String(value)) : Number.NaN;
  if (!Number.isInteger(number)) return notThat(value, "true, false or null");
  return number === 0 ? "off" : { operands: [] };
}

const URL_PRESENCE: ReadonlyMap<string, boolean> = new Map([
  ["", true],
  ["true", true],
  ["null", true],
  ["1", true],
  ["false", false],
  ["0", false],
]);

const textOf = (operand: Operand): string =>
  operand.type === "pattern" ? operand.form.source : operand.value;

function sorted(operands: readonly Operand[]): readonly Operand[] {
  const unique = new Map(operands.map((operand) => [`${operand.type} ${textOf(operand)}`, operand]));
  return [...unique.values()].sort((a, b) =>
    a.type === "pattern" || b.type === "pattern"
      ? Number(a.type === "pattern") - Number(b.type === "pattern") || (textOf(a) < textOf(b) ? -1 : 1)
      : compareScalars(a, b),
  );
}

/** What a refusal may repeat of a client's text. */
export const shown = (value: JsonValue): string => {
  const text = typeof value === "object" && !(value instanceof ExactNumber) ? "…" : String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};
