import { canonicalText } from "@/lib/core/canonical/canonical-json";
import { isObject } from "@/lib/core/canonical/is-object";
import type { JsonValue } from "@/lib/core/canonical/json-value";
import {
  BIZ_STEPS,
  BIZ_TRANSACTION_TYPES,
  DISPOSITIONS,
  ERROR_REASONS,
  SOURCE_DESTINATION_TYPES,
} from "@/lib/core/epcis/vocabulary";
import { both, type Check, isUri, list, number, object, rule, text, uri } from "./check";

const DATE_TIME =
  /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** xsd:dateTimeStamp: a date that exists, a time of day, and a zone. */
export const time: Check = text(
  "time",
  "must be a date and time with a zone, like 2026-11-03T08:15:30+01:00",
  (value) => {
    const date = DATE_TIME.exec(value)?.[1];
    if (date === undefined) return false;
    const moment = new Date(`${date}T00:00:00Z`);
    return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(date);
  },
);

/** EPCIS 2.0 §7.4.1: −14:00 to +14:00. */
export const zoneOffset: Check = text("pattern", "must be a time zone offset, like +01:00", (value) =>
  /^[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00)$/.test(value),
);

/**
 * A bare word of a vocabulary, or a URI of one's own. The standard's own words as URNs of CBV 1 are refused in
 * EPCIS 2.0 JSON: one word, one spelling.
 */
export const wordOf = (words: readonly string[], foreign: RegExp = OLD_CBV): Check => {
  const known = new Set(words);
  return text(
    "word",
    "must be a word of the standard's list or a URI of your own",
    (value) => known.has(value) || (isUri(value) && !foreign.test(value)),
  );
};
const OLD_CBV = /^(?:urn:epcglobal:cbv|https?:\/\/ns\.gs1\.org\/cbv\/)/;

export const bizStep = wordOf(BIZ_STEPS);
export const disposition = wordOf(DISPOSITIONS);

/** "@context": a URI, a map of prefixes, or a list of these without repeats. */
export const context: Check = (value, path, issues) => {
  if (isObject(value)) return;
  if (!Array.isArray(value)) return uri(value, path, issues);
  list((item, at, found) => (isObject(item) ? undefined : uri(item, at, found)))(value, path, issues);
  const texts = new Set(value.map((item: JsonValue) => canonicalText(item)));
  if (texts.size < value.length)
    issues.push({ path, rule: "duplicate", message: "The @context names the same thing twice." });
};

export const uris = list(uri);
export const epcList = list(uri, { unique: true });

const quantityElement = object({
  members: {
    epcClass: uri,
    quantity: number,
    uom: text("pattern", "must be a UN/CEFACT unit code, like KGM", (value) => /^[A-Z0-9]{2,3}$/.test(value)),
  },
  required: ["epcClass"],
  others: "none",
});
export const quantityList = list(quantityElement);

export const place = object({ members: { id: uri }, required: ["id"], others: "any" });

export const bizTransactionList = list(
  object({
    members: { type: wordOf(BIZ_TRANSACTION_TYPES), bizTransaction: uri },
    required: ["bizTransaction"],
    others: "none",
  }),
);

const sourceOrDestination = (name: "source" | "destination"): Check =>
  list(
    object({
      members: { type: wordOf(SOURCE_DESTINATION_TYPES), [name]: uri },
      required: ["type", name],
      others: "none",
    }),
  );
export const sourceList = sourceOrDestination("source");
export const destinationList = sourceOrDestination("destination");

const dispositions = list(disposition, { notEmpty: true, unique: true });
export const persistentDisposition = both(
  object({ members: { set: dispositions, unset: dispositions }, others: "none" }),
  rule(
    "required",
    "persistentDisposition needs set or unset.",
    (value) => value.set !== undefined || value.unset !== undefined,
  ),
);

export const certificationInfo: Check = (value, path, issues) =>
  Array.isArray(value) ? uris(value, path, issues) : uri(value, path, issues);

export const errorDeclaration = object({
  members: { declarationTime: time, reason: wordOf(ERROR_REASONS), correctiveEventIDs: uris },
  required: ["declarationTime"],
  others: "extensions",
});

/** Instance or lot master data: every member has a namespace. */
export const ilmd = object({ members: {}, others: "extensions" });
