import { isObject } from "@/lib/core/canonical/is-object";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import { normaliseIdentifier } from "@/lib/core/epcis/identifiers/canonical";
import { ok, type Result } from "@/lib/core/refusal";
import { type Announced, type AnnouncedLine, type AnnouncementCode, unreadable } from "./announcement";

/**
 * The delivery that a sender's EPCIS document announces: its shipping event says what is to come, its packing events say
 * what is inside. Events about anything else are passed over.
 */
export function readAnnouncedEvents(document: JsonObject): Result<Announced, AnnouncementCode> {
  const events = eventsOf(document);
  const shipping = events.filter((event) => lastWord(event.bizStep) === "shipping");
  const [first, ...others] = shipping;
  if (!first) return unreadable("The document holds no shipping event.");
  const despatchAdvice = transactionOf(first, "desadv");
  if (despatchAdvice === null) return unreadable("The shipping event names no despatch advice.");
  if (others.some((event) => transactionOf(event, "desadv") !== despatchAdvice)) {
    return unreadable("The document announces more than one delivery.");
  }
  const senderGln = glnOf(first);
  if (senderGln === null) return unreadable("The shipping event does not say where it comes from.");
  const lines = [
    ...shipping.flatMap((event) => texts(event.epcList).map((epc) => unit(epc, null))),
    ...events.filter(isPacking).flatMap((event) => {
      const parent = normaliseIdentifier(String(event.parentID ?? ""));
      return texts(event.childEPCs).map((epc) => unit(epc, parent));
    }),
    ...shipping.flatMap((event) => list(event.quantityList).flatMap(quantity)),
  ];
  const named = new Map<string, AnnouncedLine>();
  for (const line of lines) {
    const key = "link" in line ? line.link : `${line.gtin} ${line.batch}`;
    // A unit that is shipped and packed is in its container: that says more.
    const known = named.get(key);
    if (!known || ("link" in line && line.parentLink !== null)) named.set(key, line);
  }
  if (named.size === 0) return unreadable("The document announces nothing.");
  const orderNumber = transactionOf(first, "po");
  return ok({ senderGln, despatchAdvice, orderNumber, lines: [...named.values()] });
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const texts = (value: unknown): readonly string[] => list(value).filter((item) => typeof item === "string");
const unit = (epc: string, parentLink: string | null): AnnouncedLine => ({
  link: normaliseIdentifier(epc),
  parentLink,
});

function eventsOf(document: JsonObject): readonly JsonObject[] {
  const body = document.epcisBody;
  const events = isObject(body) ? list(body.eventList) : [document];
  return events.filter(isObject);
}

const isPacking = (event: JsonObject): boolean =>
  event.type === "AggregationEvent" && event.action !== "DELETE";

/** Terms come bare, as CURIEs and as URIs. */
const lastWord = (term: unknown): string =>
  typeof term === "string" ? (/[^:/-]*$/.exec(term)?.[0] ?? "") : "";

/** The sender's own number: the end of "urn:epcglobal:cbv:bt:GLN:number", or all of any other id. */
function transactionOf(event: JsonObject, type: string): string | null {
  for (const transaction of list(event.bizTransactionList).filter(isObject)) {
    if (lastWord(transaction.type) !== type || typeof transaction.bizTransaction !== "string") continue;
    const number = /^urn:epcglobal:cbv:bt:\d{13}:(.+)$/.exec(transaction.bizTransaction)?.[1];
    return number === undefined ? transaction.bizTransaction : decoded(number);
  }
  return null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Of the place it leaves; else of the party that has it. */
function glnOf(event: JsonObject): string | null {
  const sources = list(event.sourceList).filter(isObject);
  for (const type of ["location", "possessing_party", "owning_party"]) {
    const source = sources.find((candidate) => lastWord(candidate.type) === type)?.source;
    const gln =
      typeof source === "string" ? /\/(?:414|417)\/(\d{13})/.exec(normaliseIdentifier(source)) : null;
    if (gln?.[1]) return gln[1];
  }
  return null;
}

function quantity(element: unknown): readonly AnnouncedLine[] {
  if (!isObject(element) || typeof element.epcClass !== "string") return [];
  const lot = /\/01\/(\d{14})\/10\/([^/]+)$/.exec(normaliseIdentifier(element.epcClass));
  const n = Number(String(element.quantity ?? ""));
  if (!lot?.[1] || !lot[2] || !Number.isSafeInteger(n) || n <= 0) return [];
  return [{ gtin: lot[1], batch: decoded(lot[2]), quantity: n }];
}
