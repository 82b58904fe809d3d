import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import { parseExact } from "@/lib/core/canonical/parse-exact";
import { eventsOf } from "@/lib/core/epcis/document";
import { sharedVectors } from "@/lib/primitives/testing-vectors";
import { conditionsOf } from "./conditions";
import { type EventIndex, indexOf } from "./event-index";
import { matches } from "./matches";
import { parseQuery } from "./parse-query";

const event: JsonObject = {
  type: "ObjectEvent",
  eventID: "urn:uuid:11111111-1111-4111-8111-111111111111",
  eventTime: "2026-11-03T08:15:30Z",
  eventTimeZoneOffset: "+00:00",
  action: "OBSERVE",
  epcList: ["urn:epc:id:sgtin:9520101.010001.A1", "https://example.com/01/09520101100016/21/A1"],
  quantityList: [{ epcClass: "urn:epc:class:lgtin:9520101.010001.L1", quantity: 3 }],
  bizStep: "https://ref.gs1.org/cbv/BizStep-shipping",
  disposition: "urn:epcglobal:cbv:disp:in_transit",
  readPoint: { id: "urn:epc:id:sgln:9520101.00001.0" },
  bizTransactionList: [
    { type: "po", bizTransaction: "urn:epcglobal:cbv:bt:9520101000016:PO1" },
    { bizTransaction: "urn:epcglobal:cbv:bt:9520101000016:PO2" },
  ],
  "packproof:registryState": "ACTIVE",
};

describe("what an event is found by", () => {
  it("is canonical, each name once, whatever its spelling", () => {
    expect(indexOf(event, [{ packproof: "https://packproof.org/ns/" }])).toEqual({
      bizStep: "shipping",
      disposition: "in_transit",
      readPoint: "https://id.gs1.org/414/9520101000019",
      bizLocation: null,
      registryState: "ACTIVE",
      names: [
        { member: "epcList", value: "https://id.gs1.org/01/09520101100016/21/A1", type: "" },
        { member: "quantityList", value: "https://id.gs1.org/01/09520101100016/10/L1", type: "" },
        {
          member: "bizTransactionList",
          value: "urn:epcglobal:cbv:bt:9520101000016:PO1",
          type: "https://ref.gs1.org/cbv/BTT-po",
        },
        { member: "bizTransactionList", value: "urn:epcglobal:cbv:bt:9520101000016:PO2", type: "" },
        { member: "eventID", value: "urn:uuid:11111111-1111-4111-8111-111111111111", type: "" },
      ],
    });
  });
});

const { folder, present } = sharedVectors("epcis/hash");

/** As Postgres compares them: as bytes. */
function isIndexed(index: EventIndex, parameter: string, value: string): boolean {
  const query = parseQuery({ url: [[parameter, value]] });
  if (!query.ok) throw new Error(query.refusal.message);
  return conditionsOf(query.value).indexed.every(({ column, values, prefixes, members = [], type = "" }) => {
    if (
      column === "bizStep" ||
      column === "disposition" ||
      column === "readPoint" ||
      column === "bizLocation"
    )
      return index[column] !== null && values.includes(index[column]);
    const inMembers =
      column === "eventID" ? ["eventID"] : column === "bizTransaction" ? ["bizTransactionList"] : members;
    return index.names.some(
      (name) =>
        inMembers.includes(name.member) &&
        name.type === type &&
        (values.includes(name.value) || prefixes.some((start) => name.value.startsWith(start))),
    );
  });
}

// Read beside the repository and never copied into it: a clone alone has none to compare with, and says so.
describe.skipIf(!present)("the events of the vectors", () => {
  const documents = present
    ? readdirSync(folder).filter((name) => /(?<!expected)\.json(ld)?$/.test(name))
    : [];

  it.each(documents)("%s: whatever matches an event is found by its index", (name) => {
    const read = parseExact(readFileSync(join(folder, name), "utf8"));
    const found = read.ok ? eventsOf(read.value) : null;
    for (const each of found?.events ?? []) {
      const index = indexOf(each, found?.context);
      const asked: [string, string][] = [
        ...index.names.flatMap(({ member, value, type }): [string, string][] =>
          member === "eventID"
            ? [["EQ_eventID", value]]
            : member === "bizTransactionList"
              ? type === ""
                ? []
                : [[`EQ_bizTransaction_${type}`, value]]
              : [[/QuantityList$|^quantityList$/.test(member) ? "MATCH_anyEPCClass" : "MATCH_anyEPC", value]],
        ),
        ...(["readPoint", "bizLocation"] as const).flatMap((field): [string, string][] =>
          index[field] === null ? [] : [[`EQ_${field}`, index[field]]],
        ),
      ];
      for (const [parameter, value] of asked) {
        if (value.includes("|")) continue;
        const query = parseQuery({
          url: [[parameter, value]],
          ...(found?.context ? { context: found.context } : {}),
        });
        if (!query.ok) continue;
        const context = found?.context === undefined ? {} : { document: found.context };
        expect(matches(query.value, each, context), `${parameter}=${value}`).toBe(true);
        expect(isIndexed(index, parameter, value), `${parameter}=${value}`).toBe(true);
      }
    }
  });
});
