import { describe, expect, it } from "vitest";
import { packLink } from "@/lib/core/gs1/link";
import { exportPacks } from "../export-packs";
import { PACKS_AT_MOST } from "../many-packs";
import { actsOf, done, refused, requestKey } from "./acts";
import { ana, inspector, makersPacker, petra, quinn, rita, tablets, wanda } from "./cast";
import { lifeOf } from "./life-acts";
import type { World } from "./world";

/** What all changes of many packs have in common, and T5: lock and unlock. */
export function lifeSuite(world: () => World): void {
  const setup = () => ({ acts: actsOf(world()), life: lifeOf(world()) });
  const unknown = packLink(tablets.gtin, "NOBODY");
  const at = (links: readonly string[], i: number) => links[i] ?? "";

  describe("a call about many packs", () => {
    it("changes them together: one event for all that end alike, and one result a pack", async () => {
      const { acts, life } = setup();
      const made = await acts.batch({ packs: 4 });
      const before = (await world().picture()).events.length;
      const answer = done(await life.export(ana, made.links));
      expect(new Set(answer.results.map((one) => "eventId" in one && one.eventId)).size).toBe(1);
      expect(answer).toEqual({
        done: 4,
        refused: 0,
        results: made.links.map((link) => ({ link, result: "done", eventId: expect.any(String) })),
      });
      expect((await world().picture()).events).toHaveLength(before + 1);
      for (const link of made.links) expect(await acts.unit(link)).toMatchObject({ state: "EXPORTED" });
    });

    it("does all or nothing: refused with the first pack's code, naming every pack in the way", async () => {
      const { acts, life } = setup();
      const made = await acts.batch({ packs: 3 });
      done(await life.export(ana, made.links.slice(1, 2)));
      const result = await refused(
        world(),
        () => life.sample(ana, [...made.links, unknown]),
        "ALREADY_INACTIVE",
        { link: at(made.links, 1), state: "EXPORTED", refused: 2, asked: 4 },
      );
      expect(result.refusal.packs).toEqual([
        { link: at(made.links, 1), code: "ALREADY_INACTIVE" },
        { link: unknown, code: "SERIAL_UNKNOWN" },
      ]);
    });

    it("proceeds with what can be done when asked to, and says what could not and why", async () => {
      const { acts, life } = setup();
      const made = await acts.batch({ packs: 2 });
      const box = await acts.packed(made.links.slice(1));
      const answer = done(await life.sample(ana, [at(made.links, 0), unknown, box], "proceed"));
      expect(answer).toMatchObject({
        done: 1,
        refused: 2,
        results: [
          { link: at(made.links, 0), result: "done" },
          { link: unknown, result: "refused", code: "SERIAL_UNKNOWN" },
          { link: box, result: "refused", code: "NOT_A_PACK" },
        ],
      });
      expect(await acts.unit(at(made.links, 0))).toMatchObject({ state: "SAMPLE" });
    });

    it("takes packs out of their containers first, one event a container", async () => {
      const { acts, life } = setup();
      const made = await acts.batch({ packs: 5 });
      const boxes = [await acts.packed(made.links.slice(0, 2)), await acts.packed(made.links.slice(2, 4))];
      const before = (await world().picture()).events.length;
      done(
        await life.export(
          ana,
          [0, 2, 4].map((i) => at(made.links, i)),
        ),
      );
      expect((await world().picture()).events).toHaveLength(before + 3);
      expect(await acts.unit(at(made.links, 0))).toMatchObject({ state: "EXPORTED", parent: null });
      expect(await acts.unit(at(made.links, 1))).toMatchObject({ state: "ACTIVE", parent: boxes[0] });
    });

    it("counts in what no tracking site possesses, in the same transaction", async () => {
      const { acts, life } = setup();
      const made = await acts.batch({ packs: 2 });
      await acts.delivered(made.links, quinn);
      done(await life.sample(petra, made.links));
      for (const link of made.links) {
        expect(await acts.unit(link)).toMatchObject({ state: "SAMPLE", holder: petra.orgId });
      }
    });

    it("wants something to do (NOTHING_SCANNED) and not too much of it (TOO_MANY_PACKS)", async () => {
      const { life } = setup();
      await refused(world(), () => life.export(ana, []), "NOTHING_SCANNED");
      const many = Array.from({ length: PACKS_AT_MOST + 1 }, (_, i) => packLink(tablets.gtin, `M${i}`));
      await refused(world(), () => life.export(ana, many), "TOO_MANY_PACKS", { count: PACKS_AT_MOST + 1 });
    });

    it("answers a repeat with the same key as it did the first time", async () => {
      const { acts } = setup();
      const made = await acts.batch({ packs: 1 });
      const command = {
        requestKey: requestKey(),
        links: made.links,
        mode: "all-or-nothing",
        entry: "api",
      } as const;
      const first = await exportPacks(world().deps, ana, command);
      const before = await world().picture();
      expect(await exportPacks(world().deps, ana, command)).toEqual(first);
      expect(await world().picture()).toEqual(before);
    });
  });

  describe("T5 lock-packs and unlock", () => {
    it("locks by the maker, the possessor and the authority, wherever the packs are and in their case", async () => {
      for (const locker of [ana, wanda, inspector]) {
        const { acts, life } = setup();
        const made = await acts.batch({ packs: 2 });
        const box = await acts.packed(made.links);
        await acts.delivered([box], wanda);
        done(await life.lock(locker, made.links));
        expect(await acts.unit(at(made.links, 0))).toMatchObject({ state: "LOCKED", parent: box });
        await refused(world(), () => life.export(wanda, made.links), "ALREADY_INACTIVE", { state: "LOCKED" });
        done(await life.undo(locker, made.links, "LOCKED"));
        expect(await acts.unit(at(made.links, 0))).toMatchObject({ state: "ACTIVE", parent: box });
      }
    });

    it("is refused to a stranger (NOT_IN_CUSTODY), to other licences and to hands without a lead", async () => {
      const { acts, life } = setup();
      const made = await acts.batch({ packs: 1 });
      await refused(world(), () => life.lock(wanda, made.links), "NOT_IN_CUSTODY");
      await refused(world(), () => life.lock(rita, made.links), "FORBIDDEN_CAPABILITY");
      await refused(world(), () => life.lock(makersPacker, made.links), "FORBIDDEN_ROLE");
    });

    it("is opened by the organisation that locked, or by the authority: UNDO_OTHER_LOCATION", async () => {
      const { acts, life } = setup();
      const made = await acts.batch({ packs: 2 });
      await acts.delivered(made.links, wanda);
      done(await life.lock(ana, made.links));
      await refused(world(), () => life.undo(wanda, made.links, "LOCKED"), "UNDO_OTHER_LOCATION");
      done(await life.undo(inspector, made.links.slice(0, 1), "LOCKED"));
      world().clock.advance(400 * 86_400_000);
      done(await life.undo(ana, made.links.slice(1), "LOCKED"));
    });

    it("opens no lock that is not there: NOT_LOCKED, UNDO_STATE_MISMATCH", async () => {
      const { acts, life } = setup();
      const made = await acts.batch({ packs: 1 });
      await refused(world(), () => life.undo(ana, made.links, "LOCKED"), "NOT_LOCKED");
      done(await life.export(ana, made.links));
      await refused(world(), () => life.undo(ana, made.links, "LOCKED"), "UNDO_STATE_MISMATCH", {
        state: "EXPORTED",
      });
    });
  });
}
