import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import { recallBatch, releaseBatch, withdrawProduct } from "@/lib/core/epcis/pharma/batch";
import type { PharmaEvent } from "@/lib/core/epcis/pharma/event-facts";
import { hold, releaseHold } from "@/lib/core/epcis/pharma/hold";
import { destroy, exportPacks, sample, voidPacks } from "@/lib/core/epcis/pharma/leaving";
import { lock, stolen, unlock } from "@/lib/core/epcis/pharma/locking";
import { checkOut, repackage } from "@/lib/core/epcis/pharma/repacking";
import { receive, ship } from "@/lib/core/epcis/pharma/shipping";
import { countIn, markMissing } from "@/lib/core/epcis/pharma/stock";
import { issueToWard, supply, supplyPart } from "@/lib/core/epcis/pharma/supply";
import { gtinLink, lgtinLink, partyLink } from "@/lib/core/gs1/link";
import { actsOf } from "./acts";
import { handover, tellingOf } from "./capture-acts";
import { ana, hanna, maker, mila, otto, petra, quinn, repacked, rhea, tablets, wanda } from "./cast";
import type { World } from "./world";

let numbers = 0;

/** Each verb that another system can tell, through the operation of its name. */
export function captureVerbsSuite(world: () => World): void {
  const setup = () => ({ acts: actsOf(world()), telling: tellingOf(world()) });
  const withOwn = (event: PharmaEvent, own: JsonObject): JsonObject => ({
    ...(event as unknown as JsonObject),
    ...own,
  });

  describe("verbs of packs, told", () => {
    it("change packs at the maker: exported, sampled, locked and unlocked, stolen, voided, destroyed before a witness", async () => {
      const { acts, telling } = setup();
      const made = await acts.batch({ packs: 7 });
      const at = (i: number) => ({ ...telling.facts(ana), epcs: made.links.slice(i, i + 1) });
      await telling.applied(ana, exportPacks(at(0)));
      await telling.applied(ana, sample({ ...at(1), kind: "SAMPLE" }));
      await telling.applied(ana, sample({ ...at(2), kind: "FREE_SAMPLE" }));
      await telling.applied(ana, lock(at(3)));
      await telling.applied(ana, unlock(at(3)));
      await telling.applied(ana, stolen(at(4)));
      await telling.applied(ana, voidPacks(at(5)));
      await telling.refused(ana, destroy(at(6)), "WITNESS_MISSING");
      await telling.applied(
        ana,
        withOwn(destroy(at(6)), { "packproof:witness": `urn:uuid:${otto.personId}` }),
      );
      const states = await Promise.all(made.links.map(async (link) => (await acts.unit(link))?.state));
      expect(states).toEqual(["EXPORTED", "SAMPLE", "FREE_SAMPLE", "ACTIVE", "STOLEN", "VOID", "DESTROYED"]);
    });

    it("hand out at a hospital and at a counter: whole, in part (REMAINING_MISSING), without a state", async () => {
      const { acts, telling } = setup();
      const made = await acts.batch({ packs: 3 });
      await acts.delivered(made.links.slice(0, 2), hanna);
      await acts.delivered(made.links.slice(2), petra);
      const first = { ...telling.facts(hanna), epcs: made.links.slice(0, 1) };
      await telling.applied(hanna, supply(first));
      expect(await acts.unit(made.links[0] ?? "")).toMatchObject({ state: "SUPPLIED", ownDisposition: null });
      await telling.applied(hanna, issueToWard({ ...telling.facts(hanna), epcs: first.epcs }));
      expect(await acts.unit(made.links[0] ?? "")).toMatchObject({ ownDisposition: "WITH_PATIENT" });
      const second = { ...telling.facts(hanna), epcs: made.links.slice(1, 2), partial: true };
      await telling.refused(hanna, supply(second), "REMAINING_MISSING");
      await telling.applied(hanna, withOwn(supply(second), { "packproof:remaining": "20" }));
      const more = supplyPart({ ...telling.facts(hanna), epcs: second.epcs });
      await telling.applied(hanna, withOwn(more, { "packproof:remaining": "8" }));
      expect(await acts.unit(made.links[1] ?? "")).toMatchObject({ remaining: 8 });
      // Over a counter whoever hands out supplies, whether the event says our state or not.
      await telling.applied(petra, issueToWard({ ...telling.facts(petra), epcs: made.links.slice(2) }));
      expect(await acts.unit(made.links[2] ?? "")).toMatchObject({ state: "SUPPLIED" });
    });

    it("count in what no tracking site possesses", async () => {
      const { acts, telling } = setup();
      const made = await acts.batch({ packs: 1 });
      await acts.delivered(made.links, quinn);
      await telling.applied(petra, {
        ...countIn({ ...telling.facts(petra), epcs: made.links }),
        bizStep: "storing",
      });
      expect(await acts.unit(made.links[0] ?? "")).toMatchObject({ site: petra.siteId });
    });

    it("check out and repack, with the genealogy", async () => {
      const { acts, telling } = setup();
      const made = await acts.batch({ packs: 1 });
      await acts.delivered(made.links, rhea);
      const own = await acts.batch({ packs: 1, product: repacked, maker: rhea, number: `RE-${++numbers}` });
      await telling.applied(rhea, checkOut({ ...telling.facts(rhea), epcs: made.links }));
      await telling.applied(
        rhea,
        repackage({
          ...telling.facts(rhea),
          inputs: made.links,
          outputs: own.links,
          lotNumber: own.number,
          itemExpirationDate: "2029-03-31",
        }),
      );
      expect((await world().picture()).genealogy.join()).toContain(`${made.links[0]} old`);
    });
  });

  describe("decisions, told", () => {
    it("hold and release a unit; one at a time (SEVERAL_UNITS), and only an own hold (HOLD_UNKNOWN)", async () => {
      const { acts, telling } = setup();
      const made = await acts.batch({ packs: 2 });
      const one = made.links.slice(0, 1);
      await telling.refused(ana, hold({ ...telling.facts(ana), epcs: made.links }), "SEVERAL_UNITS");
      const told = hold({ ...telling.facts(ana), epcs: one });
      await telling.applied(
        ana,
        withOwn(told, { "packproof:holdKind": "TEMPERATURE", "packproof:reason": "Warm" }),
      );
      expect(await acts.unit(one[0] ?? "")).toMatchObject({ holds: ["TEMPERATURE"] });
      await telling.applied(ana, releaseHold({ ...telling.facts(ana), epcs: one }));
      await telling.refused(ana, releaseHold({ ...telling.facts(ana), epcs: one }), "HOLD_UNKNOWN");
    });

    it("release, hold and unhold a batch, and withdraw a product; nobody recalls or loses by event: PERSONS_ONLY", async () => {
      const { acts, telling } = setup();
      const made = await acts.batch({ packs: 1, released: false, number: `D-${++numbers}` });
      const on = () => ({ ...telling.facts(ana), epcClass: lgtinLink(tablets.gtin, made.number) });
      await telling.applied(ana, releaseBatch(on()));
      await telling.applied(ana, hold(on()));
      await telling.applied(ana, releaseHold(on()));
      expect((await world().picture()).batches).toContain(`${made.number} RELEASED false - -`);
      await telling.refused(ana, recallBatch(on()), "PERSONS_ONLY");
      await telling.refused(ana, markMissing({ ...telling.facts(ana), epcs: made.links }), "PERSONS_ONLY");
      const nobody = lgtinLink(tablets.gtin, "NO-SUCH");
      await telling.refused(ana, releaseBatch({ ...on(), epcClass: nobody }), "BATCH_UNKNOWN");
      const markets = ["FR"];
      await telling.applied(ana, withdrawProduct({ ...on(), epcClass: gtinLink(tablets.gtin), markets }));
      expect((await world().picture()).market).toContain(`withdrawn ${tablets.gtin} FR`);
    });
  });

  describe("in another's name, told", () => {
    it("is what was delegated, by the holder's GLN (HOLDER_UNKNOWN)", async () => {
      const { acts, telling } = setup();
      const made = await acts.batch({ packs: 1 });
      await acts.delivered(made.links, mila);
      const event = (acting: string) =>
        withOwn(
          ship({ ...telling.facts(mila), epcs: made.links, ...handover(mila, petra, `M-${++numbers}`) }),
          {
            "packproof:actingFor": partyLink(acting),
          },
        );
      await telling.refused(mila, event("9520000000012"), "HOLDER_UNKNOWN");
      await telling.applied(mila, event(maker.sites[0].gln));
    });
  });

  describe("deliveries, told", () => {
    it("are received one at a time: SEVERAL_DELIVERIES, and called back where they are: SHIPMENT_UNKNOWN", async () => {
      const { acts, telling } = setup();
      const made = await acts.batch({ packs: 2 });
      const papers = handover(ana, wanda, `TWO-${++numbers}`);
      for (const link of made.links) {
        // One paper for both is well: the ledger tells them apart.
        await telling.applied(ana, ship({ ...telling.facts(ana), epcs: [link], ...papers }));
      }
      const both = receive({ ...telling.facts(wanda), epcs: made.links, ...papers });
      await telling.refused(wanda, both, "SEVERAL_DELIVERIES");
      const called = {
        ...ship({ ...telling.facts(wanda), epcs: made.links.slice(0, 1), ...handover(wanda, petra, "x") }),
        bizStep: "void_shipping",
        disposition: "in_progress",
      } as const;
      await telling.refused(wanda, called, "SHIPMENT_UNKNOWN");
      expect((await world().picture()).shipments.join()).toContain(`TWO-${numbers}/2 OPEN`);
    });

    it("come in parts: what an event doesn't name goes on being expected, and the last part closes", async () => {
      const { acts, telling } = setup();
      const made = await acts.batch({ packs: 3 });
      const box = await acts.packed(made.links.slice(0, 2));
      const parts = [[box], made.links.slice(2)];
      const papers = handover(ana, petra, `PART-${++numbers}`);
      await telling.applied(ana, ship({ ...telling.facts(ana), epcs: parts.flat(), ...papers }));
      for (const [i, epcs] of parts.entries()) {
        await telling.applied(petra, receive({ ...telling.facts(petra), epcs, ...papers }));
        const { shipments, exceptions } = await world().picture();
        expect(shipments.join()).toContain(`PART-${numbers} ${i === 0 ? "PARTLY_RECEIVED" : "RECEIVED"} 3`);
        // Nothing is missing yet: nobody said that the rest won't come.
        expect(exceptions).toEqual([]);
        for (const link of epcs) {
          expect(await acts.unit(link)).toMatchObject({ holder: petra.orgId, place: "AT_SITE" });
        }
        expect(await acts.unit(made.links[2] ?? "")).toMatchObject({
          place: i === 0 ? "IN_TRANSIT" : "AT_SITE",
        });
      }
    });

    it("name their outermost units: a pack out of a case that is expected whole is NOT_AS_TOLD", async () => {
      const { acts, telling } = setup();
      const made = await acts.batch({ packs: 2 });
      const box = await acts.packed(made.links);
      const papers = handover(ana, petra, `IN-${++numbers}`);
      await telling.applied(ana, ship({ ...telling.facts(ana), epcs: [box], ...papers }));
      const one = receive({ ...telling.facts(petra), epcs: made.links.slice(0, 1), ...papers });
      await telling.refused(petra, one, "NOT_AS_TOLD");
    });

    it("leave for the purpose that is told, under its rules: BLOCKED_UNIT, NOT_LICENSED, BUYER_WRONG", async () => {
      const { acts, telling } = setup();
      const made = await acts.batch({ packs: 3 });
      const [first = "", second = "", third = ""] = made.links;
      const leaving = (link: string, purpose: string | null, to = petra, owner = to.siteGln) => {
        const papers = handover(ana, to, `FOR-${++numbers}`);
        return withOwn(
          ship({
            ...telling.facts(ana),
            epcs: [link],
            ...papers,
            to: { ...papers.to, owner: partyLink(owner) },
          }),
          purpose === null ? {} : { "packproof:purpose": purpose },
        );
      };
      const sampled = sample({ ...telling.facts(ana), epcs: [first], kind: "SAMPLE" });
      await telling.applied(ana, sampled);
      await telling.refused(ana, leaving(first, null), "BLOCKED_UNIT");
      await telling.applied(ana, leaving(first, "sample"));
      await telling.refused(ana, leaving(second, "destruction"), "NOT_LICENSED");
      await telling.refused(ana, leaving(second, "drop-ship"), "BUYER_WRONG");
      await telling.applied(ana, leaving(second, "drop-ship", petra, wanda.siteGln));
      await telling.applied(ana, leaving(third, "return", wanda));
      await telling.applied(
        wanda,
        receive({ ...telling.facts(wanda), epcs: [third], ...handover(ana, wanda, "x") }),
      );
      expect(await acts.unit(third)).toMatchObject({ ownDisposition: "RETURNED", holder: wanda.orgId });
    });
  });
}
