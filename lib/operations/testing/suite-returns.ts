import { describe, expect, it } from "vitest";
import type { Declared } from "@/lib/core/pack/restock";
import { checkReturn, restockPacks } from "../restock-packs";
import type { TenantScope } from "../scope";
import { actsOf, done, refused, requestKey } from "./acts";
import { balancesOf } from "./balance";
import { ana, assistant, maker, makersPacker, petra, rita, wanda } from "./cast";
import type { World } from "./world";

/** The returns desk: what came back is no stock until a person has said so. */
export function returnsSuite(world: () => World): void {
  const acts = () => actsOf(world());
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

  describe("a dispensed pack that comes back to the counter", () => {
    it("may go back after an undo, with the time that is left; then not any more: UNDO_FIRST", async () => {
      const made = await acts().batch({ packs: 1 });
      await acts().delivered(made.links, petra);
      done(await acts().dispense(petra, acts().reading(made)));
      const HOUR = 3_600_000;
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
          },
        ],
        unknown: ["https://id.gs1.org/01/09520001000013/21/NONE"],
      });
    });
  });
}
