import { describe, expect, it } from "vitest";
import type { ShipmentPurpose } from "@/lib/core/custody/purposes";
import type { OrgId } from "@/lib/core/pack/ids";
import { checkShipment } from "../check-shipment";
import { type CrossDock, crossDock } from "../cross-dock";
import { holdBatch } from "../hold-batch";
import { quarantinePack } from "../quarantine-pack";
import { samplePacks } from "../sample-packs";
import type { TenantScope } from "../scope";
import { shipUnits } from "../ship-units";
import { voidShipment } from "../void-shipment";
import { actsOf, done, refused, requestKey, type Sent } from "./acts";
import {
  ana,
  authority,
  type CastSite,
  carrier,
  lapsed,
  lena,
  maker,
  makersAuditor,
  newcomer,
  petra,
  pharmacy,
  reverser,
  rita,
  rolf,
  wanda,
  wholesaler,
  wim,
} from "./cast";
import type { World } from "./world";

/** C1, the sender's side: ship-units and void-shipment. */
export function shipSuite(world: () => World): void {
  const ship = (
    units: readonly string[],
    options: {
      to?: Pick<CastSite, "id">;
      purpose?: ShipmentPurpose;
      takeOff?: boolean;
      scope?: TenantScope;
      buyerId?: OrgId;
    } = {},
  ) =>
    shipUnits(world().deps, options.scope ?? ana, {
      requestKey: requestKey(),
      receiverSiteId: (options.to ?? pharmacy.sites[0]).id,
      orderNumber: "PO/7",
      purpose: options.purpose ?? "sale",
      units,
      takeOff: options.takeOff ?? false,
      ...(options.buyerId ? { buyerId: options.buyerId } : {}),
      entry: "wedge",
    });

  describe("ship-units", () => {
    it("sends a pallet on its way in one event, and leaves custody with the sender until it is received", async () => {
      const acts = actsOf(world());
      const { links } = await acts.batch();
      const pallet = await acts.packed([await acts.packed(links)]);
      const before = await world().picture();
      const shipped = done(await ship([pallet]));
      expect(shipped).toMatchObject({ units: 1, packs: 3, receiver: pharmacy.name });
      const after = await world().picture();
      expect(after.units[pallet]).toMatchObject({ holder: maker.id, site: ana.siteId, place: "IN_TRANSIT" });
      expect(after.events).toHaveLength(before.events.length + 1);
      // Moving a container touches none of the packs: their rows and counters stay as they were.
      for (const link of links) expect(after.units[link]).toEqual(before.units[link]);
      expect(after.stock).toEqual(before.stock);
      expect(after.shipments).toContain(`${shipped.despatchAdvice} OPEN 3 ${pallet} 3 expected`);
    });

    it("counts what travels inside another scanned unit once", async () => {
      const acts = actsOf(world());
      const { links } = await acts.batch();
      const inner = await acts.packed(links);
      const pallet = await acts.packed([inner]);
      const units = [links[0] ?? "", inner, pallet];
      // The dry run after each scan counts as the shipment will.
      const check = await checkShipment(world().deps, ana, {
        receiverSiteId: pharmacy.sites[0].id,
        purpose: "sale",
        units,
      });
      expect(done(check)).toMatchObject({ packs: 3, packed: [], away: [], blocked: [] });
      expect(done(await ship([...units, pallet]))).toMatchObject({ units: 1, packs: 3 });
      expect((await acts.unit(links[0] ?? ""))?.parent).toBe(inner);
    });

    it("does not sell a tree with a single blocked pack in it, and says how many and why", async () => {
      const acts = actsOf(world());
      const raw = await acts.batch({ released: false });
      await refused(world(), () => ship(raw.links), "BLOCKED_UNIT", {
        blocked: 3,
        reason: "BATCH_UNRELEASED",
      });

      const good = await acts.batch();
      await acts.delivered(good.links, wanda);
      const pallet = await acts.packed(good.links, wanda);
      done(
        await quarantinePack(world().deps, wanda, {
          requestKey: requestKey(),
          reading: acts.reading(good, 1),
          cause: "SEAL_BROKEN",
          entry: "camera",
        }),
      );
      await refused(world(), () => ship([pallet], { scope: wanda }), "BLOCKED_UNIT", {
        blocked: 1,
        reason: "HELD",
      });
      done(await ship([pallet], { scope: wanda, purpose: "return", to: maker.sites[0] }));

      const held = await acts.batch();
      done(await holdBatch(world().deps, ana, { requestKey: requestKey(), batchId: held.id }));
      await refused(world(), () => ship(held.links), "BLOCKED_UNIT", { reason: "BATCH_HELD", blocked: 3 });
    });

    it("moves goods between sites of one owner whatever they are", async () => {
      const acts = actsOf(world());
      const raw = await acts.batch({ released: false });
      done(await ship(raw.links, { to: { id: lena.siteId }, purpose: "transfer" }));
    });

    it("ships only what stands here", async () => {
      const acts = actsOf(world());
      const { links } = await acts.batch();
      await refused(world(), () => ship(links, { scope: wanda }), "NOT_IN_CUSTODY", {
        standing: "ELSEWHERE",
      });
      done(await ship(links.slice(0, 1)));
      await refused(world(), () => ship(links), "NOT_IN_CUSTODY", { standing: "IN_TRANSIT" });
      await refused(world(), () => ship(["https://id.gs1.org/00/095200100000000013"]), "UNIT_UNKNOWN");
      await refused(world(), () => ship([]), "NOTHING_TO_SHIP");
    });

    it("asks before it takes units off a container that stays behind", async () => {
      const acts = actsOf(world());
      const { links } = await acts.batch();
      const inner = await acts.packed(links);
      await refused(world(), () => ship(links.slice(0, 2)), "STILL_PACKED", { count: 2 });
      expect(done(await ship(links.slice(0, 2), { takeOff: true }))).toMatchObject({ units: 2, packs: 2 });
      expect(await acts.unit(links[2] ?? "")).toMatchObject({ parent: inner });
      expect(await acts.unit(links[0] ?? "")).toMatchObject({ parent: null, place: "IN_TRANSIT" });
    });

    it.each([
      ["whose licence has run out", lapsed],
      ["that nobody has activated", newcomer],
      ["that is an authority", authority],
    ])("does not ship to an organisation %s", async (_name, receiver) => {
      const { links } = await actsOf(world()).batch();
      await refused(world(), () => ship(links, { to: receiver.sites[0] }), "NOT_LICENSED");
    });

    it("does not ship to itself or to nobody", async () => {
      const { links } = await actsOf(world()).batch();
      await refused(world(), () => ship(links, { to: maker.sites[0] }), "RECEIVER_UNKNOWN");
      const nowhere = { ...pharmacy.sites[0], id: "00000005-0000-4000-8000-000000000999" as CastSite["id"] };
      await refused(world(), () => ship(links, { to: nowhere }), "RECEIVER_UNKNOWN");
    });

    it("does not sell packs out of a held pallet by taking them off", async () => {
      const acts = actsOf(world());
      const made = await acts.batch();
      const pallet = await acts.packed(made.links);
      // Problem goods arrive under a hold on the pallet itself.
      const sent = await acts.sent([pallet], ana, wholesaler.sites[0]);
      done(await acts.receipt(wim, sent.id, [pallet]));
      expect((await acts.unit(pallet))?.holds).toEqual(["EXCEPTION"]);
      await refused(world(), () => ship(made.links.slice(0, 1), { scope: wim, takeOff: true }), "HELD", {
        kind: "EXCEPTION",
      });
    });
  });

  describe("ship-units by purpose", () => {
    it("sends recalled packs back, and nothing else with them: NOT_RECALLED", async () => {
      const acts = actsOf(world());
      const [bad, good] = [await acts.batch({ packs: 2 }), await acts.batch({ packs: 1 })];
      await acts.delivered([...bad.links, ...good.links], wanda);
      await acts.recalled([bad]);
      const pallet = await acts.packed([...bad.links, ...good.links], wanda);
      const back = { scope: wanda, to: maker.sites[0], purpose: "recall-return" } as const;
      await refused(world(), () => ship([pallet], back), "NOT_RECALLED", { packs: 1, batch: good.number });
      const check = { receiverSiteId: maker.sites[0].id, purpose: back.purpose, units: [pallet] };
      expect(done(await checkShipment(world().deps, wanda, check))).toMatchObject({
        blocked: [],
        notRecalled: [{ link: pallet, batch: good.number, count: 1 }],
      });
      done(await ship(bad.links, { ...back, takeOff: true }));
    });

    it("sends packs back that are recalled by their serial numbers only", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 2 });
      await acts.delivered([await acts.packed(made.links)], wanda);
      const [from = ""] = made.serials;
      await acts.recalled([made], {}, ["AT"], { from, to: from });
      const back = { scope: wanda, to: maker.sites[0], purpose: "recall-return", takeOff: true } as const;
      await refused(world(), () => ship(made.links, back), "NOT_RECALLED", { packs: 1 });
      done(await ship(made.links.slice(0, 1), back));
    });

    it("sends goods to destruction to nobody but reverse logistics: NOT_LICENSED", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ released: false });
      await refused(world(), () => ship(made.links, { purpose: "destruction" }), "NOT_LICENSED");
      const { shipmentId } = done(await ship(made.links, { purpose: "destruction", to: reverser.sites[0] }));
      expect(done(await acts.receipt(rolf, shipmentId, made.links))).toMatchObject({ packs: 3, held: 0 });
    });

    it("transfers nothing to another owner: NOT_THE_SAME_OWNER; to a carrier it stays the owner's", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 1 });
      const transfer = { purpose: "transfer" } as const;
      await refused(
        world(),
        () => ship(made.links, { ...transfer, to: wholesaler.sites[0] }),
        "NOT_THE_SAME_OWNER",
      );
      done(await ship(made.links, { ...transfer, to: carrier.sites[0] }));
    });

    it("drop-ships to the buyer's customer: the buyer owns and reads it, and never holds it: BUYER_WRONG", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 1 });
      const drop = { purpose: "drop-ship" } as const;
      await refused(world(), () => ship(made.links, drop), "BUYER_WRONG");
      for (const buyerId of [pharmacy.id, maker.id, lapsed.id, newcomer.id]) {
        await refused(world(), () => ship(made.links, { ...drop, buyerId }), "BUYER_WRONG");
      }
      const { shipmentId } = done(await ship(made.links, { ...drop, buyerId: wholesaler.id }));
      const trace = await world().deps.ledger.trace(wanda, made.links[0] ?? "");
      expect(trace?.events?.at(-1)).toMatchObject({ bizStep: "shipping", party: true });
      done(await acts.receipt(petra, shipmentId, made.links));
      expect((await acts.unit(made.links[0] ?? ""))?.holder).toBe(pharmacy.id);
    });

    it("samples leave before and after the registry was told", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 2 });
      const sampled = { requestKey: requestKey(), links: made.links.slice(0, 1), kind: "SAMPLE" as const };
      done(await samplePacks(world().deps, ana, { ...sampled, mode: "all-or-nothing", entry: "camera" }));
      await refused(world(), () => ship(made.links), "BLOCKED_UNIT", { reason: "SAMPLE" });
      done(await ship(made.links, { purpose: "sample" }));
    });
  });

  describe("cross-dock", () => {
    const dock = (
      shipmentId: Sent["id"],
      scans: readonly string[],
      change: Partial<CrossDock> = {},
      scope = wanda,
    ) =>
      crossDock(world().deps, scope, {
        requestKey: requestKey(),
        shipmentId,
        scans,
        reportMissing: false,
        receiverSiteId: pharmacy.sites[0].id,
        orderNumber: null,
        purpose: "sale",
        entry: "wedge",
        ...change,
      });

    it("takes goods in and sends them on in one transaction, as a receipt and a shipment of their own", async () => {
      const acts = actsOf(world());
      const { links } = await acts.batch();
      const pallet = await acts.packed(links);
      const { id } = await acts.sent([pallet], ana, wholesaler.sites[0]);
      const { received, shipped } = done(await dock(id, [pallet]));
      expect([received.packs, shipped.packs]).toEqual([3, 3]);
      expect(await acts.unit(pallet)).toMatchObject({ holder: wholesaler.id, place: "IN_TRANSIT" });
      done(await acts.receipt(petra, shipped.shipmentId, [pallet]));
    });

    it("does neither when one of them is refused", async () => {
      const acts = actsOf(world());
      const made = await acts.batch();
      const { id } = await acts.sent(made.links, ana, wholesaler.sites[0]);
      const [first = ""] = made.links;
      await refused(world(), () => dock(id, [first]), "UNITS_MISSING");
      await refused(
        world(),
        () => dock(id, made.links, { receiverSiteId: lapsed.sites[0].id }),
        "NOT_LICENSED",
      );
      expect(done(await dock(id, [first], { moreToCome: true }))).toMatchObject({
        received: { expected: 2 },
      });
      await acts.recalled([made]);
      await refused(world(), () => dock(id, made.links.slice(1)), "BLOCKED_UNIT", { reason: "RECALLED" });
      await refused(world(), () => dock(id, made.links.slice(1), {}, makersAuditor), "FORBIDDEN_ROLE");
    });
  });

  describe("void-shipment", () => {
    const take = (shipmentId: Parameters<typeof voidShipment>[2]["shipmentId"], scope = ana) =>
      voidShipment(world().deps, scope, { requestKey: requestKey(), shipmentId, entry: "camera" });

    it("brings the goods back to the sender's site, once, and nobody can receive them any more", async () => {
      const acts = actsOf(world());
      const { links } = await acts.batch();
      const { id } = await acts.sent(links);
      expect(done(await take(id))).toEqual({ changed: true });
      expect(await acts.unit(links[0] ?? "")).toMatchObject({ place: "AT_SITE", site: ana.siteId });
      const events = (await world().picture()).events.length;
      expect(done(await take(id))).toEqual({ changed: false });
      expect((await world().picture()).events).toHaveLength(events);
      await refused(world(), () => acts.receipt(petra, id, links), "SHIPMENT_CLOSED", { state: "VOIDED" });
      done(await ship(links));
    });

    it("is refused after the receipt, for somebody else's shipment and for an unknown one", async () => {
      const acts = actsOf(world());
      const { links } = await acts.batch();
      const { id } = await acts.sent(links);
      await refused(world(), () => take(id, petra), "SHIPMENT_UNKNOWN");
      await refused(world(), () => take(id, rita), "SHIPMENT_UNKNOWN");
      done(await acts.receipt(petra, id, links));
      await refused(world(), () => take(id), "SHIPMENT_CLOSED", { state: "RECEIVED" });
      await refused(
        world(),
        () => take("00000005-0000-4000-8000-000000000999" as typeof id),
        "SHIPMENT_UNKNOWN",
      );
    });
  });
}
