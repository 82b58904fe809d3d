import { describe, expect, it } from "vitest";
import type { Declared } from "@/lib/core/pack/restock";
import { checkReturn, restockPacks } from "../restock-packs";
import type { TenantScope } from "../scope";
import { voidShipment } from "../void-shipment";
import { actsOf, done, refused, requestKey } from "./acts";
import { balancesOf } from "./balance";
import {
  ana,
  assistant,
  carlo,
  carrier,
  lena,
  maker,
  makersPacker,
  petra,
  rita,
  wanda,
  wholesaler,
} from "./cast";
import type { World } from "./world";

/** The returns desk: what came back is no stock until a person has said so. */
export function returnsSuite(world: () => World): void {
  const acts = () => actsOf(world());
  const HOUR = 3_600_000;
  const GOOD: Declared = { handedOver: false, intact: true, storedWell: true };
  const restock = (links: readonly string[], scope: TenantScope, declared: Partial<Declared> = {}) =>
    restockPacks(world().deps, scope, {
      requestKey: requestKey(),
      links,
      mode: "all-or-nothing",
      entry: "camera",
      declared: { ...GOOD, ...declared },
    });
  const check = async (links: readonly string[], scope: TenantScope, declared: Partial<Declared> = {}) =>
    done(await checkReturn(world().deps, scope, { links, declared: { ...GOOD, ...declared } }));

  /** Sold to a wholesaler and sent back for that purpose. */
  async function back(purpose: "return" | "recall-return" = "return") {
    const made = await acts().batch({ packs: 2 });
    const box = await acts().packed(made.links);
    await acts().delivered([box], wanda);
    if (purpose === "recall-return") await acts().recalled([made]);
    const { id } = await acts().sent([box], wanda, maker.sites[0], purpose);
    expect(done(await acts().receipt(ana, id, [box]))).toMatchObject({ packs: 2, held: 0 });
    return made;
  }

  describe("what comes back", () => {
    it("is RETURNED in its case until the desk restocks it, and sold by nobody before: RETURNED", async () => {
      const { links } = await back();
      for (const link of links) expect(await acts().unit(link)).toMatchObject({ ownDisposition: "RETURNED" });
      await expect(acts().sent(links, ana)).rejects.toThrow("BLOCKED_UNIT");
      const events = (await world().picture()).events.length;
      expect(done(await restock(links, ana))).toMatchObject({ done: 2 });
      expect((await world().picture()).events).toHaveLength(events + 1);
      for (const link of links) expect(await acts().unit(link)).toMatchObject({ ownDisposition: null });
      await acts().sent(links, ana);
    });

    it("is RETRIEVED when a recall brought it back, and stays so: RETURN_REFUSED", async () => {
      const { links } = await back("recall-return");
      expect(await acts().unit(links[0] ?? "")).toMatchObject({ ownDisposition: "RETRIEVED" });
      await refused(world(), () => restock(links.slice(0, 1), ana), "RETURN_REFUSED", { reason: "RECALLED" });
      expect(await check(links.slice(0, 1), ana)).toMatchObject({
        packs: [{ back: "no", reasons: ["RECALLED", "RETRIEVED"] }],
      });
    });

    it("counts as returned in the balance", async () => {
      const before = balancesOf(await world().picture()).packs.counts.returned;
      const { links } = await back();
      expect(balancesOf(await world().picture()).packs.counts.returned).toBe(before + links.length);
      done(await restock(links, ana));
      expect(balancesOf(await world().picture()).packs.counts.returned).toBe(before);
    });

    it("is refused for what the person saw, and for a person who may not decide: FORBIDDEN_ROLE", async () => {
      const { links } = await back();
      await refused(world(), () => restock(links.slice(0, 1), ana, { intact: false }), "RETURN_REFUSED", {
        reason: "NOT_INTACT",
      });
      await refused(world(), () => restock(links, makersPacker), "FORBIDDEN_ROLE");
      await refused(world(), () => restock(links.slice(0, 1), petra), "RETURN_REFUSED", {
        reason: "NOT_AT_HAND",
      });
    });
  });

  describe("what a customer brings back", () => {
    const DAY = 24 * HOUR;
    /** Sold by Ana in a case, taken back out of it, and received by the maker so long after the shipping. */
    async function brought(from: TenantScope, after: number) {
      const { links } = await acts().batch({ packs: 2 });
      const box = await acts().packed(links);
      await acts().delivered([box], from);
      world().clock.advance(after - HOUR);
      const { id } = await acts().sent(links.slice(0, 1), from, maker.sites[0], "return");
      world().clock.advance(HOUR);
      done(await acts().receipt(ana, id, links.slice(0, 1)));
      return links.slice(0, 1);
    }

    it("may be stock again for ten days after its shipping, to the second: RETURN_TOO_LATE", async () => {
      const inTime = await brought(petra, 10 * DAY);
      const returnedAt = world().clock.now();
      const suppliedAt = returnedAt - 10 * DAY;
      // Afterwards it may wait at the desk.
      world().clock.advance(30 * DAY);
      expect(await check(inTime, ana)).toMatchObject({
        packs: [{ back: "yes", reasons: [], returned: { suppliedAt, returnedAt, until: returnedAt } }],
      });
      done(await restock(inTime, ana));
      const late = await brought(petra, 10 * DAY + 1000);
      const facts = {
        suppliedAt: new Date(world().clock.now() - 10 * DAY - 1000).toISOString(),
        returnedAt: new Date(world().clock.now()).toISOString(),
        until: new Date(world().clock.now() - 1000).toISOString(),
      };
      expect(await check(late, ana)).toMatchObject({ packs: [{ back: "no", reasons: ["RETURN_TOO_LATE"] }] });
      await refused(world(), () => restock(late, ana), "RETURN_TOO_LATE", facts);
    });

    it("counts each part of a return from its own receipt", async () => {
      const { links } = await acts().batch({ packs: 2 });
      const [early = "", late = ""] = links;
      await acts().delivered(links, petra);
      const { id } = await acts().sent(links, petra, maker.sites[0], "return");
      done(await acts().receipt(ana, id, [early], false, { moreToCome: true }));
      world().clock.advance(11 * DAY);
      done(await acts().receipt(ana, id, [late]));
      expect(await check([early], ana)).toMatchObject({ packs: [{ back: "yes", reasons: [] }] });
      expect(await check([late], ana)).toMatchObject({
        packs: [{ back: "no", reasons: ["RETURN_TOO_LATE"] }],
      });
    });

    it("may be stock again whenever a wholesaler returned it, who keeps it by the same rules", async () => {
      const links = await brought(wanda, 100 * DAY);
      expect(await check(links, ana)).toMatchObject({ packs: [{ back: "yes", returned: { until: null } }] });
      done(await restock(links, ana));
    });

    it("counts from the last time it was supplied, and not from a delivery that was called back", async () => {
      const { links } = await acts().batch({ packs: 1 });
      const called = await acts().sent(links, ana);
      const asked = { requestKey: requestKey(), shipmentId: called.id, entry: "camera" as const };
      done(await voidShipment(world().deps, ana, asked));
      world().clock.advance(20 * DAY);
      for (const wait of [2 * DAY, 9 * DAY]) {
        await acts().delivered(links, petra);
        world().clock.advance(wait);
        const { id } = await acts().sent(links, petra, maker.sites[0], "return");
        done(await acts().receipt(ana, id, links));
        done(await restock(links, ana));
      }
    });

    it("is nobody's to restock who did not supply it to that customer: RETURN_NOT_OURS", async () => {
      const { links } = await acts().batch({ packs: 1 });
      await acts().delivered(links, wanda);
      await acts().delivered(links, rita, wanda);
      await acts().delivered(links, petra, rita);
      const { id } = await acts().sent(links, petra, wholesaler.sites[0], "return");
      done(await acts().receipt(wanda, id, links));
      const unknown = { suppliedAt: null, until: null };
      await refused(world(), () => restock(links, wanda), "RETURN_NOT_OURS", unknown);
      expect(await check(links, wanda)).toMatchObject({
        packs: [{ back: "no", reasons: ["RETURN_NOT_OURS"], returned: unknown }],
      });
    });

    it("is not asked when it comes from an own site, and a delegate may answer for its holder", async () => {
      const { links } = await acts().batch({ packs: 2 });
      const [own = "", sold = ""] = links;
      const moved = await acts().sent([own], ana, maker.sites[1], "return");
      done(await acts().receipt(lena, moved.id, [own]));
      done(await restock([own], lena));
      await acts().delivered([sold], petra);
      const { id } = await acts().sent([sold], petra, carrier.sites[0], "return");
      done(await acts().receipt(carlo, id, [sold]));
      expect(await check([sold], carlo)).toMatchObject({ packs: [{ back: "yes" }] });
      done(await restock([sold], carlo));
    });
  });

  describe("a dispensed pack that comes back to the counter", () => {
    it("may go back after an undo, with the time that is left; then not any more: UNDO_FIRST", async () => {
      const made = await acts().batch({ packs: 1 });
      await acts().delivered(made.links, petra);
      done(await acts().dispense(petra, acts().reading(made)));
      world().clock.advance(HOUR);
      expect(await check(made.links, assistant)).toMatchObject({
        packs: [{ back: "after-undo", reasons: [], undoLeft: 239 * HOUR, undoes: "SUPPLIED" }],
        unknown: [],
      });
      expect(await check(made.links, petra, { handedOver: true })).toMatchObject({
        packs: [{ back: "no", reasons: ["HANDED_OVER"] }],
      });
      await refused(world(), () => restock(made.links, petra), "UNDO_FIRST", { state: "SUPPLIED" });
      world().clock.advance(240 * HOUR);
      expect(await check(made.links, petra)).toMatchObject({
        packs: [{ back: "no", reasons: ["UNDO_TIME_EXCEEDED"], undoLeft: 0, undoes: null }],
      });
    });

    it("tells a stranger nothing but that it is not theirs", async () => {
      const made = await acts().batch({ packs: 1 });
      await acts().delivered(made.links, petra);
      done(await acts().dispense(petra, acts().reading(made)));
      const asked = await check([...made.links, "https://id.gs1.org/01/09520001000013/21/NONE"], rita);
      expect(asked).toEqual({
        packs: [
          {
            link: made.links[0],
            back: "no",
            reasons: ["NOT_AT_HAND"],
            undoUntil: null,
            undoLeft: null,
            undoes: null,
            returned: null,
          },
        ],
        unknown: ["https://id.gs1.org/01/09520001000013/21/NONE"],
      });
    });
  });
}
