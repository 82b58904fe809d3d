import { describe, expect, it } from "vitest";
import { conditionsOf } from "./conditions";
import { parseQuery } from "./parse-query";

function pushed(text: string, children?: (location: string) => readonly string[]) {
  const query = parseQuery({
    url: new URLSearchParams(text),
    context: { packproof: "https://packproof.org/ns/" },
  });
  if (!query.ok) throw new Error(query.refusal.message);
  const { indexed, rest } = conditionsOf(query.value, children);
  return { indexed, rest: rest.map(({ parameter }) => parameter) };
}

describe("what an index answers of a query", () => {
  it("gives words as events have them, instants in UTC, identifiers as Digital Links", () => {
    expect(
      pushed(
        "eventType=ObjectEvent&EQ_bizStep=urn:epcglobal:cbv:bizstep:shipping|https://example.com/step" +
          "&GE_eventTime=2026-01-01T01:00:00%2B01:00&EQ_readPoint=urn:epc:id:sgln:0614141.12345.0" +
          "&EQ_packproof:registryState=ACTIVE",
      ),
    ).toEqual({
      indexed: [
        { column: "bizStep", operator: "EQ", values: ["https://example.com/step", "shipping"], prefixes: [] },
        { column: "registryState", operator: "EQ", values: ["ACTIVE"], prefixes: [] },
        {
          column: "readPoint",
          operator: "EQ",
          values: ["https://id.gs1.org/414/0614141123452"],
          prefixes: [],
        },
        { column: "eventTime", operator: "GE", values: ["2026-01-01T00:00:00.000Z"], prefixes: [] },
        { column: "eventType", operator: "EQ", values: ["ObjectEvent"], prefixes: [] },
      ],
      rest: [],
    });
  });

  it("gives a pattern's beginnings, and leaves the pattern itself to be decided", () => {
    const { indexed, rest } = pushed(
      "MATCH_epc=urn:epc:idpat:sgtin:0614141.112345.*|urn:epc:id:sscc:0614141.1234567890",
    );
    expect(indexed).toEqual([
      {
        column: "epc",
        operator: "EQ",
        values: ["https://id.gs1.org/00/106141412345678908"],
        prefixes: ["https://id.gs1.org/01/10614141123459"],
        members: ["epcList", "childEPCs"],
      },
    ]);
    expect(rest).toEqual(["MATCH_epc"]);
  });

  it("keeps the type of a transaction and the lists of a class", () => {
    expect(
      pushed("EQ_bizTransaction_po=urn:x:1&MATCH_anyEPCClass=urn:epc:class:lgtin:0614141.112345.L").indexed,
    ).toEqual([
      {
        column: "bizTransaction",
        operator: "EQ",
        values: ["urn:x:1"],
        prefixes: [],
        type: "https://ref.gs1.org/cbv/BTT-po",
      },
      {
        column: "epcClass",
        operator: "EQ",
        values: ["https://id.gs1.org/01/10614141123459/10/L"],
        prefixes: [],
        members: ["quantityList", "childQuantityList", "inputQuantityList", "outputQuantityList"],
      },
    ]);
  });

  it("spreads descendants when it knows them, and leaves the rest alone", () => {
    const children = (location: string) => (location === "urn:x:a" ? ["urn:x:b"] : []);
    expect(pushed("WD_bizLocation=urn:x:a", children).indexed).toEqual([
      { column: "bizLocation", operator: "EQ", values: ["urn:x:a", "urn:x:b"], prefixes: [] },
    ]);
    expect(pushed("WD_bizLocation=urn:x:a")).toEqual({ indexed: [], rest: ["WD_bizLocation"] });
    const left =
      "EQ_cbvmda:x=1&EXISTS_errorDeclaration=true&GE_value_CEL=5&HASATTR_readPoint=x&EQ_packproof:undoes=x";
    expect(pushed(left).indexed).toEqual([]);
    expect(pushed(left).rest).toHaveLength(5);
  });
});
