import { describe, expect, it } from "vitest";
import { atNoonUtc } from "@/lib/core/time/days";
import { localDay } from "@/lib/core/time/zone";
import { actsOf, done, refused } from "./acts";
import { hanna, hugo, petra } from "./cast";
import { lifeOf } from "./life-acts";
import type { World } from "./world";

/** Parts of packs at a hospital (Article 28), its decommissioned stock, and issue to its wards. */
export function openedSuite(world: () => World): void {
  async function stocked(packs = 2) {
    const [acts, life] = [actsOf(world()), lifeOf(world())];
    const made = await acts.batch({ packs });
    await acts.delivered(made.links, hanna);
    const [first = "", second = ""] = made.links;
    return { acts, life, made, first, second };
  }

  describe("open-packs", () => {
    it("decommissions a pack when it is first opened; the rest stays, and a part more changes no state", async () => {
      const { acts, life, first } = await stocked();
      done(await life.open(hanna, { [first]: 20 }));
      expect(await acts.unit(first)).toMatchObject({
        state: "SUPPLIED",
        ownDisposition: null,
        remaining: 20,
      });
      done(await life.open(hanna, { [first]: 12 }));
      expect(await acts.unit(first)).toMatchObject({
        state: "SUPPLIED",
        ownDisposition: null,
        remaining: 12,
      });
      done(await life.open(hanna, { [first]: 0 }));
      expect(await acts.unit(first)).toMatchObject({ ownDisposition: "WITH_PATIENT", remaining: 0 });
    });

    it("opens stock that was decommissioned at goods-in", async () => {
      const { acts, life, made, first } = await stocked();
      done(await acts.dispense(hanna, acts.reading(made)));
      done(await life.open(hanna, { [first]: 29 }));
      expect(await acts.unit(first)).toMatchObject({ state: "SUPPLIED", remaining: 29 });
    });

    it("verifies as hospital stock, opened or not, until a recall stops it", async () => {
      const { acts, life, made, first } = await stocked();
      done(await life.open(hanna, { [first]: 20 }));
      const day = atNoonUtc(localDay(hanna.timeZone, world().clock.now()));
      world().clock.advance(86_400_000);
      expect(await acts.verdict(hanna, acts.reading(made))).toMatchObject({
        kind: "VERIFIED",
        code: "HOSPITAL_STOCK",
        params: { day, remaining: 20 },
      });
      await acts.recalled([made]);
      expect(await acts.verdict(hanna, acts.reading(made))).toMatchObject({ kind: "STOP", code: "RECALLED" });
      await refused(world(), () => life.open(hanna, { [first]: 10 }), "NOT_DISPENSABLE", {
        reason: "RECALLED",
      });
      await refused(world(), () => life.wardIssue(hanna, [first]), "NOT_DISPENSABLE");
    });

    it("refuses more than before or everything (REMAINING_INVALID), and what is elsewhere (NOT_IN_CUSTODY)", async () => {
      const { life, first } = await stocked();
      await refused(world(), () => life.open(hanna, { [first]: 30 }), "REMAINING_INVALID", { before: 30 });
      await refused(world(), () => life.open(hanna, { [first]: 0 }), "REMAINING_INVALID");
      await refused(world(), () => life.open(hugo, { [first]: 10 }), "NOT_IN_CUSTODY");
      await refused(world(), () => life.open(petra, { [first]: 10 }), "FORBIDDEN_CAPABILITY");
      done(await life.open(hanna, { [first]: 10 }));
      await refused(world(), () => life.open(hanna, { [first]: 10 }), "REMAINING_INVALID", { before: 10 });
    });

    it("is never undone: UNDO_BLOCKED", async () => {
      const { life, first } = await stocked();
      done(await life.open(hanna, { [first]: 10 }));
      await refused(world(), () => life.undo(hanna, [first], "SUPPLIED"), "UNDO_BLOCKED", {
        reason: "OPENED",
      });
    });

    it("takes many packs, each with its own rest", async () => {
      const { acts, life, first, second } = await stocked();
      done(await life.open(hanna, { [first]: 3 }));
      expect(done(await life.open(hanna, { [first]: 0, [second]: 7 })).done).toBe(2);
      expect(await acts.unit(first)).toMatchObject({ remaining: 0 });
      expect(await acts.unit(second)).toMatchObject({ remaining: 7, state: "SUPPLIED" });
    });
  });

  describe("issue-to-ward", () => {
    it("changes D of decommissioned stock only: NOT_HOSPITAL_STOCK", async () => {
      const { acts, life, made, first, second } = await stocked();
      done(await acts.dispense(hanna, acts.reading(made)));
      await refused(world(), () => life.wardIssue(hanna, [first, second]), "NOT_HOSPITAL_STOCK", {
        link: second,
      });
      done(await life.wardIssue(hanna, [first]));
      expect(await acts.unit(first)).toMatchObject({ state: "SUPPLIED", ownDisposition: "WITH_PATIENT" });
      await refused(world(), () => life.wardIssue(hanna, [first]), "NOT_HOSPITAL_STOCK");
    });
  });
}
