import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import { SHIPMENT_PURPOSES } from "@/lib/core/custody/purposes";
import { PACKPROOF_CONTEXT } from "@/lib/core/epcis/pharma/document";
import { EXAMPLES } from "@/lib/core/epcis/pharma/examples.fixture";
import type { Refused } from "@/lib/core/refusal";
import { CLOCK_SKEW } from "@/lib/core/time/clock-skew";
import { inSequence, isTimely, STALE_AFTER } from "./inbound-rules";
import { meaningOf } from "./meaning";
import { toldOf } from "./told";

const PACK = "https://id.gs1.org/01/09521234123453/21/S1";
const SSCC = "https://id.gs1.org/00/395212340000000175";
const BATCH = "https://id.gs1.org/01/09521234123453/10/L7";
const HERE = "https://id.gs1.org/414/9521234000013";

const context = PACKPROOF_CONTEXT as unknown as JsonObject;
const example = (name: string, change: JsonObject = {}): JsonObject => {
  const event = EXAMPLES[name];
  if (!event) throw new Error(`No example ${name}`);
  const changed = { ...(event as unknown as JsonObject), ...change };
  // JSON has no undefined: a member that a test takes away is gone.
  return Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined));
};
const meaning = (event: JsonObject, inside = context) => meaningOf(toldOf(event, inside));
const code = (event: JsonObject): string => {
  const result = meaning(event);
  return result.ok ? result.value.do : result.refusal.code;
};

/** What each builder of lib/core/epcis/pharma says, as the command it came from. */
const MEANINGS: Readonly<Record<string, object>> = {
  commissionPacks: {
    do: "commission-packs",
    epcs: [PACK],
    lotNumber: "L7",
    itemExpirationDate: "2028-01-31",
  },
  commissionContainers: { do: "commission-containers", epcs: [SSCC] },
  releaseBatch: { do: "release-batch", epcClass: BATCH },
  recallBatch: { do: "recall", subject: { epcClass: BATCH } },
  recallOfSerials: { do: "recall", subject: { epcs: [PACK] } },
  packUnits: { do: "pack", parent: SSCC, children: [PACK] },
  unpackUnits: { do: "unpack", parent: SSCC, children: [PACK] },
  unpackAll: { do: "unpack", parent: SSCC, children: [] },
  ship: { do: "ship", epcs: [SSCC], purpose: null, desadv: "urn:epcglobal:cbv:bt:9521234000013:DN-42" },
  transfer: { do: "ship", po: null },
  voidShip: { do: "void-ship", epcs: [SSCC], desadv: "urn:epcglobal:cbv:bt:9521234000013:DN-42" },
  receive: { do: "receive", epcs: [SSCC], recadv: "urn:epcglobal:cbv:bt:9521234000020:RA1" },
  receiveUnannounced: { do: "receive", epcs: [SSCC], desadv: null },
  countIn: { do: "count-in", epcs: [PACK] },
  markMissing: { do: "missing", epcs: [PACK] },
  supply: { do: "supply", epcs: [PACK], partial: false },
  supplyOfAPart: { do: "supply", epcs: [PACK], partial: true },
  undo: { do: "undo", epcs: [PACK], undoes: "urn:uuid:8a4cf9b0-77d6-4d5b-8f3e-0a8a35ac2b5c" },
  hold: { do: "hold", subject: { epcs: [SSCC] } },
  holdOfAClass: { do: "hold", subject: { epcClass: BATCH } },
  releaseHold: { do: "release-hold", subject: { epcs: [PACK] } },
  sample: { do: "sample", kind: "SAMPLE", epcs: [PACK] },
  freeSample: { do: "sample", kind: "FREE_SAMPLE", epcs: [PACK] },
  exportPacks: { do: "export", epcs: [PACK] },
  destroy: { do: "destroy", epcs: [PACK] },
  voidPacks: { do: "void", epcs: [PACK] },
  lock: { do: "lock", epcs: [PACK] },
  unlock: { do: "unlock", epcs: [PACK] },
  stolen: { do: "stolen", epcs: [PACK] },
  checkOut: { do: "check-out", epcs: [PACK] },
  repackage: {
    do: "repack",
    inputs: [PACK],
    outputs: ["https://id.gs1.org/01/09521234123460/21/N1"],
    lotNumber: "R1",
    itemExpirationDate: "2028-01-31",
  },
  dispose: { do: "dispose", epcs: [PACK] },
  supplyPart: { do: "hand-out", epcs: [PACK], partial: true },
  issueToWard: { do: "hand-out", epcs: [PACK], partial: false },
  // What came back, and whether it is stock again, is decided by people here: of others' words only a note is kept.
  restock: { do: "observe" },
  returned: { do: "observe" },
  retrieved: { do: "observe" },
  countQuantitiesIn: { do: "observe" },
  supplyQuantities: { do: "observe" },
  destroyQuantities: { do: "observe" },
  quantitiesReturned: { do: "observe" },
  quantitiesRetrieved: { do: "observe" },
  restockQuantities: { do: "observe" },
  setQuantitiesAside: { do: "observe" },
};

describe("what an event means", () => {
  it("knows every builder", () => {
    expect(Object.keys(MEANINGS).sort()).toEqual(Object.keys(EXAMPLES).sort());
  });

  it.each(Object.entries(MEANINGS))("reads %s as the command it came from", (name, meant) => {
    expect(meaning(example(name))).toMatchObject({ ok: true, value: meant });
  });

  it("is the same in URNs, full word URIs and with another prefix for our own members", () => {
    const event = {
      type: "ObjectEvent",
      eventTime: "2026-11-03T08:15:30+01:00",
      eventTimeZoneOffset: "+01:00",
      epcList: ["urn:epc:id:sgtin:9521234.012345.S1"],
      action: "OBSERVE",
      bizStep: "https://ref.gs1.org/cbv/BizStep-dispensing",
      disposition: "urn:epcglobal:cbv:disp:dispensed",
      "pp:registryState": "SUPPLIED",
    };
    const inside = [{ pp: "https://packproof.org/ns/" }];
    expect(meaning(event, inside as unknown as JsonObject)).toEqual(meaning(example("supply")));
    expect(toldOf(event, inside as unknown as JsonObject).eventTime).toBe(Date.parse("2026-11-03T07:15:30Z"));
  });

  it("observes what says nothing about custody or registry state", () => {
    for (const event of [
      example("packUnits", { action: "OBSERVE" }),
      example("packUnits", { parentID: "https://id.gs1.org/8003/09521234000020" }),
      example("exportPacks", { "packproof:registryState": undefined }),
      example("supply", { bizStep: "inspecting", "packproof:registryState": undefined }),
      example("repackage", { bizStep: "commissioning" }),
      example("ship", { bizStep: "transporting" }),
      example("ship", { type: "TransactionEvent" }),
      example("packUnits", { type: "AssociationEvent" }),
      example("stolen", { epcList: [] }),
    ]) {
      expect(code(event)).toBe("observe");
    }
  });
});

describe("the purpose of a shipping", () => {
  const purpose = (change: JsonObject) => meaning(example("ship", change));

  it.each(SHIPMENT_PURPOSES)("is said by a member of our own: %s", (said) => {
    expect(purpose({ "packproof:purpose": said })).toMatchObject({ value: { purpose: said } });
  });

  it("is a return by its disposition, a return of a recall when that is said, too", () => {
    const goesBack = { disposition: "returned" };
    expect(purpose(goesBack)).toMatchObject({ value: { purpose: "return" } });
    expect(purpose({ ...goesBack, "packproof:purpose": "recall-return" })).toMatchObject({
      value: { purpose: "recall-return" },
    });
  });
});

describe("inbound rules", () => {
  it.each([
    ["CBV_PAIRING", example("ship", { disposition: "dispensed" })],
    ["CBV_PAIRING", example("ship", { action: "ADD" })],
    ["CBV_PAIRING", example("ship", { "packproof:purpose": "gift" })],
    ["CBV_PAIRING", example("ship", { "packproof:purpose": "sale", disposition: "returned" })],
    ["CBV_PAIRING", example("supply", { "packproof:registryState": "EXPORTED" })],
    ["CBV_PAIRING", example("exportPacks", { action: "DELETE" })],
    ["CBV_PAIRING", example("voidPacks", { action: "OBSERVE" })],
    ["CBV_PAIRING", example("packUnits", { disposition: "in_transit" })],
    ["CBV_PAIRING", example("packUnits", { bizStep: "unpacking" })],
    ["CBV_PAIRING", example("receive", { "packproof:registryState": "SUPPLIED" })],
    ["CBV_PAIRING", example("countIn", { bizStep: "picking", action: "DELETE" })],
    ["LOT_MISSING", example("commissionPacks", { ilmd: { "cbvmda:lotNumber": "L7" } })],
    ["LOT_MISSING", example("repackage", { ilmd: undefined })],
    ["MIXED_LEVELS", example("commissionPacks", { epcList: [PACK, SSCC] })],
    ["MIXED_LEVELS", example("packUnits", { childEPCs: [PACK, SSCC] })],
    ["UNDONE_EVENT_MISSING", example("undo", { "packproof:undoes": undefined })],
    ["EPC_TWICE", example("supply", { epcList: [PACK, "urn:epc:id:sgtin:9521234.012345.S1"] })],
    ["QUANTITY_MISMATCH", example("supply", { quantityList: [{ epcClass: BATCH, quantity: 2 }] })],
    ["SHIPPED_TO_LOCATION", example("ship", { bizLocation: { id: HERE } })],
    ["SOURCE_MISSING", example("ship", { sourceList: undefined })],
    ["SOURCE_MISSING", example("receiveUnannounced", { sourceList: undefined })],
    ["DESTINATION_MISSING", example("ship", { destinationList: undefined })],
    ["TRANSACTION_MISSING", example("ship", { bizTransactionList: undefined })],
  ])("%s", (rule, event) => {
    expect(code(event)).toBe(rule);
  });

  it("lets a quantity agree, and count what is not named", () => {
    expect(code(example("supply", { quantityList: [{ epcClass: BATCH, quantity: 1 }] }))).toBe("supply");
    expect(code(example("ship", { quantityList: [{ epcClass: BATCH, quantity: 48 }] }))).toBe("ship");
  });

  it("takes late evidence, but no event of the future (EVENT_IN_FUTURE) or of another year (EVENT_STALE)", () => {
    const now = Date.parse("2026-11-03T12:00:00Z");
    expect(isTimely(now + CLOCK_SKEW, now).ok).toBe(true);
    expect(isTimely(now + CLOCK_SKEW + 1, now)).toMatchObject({ refusal: { code: "EVENT_IN_FUTURE" } });
    expect(isTimely(now - STALE_AFTER, now).ok).toBe(true);
    expect(isTimely(now - STALE_AFTER - 1, now)).toMatchObject({ refusal: { code: "EVENT_STALE" } });
  });

  it("says both times of an event before its unit was commissioned: TIME_SEQUENCE", () => {
    const [told, made] = ["2026-11-03T11:00:00.000Z", "2026-11-03T12:00:00.000Z"];
    const link = "https://id.gs1.org/01/09520101100016/21/1";
    const { refusal } = inSequence(Date.parse(told), { link, at: Date.parse(made) }) as Refused;
    expect(refusal).toMatchObject({
      code: "TIME_SEQUENCE",
      facts: { link, eventTime: told, commissioned: made },
    });
    expect(refusal.message).toContain(told);
    expect(refusal.message).toContain(made);
    expect(inSequence(0, null).ok).toBe(true);
  });
});
