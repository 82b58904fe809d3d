import { type Field, field, list, object, repeated, shape, text, word } from "./shape";
import { COMPONENT, MEASUREMENT_TYPE, SENSOR_ALERT } from "./words";

const SENSOR_METADATA = shape({
  attributes: text(
    "time",
    "startTime",
    "endTime",
    "deviceID",
    "deviceMetadata",
    "rawData",
    "dataProcessingMethod",
    "bizRules",
  ),
  extensions: "attributes",
});

const doubles = (...names: readonly string[]): readonly Field[] =>
  names.map((name) => field(name, { is: "double" }));

const SENSOR_REPORT = shape({
  attributes: [
    word("type", MEASUREMENT_TYPE),
    word("exception", SENSOR_ALERT),
    ...text("deviceID", "deviceMetadata", "rawData", "dataProcessingMethod", "bizRules", "time"),
    ...text("microorganism", "chemicalSubstance", "coordinateReferenceSystem"),
    ...doubles("value"),
    word("component", COMPONENT),
    field("stringValue", { is: "string" }),
    field("booleanValue", { is: "boolean" }),
    ...text("hexBinaryValue", "uriValue"),
    ...doubles("minValue", "maxValue", "meanValue", "sDev", "percRank", "percValue"),
    field("uom", { is: "string" }),
  ],
  extensions: "attributes",
});

const SENSOR_ELEMENT = shape({
  elements: [object("sensorMetadata", SENSOR_METADATA), repeated(object("sensorReport", SENSOR_REPORT))],
  extensions: "elements",
});

/** Sensor data (EPCIS 2.0 §7.3.6): in XML the members of metadata and reports are attributes. */
export const SENSOR_ELEMENT_LIST: Field = list("sensorElementList", "sensorElement", {
  is: "object",
  of: SENSOR_ELEMENT,
});
