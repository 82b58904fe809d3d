import { describe, expect, it } from "vitest";
import type { Recall } from "@/lib/core/pack/axes";
import { holdBatch, unholdBatch } from "../hold-batch";
import { type RecallId, recallId as recallIdOf } from "../market-ports";
import { type PrepareRecall, prepareRecall } from "../prepare-recall";
import type { TenantScope } from "../scope";
import { cancelRecall, signRecall } from "../sign-recall";
import { actsOf, done, type Made, refused, requestKey } from "./acts";
import { amy, ana, bernd, carlo, dieter, inspector, ivo, makersPacker, otto, petra, wanda } from "./cast";
import type { World } from "./world";

/** T10: hold and unhold a batch, and recall it in two steps by two people, market by market. */
export function recallSuite(world: () => World): void {
  const prepare = (made: Pick<Made, "id">, change: Partial<PrepareRecall> = {}, scope: TenantScope = ana) =>
    prepareRecall(world().deps, scope, {
      requestKey: requestKey(),
      batchIds: [made.id],
      serials: null,
      markets: ["AT"],
      recall: { class: 2, depth: "pharmacy", publicText: null },
      reason: "Glass in ampoules",
      ...change,
    });
  const recallOf = (change: Partial<Recall>): Partial<PrepareRecall> => ({
    recall: { class: 2, depth: "pharmacy", publicText: null, ...change },
  });
  const sign = (recallId: RecallId, scope: TenantScope = otto) =>
    signRecall(world().deps, scope, { requestKey: requestKey(), recallId });
  const cancel = (recallId: RecallId, scope: TenantScope = ana) =>
    cancelRecall(world().deps, scope, { requestKey: requestKey(), recallId });
  const hold = (made: Pick<Made, "id">, scope: TenantScope = ana) =>
    holdBatch(world().deps, scope, { requestKey: requestKey(), batchId: made.id });
  const unhold = (made: Pick<Made, "id">, scope: TenantScope = ana) =>
    unholdBatch(world().deps, scope, { requestKey: requestKey(), batchId: made.id });
  const lineOf = async ({ number }: Made) =>
    (await world().picture()).batches.find((line) => line.startsWith(`${number} `));
  const eventsOf = async () => (await world().picture()).events.length;

  describe("T10 hold-batch and unhold-batch", () => {
    it("stops a batch in seconds, by one person or the authority, and once", async () => {
      const made = await actsOf(world()).batch();
      expect(done(await hold(made, inspector))).toEqual({ changed: true });
      expect(done(await hold(made))).toEqual({ changed: false });
      await refused(world(), () => hold(made, petra), "FORBIDDEN_CAPABILITY");
      await refused(world(), () => hold(made, makersPacker), "FORBIDDEN_ROLE");
    });

    it("frees it again with an event of its own, and once", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 1 });
      await acts.delivered(made.links, petra);
      done(await hold(made));
      expect(await acts.verdict(petra, acts.reading(made))).toMatchObject({ code: "BATCH_HELD" });
      const before = await eventsOf();
      expect(done(await unhold(made))).toEqual({ changed: true });
      expect(done(await unhold(made, otto))).toEqual({ changed: false });
      expect(await eventsOf()).toBe(before + 1);
      expect(await acts.verdict(petra, acts.reading(made))).toMatchObject({ kind: "VERIFIED" });
    });

    it("leaves an authority's hold to the authority: HELD", async () => {
      const made = await actsOf(world()).batch();
      done(await hold(made, inspector));
      await refused(world(), () => unhold(made), "HELD");
      expect(done(await unhold(made, ivo))).toEqual({ changed: true });
      done(await hold(made));
      expect(done(await unhold(made, inspector))).toEqual({ changed: true });
    });

    it("is not for others: FORBIDDEN_CAPABILITY, FORBIDDEN_ROLE", async () => {
      const made = await actsOf(world()).batch();
      await refused(world(), () => unhold(made, carlo), "FORBIDDEN_CAPABILITY");
      await refused(world(), () => unhold(made, makersPacker), "FORBIDDEN_ROLE");
    });
  });

  describe("T10 prepare-recall", () => {
    it("holds every batch at once: waiting for the second person costs no pack", async () => {
      const acts = actsOf(world());
      const [one, two] = [await acts.batch({ packs: 1 }), await acts.batch({ packs: 1 })];
      await acts.delivered(one.links, petra);
      done(await hold(two));
      const { held } = done(await prepare(one, { batchIds: [one.id, two.id] }));
      expect(held).toEqual([one.id]);
      expect(await lineOf(one)).toBe(`${one.number} RELEASED true - -`);
      expect(await acts.verdict(petra, acts.reading(one))).toMatchObject({
        kind: "STOP",
        code: "BATCH_HELD",
      });
    });

    it.each([
      ["no batch", { batchIds: [] }, "RECALL_BATCHES_INVALID"],
      ["no market", { markets: [] }, "RECALL_MARKETS_INVALID"],
      ["a market that is none", { markets: ["Austria"] }, "RECALL_MARKETS_INVALID"],
      ["no reason", { reason: "  " }, "RECALL_REASON_MISSING"],
      ["a serial of another batch", { serials: { from: "X", to: "Y" } }, "SERIAL_UNKNOWN"],
    ] as const)("refuses %s", async (_name, change, code) => {
      const made = await actsOf(world()).batch();
      await refused(world(), () => prepare(made, change), code);
    });

    it("refuses what is not the maker's, and an authority outside its market", async () => {
      const made = await actsOf(world()).batch();
      await refused(world(), () => prepare(made, {}, petra), "FORBIDDEN_CAPABILITY");
      await refused(world(), () => prepare(made, {}, makersPacker), "FORBIDDEN_ROLE");
      await refused(world(), () => prepare(made, { markets: ["AT", "DE"] }, inspector), "FORBIDDEN_MARKET", {
        market: "DE",
      });
      done(await prepare(made, { markets: ["DE"] }, bernd));
      const unknown = { id: "0000000b-0000-4000-8000-000000000999" as Made["id"] };
      await refused(world(), () => prepare(unknown), "BATCH_UNKNOWN");
    });

    it("may be cancelled, once and for all; its hold stays until it is lifted", async () => {
      const made = await actsOf(world()).batch();
      const { recallId } = done(await prepare(made));
      expect(done(await cancel(recallId, otto))).toEqual({ changed: true });
      expect(done(await cancel(recallId))).toEqual({ changed: false });
      await refused(world(), () => sign(recallId), "RECALL_CANCELLED");
      expect(await lineOf(made)).toBe(`${made.number} RELEASED true - -`);
      done(await unhold(made));
    });
  });

  describe("T10 sign-recall", () => {
    it("needs a second person of the same organisation: SAME_PERSON, RECALL_UNKNOWN", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 1 });
      await acts.delivered(made.links, petra);
      const { recallId } = done(await prepare(made));
      await refused(world(), () => sign(recallId, ana), "SAME_PERSON");
      await refused(world(), () => sign(recallId, inspector), "RECALL_UNKNOWN");
      await refused(
        world(),
        () => sign(recallIdOf("0000000c-0000-4000-8000-000000000999")),
        "RECALL_UNKNOWN",
      );
      expect(done(await sign(recallId))).toMatchObject({ changed: true, sites: 1 });
      expect(await acts.verdict(petra, acts.reading(made))).toMatchObject({ kind: "STOP", code: "RECALLED" });
      await refused(world(), () => acts.dispense(petra, acts.reading(made)), "NOT_DISPENSABLE", {
        reason: "RECALLED",
      });
    });

    it("is irreversible and idempotent: RECALL_IRREVERSIBLE", async () => {
      const made = await actsOf(world()).batch();
      const { recallId } = done(await prepare(made));
      done(await sign(recallId));
      const before = await eventsOf();
      expect(done(await sign(recallId, ana))).toMatchObject({ changed: false });
      await refused(world(), () => cancel(recallId), "RECALL_IRREVERSIBLE");
      expect(await eventsOf()).toBe(before);
      expect(await lineOf(made)).toBe(`${made.number} RELEASED false 2 pharmacy`);
    });

    it("becomes deeper or more serious, never less, not even by an authority", async () => {
      const made = await actsOf(world()).batch();
      done(await sign(done(await prepare(made)).recallId));
      done(await sign(done(await prepare(made, recallOf({ depth: "patient" }))).recallId));
      const graver = done(await prepare(made, recallOf({ depth: "patient", class: 1 }), inspector));
      done(await sign(graver.recallId, ivo));
      for (const change of [{ class: 1 }, { depth: "patient" }] as const) {
        await refused(world(), () => prepare(made, recallOf(change)), "RECALL_IRREVERSIBLE");
      }
      expect(await lineOf(made)).toMatch(/1 patient$/);
    });

    it("asks again when it is signed: what was possible when it was prepared may not be", async () => {
      const made = await actsOf(world()).batch();
      const shallow = done(await prepare(made));
      done(await sign(done(await prepare(made, recallOf({ depth: "patient" }))).recallId));
      await refused(world(), () => sign(shallow.recallId), "RECALL_IRREVERSIBLE");
    });

    it("ends the hold of its draft, and leaves one that the authority placed since", async () => {
      const made = await actsOf(world()).batch();
      const { recallId } = done(await prepare(made));
      done(await unhold(made));
      done(await hold(made, inspector));
      done(await sign(recallId));
      expect(await lineOf(made)).toBe(`${made.number} RELEASED true 2 pharmacy`);
    });

    it("stops on the markets it names and on no other", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 2 });
      await acts.delivered(made.links.slice(0, 1), petra);
      await acts.delivered(made.links.slice(1), dieter);
      await acts.recalled([made], {}, ["DE"]);
      expect(await acts.verdict(dieter, acts.reading(made, 1))).toMatchObject({ code: "RECALLED" });
      await refused(world(), () => acts.dispense(dieter, acts.reading(made, 1)), "NOT_DISPENSABLE");
      expect(await acts.verdict(petra, acts.reading(made))).toMatchObject({ kind: "VERIFIED" });
      done(await acts.dispense(petra, acts.reading(made)));
    });

    it("keeps what is recalled on the receiver's market from being shipped there: BLOCKED_UNIT", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 2 });
      await acts.recalled([made], {}, ["DE"]);
      await expect(acts.sent(made.links, ana, { id: dieter.siteId })).rejects.toThrow("BLOCKED_UNIT");
      await acts.sent(made.links, ana, { id: wanda.siteId });
    });

    it("stops European counters at depth wholesale, and is a notice to American ones", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 2 });
      await acts.delivered(made.links.slice(0, 1), petra);
      await acts.delivered(made.links.slice(1), amy);
      await acts.recalled([made], { depth: "wholesale" }, ["AT", "US"]);
      expect(await acts.verdict(petra, acts.reading(made))).toMatchObject({ kind: "STOP", code: "RECALLED" });
      expect(await acts.verdict(amy, acts.reading(made, 1))).toMatchObject({ kind: "VERIFIED" });
      done(await acts.dispense(amy, acts.reading(made, 1)));
    });
  });

  describe("T10 recall by serial numbers", () => {
    it("puts a RECALL hold on each pack of the range and frees the rest of the batch", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 4 });
      await acts.delivered(made.links, petra);
      const [, from = "", to = ""] = made.serials;
      const { recallId } = done(await prepare(made, { serials: { from, to } }));
      expect(await acts.verdict(petra, acts.reading(made, 0))).toMatchObject({ code: "BATCH_HELD" });
      done(await sign(recallId));
      const verdicts = await Promise.all(
        made.links.map((_, i) => acts.verdict(petra, acts.reading(made, i))),
      );
      expect(verdicts.map(({ code }) => code)).toEqual([
        "DISPENSABLE",
        "RECALL_HOLD",
        "RECALL_HOLD",
        "DISPENSABLE",
      ]);
      await refused(world(), () => acts.dispense(petra, acts.reading(made, 1)), "HELD", {
        reason: "RECALL_HOLD",
      });
      expect(await lineOf(made)).toBe(`${made.number} RELEASED false - -`);
    });

    it("notifies no site to which only other packs of the batch travel", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 2 });
      await acts.delivered(made.links.slice(0, 1), petra);
      await acts.sent(made.links.slice(1), ana, { id: wanda.siteId });
      const [only = ""] = made.serials;
      const { recallId } = done(await prepare(made, { serials: { from: only, to: only } }));
      expect(done(await sign(recallId))).toEqual({ changed: true, sites: 1 });
    });

    it("refuses a range that runs backwards: RECALL_RANGE_INVALID", async () => {
      const made = await actsOf(world()).batch({ packs: 2 });
      const [from = "", to = ""] = made.serials;
      const backwards = { serials: { from: to, to: from } };
      await refused(world(), () => prepare(made, backwards), "RECALL_RANGE_INVALID");
    });
  });
}
