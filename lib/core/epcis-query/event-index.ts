import type { JsonObject, JsonValue } from "@/lib/core/canonical/json-value";
import { prefixesInside, prefixesOfDocument } from "@/lib/core/epcis/prefixes";
import { BIZ_TRANSACTION_TYPE, leafText } from "@/lib/core/event-hash/value";
import { bareWord, REGISTRY_STATE } from "./conditions";
import { someValue } from "./event-values";
import type { ExtensionField, Field, ValueType } from "./query";
import { scalarOf } from "./scalar";

/** What an event names, as an index keeps it: `value` is canonical, as the operands of a query are. */
export type EventName = {
  /** The member of the event it stands in: "epcList", "quantityList", "bizTransactionList", "eventID". */
  readonly member: string;
  readonly value: string;
  /** Of a business transaction, the canonical URI of its type; else "". */
  readonly type: string;
};

/** The columns of `conditionsOf` for one event: what a query's `indexed` conditions are compared with. */
export type EventIndex = {
  readonly bizStep: string | null;
  readonly disposition: string | null;
  readonly readPoint: string | null;
  readonly bizLocation: string | null;
  readonly registryState: string | null;
  readonly names: readonly EventName[];
};

const INSTANCES = ["epcList", "parentID", "childEPCs", "inputEPCList", "outputEPCList"];
const CLASSES = ["quantityList", "childQuantityList", "inputQuantityList", "outputQuantityList"];

/** What an event is found by. `document` is the @context of the document it stands in. */
export function indexOf(event: JsonObject, document?: JsonValue): EventIndex {
  const prefixes = prefixesInside(event, prefixesOfDocument(document));
  const values = (field: Field, type: ValueType): readonly string[] => {
    const found = new Set<string>();
    someValue(event, field, prefixes, (value, inside) => {
      const scalar = scalarOf(value, type, inside);
      if (scalar !== null) found.add(bareWord(scalar.value, type));
      return false;
    });
    return [...found];
  };
  const at = (type: ValueType, ...path: readonly string[]): readonly string[] =>
    values({ kind: "standard", name: path.join("."), paths: [path], type }, type);
  const one = (type: ValueType, ...path: readonly string[]): string | null => at(type, ...path)[0] ?? null;
  const named = (member: string, found: readonly string[]): readonly EventName[] =>
    found.map((value) => ({ member, value, type: "" }));
  return {
    bizStep: one("bizStep", "bizStep"),
    disposition: one("disposition", "disposition"),
    readPoint: one("identifier", "readPoint", "id"),
    bizLocation: one("identifier", "bizLocation", "id"),
    registryState: values(STATE, "text")[0] ?? null,
    names: [
      ...INSTANCES.flatMap((member) => named(member, at("epc", member))),
      ...CLASSES.flatMap((member) => named(member, at("epc", member, "epcClass"))),
      ...transactionsOf(event, prefixes),
      ...named("eventID", at("identifier", "eventID")),
    ],
  };
}

const STATE: ExtensionField = { kind: "extension", part: "event", inner: false, name: REGISTRY_STATE };

const TRANSACTIONS = "bizTransactionList";

function transactionsOf(
  event: JsonObject,
  prefixes: ReturnType<typeof prefixesInside>,
): readonly EventName[] {
  const list = event[TRANSACTIONS];
  const found = new Map<string, EventName>();
  for (const item of Array.isArray(list) ? (list as readonly JsonObject[]) : []) {
    const value = scalarOf(item?.bizTransaction, "identifier", prefixes)?.value;
    const type = leafText(item?.type, BIZ_TRANSACTION_TYPE, prefixes) ?? "";
    if (value !== undefined) found.set(`${type} ${value}`, { member: TRANSACTIONS, value, type });
  }
  return [...found.values()];
}
