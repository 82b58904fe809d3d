import { SENSOR_ELEMENT_LIST } from "./sensor-fields";
import {
  type Field,
  field,
  list,
  object,
  repeated,
  type Shape,
  shape,
  since20,
  TEXT,
  text,
  word,
  wrapped,
} from "./shape";
import {
  BIZ_STEP,
  BIZ_TRANSACTION_TYPE,
  DISPOSITION,
  ERROR_REASON,
  SOURCE_DESTINATION_TYPE,
  type Vocabulary,
} from "./words";

const epcs = (name: string): Field => list(name, "epc", TEXT, { mayBeEmpty: true });

const QUANTITY_ELEMENT = shape({
  elements: [...text("epcClass"), field("quantity", { is: "decimal" }), ...text("uom")],
});
const quantities = (name: string): Field =>
  list(name, "quantityElement", { is: "object", of: QUANTITY_ELEMENT }, { mayBeEmpty: true });

/** An id as text with its type as attribute. */
const typed = (name: string, item: string, type: Vocabulary): Field =>
  list(name, item, {
    is: "object",
    of: shape({ attributes: [word("type", type)], content: field(item, TEXT) }),
  });

const PLACE = shape({ elements: text("id"), extensions: "elements" });

const ERROR_DECLARATION = shape({
  elements: [
    ...text("declarationTime"),
    word("reason", ERROR_REASON),
    list("correctiveEventIDs", "correctiveEventID", TEXT, { mayBeEmpty: true }),
  ],
  extensions: "elements",
});

/** 1.2 has what came with 1.1 and 1.2 inside an element of their own. */
const BASE_EXTENSION = { "1.2": "baseExtension" };
const EXTENSION = { "1.2": "extension" };

const ALL: readonly Field[] = [
  ...text("eventTime", "recordTime", "eventTimeZoneOffset"),
  ...wrapped(BASE_EXTENSION, ...text("eventID"), object("errorDeclaration", ERROR_DECLARATION)),
  since20(repeated(field("certificationInfo", TEXT), "or-one")),
];
const WHY_AND_WHERE: readonly Field[] = [
  word("bizStep", BIZ_STEP),
  word("disposition", DISPOSITION),
  object("readPoint", PLACE),
  object("bizLocation", PLACE),
];
const BIZ_TRANSACTION_LIST = typed("bizTransactionList", "bizTransaction", BIZ_TRANSACTION_TYPE);
const PARTIES: readonly Field[] = [
  typed("sourceList", "source", SOURCE_DESTINATION_TYPE),
  typed("destinationList", "destination", SOURCE_DESTINATION_TYPE),
];
const SINCE_20: readonly Field[] = [
  since20(SENSOR_ELEMENT_LIST),
  since20(
    object(
      "persistentDisposition",
      shape({ elements: [repeated(word("unset", DISPOSITION)), repeated(word("set", DISPOSITION))] }),
    ),
  ),
];
const ILMD = object("ilmd", shape({ extensions: "elements" }));

const event = (...elements: readonly Field[]): Shape =>
  shape({ elements: [...ALL, ...elements], extensions: "elements" });

const emptyIn12For = (besides: string, one: Field): Field => ({ ...one, emptyIn12For: besides });

type EventElement = { readonly shape: Shape; readonly wrapper?: Field["wrapper"]; readonly since?: "2.0" };

/**
 * The event types by name, their fields in the order of EPCglobal-epcis-2_0.xsd; what 1.2 has, it has in the same order
 * within its wrappers (EPCglobal-epcis-1_2.xsd). persistentDisposition stands at all of them, as in later prints of the
 * 2.0 XSD; whether an event may have it is for validation to say.
 */
export const EVENTS: ReadonlyMap<string, EventElement> = new Map<string, EventElement>([
  [
    "ObjectEvent",
    {
      shape: event(
        emptyIn12For("quantityList", epcs("epcList")),
        ...text("action"),
        ...WHY_AND_WHERE,
        BIZ_TRANSACTION_LIST,
        ...wrapped(EXTENSION, quantities("quantityList"), ...PARTIES),
        ...SINCE_20,
        ...wrapped(EXTENSION, ILMD),
      ),
    },
  ],
  [
    "AggregationEvent",
    {
      shape: event(
        ...text("parentID"),
        emptyIn12For("childQuantityList", epcs("childEPCs")),
        ...text("action"),
        ...WHY_AND_WHERE,
        BIZ_TRANSACTION_LIST,
        ...wrapped(EXTENSION, quantities("childQuantityList"), ...PARTIES),
        ...SINCE_20,
      ),
    },
  ],
  [
    "TransactionEvent",
    {
      shape: event(
        BIZ_TRANSACTION_LIST,
        ...text("parentID"),
        emptyIn12For("quantityList", epcs("epcList")),
        ...text("action"),
        ...WHY_AND_WHERE,
        ...wrapped(EXTENSION, quantities("quantityList"), ...PARTIES),
        ...SINCE_20,
      ),
    },
  ],
  [
    "TransformationEvent",
    {
      shape: event(
        epcs("inputEPCList"),
        quantities("inputQuantityList"),
        epcs("outputEPCList"),
        quantities("outputQuantityList"),
        ...text("transformationID"),
        ...WHY_AND_WHERE,
        BIZ_TRANSACTION_LIST,
        ...PARTIES,
        ...SINCE_20,
        ILMD,
      ),
      wrapper: EXTENSION,
    },
  ],
  [
    "AssociationEvent",
    {
      shape: event(
        ...text("parentID"),
        epcs("childEPCs"),
        quantities("childQuantityList"),
        ...text("action"),
        ...WHY_AND_WHERE,
        BIZ_TRANSACTION_LIST,
        ...PARTIES,
        ...SINCE_20,
      ),
      since: "2.0",
    },
  ],
]);
