import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { validateDocument } from "@/lib/core/epcis/validate";
import { eventHash } from "@/lib/core/event-hash/event-hash";
import { commissionPacks } from "./commission";
import { documentOf, PACKPROOF_CONTEXT } from "./document";
import { EXAMPLES } from "./examples.fixture";
import { packUnits } from "./packing";
import { businessTransactionId } from "./shipping";

const PACK = "https://id.gs1.org/01/09521234123453/21/S1";
const SSCC = "https://id.gs1.org/00/395212340000000175";
const HERE = { bizLocation: { id: "https://id.gs1.org/414/9521234000013" } };
const PACKS = { type: "ObjectEvent", epcList: [PACK] };
const CONTAINER = { type: "ObjectEvent", epcList: [SSCC] };
const BATCH = {
  type: "ObjectEvent",
  quantityList: [{ epcClass: "https://id.gs1.org/01/09521234123453/10/L7" }],
};
const TWELVE = {
  type: "ObjectEvent",
  quantityList: [{ epcClass: "https://id.gs1.org/01/09521234123453/10/L7", quantity: 12 }],
};
const DESADV = { type: "desadv", bizTransaction: "urn:epcglobal:cbv:bt:9521234000013:DN-42" };
const parties = (name: "source" | "destination", gln: string) => ({
  [`${name}List`]: [
    { type: "owning_party", [name]: `https://id.gs1.org/417/${gln}` },
    { type: "possessing_party", [name]: `https://id.gs1.org/417/${gln}` },
    { type: "location", [name]: `https://id.gs1.org/414/${gln}` },
  ],
});
const SIDES = { ...parties("source", "9521234000013"), ...parties("destination", "9521234000020") };
const state = (registryState: string) => ({ "packproof:registryState": registryState });

/** name → what, action, bizStep, disposition, what it says besides time, offset and read point. */
const TABLE: readonly (readonly [string, object, string | null, string, string | null, object])[] = [
  [
    "commissionPacks",
    PACKS,
    "ADD",
    "commissioning",
    "active",
    {
      ...HERE,
      ilmd: { "cbvmda:lotNumber": "L7", "cbvmda:itemExpirationDate": "2028-01-31" },
      ...state("ACTIVE"),
    },
  ],
  ["commissionContainers", CONTAINER, "ADD", "commissioning", "active", {}],
  ["releaseBatch", BATCH, "OBSERVE", "inspecting", "conformant", {}],
  ["recallBatch", BATCH, "OBSERVE", "holding", "recalled", { persistentDisposition: { set: ["recalled"] } }],
  [
    "recallOfSerials",
    PACKS,
    "OBSERVE",
    "holding",
    "recalled",
    { persistentDisposition: { set: ["recalled"] } },
  ],
  [
    "packUnits",
    { type: "AggregationEvent", parentID: SSCC, childEPCs: [PACK] },
    "ADD",
    "packing",
    "in_progress",
    HERE,
  ],
  [
    "unpackUnits",
    { type: "AggregationEvent", parentID: SSCC, childEPCs: [PACK] },
    "DELETE",
    "unpacking",
    "in_progress",
    {},
  ],
  [
    "unpackAll",
    { type: "AggregationEvent", parentID: SSCC, childEPCs: [] },
    "DELETE",
    "unpacking",
    "in_progress",
    {},
  ],
  [
    "ship",
    CONTAINER,
    "OBSERVE",
    "shipping",
    "in_transit",
    {
      bizTransactionList: [
        { type: "po", bizTransaction: "urn:epcglobal:cbv:bt:9521234000020:PO%2F7" },
        DESADV,
      ],
      ...SIDES,
    },
  ],
  ["transfer", CONTAINER, "OBSERVE", "shipping", "in_transit", { bizTransactionList: [DESADV], ...SIDES }],
  ["voidShip", CONTAINER, "OBSERVE", "void_shipping", "in_progress", { bizTransactionList: [DESADV] }],
  [
    "receive",
    CONTAINER,
    "OBSERVE",
    "receiving",
    "in_progress",
    {
      bizTransactionList: [
        DESADV,
        { type: "recadv", bizTransaction: "urn:epcglobal:cbv:bt:9521234000020:RA1" },
      ],
      ...SIDES,
    },
  ],
  ["receiveUnannounced", CONTAINER, "OBSERVE", "receiving", "in_progress", SIDES],
  ["countIn", PACKS, "OBSERVE", "stock_taking", "sellable_accessible", HERE],
  ["markMissing", PACKS, "OBSERVE", "stock_taking", "unknown", {}],
  ["supply", PACKS, "OBSERVE", "dispensing", "dispensed", { ...HERE, ...state("SUPPLIED") }],
  ["supplyOfAPart", PACKS, "OBSERVE", "dispensing", "partially_dispensed", { ...HERE, ...state("SUPPLIED") }],
  [
    "undo",
    PACKS,
    "OBSERVE",
    "stocking",
    "sellable_accessible",
    { ...state("ACTIVE"), "packproof:undoes": "urn:uuid:8a4cf9b0-77d6-4d5b-8f3e-0a8a35ac2b5c" },
  ],
  [
    "hold",
    CONTAINER,
    "OBSERVE",
    "holding",
    "non_sellable_other",
    { persistentDisposition: { set: ["non_sellable_other"] } },
  ],
  [
    "holdOfAClass",
    { type: "ObjectEvent", quantityList: [{ ...BATCH.quantityList[0], quantity: 12 }] },
    "OBSERVE",
    "holding",
    "non_sellable_other",
    { persistentDisposition: { set: ["non_sellable_other"] } },
  ],
  [
    "releaseHold",
    PACKS,
    "OBSERVE",
    "inspecting",
    "conformant",
    { persistentDisposition: { unset: ["non_sellable_other"] } },
  ],
  ["sample", PACKS, "OBSERVE", "sampling", "unavailable", state("SAMPLE")],
  ["freeSample", PACKS, "OBSERVE", "sampling", "unavailable", state("FREE_SAMPLE")],
  ["exportPacks", PACKS, "OBSERVE", "departing", "unavailable", state("EXPORTED")],
  ["destroy", PACKS, "DELETE", "destroying", "destroyed", state("DESTROYED")],
  ["voidPacks", PACKS, "DELETE", "decommissioning", "inactive", state("VOID")],
  ["lock", PACKS, "OBSERVE", "holding", "unavailable", state("LOCKED")],
  ["unlock", PACKS, "OBSERVE", "inspecting", "sellable_accessible", state("ACTIVE")],
  ["stolen", PACKS, "OBSERVE", "inspecting", "stolen", state("STOLEN")],
  ["checkOut", PACKS, "OBSERVE", "removing", "inactive", state("CHECKED_OUT")],
  [
    "repackage",
    {
      type: "TransformationEvent",
      inputEPCList: [PACK],
      outputEPCList: ["https://id.gs1.org/01/09521234123460/21/N1"],
    },
    null,
    "repackaging",
    null,
    { ilmd: { "cbvmda:lotNumber": "R1", "cbvmda:itemExpirationDate": "2028-01-31" } },
  ],
  ["dispose", PACKS, "OBSERVE", "destroying", "destroyed", {}],
  ["supplyPart", PACKS, "OBSERVE", "dispensing", "partially_dispensed", HERE],
  ["issueToWard", PACKS, "OBSERVE", "dispensing", "dispensed", {}],
  ["restock", PACKS, "OBSERVE", "accepting", "sellable_accessible", {}],
  ["returned", PACKS, "OBSERVE", "accepting", "returned", {}],
  ["retrieved", PACKS, "OBSERVE", "accepting", "recalled", {}],
  ["countQuantitiesIn", TWELVE, "OBSERVE", "stock_taking", "sellable_accessible", HERE],
  ["supplyQuantities", TWELVE, "OBSERVE", "dispensing", "dispensed", HERE],
  ["destroyQuantities", TWELVE, "OBSERVE", "destroying", "destroyed", HERE],
  ["quantitiesReturned", TWELVE, "OBSERVE", "accepting", "returned", HERE],
  ["quantitiesRetrieved", TWELVE, "OBSERVE", "accepting", "recalled", HERE],
  ["restockQuantities", TWELVE, "OBSERVE", "accepting", "sellable_accessible", HERE],
  ["setQuantitiesAside", TWELVE, "OBSERVE", "inspecting", "non_sellable_other", HERE],
];

describe("the frozen table of pharma events", () => {
  it.each(TABLE)(
    "%s says exactly its row, no field more",
    (name, what, action, bizStep, disposition, besides) => {
      expect(EXAMPLES[name]).toStrictEqual({
        eventID: "urn:uuid:3d1f3f0e-6a3b-4c57-9a56-6f3c1d0b7a11",
        eventTime: "2026-11-03T07:15:30.000Z",
        eventTimeZoneOffset: "+01:00",
        readPoint: { id: "https://id.gs1.org/414/9521234000013/254/D4" },
        ...what,
        ...(action === null ? {} : { action }),
        bizStep,
        ...(disposition === null ? {} : { disposition }),
        ...besides,
      });
    },
  );

  it("has an example of every row, and only destroy and void end the life of a code", () => {
    expect(Object.keys(EXAMPLES).sort()).toEqual(TABLE.map(([name]) => name).sort());
    const ending = TABLE.filter(([, what, action]) => action === "DELETE" && "epcList" in what).map(
      ([name]) => name,
    );
    expect(ending).toEqual(["destroy", "voidPacks"]);
  });

  it("keeps its hashes: yesterday's events must verify tomorrow", () => {
    const hashes = TABLE.map(([name]) =>
      eventHash(EXAMPLES[name] ?? {}, PACKPROOF_CONTEXT, (bytes) =>
        createHash("sha256").update(bytes).digest(),
      ),
    );
    const digestOf = (some: readonly string[]) => createHash("sha256").update(some.join("\n")).digest("hex");
    // Up to the row of voidPacks; rows are only ever added behind the last one.
    expect(digestOf(hashes.slice(0, 26))).toBe(
      "0871f5ee6afc1ec293ef25783934388a0a74da9d7a927a8a22414d95d16c6284",
    );
    expect(digestOf(hashes.slice(0, 37))).toBe(
      "a8a7b758290b4aeab5128c22d89f5a367612180915063f8c50853523f4ca1c9b",
    );
    expect(digestOf(hashes.slice(0, -4))).toBe(
      "bfaa881a21cf4ea7083801a268a696ac39eea33be04cabeac73654e323900bf1",
    );
    expect(digestOf(hashes)).toBe("76c9f096b15e9714d0081bb7b492a3316d04666323083f3f9526f41e7d9d36d8");
  });

  it("makes documents that are valid EPCIS 2.0", () => {
    const document = documentOf(Object.values(EXAMPLES), "2026-11-03T07:16:00.000Z");
    expect(validateDocument(JSON.parse(JSON.stringify(document)))).toEqual({ ok: true, issues: [] });
    expect(document["@context"]).toEqual([
      "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
      { packproof: "https://packproof.org/ns/" },
    ]);
  });

  it("is about something: an event without objects is a broken invariant", () => {
    const facts = {
      eventId: "urn:uuid:1",
      eventTime: "2026-11-03T07:15:30.000Z",
      offset: "+01:00",
      readPoint: PACK,
    };
    const empty = { ...facts, epcs: [], bizLocation: PACK, lotNumber: "L", itemExpirationDate: "2028-01-31" };
    expect(() => commissionPacks(empty)).toThrow(RangeError);
    expect(() => packUnits({ ...facts, parent: SSCC, children: [], bizLocation: PACK })).toThrow(RangeError);
  });

  it("writes a document number of any characters into a business transaction id that is a URI", () => {
    expect(businessTransactionId("9521234000013", "PO 7/ä")).toBe(
      "urn:epcglobal:cbv:bt:9521234000013:PO%207%2F%C3%A4",
    );
  });
});
