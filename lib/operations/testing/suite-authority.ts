import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ACTIONS, type Action, PERMISSIONS } from "@/lib/core/access/permissions";
import type { BatchId } from "@/lib/core/pack/ids";
import type { Result } from "@/lib/core/refusal";
import { findReplacingPacks } from "../find-replacing-packs";
import { findUnits } from "../find-units";
import { holdBatch, unholdBatch } from "../hold-batch";
import { placeHold } from "../place-hold";
import { prepareRecall } from "../prepare-recall";
import { quarantinePack } from "../quarantine-pack";
import { releaseHold } from "../release-hold";
import { reportStolen } from "../report-stolen";
import type { TenantScope } from "../scope";
import { cancelRecall, signRecall } from "../sign-recall";
import { traceUnit } from "../trace-unit";
import { verifyPack } from "../verify-pack";
import { viewRecall, viewRecalls } from "../view-recall";
import { withdrawProduct } from "../withdraw-product";
import { actsOf, done, refused, requestKey } from "./acts";
import { bernd, dieter, drops, foreign, foreignToWithdraw, german, inspector, petra } from "./cast";
import { lifeOf } from "./life-acts";
import type { World } from "./world";

type Asked = {
  /** What the authority that has the market is answered shows that the question is a real one. */
  readonly ask: (by: TenantScope) => Promise<Result<unknown>>;
  /** What the other one is told; a function where the answer is no refusal. */
  readonly elsewhere: string | ((value: unknown) => void);
};

/** Asked of the tables beside the ledger: lib/db/isolation shows that an organisation reads its own rows of them only. */
const OWN_ROWS = ["view-alerts", "view-audit", "view-events", "view-proof", "view-batches"];
const OWN_SETTINGS = (action: Action) => action.startsWith("manage-") || action === "view-health";

/** An authority sees and acts on its own market only (Delegated Regulation (EU) 2016/161 Art. 39). */
export function authoritySuite(world: () => World): void {
  const entry = "api" as const;
  const key = requestKey;

  /** A product of the German market alone, all of it in Germany: loose, boxed, under way, locked and held there. */
  async function germanGoods(loose: number, boxed: number) {
    const { deps } = world();
    const acts = actsOf(world());
    const made = await acts.batch({ packs: loose + boxed + 3, product: foreign });
    await acts.delivered(made.links, dieter);
    const [locked = "", held = "", moving = "", ...rest] = made.links;
    const box = await acts.packed(rest.slice(loose), dieter);
    done(await lifeOf(world()).lock(bernd, [locked]));
    const on = async (subject: Parameters<typeof placeHold>[2]["subject"]) =>
      done(
        await placeHold(deps, bernd, { requestKey: key(), subject, kind: "SUSPECT", reason: "Seal", entry }),
      ).holdId;
    const onPack = await on({ link: held });
    const onBatch = await on({ batchId: made.id });
    await releaseHold(deps, bernd, { requestKey: key(), link: null, holdId: onBatch, entry });
    const shipment = await acts.sent([moving], dieter, german.sites[1], "transfer");
    const onShipment = await on({ shipmentId: shipment.id });
    const other = await acts.batch({ packs: 1, product: foreign });
    await acts.delivered(other.links, dieter);
    const { recallId: draft } = done(await prepare(bernd, other.id, ["DE"]));
    return { made, pack: rest[0] ?? "", box, locked, held, onPack, onShipment, shipment, draft, other };
  }
  type Goods = Awaited<ReturnType<typeof germanGoods>>;

  const prepare = (by: TenantScope, batchId: BatchId, markets: readonly string[]) =>
    prepareRecall(world().deps, by, {
      requestKey: key(),
      batchIds: [batchId],
      serials: null,
      markets,
      recall: { class: 2, depth: "pharmacy", publicText: null },
      reason: "Glass",
    });

  /** Whatever the permission table lets an authority do, done to these goods. In an order in which all of it can be. */
  function questions(goods: Goods): Readonly<Record<string, readonly Asked[]>> {
    const { deps } = world();
    const acts = actsOf(world());
    const life = lifeOf(world());
    const { made, pack, box, locked, held, onPack, onShipment, shipment, draft, other } = goods;
    const hold = (subject: Parameters<typeof placeHold>[2]["subject"]) => (by: TenantScope) =>
      placeHold(deps, by, { requestKey: key(), subject, kind: "REGULATOR", reason: "Asked", entry });
    const release = (link: string | null, holdId: typeof onPack) => (by: TenantScope) =>
      releaseHold(deps, by, { requestKey: key(), link, holdId, entry });
    const stolen = (packs: Parameters<typeof reportStolen>[2]["packs"]) => (by: TenantScope) =>
      reportStolen(deps, by, { requestKey: key(), packs, mode: "all-or-nothing", entry });
    const batch = { batchId: made.id };
    return {
      "verify-pack": [
        // Whoever has a pack in hand may ask: the verdict is all that is told, as to anybody.
        { ask: (by) => verifyPack(deps, by, acts.reading(made)), elsewhere: () => undefined },
      ],
      "quarantine-pack": [
        {
          ask: (by) =>
            quarantinePack(deps, by, { requestKey: key(), reading: acts.reading(made), cause: "x", entry }),
          elsewhere: (value) => expect(value).toMatchObject({ held: false }),
        },
      ],
      "trace-pack": [pack, box].flatMap((link): Asked[] => [
        {
          ask: (by) => traceUnit(deps, by, link),
          elsewhere: (value) => expect(value).toMatchObject({ unit: null, events: null }),
        },
        {
          ask: (by) => findUnits(deps, by, [link]),
          elsewhere: (value) =>
            expect(value).toMatchObject([
              { standing: "ELSEWHERE", state: null, product: null, batch: null, packs: null },
            ]),
        },
      ]),
      "view-recalls": [
        {
          ask: (by) => viewRecalls(deps, by),
          elsewhere: (value) => expect(JSON.stringify(value)).not.toContain(foreign.name),
        },
        { ask: (by) => viewRecall(deps, by, draft), elsewhere: "RECALL_UNKNOWN" },
        { ask: (by) => findReplacingPacks(deps, by, made.id), elsewhere: "BATCH_UNKNOWN" },
      ],
      "lock-pack": [{ ask: (by) => life.lock(by, [pack]), elsewhere: "FORBIDDEN_MARKET" }],
      "unlock-pack": [
        { ask: (by) => life.undo(by, [locked], "LOCKED"), elsewhere: "FORBIDDEN_MARKET" },
        { ask: (by) => life.undo(by, [pack], "LOCKED"), elsewhere: "FORBIDDEN_MARKET" },
      ],
      "place-hold": [
        { ask: hold({ link: pack }), elsewhere: "FORBIDDEN_MARKET" },
        { ask: hold({ link: box }), elsewhere: "FORBIDDEN_MARKET" },
        { ask: hold(batch), elsewhere: "BATCH_UNKNOWN" },
        { ask: hold({ shipmentId: shipment.id }), elsewhere: "SHIPMENT_UNKNOWN" },
      ],
      "release-hold": [
        { ask: release(held, onPack), elsewhere: "FORBIDDEN_MARKET" },
        { ask: release(null, onShipment), elsewhere: "HOLD_UNKNOWN" },
      ],
      "hold-batch": [
        { ask: (by) => holdBatch(deps, by, { requestKey: key(), ...batch }), elsewhere: "BATCH_UNKNOWN" },
      ],
      "unhold-batch": [
        { ask: (by) => unholdBatch(deps, by, { requestKey: key(), ...batch }), elsewhere: "BATCH_UNKNOWN" },
      ],
      "prepare-recall": [{ ask: (by) => prepare(by, other.id, [by.country]), elsewhere: "BATCH_UNKNOWN" }],
      "sign-recall": [
        // By the one who prepared it: refused there by the two persons' rule.
        {
          ask: (by) => signRecall(deps, by, { requestKey: key(), recallId: draft }),
          elsewhere: "RECALL_UNKNOWN",
        },
      ],
      "cancel-recall": [
        {
          ask: (by) => cancelRecall(deps, by, { requestKey: key(), recallId: draft }),
          elsewhere: "RECALL_UNKNOWN",
        },
      ],
      "report-stolen": [
        { ask: stolen({ links: [pack] }), elsewhere: "FORBIDDEN_MARKET" },
        { ask: stolen({ shipmentId: shipment.id }), elsewhere: "SHIPMENT_UNKNOWN" },
      ],
      "withdraw-product": [
        {
          ask: (by) =>
            withdrawProduct(deps, by, {
              requestKey: key(),
              gtin: foreignToWithdraw.gtin,
              markets: [by.country],
              reason: "Unsafe",
            }),
          elsewhere: "PRODUCT_UNKNOWN",
        },
      ],
    };
  }

  describe("an authority", () => {
    it("is told and changes nothing of what is sold and stands on another market only, whatever it may do at home", async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 3 }),
          fc.integer({ min: 1, max: 3 }),
          async (loose, boxed) => {
            const asked = questions(await germanGoods(loose, boxed));
            for (const { ask, elsewhere } of Object.values(asked).flat()) {
              if (typeof elsewhere === "string") await refused(world(), () => ask(inspector), elsewhere);
              else {
                const { units, events } = await world().picture();
                elsewhere(done(await ask(inspector)));
                expect(await world().picture()).toMatchObject({ units, events });
              }
            }
            for (const [action, list] of Object.entries(asked)) {
              for (const { ask } of list) {
                const answer = await ask(bernd);
                const twoPersons = action === "sign-recall" ? "SAME_PERSON" : null;
                expect(answer.ok ? null : answer.refusal.code, action).toBe(twoPersons);
              }
            }
          },
        ),
        { numRuns: 3 },
      );
    }, 120_000);

    it("is asked about by every row of the permission table that has a role of it", async () => {
      const possible = ACTIONS.filter((action) => PERMISSIONS[action].regulator.length > 0);
      const asked = Object.keys(questions(await germanGoods(1, 1)));
      expect([...asked, ...OWN_ROWS, ...possible.filter(OWN_SETTINGS)].sort()).toEqual([...possible].sort());
    });

    it("acts on a pack of another market's product that stands in its country, and on no other of it", async () => {
      const acts = actsOf(world());
      const { made } = await germanGoods(1, 1);
      const strayed = await acts.batch({ packs: 2, product: foreign });
      // At the maker's, in Austria.
      done(await lifeOf(world()).lock(inspector, strayed.links));
      const { results } = done(
        await lifeOf(world()).lock(inspector, [...strayed.links.slice(0, 1), made.links[3] ?? ""], "proceed"),
      );
      expect(results.map((one) => (one.result === "refused" ? one.code : "done"))).toEqual([
        "ALREADY_INACTIVE",
        "FORBIDDEN_MARKET",
      ]);
      await refused(
        world(),
        () => holdBatch(world().deps, inspector, { requestKey: key(), batchId: strayed.id }),
        "BATCH_UNKNOWN",
      );
    });

    it("acts on a container with packs of its market only: other goods in it are not its to stop", async () => {
      const { deps } = world();
      const acts = actsOf(world());
      const [ours, theirs] = [
        await acts.batch({ packs: 2 }),
        await acts.batch({ packs: 2, product: foreign }),
      ];
      await acts.delivered([...ours.links, ...theirs.links], dieter);
      const pure = await acts.packed(ours.links.slice(1), dieter);
      const mixed = await acts.packed([...ours.links.slice(0, 1), ...theirs.links], dieter);
      const hold = (link: string) =>
        placeHold(deps, inspector, {
          requestKey: key(),
          subject: { link },
          kind: "REGULATOR",
          reason: "Asked",
          entry,
        });
      await refused(world(), () => hold(mixed), "FORBIDDEN_MARKET");
      done(await hold(pure));
    });
  });

  it("a market without serial numbers asks for none, and judges a registered pack all the same", async () => {
    const acts = actsOf(world());
    const made = await acts.batch({ packs: 1, product: drops });
    const never = acts.reading(made, 0, { serial: "never-made" });
    expect(await acts.verdict(petra, never)).toMatchObject({ kind: "STOP", code: "SERIAL_UNKNOWN" });
    expect(await acts.verdict(dieter, never)).toMatchObject({ kind: "NEUTRAL", code: "NOT_SERIALISED" });
    const known = { kind: "CHECK", code: "POSSESSED_ELSEWHERE" };
    // Time enough for one pack to be at all these places.
    world().clock.advance(86_400_000);
    expect(await acts.verdict(dieter, acts.reading(made))).toMatchObject(known);
    world().clock.advance(86_400_000);
    expect(await acts.verdict(petra, acts.reading(made))).toMatchObject(known);
  });
}
