import { describe, expect, it } from "vitest";
import type { RecallAnswer } from "@/lib/core/recall/response";
import { answerRecall } from "../answer-recall";
import { countInStock } from "../count-in-stock";
import type { RecallId } from "../market-ports";
import { prepareRecall } from "../prepare-recall";
import type { TenantScope } from "../scope";
import { viewRecall, viewRecalls } from "../view-recall";
import { withdrawProduct } from "../withdraw-product";
import { actsOf, done, refused, requestKey } from "./acts";
import {
  ana,
  assistant,
  bernd,
  dieter,
  drops,
  hanna,
  inspector,
  makersPacker,
  otto,
  paul,
  petra,
  quinn,
  rita,
  wanda,
} from "./cast";
import type { World } from "./world";

const HOUR = 3_600_000;

/** answer-recall and view-recall: responses by site, timers, the equation, attempts; and T11, withdraw-product. */
export function recallAnswerSuite(world: () => World): void {
  const answer = (recallId: RecallId, given: RecallAnswer, scope: TenantScope = petra) =>
    answerRecall(world().deps, scope, { requestKey: requestKey(), recallId, answer: given });
  const view = (recallId: RecallId, scope: TenantScope = ana) => viewRecall(world().deps, scope, recallId);

  async function recalled() {
    const acts = actsOf(world());
    const made = await acts.batch({ packs: 6 });
    await acts.delivered(made.links.slice(0, 2), petra);
    await acts.delivered([await acts.packed(made.links.slice(2, 4))], wanda);
    await acts.sent(made.links.slice(4, 5), ana, { id: rita.siteId });
    done(await acts.dispense(petra, acts.reading(made, 0)));
    const recallId = await acts.recalled([made]);
    return { acts, made, recallId };
  }

  describe("answer-recall", () => {
    it("goes notified → opened → acknowledged → completed, each step once", async () => {
      const { recallId } = await recalled();
      const steps = async (given: RecallAnswer) => done(await answer(recallId, given)).steps;
      expect(await steps({ step: "opened" })).toEqual(["notified", "opened"]);
      expect(await steps({ step: "opened" })).toEqual(["notified", "opened"]);
      const found = { step: "acknowledged", impact: "passed-on", quantity: 1 } as const;
      expect(await steps(found)).toHaveLength(3);
      expect(await steps(found)).toHaveLength(3);
      expect(await steps({ step: "completed" })).toEqual(["notified", "opened", "acknowledged", "completed"]);
    });

    it("opens with the acknowledgement, and is completed after it only", async () => {
      const { recallId } = await recalled();
      await refused(world(), () => answer(recallId, { step: "completed" }), "RECALL_NOT_ACKNOWLEDGED");
      const none = { step: "acknowledged", impact: "none", quantity: 0 } as const;
      expect(done(await answer(recallId, none)).steps).toEqual(["notified", "opened", "acknowledged"]);
      const other = { step: "acknowledged", impact: "in-stock", quantity: 2 } as const;
      await refused(world(), () => answer(recallId, other), "RECALL_ALREADY_ACKNOWLEDGED");
    });

    it.each([-1, 0.5, 3])("refuses %s packs of none: RECALL_QUANTITY_INVALID", async (quantity) => {
      const { recallId } = await recalled();
      const wrong = { step: "acknowledged", impact: "none", quantity } as const;
      await refused(world(), () => answer(recallId, wrong), "RECALL_QUANTITY_INVALID");
    });

    it("is for sites that were notified, and for their leads: RECALL_UNKNOWN, FORBIDDEN_ROLE", async () => {
      const { recallId } = await recalled();
      await refused(world(), () => answer(recallId, { step: "opened" }, dieter), "RECALL_UNKNOWN");
      await refused(world(), () => answer(recallId, { step: "opened" }, assistant), "FORBIDDEN_ROLE");
    });
  });

  describe("view-recall", () => {
    it("accounts for every pack of the batch, and for every site that has or gets some", async () => {
      const { made, recallId } = await recalled();
      const board = done(await view(recallId));
      const [batch] = board.batches;
      expect(batch).toMatchObject({ number: made.number, balance: { commissioned: 6, difference: 0 } });
      expect(batch?.balance?.counts).toMatchObject({ saleable: 4, supplied: 1, "in-transit": 1 });
      expect(board.responses.map(({ site }) => site).sort()).toEqual([
        "Bear Pharmacy Leoben, Leoben",
        "Danube Wholesale Vienna, Vienna",
        "Eagle Pharmacy Graz, Graz",
        "Larch Pharma Graz, Graz",
      ]);
      expect(board.sites).toEqual({ notified: 4, opened: 0, acknowledged: 0, completed: 0, late: 0 });
    });

    it("names a maker's direct customers and an authority's sites of its market, and counts the others", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 2, number: `SECOND-HAND` });
      const other = await acts.batch({ packs: 1 });
      await acts.delivered(other.links, wanda);
      await acts.delivered(made.links, wanda);
      await acts.delivered(made.links, dieter, wanda);
      const recallId = await acts.recalled([made], {}, ["AT", "DE"]);
      expect(done(await view(recallId))).toMatchObject({ responses: [], sites: { notified: 1 } });
      expect(done(await view(recallId, inspector))).toMatchObject({ responses: [], sites: { notified: 1 } });
      expect(done(await view(recallId, bernd)).responses).toMatchObject([{ organisation: "Spree Pharmacy" }]);
    });

    it("lists for each whom it concerns: its maker, who must answer, the authority; nobody a draft of others", async () => {
      const { made, recallId } = await recalled();
      const listed = async (scope: TenantScope) => {
        const line = done(await viewRecalls(world().deps, scope)).find(({ id }) => id === recallId);
        return line && [line.open, line.unanswered];
      };
      expect(await listed(petra)).toEqual([[petra.siteId], null]);
      expect(await listed(inspector)).toEqual([[], 4]);
      expect(await listed(dieter)).toBeUndefined();
      done(await answer(recallId, { step: "acknowledged", impact: "none", quantity: 0 }));
      expect(await listed(petra)).toEqual([[], null]);
      const line = done(await viewRecalls(world().deps, ana)).find(({ id }) => id === recallId);
      expect(line).toMatchObject({
        state: "SIGNED",
        mine: true,
        preparedBy: ana.personId,
        unanswered: 3,
        batchIds: [made.id],
        batches: [`Larchicol 10 mg, batch ${made.number}`],
      });
    });

    it("shows a site that was notified what is recalled and its own answer, and no figure of others", async () => {
      const { made, recallId } = await recalled();
      const seen = done(await view(recallId, petra));
      expect(seen).toMatchObject({
        recall: { class: 2, depth: "pharmacy" },
        batches: [{ number: made.number, gtin: made.product.gtin, balance: null }],
        sites: { notified: 1 },
        attempts: null,
      });
      expect(seen.responses.map(({ mine, step }) => [mine, step])).toEqual([[true, "notified"]]);
    });

    it("is nobody else's: a stranger, an authority of another market: RECALL_UNKNOWN", async () => {
      const { recallId } = await recalled();
      for (const scope of [dieter, bernd]) {
        expect(await view(recallId, scope)).toMatchObject({ ok: false, refusal: { code: "RECALL_UNKNOWN" } });
      }
    });

    it("shows an authority no draft", async () => {
      const made = await actsOf(world()).batch();
      const draft = await prepareRecall(world().deps, ana, {
        requestKey: requestKey(),
        batchIds: [made.id],
        serials: null,
        markets: ["AT"],
        recall: { class: 2, depth: "pharmacy", publicText: null },
        reason: "Glass in ampoules",
      });
      const { recallId } = done(draft);
      expect(done(await view(recallId, otto)).state).toBe("DRAFT");
      expect(await view(recallId, inspector)).toMatchObject({ refusal: { code: "RECALL_UNKNOWN" } });
    });

    it("names its two people inside their organisation only, and whose recall it is to everybody", async () => {
      const { recallId } = await recalled();
      expect(done(await view(recallId, otto))).toMatchObject({
        organisation: ana.orgName,
        maker: ana.orgName,
        preparedBy: ana.personId,
        signedBy: otto.personId,
        serials: null,
      });
      const others = { organisation: ana.orgName, preparedBy: null, signedBy: null };
      for (const scope of [petra, inspector]) expect(done(await view(recallId, scope))).toMatchObject(others);
    });

    it("says which serial numbers it is of", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 3 });
      const serials = { from: made.serials[0] ?? "", to: made.serials[1] ?? "" };
      const id = await acts.recalled([made], {}, ["AT"], serials);
      expect(done(await view(id)).serials).toEqual(serials);
    });

    it("stops its clocks at the first pack that was looked at, and when the last site has acknowledged", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 2 });
      await acts.delivered(made.links, petra);
      await acts.verdict(petra, acts.reading(made, 0));
      world().clock.advance(HOUR);
      const id = await acts.recalled([made]);
      expect(done(await view(id))).toMatchObject({ firstStop: null, allAcknowledged: null });
      world().clock.advance(HOUR);
      const at = world().clock.now();
      await acts.verdict(petra, acts.reading(made, 0));
      done(await answer(id, { step: "acknowledged", impact: "in-stock", quantity: 2 }));
      world().clock.advance(HOUR);
      await acts.verdict(petra, acts.reading(made, 1));
      const board = done(await view(id));
      expect(board).toMatchObject({ firstStop: at, allAcknowledged: at });
      expect(board.responses).toMatchObject([{ step: "acknowledged", since: at }]);
      expect(done(await view(id, petra)).firstStop).toBeNull();
    });

    it("runs its clock by the class: class 2 asks for an answer within 48 hours", async () => {
      const { recallId } = await recalled();
      world().clock.advance(47 * HOUR);
      done(await answer(recallId, { step: "acknowledged", impact: "none", quantity: 0 }));
      expect(done(await view(recallId)).sites).toMatchObject({ acknowledged: 1, late: 0 });
      world().clock.advance(2 * HOUR);
      const board = done(await view(recallId));
      expect(board.sites).toMatchObject({ notified: 3, acknowledged: 1, late: 3 });
      const petras = board.responses.find(({ organisation }) => organisation === petra.orgName);
      expect(petras).toMatchObject({ late: false, acknowledged: { impact: "none", quantity: 0 } });
    });

    it("counts who still tried to supply since", async () => {
      const { acts, made, recallId } = await recalled();
      expect(done(await view(recallId)).attempts).toBe(0);
      await refused(world(), () => acts.dispense(petra, acts.reading(made, 1)), "NOT_DISPENSABLE");
      await acts.verdict(petra, acts.reading(made, 1));
      expect(done(await view(recallId)).attempts).toBe(1);
    });
  });

  describe("goods of it that move after it was signed", () => {
    const notified = async (scope: TenantScope, id: RecallId) =>
      (await viewRecalls(world().deps, scope)).ok &&
      (await world().deps.ledger.recallBoard(scope, id)) !== null;

    it("notify the site they are sent to, once, with its time to answer", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 2 });
      await acts.delivered(made.links, wanda);
      const id = await acts.recalled([made]);
      expect(await notified(rita, id)).toBe(false);
      const before = (await world().picture()).market.filter((line) => line.includes(" notified ")).length;
      const { id: sent } = await acts.sent(made.links, wanda, { id: rita.siteId }, "return");
      expect(await notified(rita, id)).toBe(true);
      done(await acts.receipt(rita, sent, made.links));
      const notices = (await world().picture()).market.filter((line) => line.includes(" notified "));
      expect(notices).toHaveLength(before + 1);
    });

    it("notify a sister site that takes them in, and a site that counts them in", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 2 });
      const { id: sent } = await acts.sent(made.links.slice(0, 1));
      await acts.delivered(made.links.slice(1), quinn);
      const serial = made.serials[1] ?? "";
      const id = await acts.recalled([made], {}, ["AT"], { from: serial, to: serial });
      // By serial numbers: the other pack is as free as before.
      expect(await notified(paul, id)).toBe(false);
      done(await acts.receipt(paul, sent, made.links.slice(0, 1)));
      expect(await notified(paul, id)).toBe(false);
      const counted = { requestKey: requestKey(), units: made.links.slice(1), entry: "camera" as const };
      done(await countInStock(world().deps, hanna, counted));
      expect(await notified(hanna, id)).toBe(true);
    });

    it("do not notify a site on a market where it is not recalled", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 1 });
      const id = await acts.recalled([made]);
      await acts.sent(made.links, ana, { id: dieter.siteId }, "return");
      expect(await notified(dieter, id)).toBe(false);
    });
  });

  describe("T11 withdraw-product", () => {
    const withdraw = (markets: readonly string[], scope: TenantScope = ana, reason = "No longer safe") =>
      withdrawProduct(world().deps, scope, {
        requestKey: requestKey(),
        gtin: drops.gtin,
        markets,
        reason,
      });

    it.each([
      ["no market", [], "WITHDRAWAL_MARKETS_INVALID"],
      ["a market that is none", ["xx"], "WITHDRAWAL_MARKETS_INVALID"],
    ] as const)("refuses %s", async (_name, markets, code) => {
      await refused(world(), () => withdraw(markets), code);
    });

    it("refuses no reason, another's market, another's product and another's role", async () => {
      await refused(world(), () => withdraw(["AT"], ana, " "), "WITHDRAWAL_REASON_MISSING");
      await refused(world(), () => withdraw(["AT"], bernd), "FORBIDDEN_MARKET", { market: "AT" });
      await refused(world(), () => withdraw(["AT"], petra), "FORBIDDEN_CAPABILITY");
      await refused(world(), () => withdraw(["AT"], makersPacker), "FORBIDDEN_ROLE");
      const command = { requestKey: requestKey(), gtin: "09520000000000", markets: ["AT"], reason: "x" };
      await refused(world(), () => withdrawProduct(world().deps, ana, command), "PRODUCT_UNKNOWN");
    });

    it("stops the product on its market and on no other, once and for ever", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 3, product: drops });
      await acts.delivered(made.links.slice(0, 1), petra);
      await acts.delivered(made.links.slice(1, 2), dieter);
      const before = (await world().picture()).events.length;
      expect(done(await withdraw(["DE"], bernd))).toEqual({ markets: ["DE"] });
      expect(done(await withdraw(["DE"]))).toEqual({ markets: [] });
      expect((await world().picture()).events).toHaveLength(before + 1);
      expect(await acts.verdict(dieter, acts.reading(made, 1))).toMatchObject({
        kind: "STOP",
        code: "WITHDRAWN",
      });
      await refused(world(), () => acts.dispense(dieter, acts.reading(made, 1)), "NOT_DISPENSABLE", {
        reason: "WITHDRAWN",
      });
      expect(await acts.verdict(petra, acts.reading(made))).toMatchObject({ kind: "VERIFIED" });
      await expect(acts.sent(made.links.slice(2), ana, { id: dieter.siteId })).rejects.toThrow(
        "BLOCKED_UNIT",
      );
      expect(done(await withdraw(["DE", "US"]))).toEqual({ markets: ["US"] });
    });
  });
}
