import { isObject } from "@/lib/core/canonical/is-object";
import type { JsonObject, JsonValue } from "@/lib/core/canonical/json-value";
import { member } from "@/lib/core/epcis/validation/check";
import { ok, type Refusal, type Refused, type Result, refuse } from "@/lib/core/refusal";
import type { PrefixLength } from "./company-prefixes";
import { type NoUrn, toEpcUrn } from "./link-to-urn";
import { digitalLinkOfUrn } from "./urn-to-link";

export type Untranslated = {
  /** From the document down, as in `validateDocument`: "epcisBody.eventList[2].epcList[0]". */
  readonly path: string;
  readonly value: string;
  readonly refusal: Refusal<NoUrn | "NO_DIGITAL_LINK">;
};

export type Translation = {
  readonly document: JsonObject;
  /** GS1 identifiers that stay as they are, and why. Empty: every one of them is of the wanted form now. */
  readonly untranslated: readonly Untranslated[];
};

/**
 * An EPCIS 2.0 document, query document or event with its GS1 identifiers as Digital Links or as EPC URNs, for
 * GS1-EPC-Format (EPCIS 2.0 §12) and for EPCIS 1.2. What is of the wanted form already, what is no GS1 identifier and
 * every other member stays; the CBV event hash of every event stays. The document given is not changed.
 */
export function translateIdentifiers(
  document: JsonObject,
  to: "digital-link" | "urn",
  prefixLength: PrefixLength,
): Translation {
  const untranslated: Untranslated[] = [];
  const translateOne = to === "urn" ? (text: string) => toEpcUrn(text, prefixLength) : toDigitalLink;
  const translate: Translate = (value, path) => {
    const result = translateOne(value);
    if (result?.ok) return result.value;
    if (result) untranslated.push({ path, value, refusal: result.refusal });
    return value;
  };
  return { document: objectWith(document, DOCUMENT, "", translate), untranslated };
}

const NO_DIGITAL_LINK: Refused<"NO_DIGITAL_LINK"> = refuse(
  "NO_DIGITAL_LINK",
  "This EPC URN is not well-formed or of a scheme that is no GS1 key.",
  "Correct the URN, or keep it.",
);

/** Null for what is no EPC URN of an object or a class (EPC tag URIs and "urn:epcglobal:cbv:bt:…" have no link). */
function toDigitalLink(text: string): Result<string, "NO_DIGITAL_LINK"> | null {
  if (!/^urn:epc:(?:id|class|idpat):/.test(text)) return null;
  const link = digitalLinkOfUrn(text);
  return link === null ? NO_DIGITAL_LINK : ok(link);
}

type Translate = (value: string, path: string) => string;

/** Where identifiers stand: at `true`, in a list or not. */
type Shape = { readonly [member: string]: Shape | true };

const QUANTITY: Shape = { epcClass: true };
const PLACE: Shape = { id: true };
/** The other URIs of sensor data are addresses of documents (EPCIS 2.0 §7.3.6), though some look like keys. */
const DEVICE: Shape = { deviceID: true };

const EVENT: Shape = {
  epcList: true,
  parentID: true,
  childEPCs: true,
  inputEPCList: true,
  outputEPCList: true,
  quantityList: QUANTITY,
  childQuantityList: QUANTITY,
  inputQuantityList: QUANTITY,
  outputQuantityList: QUANTITY,
  transformationID: true,
  readPoint: PLACE,
  bizLocation: PLACE,
  bizTransactionList: { bizTransaction: true },
  sourceList: { source: true },
  destinationList: { destination: true },
  sensorElementList: { sensorMetadata: DEVICE, sensorReport: DEVICE },
};

const MASTER_DATA: Shape = { vocabularyElementList: { id: true, children: true } };

const DOCUMENT: Shape = {
  // An event on its own; no member of a document has one of these names.
  ...EVENT,
  epcisHeader: { epcisMasterData: { vocabularyList: MASTER_DATA } },
  epcisBody: {
    eventList: EVENT,
    queryResults: { resultsBody: { eventList: EVENT, vocabularyList: MASTER_DATA } },
  },
};

/** The object itself when nothing in it changes. */
function objectWith(object: JsonObject, shape: Shape, path: string, translate: Translate): JsonObject {
  let result = object;
  for (const name of Object.keys(shape)) {
    const value = object[name];
    const inner = shape[name];
    if (value === undefined || inner === undefined) continue;
    const translated = valueWith(value, inner, member(path, name), translate);
    if (translated !== value) result = { ...result, [name]: translated };
  }
  return result;
}

function valueWith(value: JsonValue, shape: Shape | true, path: string, translate: Translate): JsonValue {
  if (isList(value)) {
    const items = value.map((item, i) => valueWith(item, shape, `${path}[${i}]`, translate));
    return items.some((item, i) => item !== value[i]) ? items : value;
  }
  if (shape === true) return typeof value === "string" ? translate(value, path) : value;
  return isObject(value) ? objectWith(value, shape, path, translate) : value;
}

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);
