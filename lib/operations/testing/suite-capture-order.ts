import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import { commissionPacks } from "@/lib/core/epcis/pharma/commission";
import type { PharmaEvent } from "@/lib/core/epcis/pharma/event-facts";
import { exportPacks } from "@/lib/core/epcis/pharma/leaving";
import { lock } from "@/lib/core/epcis/pharma/locking";
import { packUnits, unpackUnits } from "@/lib/core/epcis/pharma/packing";
import { receive, ship } from "@/lib/core/epcis/pharma/shipping";
import { supply } from "@/lib/core/epcis/pharma/supply";
import { packLink } from "@/lib/core/gs1/link";
import { WAITS_AT_MOST } from "../capture-in";
import type { TenantScope } from "../scope";
import { shipUnits } from "../ship-units";
import { endWaiting, viewArrivals } from "../wait-for-data";
import { actsOf, done, requestKey } from "./acts";
import { handover, tellingOf } from "./capture-acts";
import { ana, maker, petra, pharmacy, tablets, wanda } from "./cast";
import type { World } from "./world";

let numbers = 0;

/** Events that come too early, and events that were wrong. */
export function captureOrderSuite(world: () => World): void {
  const setup = () => ({ acts: actsOf(world()), telling: tellingOf(world()) });
  const shipped = async (units: readonly string[], despatchAdvice: string) =>
    done(
      await shipUnits(world().deps, ana, {
        requestKey: requestKey(),
        receiverSiteId: petra.siteId,
        orderNumber: null,
        despatchAdvice,
        purpose: "sale",
        units,
        takeOff: false,
        entry: "camera",
      }),
    );
  const waiting = async () =>
    (await world().picture()).captures.filter((capture) => capture.includes(" pending "));

  describe("a receipt before its shipping", () => {
    it("waits, and is applied by the shipping, at a screen or told, in the same transaction", async () => {
      const { acts, telling } = setup();
      const made = await acts.batch({ packs: 4 });
      const boxes = [await acts.packed(made.links.slice(0, 2)), await acts.packed(made.links.slice(2))];
      for (const [i, box] of boxes.entries()) {
        const papers = handover(ana, petra, `EARLY-${++numbers}`);
        const receipt = receive({ ...telling.facts(petra), epcs: [box], ...papers });
        expect(await telling.tell(petra, receipt)).toMatchObject({
          effect: "pending",
          refusal: { code: "NOT_SHIPPED_YET" },
        });
        expect(await acts.unit(box)).toMatchObject({ place: "AT_SITE", holder: ana.orgId });
        // Sent again meanwhile it still waits once.
        expect(await telling.tell(petra, receipt)).toMatchObject({ effect: "known" });
        expect(await waiting()).toHaveLength(1);
        world().clock.advance(3_600_000);
        if (i === 0) await shipped([box], `EARLY-${numbers}`);
        else await telling.applied(ana, ship({ ...telling.facts(ana), epcs: [box], ...papers }));
        expect(await acts.unit(box)).toMatchObject({
          place: "AT_SITE",
          site: petra.siteId,
          holder: petra.orgId,
        });
        expect(await waiting()).toEqual([]);
        expect(await telling.tell(petra, receipt)).toMatchObject({ effect: "known" });
        const { events } = await world().picture();
        expect(events.filter((event) => event.includes(receipt.eventID))).toHaveLength(1);
      }
    });

    it("waits for all of its units: half of them is not a receipt", async () => {
      const { acts, telling } = setup();
      const made = await acts.batch({ packs: 2 });
      const papers = handover(ana, petra, `HALF-${++numbers}`);
      await telling.tell(petra, receive({ ...telling.facts(petra), epcs: made.links, ...papers }));
      await shipped(made.links.slice(0, 1), `HALF-${numbers}`);
      expect(await waiting()).toHaveLength(1);
      expect(await acts.unit(made.links[0] ?? "")).toMatchObject({ place: "IN_TRANSIT" });
      await shipped(made.links.slice(1), `HALF-${numbers}-2`);
      // Two deliveries after all: the receipt says one. It is refused and kept, and both deliveries stand.
      expect((await world().picture()).captures.join()).toContain("SEVERAL_DELIVERIES");
      expect(await acts.unit(made.links[1] ?? "")).toMatchObject({ place: "IN_TRANSIT" });
    });

    it("waits for a day, and for goods sent to itself", async () => {
      const { acts, telling } = setup();
      const made = await acts.batch({ packs: 2 });
      const papers = handover(ana, petra, `LATE-${++numbers}`);
      await telling.tell(
        petra,
        receive({ ...telling.facts(petra), epcs: made.links.slice(0, 1), ...papers }),
      );
      await telling.tell(wanda, receive({ ...telling.facts(wanda), epcs: made.links.slice(1), ...papers }));
      world().clock.advance(WAITS_AT_MOST);
      await shipped(made.links, `LATE-${numbers}`);
      for (const link of made.links) expect(await acts.unit(link)).toMatchObject({ place: "IN_TRANSIT" });
      expect(await waiting()).toHaveLength(2);
    });

    it("is seen waiting with a clock, and after a day by whoever is said to have shipped, until that is told", async () => {
      const { acts, telling } = setup();
      const made = await acts.batch({ packs: 2 });
      const [pack = "", other = ""] = made.links;
      const papers = handover(ana, petra, `NEVER-${++numbers}`);
      const arrivals = async (scope: TenantScope) => done(await viewArrivals(world().deps, scope));
      const waits = async () =>
        (await arrivals(petra)).waiting.filter(({ link }) => made.links.includes(link));
      const unshipped = async (scope: TenantScope) =>
        (await arrivals(scope)).unshipped.filter(({ link }) => made.links.includes(link));
      const since = world().clock.now();
      await telling.tell(petra, receive({ ...telling.facts(petra), epcs: made.links, ...papers }));
      expect(await waits()).toMatchObject(
        [pack, other].sort().map((link) => ({
          link,
          since,
          overdue: false,
          sender: maker.name,
          senderId: maker.id,
          shipmentId: null,
        })),
      );
      world().clock.advance(WAITS_AT_MOST);
      expect(await unshipped(ana)).toEqual([]);
      world().clock.advance(1);
      expect(await waits()).toMatchObject([{ overdue: true }, { overdue: true }]);
      const seen = { receiverId: petra.orgId, receiver: pharmacy.name, since };
      expect(await unshipped(ana)).toEqual([pack, other].sort().map((link) => ({ link, ...seen })));
      for (const stranger of [wanda, petra]) expect(await unshipped(stranger)).toEqual([]);

      // Told late: it is no longer the sender's to answer, and the receiver takes it in by hand.
      const { shipmentId } = await shipped([pack], `NEVER-${numbers}`);
      expect((await unshipped(ana)).map(({ link }) => link)).toEqual([other]);
      expect((await waits()).find(({ link }) => link === pack)).toMatchObject({ shipmentId });
      done(await acts.receipt(petra, shipmentId, [pack]));
      expect((await waits()).map(({ link }) => link)).toEqual([other]);
      const end = { requestKey: requestKey(), links: [other], outcome: "sent-back" } as const;
      done(await endWaiting(world().deps, petra, end));
      expect([await waits(), await unshipped(ana)]).toEqual([[], []]);
    });

    it("waits even for packs that nobody has made yet", async () => {
      const { acts, telling } = setup();
      const number = `UNMADE-${++numbers}`;
      const epcs = [packLink(tablets.gtin, number)];
      const papers = handover(ana, petra, number);
      await telling.tell(petra, receive({ ...telling.facts(petra), epcs, ...papers }));
      const lot = { lotNumber: number, itemExpirationDate: "2029-03-31" };
      await telling.applied(ana, commissionPacks({ ...telling.facts(ana), epcs, ...lot }));
      await acts.release(tablets, number);
      await telling.applied(ana, ship({ ...telling.facts(ana), epcs, ...papers }));
      expect(await acts.unit(epcs[0] ?? "")).toMatchObject({ holder: petra.orgId, site: petra.siteId });
    });
  });

  describe("an event that is declared wrong", () => {
    const wrong = (world_: World, event: PharmaEvent): JsonObject => ({
      ...(event as unknown as JsonObject),
      errorDeclaration: {
        declarationTime: new Date(world_.clock.now()).toISOString(),
        reason: "did_not_occur",
      },
    });

    it("is taken back while nothing has happened since, by what undoes it", async () => {
      const { acts, telling } = setup();
      const made = await acts.batch({ packs: 3 });
      const [pack = ""] = made.links;
      const box = await acts.packed(made.links.slice(1));
      const told: readonly (readonly [PharmaEvent, object])[] = [
        [exportPacks({ ...telling.facts(ana), epcs: [pack] }), { state: "ACTIVE" }],
        [lock({ ...telling.facts(ana), epcs: [pack] }), { state: "ACTIVE" }],
        [packUnits({ ...telling.facts(ana), parent: box, children: [pack] }), { parent: null }],
        [
          ship({ ...telling.facts(ana), epcs: [pack], ...handover(ana, petra, `E-${++numbers}`) }),
          { place: "AT_SITE" },
        ],
      ];
      for (const [event, after] of told) {
        await telling.applied(ana, event);
        const declared = wrong(world(), event);
        await telling.applied(ana, declared);
        expect(await acts.unit(pack)).toMatchObject(after);
        const { events } = await world().picture();
        expect(events.filter((line) => line.includes(event.eventID))).toHaveLength(2);
        expect(await telling.tell(ana, declared)).toMatchObject({ effect: "known" });
      }
      await telling.applied(
        ana,
        unpackUnits({ ...telling.facts(ana), parent: box, children: made.links.slice(1, 2) }),
      );
    });

    it("stays when something has happened to one of its units since: CORRECTION_SUPERSEDED", async () => {
      const { acts, telling } = setup();
      const made = await acts.batch({ packs: 2 });
      const event = packUnits({
        ...telling.facts(ana),
        parent: await acts.packed(made.links.slice(1)),
        children: made.links.slice(0, 1),
      });
      await telling.applied(ana, event);
      await shipped([event.parentID ?? ""], `S-${++numbers}`);
      await telling.refused(ana, wrong(world(), event), "CORRECTION_SUPERSEDED");
    });

    it("is declared by whoever captured it (CORRECTED_UNKNOWN), as it was (CORRECTION_DIFFERS)", async () => {
      const { acts, telling } = setup();
      const made = await acts.batch({ packs: 2 });
      await acts.delivered(made.links, petra);
      const event = supply({ ...telling.facts(petra), epcs: made.links.slice(0, 1) });
      await telling.applied(petra, event);
      await telling.refused(wanda, wrong(world(), event), "CORRECTED_UNKNOWN");
      const other = supply({ ...telling.facts(petra), eventId: event.eventID, epcs: made.links });
      await telling.refused(petra, wrong(world(), other), "CORRECTION_DIFFERS");
      await telling.applied(petra, wrong(world(), event));
      expect(await acts.unit(made.links[0] ?? "")).toMatchObject({ state: "ACTIVE" });
    });

    it("can't take back a receipt: CORRECTION_IMPOSSIBLE", async () => {
      const { acts, telling } = setup();
      const made = await acts.batch({ packs: 1 });
      const papers = handover(ana, petra, `I-${++numbers}`);
      await telling.applied(ana, ship({ ...telling.facts(ana), epcs: made.links, ...papers }));
      const receipt = receive({ ...telling.facts(petra), epcs: made.links, ...papers });
      await telling.applied(petra, receipt);
      await telling.refused(petra, wrong(world(), receipt), "CORRECTION_IMPOSSIBLE");
    });

    it("is kept when it meant nothing here", async () => {
      const { telling } = setup();
      const event = supply({ ...telling.facts(ana), epcs: [packLink("04012345000009", "S1")] });
      expect(await telling.tell(ana, event)).toMatchObject({ effect: "observed" });
      expect(await telling.tell(ana, wrong(world(), event))).toMatchObject({ effect: "observed" });
      const unheard = supply({ ...telling.facts(ana), epcs: [packLink("04012345000009", "S2")] });
      expect(await telling.tell(ana, wrong(world(), unheard))).toMatchObject({ effect: "observed" });
    });
  });
}
