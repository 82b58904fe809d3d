import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { validateDocument } from "@/lib/core/epcis/validate";
import { eventHash } from "@/lib/core/event-hash/event-hash";
import { recallBatch, withdrawProduct } from "./batch";
import { documentOf, PACKPROOF_CONTEXT } from "./document";

const sha256 = (data: Uint8Array): Uint8Array => createHash("sha256").update(data).digest();
const facts = {
  eventId: "urn:uuid:8a4cf9b0-77d6-4d5b-8f3e-0a8a35ac2b5c",
  eventTime: "2026-11-03T08:15:30.000Z",
  offset: "+01:00",
  readPoint: "https://id.gs1.org/414/9521234000013",
} as const;
const markets = ["DE", "AT"];
const scope = { markets, class: 2, depth: "pharmacy" };
const epcClass = "https://id.gs1.org/01/09521234123453/10/L7";
const recall = recallBatch({ ...facts, epcClass, scope, endsHold: true });
const withdrawal = withdrawProduct({ ...facts, epcClass: "https://id.gs1.org/01/09521234123453", markets });

describe("what is decided for markets", () => {
  it("says where, how grave and how deep a recall is, and that the hold before it ends", () => {
    expect(recall).toMatchObject({
      bizStep: "holding",
      disposition: "recalled",
      persistentDisposition: { set: ["recalled"], unset: ["non_sellable_other"] },
      "packproof:market": ["AT", "DE"],
      "packproof:recallClass": "2",
      "packproof:recallDepth": "pharmacy",
    });
  });

  it("says from which markets a product is withdrawn", () => {
    expect(withdrawal).toMatchObject({
      disposition: "non_sellable_other",
      quantityList: [{ epcClass: "https://id.gs1.org/01/09521234123453" }],
      "packproof:market": ["AT", "DE"],
    });
  });

  it("is valid EPCIS 2.0", () => {
    const document = documentOf([recall, withdrawal], "2026-11-03T08:15:30Z");
    expect(validateDocument(document)).toEqual({ ok: true, issues: [] });
  });

  it("keeps its hashes, in whatever order the markets were chosen", () => {
    const hashes = [recall, withdrawal].map((event) => eventHash(event, PACKPROOF_CONTEXT, sha256));
    expect(
      eventHash(
        recallBatch({ ...facts, epcClass, scope: { ...scope, markets: ["AT", "DE"] }, endsHold: true }),
        PACKPROOF_CONTEXT,
        sha256,
      ),
    ).toBe(hashes[0]);
    expect(hashes).toMatchInlineSnapshot(`
      [
        "ni:///sha-256;19529df454d7c9236721944a3313c4ffccedf8018125b5f8042c775d58889eeb?ver=CBV2.0",
        "ni:///sha-256;c12743cc4bb062eb4888529da310c70098626474df305c5db350949a7ac3075c?ver=CBV2.0",
      ]
    `);
  });
});
