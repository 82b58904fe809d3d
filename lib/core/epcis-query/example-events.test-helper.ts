import type { JsonObject } from "@/lib/core/canonical/json-value";

/** Events that together hold every field a query may ask about. For tests only. */
export const CONTEXT = { example: "https://ns.example.com/epcis/" };

export const OBJECT_EVENT: JsonObject = {
  "@context": [CONTEXT],
  type: "ObjectEvent",
  eventID: "urn:uuid:0b2d33c1-4d11-4e0e-9c5a-7a6f1c1a0001",
  eventTime: "2026-11-03T09:15:30.000+01:00",
  eventTimeZoneOffset: "+01:00",
  recordTime: "2026-11-03T08:16:00Z",
  action: "ADD",
  bizStep: "commissioning",
  disposition: "active",
  persistentDisposition: { set: ["completeness_verified"], unset: ["completeness_inferred"] },
  epcList: ["https://id.gs1.org/01/09521321000018/21/A1"],
  quantityList: [
    { epcClass: "https://id.gs1.org/01/09521321000018/10/L7", quantity: 12.5, uom: "KGM" },
    { epcClass: "https://id.gs1.org/01/09521321000025", quantity: 200 },
  ],
  readPoint: {
    id: "https://id.gs1.org/414/9521321000018/254/7",
    "example:size": 5,
    "example:box": { "example:width": 5 },
  },
  bizLocation: {
    id: "https://id.gs1.org/414/9521321000018",
    "example:size": 5,
    "example:box": { "example:width": 5 },
  },
  bizTransactionList: [{ type: "po", bizTransaction: "urn:epcglobal:cbv:bt:9521321000010:4711" }],
  sourceList: [{ type: "owning_party", source: "https://id.gs1.org/417/9521321000018" }],
  destinationList: [{ type: "location", destination: "https://id.gs1.org/414/9521321000025" }],
  errorDeclaration: {
    declarationTime: "2026-11-04T08:00:00Z",
    reason: "incorrect_data",
    correctiveEventIDs: ["urn:uuid:0b2d33c1-4d11-4e0e-9c5a-7a6f1c1a0002"],
    "example:size": 5,
    "example:box": { "example:width": 5 },
  },
  ilmd: {
    "cbvmda:lotNumber": "00123",
    "cbvmda:itemExpirationDate": "2028-02-29",
    "example:size": 5,
    "example:box": { "example:width": 5 },
  },
  "example:size": 5,
  "example:text": ["x7", "x8"],
  "example:at": "2026-11-03T10:00:00+01:00",
  "example:place": "urn:epc:id:sgln:9521321.00001.0",
  "example:box": { "example:width": 5, "example:in": [{ "example:label": "deep" }] },
  sensorElementList: [
    {
      "example:size": 5,
      "example:box": { "example:width": 5 },
      sensorMetadata: {
        time: "2026-11-03T08:00:00Z",
        startTime: "2026-11-03T07:00:00Z",
        endTime: "2026-11-03T08:00:00Z",
        deviceID: "https://id.gs1.org/8004/9521321000D1",
        dataProcessingMethod: "https://example.com/method",
        bizRules: "https://example.com/rules",
        "example:size": 5,
        "example:box": { "example:width": 5 },
      },
      sensorReport: [
        {
          type: "Temperature",
          value: 21.5,
          minValue: 21.5,
          maxValue: 21.5,
          meanValue: 21.5,
          sDev: 21.5,
          percRank: 21.5,
          percValue: 21.5,
          uom: "CEL",
          stringValue: "Ärger",
          booleanValue: true,
          hexBinaryValue: "f0f0",
          uriValue: "https://example.com/value",
          microorganism: "https://example.com/micro",
          chemicalSubstance: "https://example.com/substance",
          "example:size": 5,
          "example:box": { "example:width": 5 },
        },
      ],
    },
  ],
};

export const AGGREGATION_EVENT: JsonObject = {
  type: "AggregationEvent",
  eventTime: "2026-11-03T08:20:00Z",
  eventTimeZoneOffset: "+01:00",
  action: "OBSERVE",
  bizStep: "packing",
  parentID: "https://id.gs1.org/00/195213210000000015",
  childEPCs: ["https://id.gs1.org/01/09521321000018/21/A1"],
  childQuantityList: [{ epcClass: "https://id.gs1.org/01/09521321000018/10/L7", quantity: 3 }],
};

export const TRANSFORMATION_EVENT: JsonObject = {
  type: "TransformationEvent",
  eventTime: "2026-11-03T08:30:00Z",
  eventTimeZoneOffset: "+01:00",
  transformationID: "https://id.gs1.org/253/9521321000018T1",
  inputEPCList: ["https://id.gs1.org/01/09521321000018/21/IN"],
  outputEPCList: ["https://id.gs1.org/01/09521321000025/21/OUT"],
  inputQuantityList: [{ epcClass: "https://id.gs1.org/01/09521321000018/10/IN", quantity: 1 }],
  outputQuantityList: [{ epcClass: "https://id.gs1.org/01/09521321000025/10/OUT", quantity: 2 }],
};
