import { describe, expect, it } from "vitest";
import { packLink } from "@/lib/core/gs1/link";
import { findReplacingPacks } from "../find-replacing-packs";
import { releaseBatch } from "../release-batch";
import { repackPacks } from "../repack-packs";
import type { TenantScope } from "../scope";
import { viewRecall } from "../view-recall";
import { actsOf, done, type Made, refused, requestKey } from "./acts";
import { ana, inspector, petra, repacked, rhea, tablets, wanda } from "./cast";
import { lifeOf } from "./life-acts";
import type { World } from "./world";

/** T6: check out for repacking, link the new packs, and what a recall reaches through them. */
export function repackSuite(world: () => World): void {
  const setup = () => ({ acts: actsOf(world()), life: lifeOf(world()) });
  const repack = (olds: readonly string[], news: readonly string[], scope: TenantScope = rhea) =>
    repackPacks(world().deps, scope, { requestKey: requestKey(), olds, news, entry: "camera" });
  const recall = (made: Made) => actsOf(world()).recalled([made], { class: 1, depth: "patient" });

  async function ready(packs = 2) {
    const { acts, life } = setup();
    const old = await acts.batch({ packs });
    await acts.delivered(old.links, rhea);
    const made = await acts.batch({ packs, product: repacked, maker: rhea, released: false });
    return { acts, life, old, made };
  }

  describe("T6 check-out-packs", () => {
    it("takes dispensable packs out of sale; undone as long as nothing replaces them", async () => {
      const { acts, life, old } = await ready();
      done(await life.checkOut(rhea, old.links));
      expect(await acts.unit(old.links[0] ?? "")).toMatchObject({ state: "CHECKED_OUT" });
      world().clock.advance(100 * 86_400_000);
      done(await life.undo(rhea, old.links, "CHECKED_OUT"));
      expect(await acts.unit(old.links[0] ?? "")).toMatchObject({ state: "ACTIVE" });
    });

    it("refuses recalled packs (NOT_DISPENSABLE), those elsewhere (NOT_IN_CUSTODY), and other licences", async () => {
      const { acts, life, old } = await ready();
      const away = await acts.batch({ packs: 1 });
      await refused(world(), () => life.checkOut(rhea, away.links), "NOT_IN_CUSTODY");
      await refused(world(), () => life.checkOut(wanda, old.links), "FORBIDDEN_CAPABILITY");
      await recall(old);
      await refused(world(), () => life.checkOut(rhea, old.links), "NOT_DISPENSABLE", { reason: "RECALLED" });
    });
  });

  describe("T6 repack-packs", () => {
    it("links new packs to the old ones, by one transformation event that names them all", async () => {
      const { life, old, made } = await ready();
      done(await life.checkOut(rhea, old.links));
      const before = await world().picture();
      expect(done(await repack(old.links, made.links))).toEqual({ olds: 2, news: 2 });
      const after = await world().picture();
      expect(after.events).toHaveLength(before.events.length + 1);
      const fresh = after.genealogy.filter((line) => !before.genealogy.includes(line));
      expect(fresh.map((line) => line.split(" ").slice(0, 2).join(" ")).sort()).toEqual(
        [...old.links.map((link) => `${link} old`), ...made.links.map((link) => `${link} new`)].sort(),
      );
    });

    it("closes the undo of the check-out: UNDO_BLOCKED", async () => {
      const { life, old, made } = await ready();
      done(await life.checkOut(rhea, old.links));
      done(await repack(old.links.slice(0, 1), made.links.slice(0, 1)));
      await refused(world(), () => life.undo(rhea, old.links.slice(0, 1), "CHECKED_OUT"), "UNDO_BLOCKED", {
        reason: "REPLACED",
      });
      done(await life.undo(rhea, old.links.slice(1), "CHECKED_OUT"));
    });

    it("refuses a genealogy with a gap: GENEALOGY_MISSING, NOT_CHECKED_OUT, ALREADY_REPLACED", async () => {
      const { life, old, made } = await ready();
      await refused(world(), () => repack([], made.links), "GENEALOGY_MISSING");
      await refused(world(), () => repack(old.links, []), "GENEALOGY_MISSING");
      await refused(world(), () => repack(old.links, made.links), "NOT_CHECKED_OUT", { link: old.links[0] });
      done(await life.checkOut(rhea, old.links));
      done(await repack(old.links.slice(0, 1), made.links.slice(0, 1)));
      await refused(world(), () => repack(old.links, made.links.slice(1)), "ALREADY_REPLACED");
      await refused(world(), () => repack(old.links.slice(1), made.links), "ALREADY_REPLACED");
    });

    it("refuses new packs of others' make, of several batches, unknown ones and containers", async () => {
      const { acts, life, old, made } = await ready();
      done(await life.checkOut(rhea, old.links));
      const bought = await acts.batch({ packs: 1 });
      await acts.delivered(bought.links, rhea);
      const second = await acts.batch({ packs: 1, product: repacked, maker: rhea });
      const box = await acts.packed(second.links, rhea);
      await refused(world(), () => repack(old.links, bought.links), "PRODUCT_NOT_YOURS");
      await refused(world(), () => repack(old.links, [...made.links, ...second.links]), "MIXED_BATCH");
      await refused(world(), () => repack(old.links, [packLink(tablets.gtin, "NO")]), "SERIAL_UNKNOWN");
      await refused(world(), () => repack(old.links, [box]), "NOT_A_PACK");
      await refused(world(), () => repack(old.links, made.links, petra), "FORBIDDEN_CAPABILITY");
    });
  });

  describe("a recall of the old batch", () => {
    it("reaches the packs that replace it, and those that replace them; for its maker and the authority", async () => {
      const { acts, life, old, made } = await ready();
      done(await life.checkOut(rhea, old.links));
      done(await repack(old.links, made.links));
      const third = await acts.batch({ packs: 1, product: repacked, maker: rhea });
      const first = made.links.slice(0, 1);
      const { id } = made;
      done(await releaseBatch(world().deps, rhea, { requestKey: requestKey(), batchId: id, entry: "api" }));
      done(await life.checkOut(rhea, first));
      done(await repack(first, third.links));
      await recall(old);
      for (const scope of [ana, inspector]) {
        const found = done(await findReplacingPacks(world().deps, scope, old.id));
        expect(found.map(({ link, generation }) => `${generation} ${link}`).sort()).toEqual(
          [...made.links.map((link) => `1 ${link}`), ...third.links.map((link) => `2 ${link}`)].sort(),
        );
        expect(Object.keys(found[0] ?? {}).sort()).toEqual(
          ["batch", "batchId", "generation", "gtin", "link", "serial", "state"].sort(),
        );
      }
      await refused(world(), () => findReplacingPacks(world().deps, wanda, old.id), "BATCH_UNKNOWN");
    });

    it("stops what is made of it while the recall is signed already, and what is made of that", async () => {
      const { acts, life, old, made } = await ready();
      done(await life.checkOut(rhea, old.links));
      await recall(old);
      // Linked all the same, or nobody would find the new packs.
      done(await repack(old.links, made.links));
      for (const link of made.links) {
        expect((await acts.unit(link))?.holds).toEqual(["RECALL"]);
      }
      await refused(world(), () => life.checkOut(rhea, made.links), "NOT_DISPENSABLE");
      const found = done(await findReplacingPacks(world().deps, ana, old.id));
      expect(found).toHaveLength(made.links.length);
    });

    it("stops them with holds of their own, tells their sites, and stops them once", async () => {
      const { acts, life, old, made } = await ready();
      const { id } = made;
      done(await life.checkOut(rhea, old.links));
      done(await repack(old.links, made.links.slice(0, 1)));
      done(await releaseBatch(world().deps, rhea, { requestKey: requestKey(), batchId: id, entry: "api" }));
      await acts.delivered(made.links, petra, rhea);
      const recallId = await recall(old);
      const verdicts = [0, 1].map(async (i) => (await acts.verdict(petra, acts.reading(made, i))).code);
      expect(await Promise.all(verdicts)).toEqual(["RECALL_HOLD", "DISPENSABLE"]);
      const { sites } = done(await viewRecall(world().deps, ana, recallId));
      // The repackager has the old packs, the pharmacy the new ones.
      expect(sites.notified).toBe(2);
      const holds = async () => (await acts.unit(made.links[0] ?? ""))?.holds;
      const once = await holds();
      await acts.recalled([old], { class: 1, depth: "patient" }, ["AT", "DE"]);
      expect(await holds()).toEqual(once);
    });
  });
}
