import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import { parseExact } from "@/lib/core/canonical/parse-exact";
import { sharedVectors } from "@/lib/primitives/testing-vectors";
import { validateDocument } from "./validate";

const { folder: VECTORS, present } = sharedVectors("epcis");

const EPC = "urn:epc:id:sgtin:9521234.012345.1";
const PLACE = { id: "urn:epc:id:sgln:9521234.00001.0" };
const TIMES = { eventTime: "2026-11-03T08:15:30.123456+01:00", eventTimeZoneOffset: "+01:00" };
const objectEvent = { type: "ObjectEvent", ...TIMES, action: "OBSERVE", epcList: [EPC] };
const aggregation = { type: "AggregationEvent", ...TIMES, action: "ADD", parentID: EPC, childEPCs: [EPC] };
const transaction = {
  type: "TransactionEvent",
  ...TIMES,
  action: "ADD",
  bizTransactionList: [{ bizTransaction: "urn:uuid:1" }],
  epcList: [EPC],
};
const transformation = { type: "TransformationEvent", ...TIMES, inputEPCList: [EPC], outputEPCList: [EPC] };
const report = { type: "Temperature", value: 4.5, uom: "CEL" };

const document = (event: JsonObject): JsonObject => ({
  "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
  type: "EPCISDocument",
  schemaVersion: "2.0",
  creationDate: "2026-11-03T08:16:00Z",
  epcisBody: { eventList: [event] },
});
const AT = "epcisBody.eventList[0]";
const issuesOf = (json: unknown): readonly string[] =>
  validateDocument(json).issues.map(({ path, rule }) => `${rule} ${path.replace(AT, "@")}`);
const without = (event: JsonObject, name: string): JsonObject =>
  Object.fromEntries(Object.entries(event).filter(([key]) => key !== name));

describe("validateDocument", () => {
  it.each<[string, JsonObject]>([
    [
      "objects by class only",
      { ...without(objectEvent, "epcList"), quantityList: [{ epcClass: EPC, quantity: 1 }] },
    ],
    [
      "a measurement at a place, about no object",
      {
        ...without(objectEvent, "epcList"),
        readPoint: PLACE,
        sensorElementList: [{ sensorReport: [report] }],
      },
    ],
    ["ilmd when objects are made", { ...objectEvent, action: "ADD", ilmd: { "cbvmda:lotNumber": "L" } }],
    [
      "extensions with a prefix or a URI",
      { ...objectEvent, "my:a": { b: null }, "https://example.org/x": [] },
    ],
    ["a bizStep of one's own", { ...objectEvent, bizStep: "https://example.org/steps/freezing" }],
    ["unpacking everything", { ...without(aggregation, "childEPCs"), action: "DELETE" }],
    ["observing children of an unknown parent", { ...without(aggregation, "parentID"), action: "OBSERVE" }],
    ["an association", { ...aggregation, type: "AssociationEvent" }],
    ["a transaction", transaction],
    ["a transformation", transformation],
    [
      "one side of a transformation that has an id",
      { ...without(transformation, "outputEPCList"), transformationID: "urn:uuid:1" },
    ],
    ["an event of a type of one's own", { type: "my:Event", ...TIMES, anything: 1 }],
    [
      "an error declaration",
      { ...objectEvent, errorDeclaration: { declarationTime: TIMES.eventTime, reason: "incorrect_data" } },
    ],
  ])("accepts %s", (_, event) => {
    expect(validateDocument(document(event))).toEqual({ ok: true, issues: [] });
  });

  it.each<[string, JsonObject, string[]]>([
    ["a missing time", without(objectEvent, "eventTime"), ["required @.eventTime"]],
    [
      "a missing zone offset",
      without(objectEvent, "eventTimeZoneOffset"),
      ["required @.eventTimeZoneOffset"],
    ],
    ["a time without a zone", { ...objectEvent, eventTime: "2026-11-03T08:15:30" }, ["time @.eventTime"]],
    [
      "a day that does not exist",
      { ...objectEvent, eventTime: "2026-02-29T08:15:30Z" },
      ["time @.eventTime"],
    ],
    [
      "an offset beyond 14 hours",
      { ...objectEvent, eventTimeZoneOffset: "+14:30" },
      ["pattern @.eventTimeZoneOffset"],
    ],
    ["no objects", without(objectEvent, "epcList"), ["required @"]],
    ["a missing action", without(objectEvent, "action"), ["required @.action"]],
    ["an unknown action", { ...objectEvent, action: "SHIP" }, ["word @.action"]],
    ["an object named twice", { ...objectEvent, epcList: [EPC, EPC] }, ["duplicate @.epcList[1]"]],
    ["an identifier that is no URI", { ...objectEvent, epcList: ["S1"] }, ["uri @.epcList[0]"]],
    ["an unknown bizStep", { ...objectEvent, bizStep: "freezing" }, ["word @.bizStep"]],
    [
      "a bizStep in its URN of old",
      { ...objectEvent, bizStep: "urn:epcglobal:cbv:bizstep:shipping" },
      ["word @.bizStep"],
    ],
    ["ilmd of an observed object", { ...objectEvent, ilmd: { "my:a": 1 } }, ["not-allowed @"]],
    [
      "ilmd without a namespace",
      { ...objectEvent, action: "ADD", ilmd: { lot: 1 } },
      ["unknown-member @.ilmd.lot"],
    ],
    ["a field of its own without a namespace", { ...objectEvent, shelf: 4 }, ["unknown-member @.shelf"]],
    [
      "a quantity as text",
      { ...objectEvent, quantityList: [{ epcClass: EPC, quantity: "1", extra: 1 }] },
      ["type @.quantityList[0].quantity", "unknown-member @.quantityList[0].extra"],
    ],
    [
      "a source without its type",
      { ...objectEvent, sourceList: [{ source: EPC }] },
      ["required @.sourceList[0].type"],
    ],
    [
      "an empty persistentDisposition",
      { ...objectEvent, persistentDisposition: {} },
      ["required @.persistentDisposition"],
    ],
    ["packing without a parent", without(aggregation, "parentID"), ["required @"]],
    ["packing nothing", { ...aggregation, childEPCs: [] }, ["required @"]],
    ["a transaction without its list", { ...transaction, bizTransactionList: [] }, ["empty @"]],
    ["a transformation with one side", without(transformation, "outputEPCList"), ["required @"]],
    ["a transformation with an action", { ...transformation, action: "ADD" }, ["unknown-member @.action"]],
    ["an unknown type", { ...objectEvent, type: "Object" }, ["uri @.type"]],
    [
      "a sensor report without a type and with a text for a number",
      { ...objectEvent, sensorElementList: [{ sensorReport: [{ value: "4" }] }] },
      [
        "required @.sensorElementList[0].sensorReport[0].type",
        "type @.sensorElementList[0].sensorReport[0].value",
      ],
    ],
    [
      "an error declaration without a time",
      { ...objectEvent, errorDeclaration: { reason: "typo" } },
      ["required @.errorDeclaration.declarationTime", "word @.errorDeclaration.reason"],
    ],
  ])("rejects %s, naming path and rule", (_, event, issues) => {
    expect(issuesOf(document(event))).toEqual(issues);
  });

  it("rejects a document without its envelope and lists all that is missing", () => {
    expect(issuesOf({ type: "EPCISDocument" })).toEqual([
      'required ["@context"]',
      "required schemaVersion",
      "required creationDate",
      "required epcisBody",
    ]);
    expect(issuesOf(null)).toEqual(["type "]);
    expect(issuesOf([])).toEqual(["type "]);
    expect(issuesOf({})).toEqual(["required type", 'required ["@context"]']);
  });

  it("takes a single event with its @context", () => {
    expect(issuesOf({ "@context": "https://example.org/context", ...objectEvent })).toEqual([]);
    expect(issuesOf(objectEvent)).toEqual(['required ["@context"]']);
  });

  it("says in one sentence what is wrong", () => {
    const { issues } = validateDocument(document({ ...objectEvent, eventTime: "yesterday" }));
    expect(issues[0]?.message).toBe(
      "eventTime must be a date and time with a zone, like 2026-11-03T08:15:30+01:00.",
    );
  });

  it("is not fooled by members named like parts of an object", () => {
    expect(issuesOf(document({ ...objectEvent, constructor: 1, toString: 1 }))).toEqual([
      "unknown-member @.constructor",
      "unknown-member @.toString",
    ]);
  });

  it("reads numbers kept exact as numbers", () => {
    const parsed = parseExact(
      JSON.stringify(document({ ...objectEvent, quantityList: [{ epcClass: EPC, quantity: 1.5 }] })),
    );
    expect(parsed.ok && validateDocument(parsed.value).ok).toBe(true);
  });
});

// Read beside the repository and never copied into it: a clone alone has none to compare with, and says so.
describe.skipIf(!present)("shared EPCIS documents", () => {
  type Expected = { document: string; kind?: string; mustReject?: boolean; gs1SchemaValid?: boolean };
  const cases = (folder: string): readonly (readonly [string, Expected])[] =>
    !present
      ? []
      : readdirSync(join(VECTORS, folder))
          .filter((name) => name.endsWith(".expected.json"))
          .map((name) => [name, JSON.parse(readFileSync(join(VECTORS, folder, name), "utf8"))]);
  const validity = (folder: string, name: string): boolean =>
    validateDocument(JSON.parse(readFileSync(join(VECTORS, folder, name), "utf8"))).ok;

  it.each(cases("hash"))("judges the document of %s as the GS1 JSON schema does", (_, expected) => {
    expect(validity("hash", expected.document)).toBe(expected.gs1SchemaValid);
  });

  it.each(cases("invalid").filter(([, { mustReject }]) => mustReject))(
    "rejects the document of %s",
    (_, expected) => {
      expect(validity("invalid", expected.document)).toBe(false);
    },
  );
});
