import { describe, expect, it } from "vitest";
import { TEN_DAY_STATES } from "@/lib/core/pack/conflict";
import { shipmentId } from "@/lib/core/pack/ids";
import { UNDO_WINDOW_MS } from "@/lib/core/time/undo-window";
import { voidShipment } from "../void-shipment";
import { actsOf, done, type Made, refused, requestKey } from "./acts";
import { ana, carlo, inspector, lena, otto, paul, petra, rita, wade, wanda, wim } from "./cast";
import { lifeOf } from "./life-acts";
import type { World } from "./world";

/** T1 undone, T3, T4, T7, T8 and T9: the ways out of the registry, and back. */
export function leavingSuite(world: () => World): void {
  const setup = () => ({ acts: actsOf(world()), life: lifeOf(world()) });
  const at = (links: readonly string[], i = 0) => links[i] ?? "";
  const recalled = (made: Made) => actsOf(world()).recalled([made]);

  describe("T1 void-packs", () => {
    it("takes back what was never shipped, out of its case, for good", async () => {
      const { acts, life } = setup();
      const made = await acts.batch({ packs: 2, released: false });
      await acts.packed(made.links.slice(0, 1));
      done(await life.void(ana, made.links));
      for (const link of made.links)
        expect(await acts.unit(link)).toMatchObject({ state: "VOID", parent: null });
      const before = (await world().picture()).events.length;
      done(await life.void(ana, made.links));
      expect((await world().picture()).events).toHaveLength(before);
      await refused(world(), () => life.undo(ana, made.links.slice(0, 1), "EXPORTED"), "UNDO_TERMINAL");
    });

    it("refuses what has left, alone or inside a case, even when it came back: ALREADY_SHIPPED", async () => {
      const { acts, life } = setup();
      const made = await acts.batch({ packs: 3 });
      const box = await acts.packed(made.links.slice(0, 2));
      await acts.delivered([box], wanda);
      const back = await acts.sent([box], wanda, { id: ana.siteId }, "return");
      done(await acts.receipt(ana, back.id, [box]));
      await refused(world(), () => life.void(ana, made.links.slice(0, 1)), "ALREADY_SHIPPED");
      done(await life.void(ana, made.links.slice(2)));
    });

    it("does not count a delivery that was voided, nor a case's way without the pack", async () => {
      const { acts, life } = setup();
      const made = await acts.batch({ packs: 3 });
      const box = await acts.packed(made.links.slice(0, 2));
      const { id } = await acts.sent([box]);
      await refused(world(), () => life.void(ana, made.links.slice(0, 1)), "ALREADY_SHIPPED");
      done(
        await voidShipment(world().deps, ana, { requestKey: requestKey(), shipmentId: id, entry: "camera" }),
      );
      done(await life.void(ana, made.links.slice(0, 1)));
      await acts.sent([box]);
      done(await life.void(ana, made.links.slice(2)));
    });

    it("belongs to the maker's own site: NOT_IN_CUSTODY, FORBIDDEN_CAPABILITY", async () => {
      const { acts, life } = setup();
      const made = await acts.batch({ packs: 1 });
      await refused(world(), () => life.void(lena, made.links), "NOT_IN_CUSTODY");
      await refused(world(), () => life.void(wanda, made.links), "FORBIDDEN_CAPABILITY");
    });
  });

  describe("T3 export-packs and T4 sample-packs", () => {
    it("leave ACTIVE where the packs are, for those licensed: NOT_IN_CUSTODY, FORBIDDEN_CAPABILITY", async () => {
      const { acts, life } = setup();
      const made = await acts.batch({ packs: 4 });
      await acts.delivered(made.links, petra);
      await refused(world(), () => life.export(wanda, made.links), "NOT_IN_CUSTODY", {
        standing: "ELSEWHERE",
      });
      await refused(world(), () => life.export(petra, made.links), "FORBIDDEN_CAPABILITY");
      await refused(world(), () => life.freeSample(petra, made.links), "FORBIDDEN_CAPABILITY");
      done(await life.sample(petra, made.links.slice(0, 1)));
      await refused(world(), () => life.sample(petra, made.links.slice(0, 1)), "ALREADY_INACTIVE", {
        state: "SAMPLE",
        by: "THIS_SITE",
        undoOpen: true,
      });
    });
  });

  describe("T9 undo-packs", () => {
    const setting = {
      SUPPLIED: petra,
      EXPORTED: wanda,
      SAMPLE: petra,
      FREE_SAMPLE: wanda,
    } as const;
    const other = { SUPPLIED: paul, EXPORTED: wim, SAMPLE: paul, FREE_SAMPLE: wim } as const;

    async function set(state: keyof typeof setting, packs = 2) {
      const { acts, life } = setup();
      const scope = setting[state];
      const made = await acts.batch({ packs });
      await acts.delivered(made.links, scope);
      if (state === "SUPPLIED") {
        for (const i of made.links.keys()) done(await acts.dispense(scope, acts.reading(made, i)));
      }
      if (state === "EXPORTED") done(await life.export(scope, made.links));
      if (state === "SAMPLE") done(await life.sample(scope, made.links));
      if (state === "FREE_SAMPLE") done(await life.freeSample(scope, made.links));
      return { acts, life, scope, made };
    }

    it.each(TEN_DAY_STATES)(
      "brings %s back for 240 hours to the second: UNDO_TIME_EXCEEDED",
      async (state) => {
        const { acts, life, scope, made } = await set(state);
        world().clock.advance(UNDO_WINDOW_MS - 1000);
        done(await life.undo(scope, made.links.slice(0, 1), state));
        expect(await acts.unit(at(made.links))).toMatchObject({ state: "ACTIVE", ownDisposition: null });
        world().clock.advance(2000);
        await refused(world(), () => life.undo(scope, made.links.slice(1), state), "UNDO_TIME_EXCEEDED");
      },
    );

    it.each(TEN_DAY_STATES)(
      "refuses %s elsewhere (UNDO_OTHER_LOCATION) and raises an alert",
      async (state) => {
        const { life, made } = await set(state, 1);
        await refused(world(), () => life.undo(other[state], made.links, state), "UNDO_OTHER_LOCATION", {
          alert: true,
        });
        const serial = at(made.serials);
        expect((await world().picture()).alerts.filter((line) => line.includes(` ${serial} `))).toHaveLength(
          1,
        );
      },
    );

    it.each(TEN_DAY_STATES)("refuses %s undeclared or recalled: UNDO_BLOCKED", async (state) => {
      const { life, scope, made } = await set(state, 1);
      await refused(world(), () => life.undo(scope, made.links, state, { declared: false }), "UNDO_BLOCKED", {
        reason: "NOT_DECLARED",
      });
      await recalled(made);
      await refused(world(), () => life.undo(scope, made.links, state), "UNDO_BLOCKED", {
        reason: "RECALLED",
      });
    });

    it("names the state it undoes: UNDO_STATE_MISMATCH", async () => {
      const { life, scope, made } = await set("EXPORTED", 1);
      await refused(world(), () => life.undo(scope, made.links, "FREE_SAMPLE"), "UNDO_STATE_MISMATCH", {
        state: "EXPORTED",
      });
    });

    it("names each undone event, and undoes many of one event in one", async () => {
      const { life, scope, made } = await set("EXPORTED", 3);
      const one = (await world().picture()).events.length;
      done(await life.undo(scope, made.links, "EXPORTED"));
      expect((await world().picture()).events).toHaveLength(one + 1);
      const supplied = await set("SUPPLIED", 3);
      const three = (await world().picture()).events.length;
      done(await supplied.life.undo(petra, supplied.made.links, "SUPPLIED"));
      expect((await world().picture()).events).toHaveLength(three + 3);
    });
  });

  describe("T7 destroy-packs", () => {
    it("ends active packs before a witness, who is kept with the event", async () => {
      const { acts, life } = setup();
      const made = await acts.batch({ packs: 2 });
      await acts.packed(made.links);
      await refused(world(), () => life.destroy(ana, made.links, null), "WITNESS_MISSING");
      await refused(world(), () => life.destroy(ana, made.links, ana.personId), "SAME_PERSON");
      await refused(world(), () => life.destroy(ana, made.links, wade.personId), "WITNESS_UNKNOWN");
      done(await life.destroy(ana, made.links, otto.personId));
      for (const link of made.links) expect(await acts.unit(link)).toMatchObject({ state: "DESTROYED" });
      expect((await world().picture()).events.at(-1)).toContain(otto.personId);
      await refused(world(), () => life.destroy(ana, made.links, otto.personId), "ALREADY_INACTIVE");
      await refused(world(), () => life.undo(ana, made.links, "EXPORTED"), "UNDO_TERMINAL");
    });

    it("keeps the state of recalled packs and moves D; a second time is ALREADY_INACTIVE", async () => {
      const { acts, life } = setup();
      const made = await acts.batch({ packs: 2 });
      await acts.delivered(made.links, wanda);
      await recalled(made);
      done(await life.destroy(wanda, made.links, wade.personId));
      expect(await acts.unit(at(made.links))).toMatchObject({ state: "ACTIVE", ownDisposition: "DISPOSED" });
      await refused(world(), () => life.destroy(wanda, made.links, wade.personId), "ALREADY_INACTIVE");
      await refused(world(), () => life.export(wanda, made.links), "ALREADY_INACTIVE");
    });

    it("needs custody: NOT_IN_CUSTODY", async () => {
      const { acts, life } = setup();
      const made = await acts.batch({ packs: 1 });
      await refused(world(), () => life.destroy(wanda, made.links, wade.personId), "NOT_IN_CUSTODY");
    });
  });

  describe("T8 report-stolen", () => {
    it("is for the maker, the last possessor and the authority; a second report changes nothing", async () => {
      for (const reporter of [ana, wanda, inspector]) {
        const { acts, life } = setup();
        const made = await acts.batch({ packs: 2 });
        await acts.delivered(made.links, wanda);
        done(await life.stolen(reporter, { links: made.links }));
        expect(await acts.unit(at(made.links))).toMatchObject({ state: "STOLEN" });
        const before = (await world().picture()).events;
        done(await life.stolen(ana, { links: made.links }));
        expect((await world().picture()).events).toEqual(before);
        await refused(world(), () => life.undo(wanda, made.links, "EXPORTED"), "UNDO_TERMINAL");
      }
    });

    it("is refused to others: NOT_IN_CUSTODY", async () => {
      const { acts, life } = setup();
      const made = await acts.batch({ packs: 1 });
      await acts.delivered(made.links, wanda);
      await refused(world(), () => life.stolen(rita, { links: made.links }), "NOT_IN_CUSTODY");
    });

    it("takes a delivery that never arrived, in its cases; the receiver is not its last possessor", async () => {
      const { acts, life } = setup();
      const made = await acts.batch({ packs: 3 });
      const box = await acts.packed(made.links.slice(0, 2));
      await acts.delivered([box, at(made.links, 2)], wanda);
      const { id } = await acts.sent([box, at(made.links, 2)], wanda, { id: petra.siteId });
      await refused(world(), () => life.stolen(petra, { shipmentId: id }), "NOT_IN_CUSTODY");
      await refused(world(), () => life.stolen(carlo, { shipmentId: id }), "SHIPMENT_UNKNOWN");
      await refused(
        world(),
        () => life.stolen(wanda, { shipmentId: shipmentId("00000000-0000-4000-8000-000000000009") }),
        "SHIPMENT_UNKNOWN",
      );
      expect(done(await life.stolen(wanda, { shipmentId: id })).done).toBe(3);
      for (const link of made.links) expect(await acts.unit(link)).toMatchObject({ state: "STOLEN" });
    });

    it.each([
      ["the maker", ana],
      ["the authority", inspector],
    ] as const)("lets %s report a delivery of others", async (_name, reporter) => {
      const { acts, life } = setup();
      const made = await acts.batch({ packs: 2 });
      await acts.delivered(made.links, wanda);
      const { id } = await acts.sent(made.links, wanda, { id: petra.siteId });
      expect(done(await life.stolen(reporter, { shipmentId: id })).done).toBe(2);
    });
  });
}
