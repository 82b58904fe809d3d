import type { JsonObject } from "@/lib/core/canonical/json-value";
import type { Event } from "@/lib/core/epcis/event";
import { prefixesInside, prefixesOfDocument } from "@/lib/core/epcis/prefixes";
import { elements, epcs, leaf, part, pieces, shape } from "./field";
import { SENSOR_ELEMENT_LIST } from "./sensor";
import { BIZ_STEP, BIZ_TRANSACTION_TYPE, DISPOSITION, leafText, SOURCE_DESTINATION_TYPE } from "./value";

const QUANTITY = shape([leaf("epcClass"), leaf("quantity"), leaf("uom")]);
const PLACE = shape([leaf("id")]);
const ILMD = shape([]);

/** The canonical property order of CBV 2.0, the same for all event types. */
const EVENT = shape(
  [
    leaf("eventTime", "time"),
    leaf("eventTimeZoneOffset", "verbatim"),
    leaf("certificationInfo"),
    epcs("epcList"),
    leaf("parentID"),
    epcs("inputEPCList"),
    epcs("childEPCs"),
    elements("quantityList", "quantityElement", QUANTITY),
    elements("childQuantityList", "quantityElement", QUANTITY),
    elements("inputQuantityList", "quantityElement", QUANTITY),
    epcs("outputEPCList"),
    elements("outputQuantityList", "quantityElement", QUANTITY),
    leaf("action"),
    leaf("transformationID"),
    leaf("bizStep", BIZ_STEP),
    leaf("disposition", DISPOSITION),
    part("persistentDisposition", shape([leaf("set", DISPOSITION), leaf("unset", DISPOSITION)])),
    part("readPoint", PLACE),
    part("bizLocation", PLACE),
    elements("bizTransactionList", "", shape([leaf("type", BIZ_TRANSACTION_TYPE), leaf("bizTransaction")])),
    elements("sourceList", "", shape([leaf("type", SOURCE_DESTINATION_TYPE), leaf("source")])),
    elements("destinationList", "", shape([leaf("type", SOURCE_DESTINATION_TYPE), leaf("destination")])),
    SENSOR_ELEMENT_LIST,
    part("ilmd", ILMD),
  ],
  // What identifies or annotates the record but is not what happened, so that a correction hashes as its original.
  ["type", "recordTime", "eventID", "errorDeclaration", "@context", "comment"],
);

/**
 * The pre-hash string of an EPCIS 2.0 event in JSON form (CBV 2.0 event hash): every field that says what happened,
 * in canonical order and spelling, nothing between. `context` is the document's @context; remote contexts are never
 * fetched. The order of members and of list items does not matter.
 */
export function preHash(event: Event | JsonObject, context: unknown): string {
  const prefixes = prefixesInside(event, prefixesOfDocument(context));
  return `eventType=${leafText(event.type, "plain", prefixes) ?? ""}${pieces(event, EVENT, prefixes)}`;
}
