import { describe, expect, it } from "vitest";
import type { HoldKind } from "@/lib/core/pack/axes";
import type { HoldId } from "@/lib/core/pack/ids";
import { type HoldOn, placeHold } from "../place-hold";
import { prepareRecall } from "../prepare-recall";
import { releaseBatch } from "../release-batch";
import { releaseHold } from "../release-hold";
import type { TenantScope } from "../scope";
import { signRecall } from "../sign-recall";
import { unpackUnits } from "../unpack-units";
import { actsOf, done, refused, requestKey } from "./acts";
import {
  ana,
  assistant,
  carlo,
  inspector,
  ivo,
  lena,
  otto,
  petra,
  repacked,
  rhea,
  rita,
  wanda,
} from "./cast";
import type { World } from "./world";

/** H1: holds on packs, containers, batches and deliveries: who, what they stop, who ends them. */
export function holdSuite(world: () => World): void {
  const entry = "camera" as const;
  const place = (subject: HoldOn, kind: HoldKind, scope: TenantScope) =>
    placeHold(world().deps, scope, { requestKey: requestKey(), subject, kind, reason: "Torn seal", entry });
  const placed = async (subject: HoldOn, kind: HoldKind, scope: TenantScope) =>
    done(await place(subject, kind, scope)).holdId;
  const release = (holdId: HoldId, link: string | null, scope: TenantScope) =>
    releaseHold(world().deps, scope, { requestKey: requestKey(), holdId, link, entry });

  async function stock(scope: TenantScope = petra, packs = 2) {
    const acts = actsOf(world());
    const made = await acts.batch({ packs });
    await acts.delivered(made.links, scope);
    const [link = ""] = made.links;
    return { acts, made, link };
  }

  describe("H1 place-hold", () => {
    it.each([
      ["possessor", petra, "SUSPECT", "STOP"],
      ["possessor", petra, "TEMPERATURE", "CHECK"],
      ["possessor", petra, "EXCEPTION", "CHECK"],
      ["holder", ana, "ILLEGITIMATE", "STOP"],
      ["regulator", inspector, "REGULATOR", "STOP"],
    ] as const)(
      "by the %s stops the pack, says which hold and is logged",
      async (_who, scope, kind, verdict) => {
        const { acts, made, link } = await stock();
        const before = (await world().picture()).events.length;
        const hold = await placed({ link }, kind, scope);
        expect((await world().picture()).events).toHaveLength(before + 1);
        expect(await acts.verdict(petra, acts.reading(made))).toMatchObject({
          kind: verdict,
          code: `${kind}_HOLD`,
          params: { hold },
        });
        await refused(world(), () => acts.dispense(petra, acts.reading(made)), "HELD", {
          hold,
          reason: `${kind}_HOLD`,
        });
      },
    );

    it("refuses kinds that are not one's own to say: HOLD_KIND_FORBIDDEN", async () => {
      const { link } = await stock();
      for (const [scope, kind] of [
        [petra, "ILLEGITIMATE"],
        [petra, "RECALL"],
        [petra, "ALERT"],
        [ana, "REGULATOR"],
        [inspector, "TEMPERATURE"],
      ] as const) {
        await refused(world(), () => place({ link }, kind, scope), "HOLD_KIND_FORBIDDEN", { kind });
      }
    });

    it("refuses strangers, and what nobody has: NOT_IN_CUSTODY, UNIT_UNKNOWN, FORBIDDEN_ROLE", async () => {
      const { link } = await stock();
      await refused(world(), () => place({ link }, "SUSPECT", rita), "NOT_IN_CUSTODY");
      await refused(world(), () => place({ link: `${link}X` }, "SUSPECT", petra), "UNIT_UNKNOWN");
      await refused(world(), () => place({ link }, "SUSPECT", assistant), "FORBIDDEN_ROLE");
    });

    it("on a container stops everything in it, and stays on what is taken out", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 2 });
      const box = await acts.packed(made.links);
      await acts.delivered([box], petra);
      const hold = await placed({ link: box }, "TEMPERATURE", petra);
      await refused(world(), () => acts.dispense(petra, acts.reading(made)), "HELD", { hold });
      await expect(acts.sent([box], petra, { id: rita.siteId })).rejects.toThrow(hold);
      await expect(acts.sent(made.links.slice(0, 1), petra, { id: rita.siteId })).rejects.toThrow("HELD");
      done(await release(hold, box, petra));
      done(await acts.dispense(petra, acts.reading(made)));
    });

    it("on a container that another holds is its maker's when all in it is theirs, and the authority's", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 2 });
      const box = await acts.packed(made.links);
      await acts.delivered([box], wanda);
      const hold = await placed({ link: box }, "ILLEGITIMATE", ana);
      expect(await acts.verdict(wanda, acts.reading(made))).toMatchObject({ code: "ILLEGITIMATE_HOLD" });
      done(await release(hold, box, otto));
      const authoritys = await placed({ link: box }, "REGULATOR", inspector);
      await expect(acts.sent([box], wanda, { id: petra.siteId })).rejects.toThrow("HELD");
      done(await release(authoritys, box, ivo));
      // One pack of another maker in it, and a hold on it would stop that one's goods, too.
      const other = await acts.batch({ packs: 1, product: repacked, maker: rhea });
      await acts.delivered(other.links, wanda, rhea);
      await acts.packed(other.links, wanda, box);
      await refused(world(), () => place({ link: box }, "ILLEGITIMATE", ana), "NOT_IN_CUSTODY");
      await placed({ link: made.links[0] ?? "" }, "ILLEGITIMATE", ana);
      await placed({ link: box }, "REGULATOR", inspector);
      const empty = await acts.packed((await acts.batch({ packs: 1 })).links);
      done(
        await unpackUnits(world().deps, ana, {
          requestKey: requestKey(),
          parent: empty,
          children: [],
          entry,
        }),
      );
      await refused(world(), () => place({ link: empty }, "SUSPECT", rita), "NOT_IN_CUSTODY");
    });

    it("on a batch stops every pack of it wherever it is, and its release", async () => {
      const { acts, made } = await stock();
      const hold = await placed({ batchId: made.id }, "ILLEGITIMATE", ana);
      expect(await acts.verdict(petra, acts.reading(made))).toMatchObject({ code: "ILLEGITIMATE_HOLD" });
      await refused(world(), () => acts.dispense(petra, acts.reading(made)), "HELD", { hold });
      done(await release(hold, null, otto));
      expect(await acts.verdict(petra, acts.reading(made))).toMatchObject({ kind: "VERIFIED" });
      const raw = await acts.batch({ released: false });
      const held = await placed({ batchId: raw.id }, "SUSPECT", ana);
      const command = { requestKey: requestKey(), batchId: raw.id, entry };
      await refused(world(), () => releaseBatch(world().deps, ana, command), "BATCH_HELD");
      done(await release(held, null, ana));
      done(await releaseBatch(world().deps, ana, { ...command, requestKey: requestKey() }));
    });

    it("on a batch is its holder's or the authority's: BATCH_UNKNOWN", async () => {
      const { made } = await stock();
      await refused(world(), () => place({ batchId: made.id }, "SUSPECT", petra), "BATCH_UNKNOWN");
      await placed({ batchId: made.id }, "REGULATOR", inspector);
    });

    it("on a delivery stands on each of its units, arrives with them, and is released as one", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 3 });
      const box = await acts.packed(made.links.slice(0, 2));
      const { id } = await acts.sent([box, made.links[2] ?? ""]);
      const hold = await placed({ shipmentId: id }, "TEMPERATURE", ana);
      done(await acts.receipt(petra, id, [box, made.links[2] ?? ""]));
      for (const i of [0, 2]) {
        await refused(world(), () => acts.dispense(petra, acts.reading(made, i)), "HELD");
      }
      await refused(world(), () => place({ shipmentId: id }, "TEMPERATURE", ana), "SHIPMENT_CLOSED");
      done(await release(hold, null, ana));
      expect((await acts.unit(box))?.holds).not.toContain("TEMPERATURE");
      await refused(world(), () => place({ shipmentId: id }, "TEMPERATURE", rita), "SHIPMENT_UNKNOWN");
    });
  });

  describe("H1 release-hold", () => {
    it("of a delivery tells of the units that still have it, and of none a second time", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 2 });
      const { id } = await acts.sent(made.links);
      const whole = await placed({ shipmentId: id }, "TEMPERATURE", ana);
      const ownHold = async (link = "") =>
        (await world().deps.ledger.find(ana, [link]))[0]?.holds.find(({ own }) => own)?.id ?? whole;
      const events = async () => (await world().picture()).events.length;
      const before = await events();
      for (const link of made.links) done(await release(await ownHold(link), link, ana));
      expect(await events()).toBe(before + 2);
      done(await release(whole, null, ana));
      expect(await events()).toBe(before + 2);
    });

    it("is the placer's side's or the authority's: HELD names the hold", async () => {
      const { link } = await stock();
      const makers = await placed({ link }, "ILLEGITIMATE", ana);
      await refused(world(), () => release(makers, link, petra), "HELD", { hold: makers });
      done(await release(makers, link, lena));
      const own = await placed({ link }, "SUSPECT", petra);
      done(await release(own, link, inspector));
      const authoritys = await placed({ link }, "SUSPECT", inspector);
      await refused(world(), () => release(authoritys, link, petra), "HELD", { hold: authoritys });
      done(await release(authoritys, link, ivo));
    });

    it("ends one hold and leaves the others", async () => {
      const { acts, made, link } = await stock();
      const first = await placed({ link }, "TEMPERATURE", petra);
      const second = await placed({ link }, "TEMPERATURE", petra);
      done(await release(first, link, petra));
      await refused(world(), () => acts.dispense(petra, acts.reading(made)), "HELD", { hold: second });
      await refused(world(), () => release(first, link, petra), "HOLD_UNKNOWN");
      await refused(world(), () => release(first, null, petra), "HOLD_UNKNOWN");
    });

    it("never ends the hold of a recall: RECALL_IRREVERSIBLE", async () => {
      const { acts, made, link } = await stock();
      const [from = ""] = made.serials;
      const { recallId } = done(
        await prepareRecall(world().deps, ana, {
          requestKey: requestKey(),
          batchIds: [made.id],
          serials: { from, to: from },
          markets: ["AT"],
          recall: { class: 2, depth: "pharmacy", publicText: null },
          reason: "Two packs without leaflet",
        }),
      );
      done(await signRecall(world().deps, otto, { requestKey: requestKey(), recallId }));
      const { params } = await acts.verdict(petra, acts.reading(made));
      const hold = params.hold as HoldId;
      for (const scope of [ana, inspector]) {
        await refused(world(), () => release(hold, link, scope), "RECALL_IRREVERSIBLE");
      }
    });
  });

  describe("H1 and moving", () => {
    it("refuses to ship what is held for sale: HELD; a return may go back", async () => {
      const { acts, made, link } = await stock(wanda);
      const hold = await placed({ link }, "SUSPECT", wanda);
      await expect(acts.sent(made.links, wanda, { id: petra.siteId })).rejects.toThrow(hold);
      await acts.sent([link], wanda, { id: ana.siteId }, "return");
    });

    it("lets nothing leave from under an authority's hold, whatever for", async () => {
      const { acts, link } = await stock(wanda);
      await placed({ link }, "REGULATOR", inspector);
      for (const purpose of ["sale", "transfer", "return"] as const) {
        await expect(acts.sent([link], wanda, { id: carlo.siteId }, purpose)).rejects.toThrow("HELD");
      }
    });
  });
}
