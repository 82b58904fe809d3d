import { BIZ_TRANSACTION_TYPE, SOURCE_DESTINATION_TYPE, type ValueKind } from "@/lib/core/event-hash/value";
import type { Operator, Part, ValueType } from "./query";

/** One line of the table: parameters "<operator>_<name>", and for some "<operator>_<name>_<suffix>". */
export type Row = {
  readonly operators: readonly Operator[];
  readonly name: string;
  readonly paths: readonly (readonly string[])[];
  readonly type: ValueType;
  /** Whether the name goes on with a unit of measure or with a word of this vocabulary. */
  readonly suffix: "none" | "unit" | ValueKind;
};

const ALL: readonly Operator[] = ["EQ", "GT", "GE", "LT", "LE"];
const FROM_TO: readonly Operator[] = ["GE", "LT"];
const METADATA = "sensorElementList.sensorMetadata";
const REPORT = "sensorElementList.sensorReport";
const QUANTITIES = ["quantityList", "childQuantityList", "inputQuantityList", "outputQuantityList"];
const EPCS = ["epcList", "childEPCs", "parentID", "inputEPCList", "outputEPCList"];

const row = (
  operators: Operator | readonly Operator[],
  name: string,
  paths: string | readonly string[],
  type: ValueType,
  suffix: Row["suffix"] = "none",
): Row => ({
  operators: typeof operators === "string" ? [operators] : operators,
  name,
  paths: [paths].flat().map((path) => path.split(".")),
  type,
  suffix,
});

const inBoth = (name: string): readonly string[] => [`${METADATA}.${name}`, `${REPORT}.${name}`];
const classes = (lists: readonly string[]): readonly string[] => lists.map((list) => `${list}.epcClass`);

/**
 * The parameters of EPCIS 2.0 §8.2.7.1 that name fields of the standard. GS1's two machine-readable lists differ, and
 * both are taken: the OpenAPI has errorDeclarationTime, a number for EQ_quantity, true/false for EXISTS_, and no
 * families with names of one's own, sensor values or sensor times; the JSON schema has errorDeclaration_Time, a list
 * for EQ_quantity, an integer or null for EXISTS_ (which has no value in the standard), only EQ_ for extensions of
 * places, EQ_ for "value" but not for "minValue", and regular expressions with twice too many backslashes.
 */
export const ROWS: readonly Row[] = [
  row(FROM_TO, "eventTime", "eventTime", "time"),
  row(FROM_TO, "recordTime", "recordTime", "time"),
  row("EQ", "action", "action", "action"),
  row("EQ", "bizStep", "bizStep", "bizStep"),
  row("EQ", "disposition", "disposition", "disposition"),
  row("EQ", "persistentDisposition_set", "persistentDisposition.set", "disposition"),
  row("EQ", "persistentDisposition_unset", "persistentDisposition.unset", "disposition"),
  row(["EQ", "WD"], "readPoint", "readPoint.id", "identifier"),
  row(["EQ", "WD"], "bizLocation", "bizLocation.id", "identifier"),
  row("EQ", "bizTransaction", "bizTransactionList.bizTransaction", "identifier", BIZ_TRANSACTION_TYPE),
  row("EQ", "source", "sourceList.source", "identifier", SOURCE_DESTINATION_TYPE),
  row("EQ", "destination", "destinationList.destination", "identifier", SOURCE_DESTINATION_TYPE),
  row("EQ", "transformationID", "transformationID", "name"),
  row("MATCH", "epc", ["epcList", "childEPCs"], "epc"),
  row("MATCH", "parentID", "parentID", "epc"),
  row("MATCH", "inputEPC", "inputEPCList", "epc"),
  row("MATCH", "outputEPC", "outputEPCList", "epc"),
  row("MATCH", "anyEPC", EPCS, "epc"),
  row("MATCH", "epcClass", classes(["quantityList", "childQuantityList"]), "epc"),
  row("MATCH", "inputEPCClass", classes(["inputQuantityList"]), "epc"),
  row("MATCH", "outputEPCClass", classes(["outputQuantityList"]), "epc"),
  row("MATCH", "anyEPCClass", classes(QUANTITIES), "epc"),
  row(ALL, "quantity", quantities(), "number"),
  row(ALL, "quantity", quantities(), "number", "unit"),
  row("EQ", "eventID", "eventID", "identifier"),
  row("EXISTS", "errorDeclaration", "errorDeclaration", "present"),
  row(FROM_TO, "errorDeclarationTime", "errorDeclaration.declarationTime", "time"),
  row(FROM_TO, "errorDeclaration_Time", "errorDeclaration.declarationTime", "time"),
  row("EQ", "errorReason", "errorDeclaration.reason", "errorReason"),
  row("EQ", "correctiveEventID", "errorDeclaration.correctiveEventIDs", "identifier"),
  row("EXISTS", "sensorElementList", "sensorElementList", "present"),
  row(FROM_TO, "time", inBoth("time"), "time"),
  row(FROM_TO, "startTime", `${METADATA}.startTime`, "time"),
  row(FROM_TO, "endTime", `${METADATA}.endTime`, "time"),
  row("EQ", "type", `${REPORT}.type`, "measurementType"),
  row("EQ", "deviceID", inBoth("deviceID"), "identifier"),
  row("EQ", "dataProcessingMethod", inBoth("dataProcessingMethod"), "identifier"),
  row("EQ", "bizRules", inBoth("bizRules"), "identifier"),
  row("EQ", "microorganism", `${REPORT}.microorganism`, "identifier"),
  row("EQ", "chemicalSubstance", `${REPORT}.chemicalSubstance`, "identifier"),
  row("EQ", "stringValue", `${REPORT}.stringValue`, "text"),
  row("EQ", "booleanValue", `${REPORT}.booleanValue`, "boolean"),
  row("EQ", "hexBinaryValue", `${REPORT}.hexBinaryValue`, "hex"),
  row("EQ", "uriValue", `${REPORT}.uriValue`, "identifier"),
  row(ALL, "percRank", `${REPORT}.percRank`, "number"),
  ...["value", "minValue", "maxValue", "meanValue", "sDev", "percValue"].map((name) =>
    row(ALL, name, `${REPORT}.${name}`, "number", "unit"),
  ),
];

function quantities(): readonly string[] {
  return QUANTITIES.map((list) => `${list}.quantity`);
}

/** The one parameter without an operator in its name. */
export const EVENT_TYPE = row("EQ", "eventType", "type", "eventType");

/** Fields that name an element of master data: what HASATTR_ and EQATTR_ may ask about, besides extensions. */
export const VOCABULARY_FIELDS: readonly Row[] = [
  row("EQ", "bizStep", "bizStep", "bizStep"),
  row("EQ", "disposition", "disposition", "disposition"),
  row("EQ", "readPoint", "readPoint.id", "identifier"),
  row("EQ", "bizLocation", "bizLocation.id", "identifier"),
  row("EQ", "epcClass", classes(QUANTITIES), "identifier"),
  row("EQ", "bizTransaction", "bizTransactionList.bizTransaction", "identifier"),
  row("EQ", "source", "sourceList.source", "identifier"),
  row("EQ", "destination", "destinationList.destination", "identifier"),
];

/** Where each part stands in an event. */
export const PARTS: Readonly<Record<Part, readonly string[]>> = {
  event: [],
  ILMD: ["ilmd"],
  ERROR_DECLARATION: ["errorDeclaration"],
  SENSORELEMENT: ["sensorElementList"],
  SENSORMETADATA: METADATA.split("."),
  SENSORREPORT: REPORT.split("."),
  readPoint: ["readPoint"],
  bizLocation: ["bizLocation"],
};
