import { bareElements, elements, type Field, leaf, part, shape } from "./field";
import { COMPONENT, GS1_TERM } from "./value";

const SENSOR_METADATA = shape([
  leaf("time", "time"),
  leaf("startTime", "time"),
  leaf("endTime", "time"),
  leaf("deviceID"),
  leaf("deviceMetadata"),
  leaf("rawData"),
  leaf("dataProcessingMethod"),
  leaf("bizRules"),
]);

const SENSOR_REPORT = shape([
  leaf("type", GS1_TERM),
  leaf("exception", GS1_TERM),
  leaf("deviceID"),
  leaf("deviceMetadata"),
  leaf("rawData"),
  leaf("dataProcessingMethod"),
  leaf("time", "time"),
  leaf("microorganism"),
  leaf("chemicalSubstance"),
  leaf("value"),
  leaf("component", COMPONENT),
  leaf("stringValue"),
  leaf("booleanValue"),
  leaf("hexBinaryValue"),
  leaf("uriValue"),
  leaf("minValue"),
  leaf("maxValue"),
  leaf("meanValue"),
  leaf("sDev"),
  leaf("percRank"),
  leaf("percValue"),
  leaf("uom"),
  leaf("coordinateReferenceSystem"),
]);

/** Sensor data: the list's name once, its elements sorted, the reports sorted within each. */
export const SENSOR_ELEMENT_LIST: Field = elements(
  "sensorElementList",
  "sensorElement",
  shape([part("sensorMetadata", SENSOR_METADATA), bareElements("sensorReport", SENSOR_REPORT)]),
);
