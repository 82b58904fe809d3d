import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import { STALE_AFTER } from "@/lib/core/capture/inbound-rules";
import { commissionContainers, commissionPacks } from "@/lib/core/epcis/pharma/commission";
import { packUnits, unpackUnits } from "@/lib/core/epcis/pharma/packing";
import { receive, ship, voidShip } from "@/lib/core/epcis/pharma/shipping";
import { countIn } from "@/lib/core/epcis/pharma/stock";
import { supply, undo } from "@/lib/core/epcis/pharma/supply";
import { eventHash } from "@/lib/core/event-hash/event-hash";
import { packLink, ssccLink } from "@/lib/core/gs1/link";
import { makeSscc } from "@/lib/core/gs1/sscc";
import { CLOCK_SKEW } from "@/lib/core/time/clock-skew";
import { actsOf, done } from "./acts";
import { handover, OWN_CONTEXT, tellingOf } from "./capture-acts";
import { ana, lena, maker, makersPacker, petra, rita, tablets, wanda } from "./cast";
import type { World } from "./world";

let numbers = 0;

/** Events of other systems: through the rules of the screens, in the words of whoever tells them. */
export function captureSuite(world: () => World): void {
  const setup = () => ({ acts: actsOf(world()), telling: tellingOf(world()) });
  const newSscc = () => ssccLink(done(makeSscc(3, ana.siteGln.slice(0, 7), 700_000 + ++numbers)));

  describe("a chain that other systems tell", () => {
    it("ends as at the screens: commissioned, packed, shipped, received, supplied, each in its own words", async () => {
      const { acts, telling } = setup();
      const lot = `LINE-${++numbers}`;
      const packs = [1, 2, 3].map((n) => packLink(tablets.gtin, `${lot}-${n}`));
      const [first = ""] = packs;
      const box = newSscc();
      const line = telling.facts(ana);
      await telling.applied(
        ana,
        commissionPacks({ ...line, epcs: packs, lotNumber: lot, itemExpirationDate: "2029-03-31" }),
      );
      await telling.applied(ana, commissionContainers({ ...telling.facts(ana), epcs: [box] }));
      await telling.applied(ana, packUnits({ ...telling.facts(ana), parent: box, children: packs }));
      expect(await acts.unit(first)).toMatchObject({ state: "ACTIVE", parent: box });
      await acts.release(tablets, lot);

      const papers = handover(ana, petra, `ASN-${lot}`);
      const leaving = ship({ ...telling.facts(ana), epcs: [box], ...papers });
      await telling.applied(ana, leaving);
      expect(await acts.unit(box)).toMatchObject({ place: "IN_TRANSIT", holder: ana.orgId });
      expect((await world().picture()).shipments.join()).toContain(`ASN-${lot} OPEN 3 ${box} 3 expected`);
      await telling.applied(petra, receive({ ...telling.facts(petra), epcs: [box], ...papers }));
      expect(await acts.unit(box)).toMatchObject({ place: "AT_SITE", site: petra.siteId });
      await telling.applied(petra, supply({ ...telling.facts(petra), epcs: [first] }));
      expect(await acts.unit(first)).toMatchObject({ state: "SUPPLIED", parent: null });

      const { events } = await world().picture();
      const kept = events.find((event) => event.includes(leaving.eventID));
      expect(kept).toContain(eventHash(leaving, OWN_CONTEXT, world().deps.sha256));
      // What had to come first is the ledger's own event: the unpacking has no name of another system.
      expect(events.at(-2)).toContain(" - applied ");
      expect(events.at(-1)).toContain("https://line.example/events/");
    });

    it("is told with URNs and vocabulary URIs as well", async () => {
      const { acts, telling } = setup();
      const made = await acts.batch({ packs: 1 });
      await acts.delivered(made.links, petra);
      const { eventTime, offset } = telling.facts(petra);
      const company = tablets.gtin.slice(1, 8);
      const event = {
        type: "ObjectEvent",
        eventTime,
        eventTimeZoneOffset: offset,
        epcList: [
          `urn:epc:id:sgtin:${company}.${tablets.gtin.slice(0, 1)}${tablets.gtin.slice(8, 13)}.${made.serials[0]}`,
        ],
        action: "OBSERVE",
        bizStep: "urn:epcglobal:cbv:bizstep:dispensing",
        disposition: "https://ref.gs1.org/cbv/Disp-dispensed",
      };
      const captured = await telling.applied(petra, event);
      expect(captured.name).toBe(eventHash(event, OWN_CONTEXT, world().deps.sha256));
      expect(await acts.unit(made.links[0] ?? "")).toMatchObject({ state: "SUPPLIED" });
    });

    it("is called back by the sender, unpacked and counted in", async () => {
      const { acts, telling } = setup();
      const made = await acts.batch({ packs: 3 });
      const box = await acts.packed(made.links);
      const papers = handover(ana, wanda, `BACK-${++numbers}`);
      await telling.applied(ana, ship({ ...telling.facts(ana), epcs: [box], ...papers }));
      await telling.applied(ana, voidShip({ ...telling.facts(ana), epcs: [box], desadv: papers.desadv }));
      expect(await acts.unit(box)).toMatchObject({ place: "AT_SITE", site: ana.siteId });
      await telling.applied(ana, unpackUnits({ ...telling.facts(ana), parent: box, children: [] }));
      expect(await acts.unit(made.links[0] ?? "")).toMatchObject({ parent: null });
      // It stands here already: true, kept, and nothing to do.
      const seen = await telling.tell(ana, countIn({ ...telling.facts(ana), epcs: made.links }));
      expect(seen).toMatchObject({ effect: "observed" });
      const stored = { ...countIn({ ...telling.facts(ana), epcs: made.links }), bizStep: "storing" as const };
      expect(await telling.tell(ana, stored)).toMatchObject({ effect: "observed" });
    });
  });

  describe("the ledger's rules", () => {
    it("hold for other systems: nobody ships what it does not hold (NOT_IN_CUSTODY), or what nobody made", async () => {
      const { acts, telling } = setup();
      const made = await acts.batch({ packs: 1 });
      const papers = handover(wanda, petra, `W-${++numbers}`);
      const event = ship({ ...telling.facts(wanda), epcs: made.links, ...papers });
      await telling.refused(wanda, event, "NOT_IN_CUSTODY");
      const unknown = [packLink(tablets.gtin, "NEVER-MADE")];
      await telling.refused(
        ana,
        ship({ ...event, ...telling.facts(ana), epcs: unknown, ...handover(ana, petra, "x") }),
        "UNIT_UNKNOWN",
      );
      await telling.refused(petra, supply({ ...telling.facts(petra), epcs: unknown }), "SERIAL_UNKNOWN");
    });

    it("hold for orphan containers (UNIT_UNKNOWN) and for codes that exist (ALREADY_COMMISSIONED, DUPLICATE_SERIAL)", async () => {
      const { acts, telling } = setup();
      const made = await acts.batch({ packs: 1, number: `DUP-${++numbers}`, released: false });
      const box = newSscc();
      await telling.refused(
        ana,
        packUnits({ ...telling.facts(ana), parent: box, children: made.links }),
        "UNIT_UNKNOWN",
      );
      await telling.applied(ana, commissionContainers({ ...telling.facts(ana), epcs: [box] }));
      await telling.refused(
        ana,
        commissionContainers({ ...telling.facts(ana), epcs: [box] }),
        "ALREADY_COMMISSIONED",
      );
      const again = { lotNumber: made.number, itemExpirationDate: "2029-03-31" };
      await telling.refused(
        ana,
        commissionPacks({ ...telling.facts(ana), epcs: made.links, ...again }),
        "DUPLICATE_SERIAL",
      );
    });

    it("let a container be numbered with an own prefix only (PREFIX_NOT_YOURS)", async () => {
      const { telling } = setup();
      await telling.refused(
        wanda,
        commissionContainers({ ...telling.facts(wanda), epcs: [newSscc()] }),
        "PREFIX_NOT_YOURS",
      );
    });

    it("commission one product an event, of a batch with its own expiry (SEVERAL_PRODUCTS, EXPIRY_MISMATCH)", async () => {
      const { acts, telling } = setup();
      const made = await acts.batch({ packs: 0, number: `EXP-${++numbers}`, released: false });
      const told = { ...telling.facts(ana), lotNumber: made.number, itemExpirationDate: "2028-01-31" };
      const mine = packLink(tablets.gtin, `E-${numbers}`);
      await telling.refused(ana, commissionPacks({ ...told, epcs: [mine] }), "EXPIRY_MISMATCH");
      const other = packLink("09521234123453", "X1");
      await telling.refused(
        ana,
        commissionPacks({
          ...telling.facts(ana),
          ...made,
          lotNumber: made.number,
          itemExpirationDate: "2029-03-31",
          epcs: [mine, other],
        }),
        "SEVERAL_PRODUCTS",
      );
      const unheard = [packLink(`0${maker.prefix}999990`, "Y")];
      await telling.refused(
        ana,
        commissionPacks({ ...told, ...telling.facts(ana), epcs: unheard }),
        "PRODUCT_UNKNOWN",
      );
    });

    it("ask for the role and the licence of whoever sends it", async () => {
      const { acts, telling } = setup();
      const made = await acts.batch({ packs: 1 });
      const event = (scope: typeof ana) => supply({ ...telling.facts(scope), epcs: made.links });
      await telling.refused(ana, event(ana), "FORBIDDEN_CAPABILITY");
      const lot = `NOPLAN-${++numbers}`;
      const planned = {
        epcs: [packLink(tablets.gtin, lot)],
        lotNumber: lot,
        itemExpirationDate: "2029-03-31",
      };
      await telling.refused(
        makersPacker,
        commissionPacks({ ...telling.facts(makersPacker), ...planned }),
        "FORBIDDEN_ROLE",
      );
    });

    it("take a shipment's outermost units, and no container with what is in it (NOT_AS_TOLD)", async () => {
      const { acts, telling } = setup();
      const made = await acts.batch({ packs: 2 });
      const box = await acts.packed(made.links);
      const papers = handover(ana, petra, `MIX-${++numbers}`);
      await telling.refused(
        ana,
        ship({ ...telling.facts(ana), epcs: [box, ...made.links], ...papers }),
        "NOT_AS_TOLD",
      );
      await telling.refused(
        ana,
        ship({ ...telling.facts(ana), epcs: made.links.slice(1), ...papers }),
        "STILL_PACKED",
      );
    });

    it("know places: another site's event (PLACE_ELSEWHERE), a destination nobody is at (DESTINATION_UNKNOWN)", async () => {
      const { acts, telling } = setup();
      const made = await acts.batch({ packs: 1 });
      const papers = handover(ana, petra, `P-${++numbers}`);
      await telling.refused(
        lena,
        ship({ ...telling.facts(ana), epcs: made.links, ...papers }),
        "PLACE_ELSEWHERE",
      );
      await telling.refused(
        lena,
        ship({ ...telling.facts(lena), epcs: made.links, ...papers }),
        "PLACE_ELSEWHERE",
      );
      const nowhere = { ...papers, to: handover(ana, { ...petra, siteGln: "9520000000012" }, "x").to };
      await telling.refused(
        ana,
        ship({ ...telling.facts(ana), epcs: made.links, ...nowhere }),
        "DESTINATION_UNKNOWN",
      );
    });

    it("know time: not the future (EVENT_IN_FUTURE), not last year (EVENT_STALE), late evidence all the same", async () => {
      const { acts, telling } = setup();
      const made = await acts.batch({ packs: 1 });
      await acts.delivered(made.links, petra);
      world().clock.advance(31 * 86_400_000);
      const now = world().clock.now();
      const at = (time: number) =>
        supply({ ...telling.facts(petra), epcs: made.links, eventTime: new Date(time).toISOString() });
      await telling.refused(petra, at(now + CLOCK_SKEW + 1), "EVENT_IN_FUTURE");
      await telling.refused(petra, at(now - STALE_AFTER - 1), "EVENT_STALE");
      await telling.applied(petra, at(now - 30 * 86_400_000));
    });

    it("know that nothing happened to a unit before there was one (TIME_SEQUENCE), clocks being forgiven", async () => {
      const { acts, telling } = setup();
      const madeAt = world().clock.now();
      const made = await acts.batch({ packs: 2 });
      const box = await acts.packed(made.links.slice(1));
      await acts.delivered([...made.links.slice(0, 1), box], petra);
      world().clock.advance(3_600_000);
      const at = (epcs: readonly string[], time: number) =>
        supply({ ...telling.facts(petra), epcs, eventTime: new Date(time).toISOString() });
      const refusal = {
        code: "TIME_SEQUENCE",
        facts: {
          link: made.links[0],
          eventTime: new Date(madeAt - CLOCK_SKEW - 1).toISOString(),
          commissioned: new Date(madeAt).toISOString(),
        },
      };
      expect(
        await telling.refused(petra, at(made.links, madeAt - CLOCK_SKEW - 1), "TIME_SEQUENCE"),
      ).toMatchObject({ refusal });
      const early = countIn({
        ...telling.facts(petra),
        epcs: [box],
        eventTime: new Date(madeAt - CLOCK_SKEW - 1).toISOString(),
      });
      await telling.refused(petra, early, "TIME_SEQUENCE");
      await telling.applied(petra, at(made.links, madeAt - CLOCK_SKEW));
    });

    it("refuse what breaks an inbound rule before anything is asked of the ledger", async () => {
      const { acts, telling } = setup();
      const made = await acts.batch({ packs: 1 });
      const event = ship({ ...telling.facts(ana), epcs: made.links, ...handover(ana, petra, "R") });
      const { destinationList: _, ...without } = event as unknown as JsonObject;
      await telling.refused(ana, without, "DESTINATION_MISSING");
    });
  });

  describe("what is told more than once", () => {
    it("has one effect, under its eventID as by its hash", async () => {
      const { acts, telling } = setup();
      const made = await acts.batch({ packs: 1 });
      await acts.delivered(made.links, petra);
      const event = supply({ ...telling.facts(petra), epcs: made.links });
      await telling.applied(petra, event);
      const before = await world().picture();
      expect(await telling.tell(petra, event)).toEqual({ effect: "known", name: event.eventID });
      const { eventID: _, ...nameless } = event as unknown as JsonObject;
      expect(await telling.tell(petra, nameless)).toMatchObject({ effect: "known" });
      const after = await world().picture();
      expect({ ...after, audit: [] }).toEqual({ ...before, audit: [] });
    });

    it("is another event when its eventID stands for something else: EVENT_EXISTS", async () => {
      const { acts, telling } = setup();
      const made = await acts.batch({ packs: 2 });
      await acts.delivered(made.links, petra);
      const facts = telling.facts(petra);
      await telling.applied(petra, supply({ ...facts, epcs: made.links.slice(0, 1) }));
      await telling.refused(petra, supply({ ...facts, epcs: made.links.slice(1) }), "EVENT_EXISTS");
      // Of another organisation it is none of its business.
      expect(
        await telling.tell(
          rita,
          countIn({
            ...facts,
            ...telling.facts(rita),
            eventId: facts.eventId,
            epcs: ["https://id.gs1.org/00/012345678901234567"],
          }),
        ),
      ).toMatchObject({ effect: "observed" });
    });

    it("may be sent again after a refusal, once the reason is gone", async () => {
      const { acts, telling } = setup();
      const made = await acts.batch({ packs: 1 });
      const event = supply({ ...telling.facts(petra), epcs: made.links });
      await telling.refused(petra, event, "NOT_IN_CUSTODY");
      await acts.delivered(made.links, petra);
      await telling.applied(petra, event);
    });
  });

  describe("what means nothing for packs we keep book of", () => {
    it("is kept and logged: foreign goods, vehicles, steps that change nothing", async () => {
      const { acts, telling } = setup();
      const made = await acts.batch({ packs: 1 });
      const foreign = packLink("04012345000009", "S1");
      for (const event of [
        supply({ ...telling.facts(ana), epcs: [foreign], eventTime: "2010-01-01T00:00:00Z" }),
        {
          ...supply({ ...telling.facts(ana), epcs: made.links }),
          bizStep: "transporting",
          "packproof:registryState": undefined,
        } as unknown as JsonObject,
      ]) {
        const { events, units } = await world().picture();
        const plain = JSON.parse(JSON.stringify(event)) as JsonObject;
        expect(await telling.tell(ana, plain)).toMatchObject({ effect: "observed" });
        const after = await world().picture();
        expect(after.units).toEqual(units);
        expect(after.events).toHaveLength(events.length + 1);
        expect(after.events.at(-1)).toContain(" observed ");
      }
    });
  });

  describe("undoing by another system", () => {
    it("names the event it undoes, whatever that is called", async () => {
      const { acts, telling } = setup();
      const made = await acts.batch({ packs: 2 });
      await acts.delivered(made.links, petra);
      const dispensed = supply({ ...telling.facts(petra), epcs: made.links.slice(0, 1) });
      await telling.applied(petra, dispensed);
      const back = (undoes: string, epcs = made.links.slice(0, 1)) =>
        undo({ ...telling.facts(petra), epcs, undoes });
      await telling.refused(petra, back("https://line.example/events/another"), "NOT_AS_TOLD");
      await telling.applied(petra, back(dispensed.eventID));
      expect(await acts.unit(made.links[0] ?? "")).toMatchObject({ state: "ACTIVE" });
      // Dispensed at the counter: the ledger's own event is called by its id.
      const { eventId } = done(await acts.dispense(petra, acts.reading(made, 1)));
      await telling.applied(petra, back(`urn:uuid:${eventId}`, made.links.slice(1)));
    });
  });
}
