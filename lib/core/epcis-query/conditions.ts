import { BIZ_STEPS, DISPOSITIONS } from "@/lib/core/epcis/vocabulary";
import { descendants, type MasterData } from "./matches";
import type { Condition, EventQuery, Operator, ValueType } from "./query";
import { WORDS } from "./scalar";

/** What an index may answer of a query, and what `matches` has to decide on the events so found. */
export type PushedDown = {
  /** All must hold. Together they find every event that matches, and perhaps more. */
  readonly indexed: readonly IndexedCondition[];
  /** What `indexed` doesn't decide completely; give it to `matcherOf({ conditions: rest })`. */
  readonly rest: readonly Condition[];
};

export type Column =
  | "eventType"
  | "eventTime"
  | "recordTime"
  | "action"
  | "bizStep"
  | "disposition"
  | "readPoint"
  | "bizLocation"
  | "epc"
  | "epcClass"
  | "eventID"
  | "bizTransaction"
  | "registryState";

/** Holds when the column equals (or compares to) one of `values` or begins with one of `prefixes`. */
export type IndexedCondition = {
  readonly column: Column;
  readonly operator: Extract<Operator, "EQ" | "GE" | "LT">;
  /** Words of the CBV bare as in JSON events ("shipping"), instants in UTC with milliseconds, Digital Links. */
  readonly values: readonly string[];
  readonly prefixes: readonly string[];
  /** Of epc and epcClass: in which members of the event, e.g. ["epcList", "childEPCs"]. */
  readonly members?: readonly string[];
  /** Of bizTransaction: the canonical URI of its type. */
  readonly type?: string;
};

const COLUMNS: readonly Column[] = [
  "eventType",
  "eventTime",
  "recordTime",
  "action",
  "bizStep",
  "disposition",
  "readPoint",
  "bizLocation",
  "eventID",
  "bizTransaction",
];

/** Packproof's own extension, whose values its ledger keeps beside the event. */
export const REGISTRY_STATE = "https://packproof.org/ns#registryState";

/** Divides the conditions of a query; with the caller's `children`, WD_ becomes EQ with all locations below. */
export function conditionsOf(
  { conditions }: Pick<EventQuery, "conditions">,
  children?: MasterData["children"],
): PushedDown {
  const indexed: IndexedCondition[] = [];
  const rest: Condition[] = [];
  for (const condition of conditions) {
    const pushed = indexedOf(condition, children);
    if (pushed) indexed.push(pushed);
    // Prefixes find too much: a class's link also begins the links of its lots.
    if (!pushed || pushed.prefixes.length > 0) rest.push(condition);
  }
  return { indexed, rest };
}

function indexedOf(condition: Condition, children: MasterData["children"]): IndexedCondition | null {
  const { field, operands } = condition;
  const operator = condition.operator === "WD" && children ? "EQ" : condition.operator;
  if (field.kind === "extension") {
    const isState = field.name === REGISTRY_STATE && field.part === "event" && !field.inner;
    const values = operands.flatMap((operand) => (operand.type === "text" ? [operand.value] : []));
    return isState && operator === "EQ" && values.length === operands.length
      ? { column: "registryState", operator, values, prefixes: [] }
      : null;
  }
  const given = condition.operator === "WD" ? descendants(operands, children) : operands;
  const values = given.flatMap((operand) =>
    operand.type === "pattern" ? [] : [bareWord(operand.value, field.type)],
  );
  if (operator === "MATCH") {
    const isClass = field.paths.some((path) => path.at(-1) === "epcClass");
    const members = field.paths.flatMap((path) => path.slice(0, 1));
    const prefixes = given.flatMap((operand) => (operand.type === "pattern" ? operand.prefixes : []));
    return { column: isClass ? "epcClass" : "epc", operator: "EQ", values, prefixes, members };
  }
  const column = COLUMNS.find((name) => name === field.name);
  if (column === undefined || (operator !== "EQ" && operator !== "GE" && operator !== "LT")) return null;
  const type = field.where?.value;
  return { column, operator, values, prefixes: [], ...(type === undefined ? {} : { type }) };
}

const BARE: Partial<Record<ValueType, ReadonlySet<string>>> = {
  bizStep: new Set(BIZ_STEPS),
  disposition: new Set(DISPOSITIONS),
};

/** As it stands in a valid JSON event: a word of the standard bare, one's own as URI. */
export function bareWord(value: string, type: ValueType): string {
  const kind = WORDS.get(type);
  const start = typeof kind === "object" ? kind.bareWord : "";
  const word = start !== "" && value.startsWith(start) ? value.slice(start.length) : "";
  return word !== "" && (BARE[type]?.has(word) ?? true) ? word : value;
}
