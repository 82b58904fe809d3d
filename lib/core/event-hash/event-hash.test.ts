import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { ExactNumber } from "@/lib/core/canonical/exact-number";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import { eventHash, eventHashHex } from "./event-hash";
import { preHash } from "./pre-hash";

const sha256 = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
const CONTEXT = [
  "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
  { my: "https://ns.example.org/my/" },
];

const base = {
  type: "ObjectEvent",
  eventTime: "2026-03-01T08:15:30.5+01:00",
  eventTimeZoneOffset: "+01:00",
  action: "OBSERVE",
} as const;
const START = "eventType=ObjectEventeventTime=2026-03-01T07:15:30.500ZeventTimeZoneOffset=+01:00";
const withMembers = (members: JsonObject): string => preHash({ ...base, ...members }, CONTEXT);

describe("preHash", () => {
  it("writes the fields in canonical order, lists once and sorted, vocabulary and identifiers as URIs", () => {
    const event = {
      ...base,
      destinationList: [{ type: "location", destination: "urn:epc:id:sgln:9521234.00002.0" }],
      sourceList: [
        { type: "possessing_party", source: "urn:epc:id:pgln:9521234.00001" },
        { type: "location", source: "https://id.gs1.org/414/9521234000013" },
      ],
      bizTransactionList: [
        { type: "urn:epcglobal:cbv:btt:po", bizTransaction: "urn:epcglobal:cbv:bt:9521234000013:PO-7" },
        { bizTransaction: "urn:uuid:0b8b0e1c-5f37-4e28-a1c1-3a4ef2d2c1aa" },
      ],
      bizLocation: { id: "urn:epc:id:sgln:9521234.00001.0" },
      readPoint: { id: "urn:epc:id:sgln:9521234.00001.D4", "my:gate": "4" },
      persistentDisposition: { unset: ["completeness_inferred"], set: ["recalled", "damaged"] },
      disposition: "cbv:Disp-in_transit",
      bizStep: "shipping",
      quantityList: [{ uom: "KGM", quantity: 12.5, epcClass: "urn:epc:class:lgtin:9521234.012345.L1" }],
      epcList: ["urn:epc:id:sgtin:9521234.012345.b", "urn:epc:id:sgtin:9521234.012345.B"],
    };
    expect(preHash(event, CONTEXT)).toBe(
      `${START}epcListepc=https://id.gs1.org/01/09521234123453/21/Bepc=https://id.gs1.org/01/09521234123453/21/b` +
        "quantityListquantityElementepcClass=https://id.gs1.org/01/09521234123453/10/L1quantity=12.5uom=KGM" +
        "action=OBSERVEbizStep=https://ref.gs1.org/cbv/BizStep-shipping" +
        "disposition=https://ref.gs1.org/cbv/Disp-in_transit" +
        "persistentDispositionset=https://ref.gs1.org/cbv/Disp-damagedset=https://ref.gs1.org/cbv/Disp-recalled" +
        "unset=https://ref.gs1.org/cbv/Disp-completeness_inferred" +
        "readPointid=https://id.gs1.org/414/9521234000013/254/D4{https://ns.example.org/my/}gate=4" +
        "bizLocationid=https://id.gs1.org/414/9521234000013" +
        "bizTransactionListbizTransaction=urn:uuid:0b8b0e1c-5f37-4e28-a1c1-3a4ef2d2c1aa" +
        "type=https://ref.gs1.org/cbv/BTT-pobizTransaction=urn:epcglobal:cbv:bt:9521234000013:PO-7" +
        "sourceListtype=https://ref.gs1.org/cbv/SDT-locationsource=https://id.gs1.org/414/9521234000013" +
        "type=https://ref.gs1.org/cbv/SDT-possessing_partysource=https://id.gs1.org/417/9521234000013" +
        "destinationListtype=https://ref.gs1.org/cbv/SDT-locationdestination=https://id.gs1.org/414/9521234000020",
    );
  });

  it("puts ilmd before the extensions of the event, both sorted, names with their namespace", () => {
    expect(
      withMembers({
        action: "ADD",
        "my:z": [{ "my:b": "2", a: true }, "x", ["y"]],
        "my:a": 1,
        "https://ns.example.org/my/c": "my:term",
        ilmd: { "my:lot": "007", "cbvmda:lotNumber": "1E3", "cbvmda:itemExpirationDate": "2027-01-31" },
      }),
    ).toBe(
      `${START}action=ADDilmd{https://ns.example.org/my/}lot=7{urn:epcglobal:cbv:mda:}itemExpirationDate=2027-01-31` +
        "{urn:epcglobal:cbv:mda:}lotNumber=1E3{https://ns.example.org/my/}a=1" +
        "{https://ns.example.org/my/}c=https://ns.example.org/my/term{https://ns.example.org/my/}z=x" +
        "{https://ns.example.org/my/}z=y{https://ns.example.org/my/}za=true{https://ns.example.org/my/}b=2",
    );
  });

  it("writes sensor elements and reports sorted, each leaf in its place, its extensions at its end", () => {
    const report = {
      uom: "CEL",
      value: new ExactNumber("26.10"),
      "my:note": "n",
      type: "Temperature",
      component: "x",
    };
    const metadata = { bizRules: "urn:epc:id:gdti:9521234.00001.9", time: "2026-03-01T08:00:00+01:00" };
    expect(
      withMembers({
        sensorElementList: [
          {
            sensorReport: [report, { type: "gs1:Speed", value: 0, exception: "ALARM_CONDITION" }],
            sensorMetadata: metadata,
          },
        ],
      }),
    ).toBe(
      `${START}action=OBSERVEsensorElementListsensorElement` +
        "sensorMetadatatime=2026-03-01T07:00:00.000ZbizRules=https://id.gs1.org/253/95212340000139" +
        "sensorReporttype=https://gs1.org/voc/Speedexception=https://gs1.org/voc/ALARM_CONDITIONvalue=0" +
        "sensorReporttype=https://gs1.org/voc/Temperaturevalue=26.1component=https://ref.gs1.org/cbv/Comp-xuom=CEL" +
        "{https://ns.example.org/my/}note=n",
    );
  });

  it("finds prefixes in the document, the event and inline, the innermost first", () => {
    expect(preHash({ ...base, "my:a": "1" }, {})).toBe(`${START}action=OBSERVEmy:a=1`);
    expect(withMembers({ "@context": [{ my: { "@id": "urn:other:" } }], "my:a": "1" })).toBe(
      `${START}action=OBSERVE{urn:other:}a=1`,
    );
    expect(withMembers({ "@xmlns:q": "urn:q:", "q:a": { "@xmlns:q": "urn:r:", "q:b": "q:c" } })).toBe(
      `${START}action=OBSERVE{urn:q:}a{urn:r:}b=urn:r:c`,
    );
  });

  it("drops what is about the record and not about what happened", () => {
    const dropped = {
      eventID: "urn:uuid:1",
      recordTime: "2026-03-01T08:00:00Z",
      errorDeclaration: {
        declarationTime: "2026-03-02T08:00:00Z",
        reason: "did_not_occur",
        "my:why": "typo",
      },
      "rdfs:comment": "a remark",
      comment: "a remark",
    };
    expect(withMembers(dropped)).toBe(withMembers({}));
  });

  it("skips empty lists and absent values, and keeps the name of an empty extension", () => {
    expect(
      withMembers({ epcList: [], bizTransactionList: [], readPoint: {}, "my:none": null, "my:list": [] }),
    ).toBe(withMembers({}));
    expect(withMembers({ "my:empty": " " })).toBe(`${START}action=OBSERVE{https://ns.example.org/my/}empty`);
  });

  it("keeps every digit of a number, however it came", () => {
    for (const quantity of [new ExactNumber("12345678901234567890.0"), "12345678901234567890"])
      expect(withMembers({ "my:n": quantity })).toContain("n=12345678901234567890");
    expect(withMembers({ "my:n": new ExactNumber("1e3") })).toBe(withMembers({ "my:n": 1000 }));
    expect(withMembers({ "my:n": 1e21 })).toContain("n=1000000000000000000000");
  });

  it("keeps a sentence with a colon and a time of an extension in UTC", () => {
    expect(withMembers({ "my:t": "my: see box" })).toContain("t=my: see box");
    expect(withMembers({ "my:t": "2026-03-01T08:00:00+01:00" })).toContain("t=2026-03-01T07:00:00.000Z");
  });
});

describe("eventHash", () => {
  it("is the RFC 6920 name of the SHA-256 of the pre-hash string", () => {
    const expected = createHash("sha256").update(`${START}action=OBSERVE`, "utf8").digest("hex");
    const hash = eventHash(base, CONTEXT, sha256);
    expect(hash).toBe(`ni:///sha-256;${expected}?ver=CBV2.0`);
    expect(eventHashHex(hash)).toBe(expected);
    expect(eventHashHex(hash.replace("CBV2.0", "CBV2.1"))).toBeNull();
  });
});
