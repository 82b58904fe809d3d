import { describe, expect, it } from "vitest";
import type { JsonObject, JsonValue } from "@/lib/core/canonical/json-value";
import { AGGREGATION_EVENT, CONTEXT, OBJECT_EVENT, TRANSFORMATION_EVENT } from "./example-events.test-helper";
import { type Attribute, type MasterData, matches } from "./matches";
import { parseQuery, type QueryInput } from "./parse-query";

const LINK = "https://id.gs1.org/";
const MASTER_DATA: MasterData = {
  children: (location) =>
    location === `${LINK}414/9521321000032`
      ? ["urn:epc:id:sgln:9521321.00001.0", `${LINK}414/9521321000018/254/7`]
      : [],
  attributes: (element): readonly Attribute[] =>
    element === `${LINK}414/9521321000018`
      ? [
          { name: "urn:epcglobal:cbv:mda#city", value: "Wien" },
          { name: "example_attr", value: "7" },
        ]
      : [],
};

/** Parameter, a value that finds the event, one that does not (undefined: EXISTS_ has none), another event. */
type Example = readonly [name: string, finds: JsonValue, misses: JsonValue | undefined, event?: JsonObject];

const compared = (name: string, value: number): readonly Example[] => [
  [`EQ_${name}`, [value], [value + 1]],
  [`GT_${name}`, value - 1, value],
  [`GE_${name}`, value, value + 1],
  [`LT_${name}`, value + 1, value],
  [`LE_${name}`, value, value - 1],
];

const extension = (part: string): readonly Example[] => [
  ...compared(`${part}example:size`, 5).map(
    ([name, finds, misses]): Example => [name, unlisted(finds), unlisted(misses)],
  ),
  ...compared(`INNER_${part}example:width`, 5).map(
    ([name, finds, misses]): Example => [name, unlisted(finds), unlisted(misses)],
  ),
  [`EXISTS_${part}example:size`, null, undefined],
  [`EXISTS_INNER_${part}example:width`, 1, undefined],
];
const unlisted = (value: JsonValue | undefined): JsonValue =>
  Array.isArray(value) ? value[0] : (value ?? null);

const EXAMPLES: readonly Example[] = [
  ["eventType", ["AggregationEvent", "ObjectEvent"], ["AssociationEvent"]],
  ["GE_eventTime", "2026-11-03T08:15:30Z", "2026-11-03T08:15:30.001Z"],
  ["LT_eventTime", "2026-11-03T08:15:30.001Z", "2026-11-03T08:15:30Z"],
  ["GE_recordTime", "2026-11-03T09:16:00+01:00", "2026-11-03T08:16:01Z"],
  ["LT_recordTime", "2026-11-03T08:16:01Z", "2026-11-03T09:16:00+01:00"],
  ["EQ_action", ["OBSERVE", "ADD"], ["DELETE"]],
  ["EQ_bizStep", ["urn:epcglobal:cbv:bizstep:commissioning"], ["shipping"]],
  ["EQ_disposition", ["https://ref.gs1.org/cbv/Disp-active"], ["inactive"]],
  ["EQ_persistentDisposition_set", ["completeness_verified"], ["completeness_inferred"]],
  ["EQ_persistentDisposition_unset", ["completeness_inferred"], ["completeness_verified"]],
  ["EQ_readPoint", ["urn:epc:id:sgln:9521321.00001.7"], ["urn:epc:id:sgln:9521321.00001.0"]],
  ["WD_readPoint", [`${LINK}414/9521321000032`], [`${LINK}414/9521321000018`]],
  ["EQ_bizLocation", ["urn:epc:id:sgln:9521321.00001.0"], ["urn:epc:id:sgln:9521321.00001.7"]],
  ["WD_bizLocation", ["urn:epc:id:sgln:9521321.00003.0"], [`${LINK}414/9521321000018/254/7`]],
  [
    "EQ_bizTransaction_po",
    ["urn:epcglobal:cbv:bt:9521321000010:4711"],
    ["urn:epcglobal:cbv:bt:9521321000010:4712"],
  ],
  [
    "EQ_bizTransaction_desadv",
    ["urn:x:1"],
    ["urn:epcglobal:cbv:bt:9521321000010:4711"],
    transaction("desadv"),
  ],
  ["EQ_source_owning_party", ["urn:epc:id:pgln:9521321.00001"], ["urn:epc:id:pgln:9521321.00002"]],
  ["EQ_destination_location", ["urn:epc:id:sgln:9521321.00002.0"], ["urn:epc:id:sgln:9521321.00001.0"]],
  [
    "EQ_transformationID",
    ["urn:epc:id:gdti:9521321.00001.T1"],
    [`${LINK}253/9521321000018T2`],
    TRANSFORMATION_EVENT,
  ],
  ["MATCH_epc", ["urn:epc:id:sgtin:9521321.000001.A1"], [`${LINK}01/09521321000018/21/A2`]],
  [
    "MATCH_epc",
    ["urn:epc:idpat:sgtin:9521321.000001.*"],
    ["urn:epc:idpat:sgtin:9521321.000002.*"],
    AGGREGATION_EVENT,
  ],
  [
    "MATCH_parentID",
    ["urn:epc:id:sscc:9521321.1000000001"],
    ["urn:epc:id:sscc:9521321.1000000002"],
    AGGREGATION_EVENT,
  ],
  [
    "MATCH_inputEPC",
    [`${LINK}01/09521321000018/21/IN`],
    [`${LINK}01/09521321000025/21/OUT`],
    TRANSFORMATION_EVENT,
  ],
  [
    "MATCH_outputEPC",
    [`${LINK}01/09521321000025/21/OUT`],
    [`${LINK}01/09521321000018/21/IN`],
    TRANSFORMATION_EVENT,
  ],
  ["MATCH_anyEPC", [`${LINK}00/195213210000000015`], [`${LINK}00/195213210000000022`], AGGREGATION_EVENT],
  ["MATCH_anyEPC", [`${LINK}01/09521321000025`], [`${LINK}01/09521321000032`], TRANSFORMATION_EVENT],
  ["MATCH_epcClass", ["urn:epc:class:lgtin:9521321.000001.L7"], ["urn:epc:class:lgtin:9521321.000001.L8"]],
  ["MATCH_epcClass", ["urn:epc:idpat:sgtin:9521321.000002.*"], ["urn:epc:idpat:sgtin:9521321.000001.*"]],
  [
    "MATCH_inputEPCClass",
    [`${LINK}01/09521321000018/10/IN`],
    [`${LINK}01/09521321000025/10/OUT`],
    TRANSFORMATION_EVENT,
  ],
  [
    "MATCH_outputEPCClass",
    [`${LINK}01/09521321000025/10/OUT`],
    [`${LINK}01/09521321000018/10/IN`],
    TRANSFORMATION_EVENT,
  ],
  [
    "MATCH_anyEPCClass",
    [`${LINK}01/09521321000018/10/L7`],
    [`${LINK}01/09521321000018/10/L9`],
    AGGREGATION_EVENT,
  ],
  ...compared("quantity", 200).filter(([name]) => name !== "LT_quantity" && name !== "LE_quantity"),
  ["LT_quantity", 12.6, 12.5],
  ["LE_quantity", 12.5, 12.4],
  ...compared("quantity_KGM", 12.5),
  ["EQ_quantity_KGM", 12.5, 200],
  [
    "EQ_eventID",
    ["urn:uuid:0b2d33c1-4d11-4e0e-9c5a-7a6f1c1a0001"],
    ["urn:uuid:0b2d33c1-4d11-4e0e-9c5a-7a6f1c1a0002"],
  ],
  ["EXISTS_errorDeclaration", true, undefined],
  ["GE_errorDeclarationTime", "2026-11-04T08:00:00Z", "2026-11-04T08:00:01Z"],
  ["LT_errorDeclarationTime", "2026-11-04T08:00:01Z", "2026-11-04T08:00:00Z"],
  ["GE_errorDeclaration_Time", "2026-11-04T08:00:00Z", "2026-11-04T08:00:01Z"],
  ["LT_errorDeclaration_Time", "2026-11-04T08:00:01Z", "2026-11-04T08:00:00Z"],
  ["EQ_errorReason", ["urn:epcglobal:cbv:er:incorrect_data"], ["did_not_occur"]],
  [
    "EQ_correctiveEventID",
    ["urn:uuid:0b2d33c1-4d11-4e0e-9c5a-7a6f1c1a0002"],
    ["urn:uuid:0b2d33c1-4d11-4e0e-9c5a-7a6f1c1a0001"],
  ],
  ["EXISTS_sensorElementList", null, undefined],
  ["GE_time", "2026-11-03T08:00:00Z", "2026-11-03T08:00:01Z"],
  ["LT_time", "2026-11-03T08:00:01Z", "2026-11-03T08:00:00Z"],
  ["GE_startTime", "2026-11-03T07:00:00Z", "2026-11-03T07:00:01Z"],
  ["LT_startTime", "2026-11-03T07:00:01Z", "2026-11-03T07:00:00Z"],
  ["GE_endTime", "2026-11-03T08:00:00Z", "2026-11-03T08:00:01Z"],
  ["LT_endTime", "2026-11-03T08:00:01Z", "2026-11-03T08:00:00Z"],
  ["EQ_type", ["https://gs1.org/voc/Temperature"], ["RelativeHumidity"]],
  ["EQ_deviceID", ["urn:epc:id:giai:9521321.000D1"], ["urn:epc:id:giai:9521321.000D2"]],
  ["EQ_dataProcessingMethod", ["https://example.com/method"], ["https://example.com/other"]],
  ["EQ_bizRules", ["https://example.com/rules"], ["https://example.com/other"]],
  ["EQ_microorganism", ["https://example.com/micro"], ["https://example.com/other"]],
  ["EQ_chemicalSubstance", ["https://example.com/substance"], ["https://example.com/other"]],
  ["EQ_stringValue", ["Ärger"], ["ärger"]],
  ["EQ_booleanValue", true, false],
  ["EQ_hexBinaryValue", ["F0f0"], ["F0F1"]],
  ["EQ_uriValue", ["https://example.com/value"], ["https://example.com/other"]],
  ...compared("percRank", 21.5),
  ...["value", "minValue", "maxValue", "meanValue", "sDev", "percValue"].flatMap((name) =>
    compared(`${name}_CEL`, 21.5),
  ),
  ...[
    "",
    "ILMD_",
    "ERROR_DECLARATION_",
    "SENSORELEMENT_",
    "SENSORMETADATA_",
    "SENSORREPORT_",
    "readPoint_",
    "bizLocation_",
  ].flatMap(extension),
  ["EQ_example:text", ["nothing", "x8"], ["X8"]],
  ["EQ_https://ns.example.com/epcis/#text", ["x8"], ["x"]],
  ["EQ_example:at", "2026-11-03T09:00:00Z", "2026-11-03T10:00:00Z"],
  ["LT_example:at", "2026-11-03T09:00:00.001Z", "2026-11-03T09:00:00Z"],
  ["EQ_example:place", [`${LINK}414/9521321000018`], [`${LINK}414/9521321000025`]],
  ["EQ_INNER_example:label", ["deep"], ["x7"]],
  ["EQ_ILMD_cbvmda:lotNumber", ["00123"], ["123"]],
  ["LT_ILMD_cbvmda:itemExpirationDate", "2028-03-01", "2028-02-29"],
  ["HASATTR_bizLocation", ["cbvmda:city"], ["cbvmda:countryCode"]],
  ["HASATTR_example:place", ["urn:epcglobal:cbv:mda:city"], ["example:city"]],
  ["EQATTR_bizLocation_cbvmda:city", ["Graz", "Wien"], ["Linz"]],
  ["EQATTR_example:place_cbvmda:city", ["Wien"], ["Linz"]],
  ["EQATTR_bizLocation_example_attr", ["7"], ["8"]],
  ["EQ_ATTR_bizLocation_urn:epcglobal:cbv:mda#city", ["Wien"], ["Linz"]],
];

function transaction(type: string): JsonObject {
  return {
    ...OBJECT_EVENT,
    bizTransactionList: [
      { type: "po", bizTransaction: "urn:epcglobal:cbv:bt:9521321000010:4711" },
      { type, bizTransaction: "urn:x:1" },
    ],
  };
}

const urlText = (value: JsonValue): string =>
  Array.isArray(value) ? value.map(String).join("|") : String(value);
const forms = (name: string, value: JsonValue): readonly QueryInput[] => [
  { url: new URLSearchParams([[name, urlText(value)]]), context: CONTEXT },
  { json: { "@context": [CONTEXT], [name]: value } },
];

function found(input: QueryInput, event: JsonObject): boolean {
  const query = parseQuery(input);
  if (!query.ok) throw new Error(query.refusal.message);
  expect(query.value.conditions).toHaveLength(1);
  return matches(query.value, event, MASTER_DATA);
}

const rows = EXAMPLES.map(([name, finds, misses, event = OBJECT_EVENT]) => ({ name, finds, misses, event }));

describe("each parameter of a query, in a URL and in JSON", () => {
  it.each(rows)("$name finds an event by $finds, not by $misses", ({ name, finds, misses, event }) => {
    for (const form of forms(name, finds)) expect(found(form, event)).toBe(true);
    if (misses !== undefined) for (const form of forms(name, misses)) expect(found(form, event)).toBe(false);
  });

  it("finds by no parameter but the event type's and the times' an event that has only those", () => {
    const empty = { type: "OtherEvent", eventTime: "2026-11-03T08:15:30Z" };
    for (const { name, finds } of rows)
      if (!/_eventTime$/.test(name))
        for (const form of forms(name, finds)) expect(found(form, empty)).toBe(false);
  });
});
