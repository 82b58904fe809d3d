import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import { documentOf } from "@/lib/core/epcis/pharma/document";
import { packUnits } from "@/lib/core/epcis/pharma/packing";
import { businessTransactionId, ship } from "@/lib/core/epcis/pharma/shipping";
import { glnLink, packLink, partyLink, ssccLink } from "@/lib/core/gs1/link";
import { readAnnouncedEvents } from "./announced-events";
import { readAnnouncedLines } from "./announcement";

const TODAY = "2026-11-20";
const GTIN = "09520000000059";
const BOX = ssccLink("395212340000000175");
const [ONE, TWO] = [packLink(GTIN, "A1"), packLink(GTIN, "A2")];
const read = (text: string) => readAnnouncedLines(text, TODAY);
const why = (result: { ok: true } | { ok: false; refusal: { code: string; message: string } }) =>
  result.ok ? "ok" : `${result.refusal.code}: ${result.refusal.message}`;

describe("a supplier's list", () => {
  it("names units in any GS1 notation with their containers, and packs without serials by number", () => {
    const text = [
      "code;parent;gtin;batch;quantity",
      `(00)395212340000000175;;;;`,
      `(01)${GTIN}(21)A1;${BOX};;;`,
      `${TWO};395212340000000175;;;`,
      `;;9520000000059;L7;40`,
    ].join("\r\n");
    expect(read(text)).toEqual({
      ok: true,
      value: [
        { link: BOX, parentLink: null },
        { link: ONE, parentLink: BOX },
        { link: TWO, parentLink: BOX },
        { gtin: GTIN, batch: "L7", quantity: 40 },
      ],
    });
  });

  it.each([
    ["without headings", `${ONE}\n${TWO}`, "no column"],
    ["with nothing in it", "code\n", "announces nothing"],
    ["with a product's code", `code,parent\n(01)${GTIN},`, "Row 2"],
    ["with a unit twice", `code,parent\n${ONE},\n${ONE},`, "Row 3 stands further up"],
    ["with a unit in itself", `code,parent\n${BOX},${BOX}`, "in itself"],
    ["with a parent nobody can read", `code,parent\n${ONE},box`, "container's code"],
    ["with a GTIN that is none", "gtin,batch,quantity\n9520000000058,L7,4", "GTIN"],
    ["without a batch", "gtin,batch,quantity\n9520000000059,,4", "batch"],
    ["with half a pack", "gtin,batch,quantity\n9520000000059,L7,0.5", "quantity"],
  ])("is refused %s: ANNOUNCEMENT_UNREADABLE", (_name, text, message) => {
    expect(why(read(text))).toContain("ANNOUNCEMENT_UNREADABLE");
    expect(why(read(text))).toContain(message);
  });
});

describe("a supplier's EPCIS document", () => {
  const facts = {
    eventId: "urn:uuid:3d1f3f0e-6a3b-4c57-9a56-6f3c1d0b7a11",
    eventTime: "2026-11-03T07:15:30.000Z",
    offset: "+01:00",
    readPoint: glnLink("9521234000013"),
  };
  const side = (gln: string) => ({
    owner: partyLink(gln),
    possessor: partyLink(gln),
    location: glnLink(gln),
  });
  const shipping = ship({
    ...facts,
    epcs: [BOX],
    po: businessTransactionId("9521234000020", "PO 7"),
    desadv: businessTransactionId("9521234000013", "LS-4711"),
    from: side("9521234000013"),
    to: side("9521234000020"),
  });
  const packing = packUnits({ ...facts, parent: BOX, children: [ONE, TWO], bizLocation: facts.readPoint });
  const documentWith = (...events: Parameters<typeof documentOf>[0]) =>
    JSON.parse(JSON.stringify(documentOf(events, facts.eventTime))) as JsonObject;

  it("announces what its shipping event names, with what its packing events put inside", () => {
    expect(readAnnouncedEvents(documentWith(packing, shipping))).toEqual({
      ok: true,
      value: {
        senderGln: "9521234000013",
        despatchAdvice: "LS-4711",
        orderNumber: "PO 7",
        lines: [
          { link: BOX, parentLink: null },
          { link: ONE, parentLink: BOX },
          { link: TWO, parentLink: BOX },
        ],
      },
    });
  });

  it("reads URNs, CURIEs and quantities of batches", () => {
    const event = JSON.parse(JSON.stringify(shipping)) as JsonObject;
    const document = {
      ...event,
      bizStep: "urn:epcglobal:cbv:bizstep:shipping",
      epcList: [],
      quantityList: [{ epcClass: "urn:epc:class:lgtin:9520000.000005.L7", quantity: 40 }],
    };
    expect(readAnnouncedEvents(document)).toMatchObject({
      value: { lines: [{ gtin: GTIN, batch: "L7", quantity: 40 }] },
    });
  });

  it.each([
    ["without a shipping event", documentWith(packing), "no shipping event"],
    [
      "without a despatch advice",
      { ...documentWith(shipping), epcisBody: { eventList: [{ ...shipping, bizTransactionList: [] }] } },
      "no despatch advice",
    ],
    [
      "without a sender",
      { epcisBody: { eventList: [{ ...shipping, sourceList: [] }] } },
      "where it comes from",
    ],
  ] as const)("is refused %s: ANNOUNCEMENT_UNREADABLE", (_name, document, message) => {
    expect(why(readAnnouncedEvents(document as unknown as JsonObject))).toContain(message);
  });

  it("is refused when it announces two deliveries", () => {
    const other = {
      ...shipping,
      bizTransactionList: [{ type: "desadv", bizTransaction: "urn:x:2" }],
    } as const;
    expect(why(readAnnouncedEvents(documentWith(shipping, other as typeof shipping)))).toContain(
      "more than one",
    );
  });
});
