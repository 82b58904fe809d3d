import type { JsonObject, JsonValue } from "@/lib/core/canonical/json-value";
import type { Event } from "@/lib/core/epcis/event";
import { normaliseIdentifier } from "@/lib/core/epcis/identifiers/canonical";
import { type Prefixes, prefixesInside, prefixesOfDocument } from "@/lib/core/epcis/prefixes";
import { type Ask, someValue } from "./event-values";
import { extensionKey } from "./extension-key";
import type { Condition, EventQuery, Operand, Operator, ValueType } from "./query";
import { alike, compareScalars, type Scalar, scalarOf } from "./scalar";

/** The caller's master data (EPCIS 2.0 §6.5). Identifiers given are canonical, those returned may be of any spelling. */
export type MasterData = {
  /** The locations directly below a location. None: WD_ finds the location itself only. */
  readonly children?: (location: string) => readonly string[];
  /** The attributes of a vocabulary element, names as CURIE of EPCIS's own prefixes, URI or bare. */
  readonly attributes?: (element: string) => readonly Attribute[];
};

export type Attribute = { readonly name: string; readonly value: JsonValue };

export type MatchContext = MasterData & {
  /** The @context of the document the event stands in. */
  readonly document?: JsonValue;
};

/**
 * Whether an event in EPCIS 2.0 JSON is one the query asks for: all conditions hold, each for one of its operands
 * (EPCIS 2.0 §8.2.7.1). Values are compared in canonical form, so the spelling of identifiers, words, times and numbers
 * does not matter. Order and limit are `order-events.ts`.
 */
export const matches = (
  query: EventQuery,
  event: Event | JsonObject,
  { document, ...masterData }: MatchContext = {},
): boolean => matcherOf(query, masterData)(event, document);

type Test = (event: JsonObject, prefixes: Prefixes) => boolean;

/** The same for many events: what doesn't depend on the event is worked out once. */
export function matcherOf(
  { conditions }: Pick<EventQuery, "conditions">,
  masterData: MasterData = {},
): (event: Event | JsonObject, document?: JsonValue) => boolean {
  const tests = conditions.map((condition) => testOf(condition, masterData));
  return (event, document) => {
    const json = event as JsonObject;
    const prefixes = prefixesInside(json, prefixesOfDocument(document));
    return tests.every((test) => test(json, prefixes));
  };
}

function testOf(condition: Condition, masterData: MasterData): Test {
  const { field } = condition;
  const ask = askOf(condition, masterData);
  return (event, prefixes) => someValue(event, field, prefixes, ask);
}

function askOf(condition: Condition, { children, attributes }: MasterData): Ask {
  const { operator, field, operands, attribute } = condition;
  const type = field.kind === "standard" ? field.type : "any";
  switch (operator) {
    case "EXISTS":
      return () => true;
    case "EQ":
      return type === "any"
        ? (value, prefixes) => isOneOf(value, operands, prefixes)
        : member(operands, type);
    case "WD":
      return member(descendants(operands, children), type);
    case "MATCH":
      return matching(operands);
    case "HASATTR":
    case "EQATTR":
      return (value, prefixes) => {
        const element = scalarOf(value, type, prefixes);
        const found = element?.type === "text" ? (attributes?.(element.value) ?? []) : [];
        return operator === "HASATTR"
          ? found.some(({ name }) => operands.some((operand) => isNamed(operand, name)))
          : found.some(
              ({ name, value: own }) => keyOf(name) === attribute && isOneOf(own, operands, NO_DOCUMENT),
            );
      };
    default:
      return (value, prefixes) =>
        operands.some((operand) => {
          if (operand.type === "pattern") return false;
          const own = type === "any" ? alike(value, operand, prefixes) : scalarOf(value, type, prefixes);
          return own !== null && holds(operator, compareScalars(own, operand));
        });
  }
}

const NO_DOCUMENT = prefixesOfDocument(undefined);
const keyOf = (name: string): string => extensionKey(name, NO_DOCUMENT);
const isNamed = (operand: Operand, name: string): boolean =>
  operand.type === "text" && operand.value === keyOf(name);

const holds = (operator: Operator, order: number): boolean =>
  operator === "GT" ? order > 0 : operator === "GE" ? order >= 0 : operator === "LT" ? order < 0 : order <= 0;

/** Of an extension, whose type only the operand tells. */
const isOneOf = (value: JsonValue, operands: readonly Operand[], prefixes: Prefixes): boolean =>
  operands.some(
    (operand) => operand.type !== "pattern" && alike(value, operand, prefixes)?.value === operand.value,
  );

/** One look-up however many operands there are. */
function member(operands: readonly Operand[], type: ValueType): Ask {
  const wanted = new Set(operands.flatMap((operand) => (operand.type === "pattern" ? [] : [operand.value])));
  return (value, prefixes) => {
    const own = scalarOf(value, type, prefixes);
    return own !== null && wanted.has(own.value);
  };
}

function matching(operands: readonly Operand[]): Ask {
  const isListed = member(operands, "epc");
  const forms = operands.flatMap((operand) => (operand.type === "pattern" ? [operand.form] : []));
  return (value, prefixes) => {
    if (isListed(value, prefixes)) return true;
    const own = forms.length === 0 ? null : scalarOf(value, "epc", prefixes);
    return own !== null && forms.some((form) => form.test(own.value));
  };
}

/** The locations and all below them (EPCIS 2.0 §6.5, "direct or indirect descendant"); a circle ends where it closes. */
export function descendants(
  locations: readonly Operand[],
  children: MasterData["children"] = () => [],
): readonly Scalar[] {
  const found = new Set<string>();
  const open = locations.flatMap((location) => (location.type === "pattern" ? [] : [location.value]));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    for (const child of children(next)) open.push(normaliseIdentifier(child));
  }
  return [...found].map((value) => ({ type: "text", value }));
}
