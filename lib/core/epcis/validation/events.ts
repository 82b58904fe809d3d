import { isObject } from "@/lib/core/canonical/is-object";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import { ACTIONS } from "@/lib/core/epcis/vocabulary";
import { both, type Check, list, member, object, rule, text, uri } from "./check";
import {
  bizStep,
  bizTransactionList,
  certificationInfo,
  context,
  destinationList,
  disposition,
  epcList,
  errorDeclaration,
  ilmd,
  persistentDisposition,
  place,
  quantityList,
  sourceList,
  time,
  uris,
  zoneOffset,
} from "./parts";
import { sensorElementList } from "./sensor-parts";

const anyType = text("type", "must be a text", () => true);
const action = text("word", "must be ADD, OBSERVE or DELETE", (value) =>
  ACTIONS.some((known) => known === value),
);

const COMMON = {
  "@context": context,
  type: anyType,
  eventTime: time,
  eventTimeZoneOffset: zoneOffset,
  recordTime: time,
  eventID: uri,
  certificationInfo,
  errorDeclaration,
};
const REQUIRED = ["type", "eventTime", "eventTimeZoneOffset"];

const STANDARD = {
  ...COMMON,
  bizStep,
  disposition,
  readPoint: place,
  bizLocation: place,
  bizTransactionList,
  sourceList,
  destinationList,
  sensorElementList,
};

const filled = (value: JsonObject, name: string): boolean => {
  const items = value[name];
  return Array.isArray(items) && items.length > 0;
};
const some = (value: JsonObject, ...names: readonly string[]): boolean =>
  names.some((name) => filled(value, name));

const objectEvent = both(
  object({
    members: { ...STANDARD, action, epcList, quantityList, persistentDisposition, ilmd },
    required: [...REQUIRED, "action"],
    others: "extensions",
  }),
  rule(
    "required",
    "An ObjectEvent needs epcList, quantityList, or sensorElementList with readPoint.",
    (event) =>
      event.epcList !== undefined ||
      filled(event, "quantityList") ||
      (filled(event, "sensorElementList") && event.readPoint !== undefined),
  ),
  rule(
    "not-allowed",
    "Only an ObjectEvent with action ADD can hold ilmd.",
    (event) => event.ilmd === undefined || event.action === "ADD",
  ),
);

const children = rule(
  "required",
  "The event needs childEPCs or childQuantityList, unless its action is DELETE.",
  (event) => event.action === "DELETE" || some(event, "childEPCs", "childQuantityList"),
);

const aggregationEvent = both(
  object({
    members: { ...STANDARD, action, parentID: uri, childEPCs: uris, childQuantityList: quantityList },
    required: [...REQUIRED, "action"],
    others: "extensions",
  }),
  rule(
    "required",
    "An AggregationEvent needs parentID, unless its action is OBSERVE.",
    (event) => event.action === "OBSERVE" || event.parentID !== undefined,
  ),
  children,
);

const associationEvent = both(
  object({
    members: { ...STANDARD, action, parentID: uri, childEPCs: uris, childQuantityList: quantityList },
    required: [...REQUIRED, "action", "parentID"],
    others: "extensions",
  }),
  children,
);

const transactionEvent = both(
  object({
    members: { ...STANDARD, action, parentID: uri, epcList: uris, quantityList },
    required: [...REQUIRED, "action", "bizTransactionList"],
    others: "extensions",
  }),
  rule(
    "empty",
    "A TransactionEvent needs a transaction in bizTransactionList.",
    (event) => event.bizTransactionList === undefined || filled(event, "bizTransactionList"),
  ),
  rule(
    "required",
    "A TransactionEvent needs epcList or quantityList, unless its action is DELETE.",
    (event) => event.action === "DELETE" || event.epcList !== undefined || filled(event, "quantityList"),
  ),
);

const transformationEvent = both(
  object({
    members: {
      ...STANDARD,
      inputEPCList: epcList,
      inputQuantityList: quantityList,
      outputEPCList: epcList,
      outputQuantityList: quantityList,
      transformationID: uri,
      persistentDisposition,
      ilmd,
    },
    required: REQUIRED,
    others: "extensions",
  }),
  rule(
    "required",
    "A TransformationEvent needs inputs and outputs, or transformationID and one of them.",
    (event) => {
      const inputs = some(event, "inputEPCList", "inputQuantityList");
      const outputs = some(event, "outputEPCList", "outputQuantityList");
      return (inputs && outputs) || (event.transformationID !== undefined && (inputs || outputs));
    },
  ),
);

/** An event of a type of one's own: the type is a URI, the rest is free but for the common fields. */
const extendedEvent = object({ members: { ...COMMON, type: uri }, required: REQUIRED, others: "any" });

const EVENTS: ReadonlyMap<unknown, Check> = new Map([
  ["ObjectEvent", objectEvent],
  ["AggregationEvent", aggregationEvent],
  ["TransactionEvent", transactionEvent],
  ["TransformationEvent", transformationEvent],
  ["AssociationEvent", associationEvent],
]);

export const event: Check = (value, path, issues) => {
  if (!isObject(value)) return object({ members: {}, others: "any" })(value, path, issues);
  if (value.type === undefined)
    issues.push({ path: member(path, "type"), rule: "required", message: "An event needs its type." });
  else (EVENTS.get(value.type) ?? extendedEvent)(value, path, issues);
};

export const eventList = list(event);
