import { isObject } from "@/lib/core/canonical/is-object";
import type { JsonObject, JsonValue } from "@/lib/core/canonical/json-value";
import type { Uri } from "@/lib/core/epcis/members";
import { PACKPROOF_NAMESPACE } from "@/lib/core/epcis/pharma/document";
import { extensionName, type Prefixes, prefixesInside, prefixesOfDocument } from "@/lib/core/epcis/prefixes";
import { normaliseTime } from "@/lib/core/event-hash/time";
import {
  BIZ_STEP,
  BIZ_TRANSACTION_TYPE,
  DISPOSITION,
  leafText,
  SOURCE_DESTINATION_TYPE,
  type ValueKind,
} from "@/lib/core/event-hash/value";

/**
 * What an EPCIS event tells, whatever its spelling: identifiers as canonical Digital Links, words of the Core Business
 * Vocabulary bare ("shipping"), own words as full URIs. Absent members are null or empty.
 */
export type Told = {
  readonly type: string;
  readonly action: string | null;
  readonly eventId: Uri | null;
  /** Epoch milliseconds. */
  readonly eventTime: number;
  /** Verbatim. */
  readonly offset: string;
  readonly bizStep: string | null;
  readonly disposition: string | null;
  /** persistentDisposition. */
  readonly set: readonly string[];
  readonly unset: readonly string[];
  readonly readPoint: Uri | null;
  readonly bizLocation: Uri | null;
  readonly epcs: readonly Uri[];
  readonly parent: Uri | null;
  readonly children: readonly Uri[];
  readonly inputs: readonly Uri[];
  readonly outputs: readonly Uri[];
  /** Of all quantity lists. `quantity` null: unspecified; with `uom` it counts no objects. */
  readonly classes: readonly ClassOf[];
  readonly transactions: readonly Typed[];
  readonly sources: readonly Typed[];
  readonly destinations: readonly Typed[];
  readonly lotNumber: string | null;
  /** "YYYY-MM-DD", as given. */
  readonly itemExpirationDate: string | null;
  /** Members of our own, by their local name. */
  readonly own: ReadonlyMap<string, readonly string[]>;
  readonly declaration: { readonly declarationTime: number; readonly reason: string | null } | null;
};

export type ClassOf = {
  readonly role: "objectClass" | "childClass" | "inputClass" | "outputClass";
  readonly link: Uri;
  readonly quantity: number | null;
  readonly uom: string | null;
};

/** An identifier with its type as bare word; null: untyped. */
export type Typed = { readonly type: string | null; readonly id: Uri };

const ERROR_REASON: ValueKind = { bareWord: "https://ref.gs1.org/cbv/ER-" };
const MASTER_DATA = "{urn:epcglobal:cbv:mda:}";
const OWN = `{${PACKPROOF_NAMESPACE}}`;
const CLASS_LISTS = [
  ["quantityList", "objectClass"],
  ["childQuantityList", "childClass"],
  ["inputQuantityList", "inputClass"],
  ["outputQuantityList", "outputClass"],
] as const;

/** Reads a valid event (validateDocument); `context` is its document's @context. */
export function toldOf(event: JsonObject, context: JsonValue | undefined): Told {
  const prefixes = prefixesInside(event, prefixesOfDocument(context));
  const text = (value: JsonValue | undefined): string | null => textOf(value, "plain", prefixes);
  const words = (value: JsonValue | undefined, kind: ValueKind): readonly string[] =>
    listOf(value).flatMap((item) => wordOf(item, kind, prefixes) ?? []);
  const links = (value: JsonValue | undefined): readonly string[] =>
    listOf(value).flatMap((item) => text(item) ?? []);
  const typed = (list: JsonValue | undefined, name: string, kind: ValueKind): readonly Typed[] =>
    listOf(list).flatMap((item) => {
      const id = isObject(item) ? text(item[name]) : null;
      return isObject(item) && id !== null ? [{ type: wordOf(item.type, kind, prefixes), id }] : [];
    });
  const place = (value: JsonValue | undefined): string | null => (isObject(value) ? text(value.id) : null);
  const persistent = isObject(event.persistentDisposition) ? event.persistentDisposition : {};
  const masterData = extensionsIn(event.ilmd, prefixes);
  const { errorDeclaration: declared } = event;
  return {
    type: verbatim(event.type) ?? "",
    action: verbatim(event.action),
    eventId: verbatim(event.eventID),
    eventTime: timeOf(event.eventTime),
    offset: verbatim(event.eventTimeZoneOffset) ?? "",
    bizStep: wordOf(event.bizStep, BIZ_STEP, prefixes),
    disposition: wordOf(event.disposition, DISPOSITION, prefixes),
    set: words(persistent.set, DISPOSITION),
    unset: words(persistent.unset, DISPOSITION),
    readPoint: place(event.readPoint),
    bizLocation: place(event.bizLocation),
    epcs: links(event.epcList),
    parent: text(event.parentID),
    children: links(event.childEPCs),
    inputs: links(event.inputEPCList),
    outputs: links(event.outputEPCList),
    classes: CLASS_LISTS.flatMap(([name, role]) =>
      listOf(event[name]).flatMap((item) => classOf(item, role, text)),
    ),
    transactions: typed(event.bizTransactionList, "bizTransaction", BIZ_TRANSACTION_TYPE),
    sources: typed(event.sourceList, "source", SOURCE_DESTINATION_TYPE),
    destinations: typed(event.destinationList, "destination", SOURCE_DESTINATION_TYPE),
    lotNumber: masterData.get(`${MASTER_DATA}lotNumber`)?.[0] ?? null,
    itemExpirationDate: masterData.get(`${MASTER_DATA}itemExpirationDate`)?.[0] ?? null,
    own: new Map(
      [...extensionsIn(event, prefixes)].flatMap(([name, values]) =>
        name.startsWith(OWN) ? [[name.slice(OWN.length), values] as const] : [],
      ),
    ),
    declaration: isObject(declared)
      ? {
          declarationTime: timeOf(declared.declarationTime),
          reason: wordOf(declared.reason, ERROR_REASON, prefixes),
        }
      : null,
  };
}

/** The first value of a member of our own ("registryState"); null: it isn't there. */
export const ownOf = ({ own }: Pick<Told, "own">, name: string): string | null => own.get(name)?.[0] ?? null;

/** The instances an event names, each with the role it has in it. */
export const rolesOf = ({ epcs, parent, children, inputs, outputs }: Told) => [
  ...epcs.map((link) => ({ link, role: "object" as const })),
  ...(parent === null ? [] : [{ link: parent, role: "parent" as const }]),
  ...children.map((link) => ({ link, role: "child" as const })),
  ...inputs.map((link) => ({ link, role: "input" as const })),
  ...outputs.map((link) => ({ link, role: "output" as const })),
];

/** Everything the event names, each once: what decides whether it is about anything we track. */
export const namedIn = (told: Told): readonly Uri[] => [
  ...new Set([...rolesOf(told), ...told.classes].map(({ link }) => link)),
];

function classOf(
  item: JsonValue,
  role: ClassOf["role"],
  text: (value: JsonValue | undefined) => string | null,
): readonly ClassOf[] {
  const link = isObject(item) ? text(item.epcClass) : null;
  if (!isObject(item) || link === null) return [];
  const quantity = text(item.quantity);
  return [{ role, link, quantity: quantity === null ? null : Number(quantity), uom: verbatim(item.uom) }];
}

/** Members with a namespace, as texts; what is no text, number or truth value has none. */
function extensionsIn(value: JsonValue | undefined, outer: Prefixes): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  if (!isObject(value)) return found;
  const prefixes = prefixesInside(value, outer);
  for (const name in value) {
    if (!name.includes(":") || name.startsWith("@")) continue;
    const texts = listOf(value[name]).flatMap((item) => plain(item) ?? []);
    if (texts.length > 0) found.set(extensionName(name, prefixes), texts);
  }
  return found;
}

/** "https://ref.gs1.org/cbv/BizStep-shipping", its URN and "shipping" are one word. */
function wordOf(value: JsonValue | undefined, kind: ValueKind, prefixes: Prefixes): string | null {
  const text = textOf(value, kind, prefixes);
  return text !== null && typeof kind === "object" && text.startsWith(kind.bareWord)
    ? text.slice(kind.bareWord.length)
    : text;
}

const textOf = (value: JsonValue | undefined, kind: ValueKind, prefixes: Prefixes): string | null =>
  value === undefined ? null : leafText(value, kind, prefixes);

const verbatim = (value: JsonValue | undefined): string | null =>
  typeof value === "string" ? value.trim() : null;

/** A lot is not a number: "00123" stays. */
const plain = (value: JsonValue): string | null =>
  typeof value === "string" ? value.trim() : leafText(value, "verbatim", NO_PREFIXES);

const NO_PREFIXES: Prefixes = new Map();

const timeOf = (value: JsonValue | undefined): number => Date.parse(normaliseTime(verbatim(value) ?? ""));

const listOf = (value: JsonValue | undefined): readonly JsonValue[] =>
  value === undefined || value === null ? [] : isList(value) ? value : [value];

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);
