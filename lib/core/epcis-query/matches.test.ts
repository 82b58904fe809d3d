import { describe, expect, it } from "vitest";
import type { JsonObject, JsonValue } from "@/lib/core/canonical/json-value";
import { parseExact } from "@/lib/core/canonical/parse-exact";
import { AGGREGATION_EVENT, CONTEXT, OBJECT_EVENT } from "./example-events.test-helper";
import { type MatchContext, matches } from "./matches";
import { parseQuery } from "./parse-query";

function found(query: JsonObject, event: JsonObject, context: MatchContext = {}): boolean {
  const parsed = parseQuery({ json: { "@context": CONTEXT, ...query } });
  if (!parsed.ok) throw new Error(parsed.refusal.message);
  return matches(parsed.value, event, context);
}

describe("which events a query finds", () => {
  it("all of them, when it asks for nothing", () => {
    expect(found({}, OBJECT_EVENT)).toBe(true);
    expect(found({}, {})).toBe(true);
  });

  it("those that meet every parameter, each by one of its values", () => {
    expect(found({ EQ_action: ["ADD", "DELETE"], EQ_bizStep: ["commissioning"] }, OBJECT_EVENT)).toBe(true);
    expect(found({ EQ_action: ["ADD"], EQ_bizStep: ["shipping"] }, OBJECT_EVENT)).toBe(false);
  });

  it("reads names with the prefixes of the document, the event, and XML's own", () => {
    const query = { "EQ_example:colour": ["red"] };
    const other = { x: "https://ns.example.com/epcis/" };
    expect(found(query, { "x:colour": "red" })).toBe(false);
    expect(found(query, { "x:colour": "red" }, { document: [other] })).toBe(true);
    expect(found(query, { "@context": other, "x:colour": "red" })).toBe(true);
    expect(found(query, { "@xmlns:x": "https://ns.example.com/epcis/", "x:colour": "red" })).toBe(true);
    expect(found(query, { "https://ns.example.com/epcis/colour": "red" })).toBe(true);
    expect(found(query, { colour: "red" })).toBe(false);
  });

  it("tells fields at the top from those within extensions", () => {
    const inner = {
      "example:a": { "example:b": [{ "example:c": 1 }] },
      ilmd: { "example:i": { "example:c": 2 } },
    };
    expect(found({ "EXISTS_example:c": null }, { "@context": CONTEXT, ...inner })).toBe(false);
    expect(found({ "EQ_INNER_example:c": 1 }, { "@context": CONTEXT, ...inner })).toBe(true);
    expect(found({ "EXISTS_INNER_example:a": null }, { "@context": CONTEXT, ...inner })).toBe(false);
    expect(found({ "EQ_INNER_example:c": 2 }, { "@context": CONTEXT, ...inner })).toBe(false);
    expect(found({ "EQ_INNER_ILMD_example:c": 2 }, { "@context": CONTEXT, ...inner })).toBe(true);
    expect(found({ "EXISTS_example:n": null }, { "@context": CONTEXT, "example:n": null })).toBe(false);
  });

  it("compares numbers by their digits, also those that XML left as texts", () => {
    const parsed = parseExact('{"quantityList":[{"quantity":0.30000000000000000001}],"cbvmda:n":"5.0"}');
    const event = parsed.ok ? (parsed.value as JsonObject) : {};
    expect(found({ GT_quantity: 0.3 }, event)).toBe(true);
    expect(found({ EQ_quantity: [0.3] }, event)).toBe(false);
    expect(found({ "EQ_cbvmda:n": 5 }, event)).toBe(true);
    expect(found({ "EQ_cbvmda:n": ["5"] }, event)).toBe(false);
    expect(found({ "EQ_cbvmda:n": ["5"] }, { "cbvmda:n": 5 })).toBe(true);
    expect(found({ "EQ_cbvmda:n": ["true"] }, { "cbvmda:n": true })).toBe(true);
  });

  it("holds a unit against the value beside it, not against another one", () => {
    const report = (value: number, uom: string): JsonObject => ({ type: "Temperature", value, uom });
    const event = { sensorElementList: [{ sensorReport: [report(300, "KEL"), report(5, "CEL")] }] };
    expect(found({ GE_value_CEL: 100 }, event)).toBe(false);
    expect(found({ GE_value_KEL: 100 }, event)).toBe(true);
    expect(found({ EQ_value_CEL: [5] }, { sensorElementList: [{ sensorReport: [{ value: 5 }] }] })).toBe(
      false,
    );
  });

  it("holds a type of transaction, source or destination against its own, in any spelling", () => {
    const event = {
      bizTransactionList: [
        { type: "urn:epcglobal:cbv:btt:po", bizTransaction: "urn:x:1" },
        { bizTransaction: "urn:x:2" },
      ],
      sourceList: [{ type: "example:lender", source: "urn:x:3" }],
    };
    expect(found({ EQ_bizTransaction_po: ["urn:x:1"] }, event)).toBe(true);
    expect(found({ "EQ_bizTransaction_https://ref.gs1.org/cbv/BTT-po": ["urn:x:1"] }, event)).toBe(true);
    expect(found({ EQ_bizTransaction_po: ["urn:x:2"] }, event)).toBe(false);
    expect(found({ "EQ_source_example:lender": ["urn:x:3"] }, event, { document: CONTEXT })).toBe(true);
    expect(found({ EQ_source_owning_party: ["urn:x:3"] }, event, { document: CONTEXT })).toBe(false);
  });

  it("climbs down master data however deep and in circles", () => {
    const tree: Readonly<Record<string, readonly string[]>> = {
      "urn:x:a": ["urn:x:b"],
      "urn:x:b": ["urn:x:c", "urn:x:a"],
    };
    const children = (location: string) => tree[location] ?? [];
    const event = { readPoint: { id: "urn:x:c" } };
    expect(found({ WD_readPoint: ["urn:x:a"] }, event, { children })).toBe(true);
    expect(found({ WD_readPoint: ["urn:x:d"] }, event, { children })).toBe(false);
    expect(found({ WD_readPoint: ["urn:x:c"] }, event)).toBe(true);
    expect(found({ WD_readPoint: ["urn:x:a"] }, event)).toBe(false);
  });

  it("asks one EPC list and not the other", () => {
    const parent = "https://id.gs1.org/00/195213210000000011";
    const event = { ...AGGREGATION_EVENT, parentID: parent };
    expect(found({ MATCH_epc: [parent] }, event)).toBe(false);
    expect(found({ MATCH_parentID: [parent] }, event)).toBe(true);
    expect(found({ MATCH_anyEPC: ["urn:epc:idpat:sscc:9521321.*"] }, event)).toBe(true);
  });

  it("takes events that aren't well-formed as they are, and never throws", () => {
    const odd: readonly JsonValue[] = [null, 1, "x", [], {}, [[null]], { a: { b: [] } }];
    for (const value of odd)
      for (const name of Object.keys(OBJECT_EVENT).filter((member) => member !== "@context"))
        for (const query of [
          { EQ_bizStep: ["shipping"] },
          { GE_quantity: 1 },
          { "EXISTS_INNER_example:c": null },
          { MATCH_anyEPC: ["urn:x:1"] },
        ])
          expect(found(query, { "@context": CONTEXT, [name]: value })).toBe(false);
  });
});
