import { anyText, boolean, type Check, list, number, object, text, uri } from "./check";
import { COMPONENTS, MEASUREMENT_TYPES, SENSOR_ALERTS } from "./measurement-types";
import { time, wordOf } from "./parts";

/** Terms of the GS1 Web Vocabulary are written as bare words or CURIEs, not as its URIs. */
const GS1_VOCABULARY = /^https?:\/\/(?:www\.)?gs1\.org\/voc\//;

const sensorMetadata = object({
  members: {
    time,
    startTime: time,
    endTime: time,
    deviceID: uri,
    deviceMetadata: uri,
    rawData: uri,
    dataProcessingMethod: uri,
    bizRules: uri,
  },
  others: "extensions",
});

const sensorReport = object({
  members: {
    type: wordOf(MEASUREMENT_TYPES, GS1_VOCABULARY),
    exception: wordOf(SENSOR_ALERTS, GS1_VOCABULARY),
    deviceID: uri,
    deviceMetadata: uri,
    rawData: uri,
    dataProcessingMethod: uri,
    bizRules: uri,
    time,
    microorganism: uri,
    chemicalSubstance: uri,
    coordinateReferenceSystem: uri,
    value: number,
    component: wordOf(COMPONENTS),
    stringValue: anyText,
    booleanValue: boolean,
    hexBinaryValue: text("pattern", "must be hexadecimal digits", (value) => /^[A-Fa-f0-9]+$/.test(value)),
    uriValue: uri,
    minValue: number,
    maxValue: number,
    meanValue: number,
    sDev: number,
    percRank: number,
    percValue: number,
    uom: anyText,
  },
  required: ["type"],
  others: "extensions",
});

const sensorElement = object({
  members: { sensorMetadata, sensorReport: list(sensorReport, { notEmpty: true }) },
  required: ["sensorReport"],
  others: "extensions",
});

export const sensorElementList: Check = list(sensorElement);
