import { describe, expect, it } from "vitest";
import { packLink } from "@/lib/core/gs1/link";
import { type OrgId, productId } from "@/lib/core/pack/ids";
import { changeChunk } from "../bulk-change";
import { checkImport } from "../check-import";
import { commissionPacks } from "../commission-packs";
import { countInStock } from "../count-in-stock";
import { createBatch } from "../create-batch";
import { packUnits } from "../pack-units";
import { definePlace, putAway } from "../put-away";
import { receiveShipment } from "../receive-shipment";
import { releaseBatch } from "../release-batch";
import type { TenantScope } from "../scope";
import { shipUnits } from "../ship-units";
import { startJob } from "../start-job";
import { unpackUnits } from "../unpack-units";
import { voidPacks } from "../void-packs";
import { actsOf, done, refused, requestKey } from "./acts";
import {
  ana,
  carlo,
  carriersManager,
  drops,
  maker,
  mila,
  packager,
  petra,
  rival,
  tablets,
  wanda,
  wholesaler,
} from "./cast";
import type { World } from "./world";

/** Delegation: create-batch, commission-packs, pack-units, ship-units and receive-shipment in a holder's name. */
export function delegateSuite(world: () => World): void {
  const entry = "camera" as const;
  let numbers = 0;
  const create = (scope: TenantScope, actingFor: OrgId | undefined, product = tablets) =>
    createBatch(world().deps, scope, {
      requestKey: requestKey(),
      productId: product.id,
      number: `DELEGATED-${++numbers}`,
      expiryPrinted: "290300",
      plannedSize: 10,
      actingFor,
    });
  const commission = (
    scope: TenantScope,
    batchId: Parameters<typeof commissionPacks>[2]["batchId"],
    actingFor: OrgId | undefined = maker.id,
  ) =>
    commissionPacks(world().deps, scope, {
      requestKey: requestKey(),
      batchId,
      serials: { generate: 3 },
      entry,
      actingFor,
    });
  const pack = (scope: TenantScope, children: readonly string[], actingFor = maker.id) =>
    packUnits(world().deps, scope, {
      requestKey: requestKey(),
      parent: null,
      children,
      oneBatch: true,
      entry,
      actingFor,
    });
  const ship = (
    scope: TenantScope,
    units: readonly string[],
    change: Partial<Parameters<typeof shipUnits>[2]> = {},
  ) =>
    shipUnits(world().deps, scope, {
      requestKey: requestKey(),
      receiverSiteId: wholesaler.sites[0].id,
      orderNumber: null,
      purpose: "sale",
      units,
      takeOff: true,
      entry,
      actingFor: maker.id,
      ...change,
    });

  /** Made by the contract manufacturer in the maker's name, standing at its own site. */
  async function made() {
    const { batchId } = done(await create(mila, maker.id));
    const { serials } = done(await commission(mila, batchId));
    return { batchId, links: serials.map((serial) => packLink(tablets.gtin, serial)) };
  }

  /** What the last event says of who and in whose name. */
  async function lastEvent(scope: TenantScope, link: string) {
    const trace = await world().deps.ledger.trace(scope, link);
    return trace?.events?.at(-1);
  }

  describe("in a holder's name", () => {
    it("a contract manufacturer plans, commissions, packs and ships; the holder alone releases", async () => {
      const { batchId, links } = await made();
      const command = { requestKey: requestKey(), batchId, entry };
      await refused(world(), () => releaseBatch(world().deps, mila, command), "FORBIDDEN_CAPABILITY");
      done(await releaseBatch(world().deps, ana, { ...command, requestKey: requestKey() }));
      const { link } = done(await pack(mila, links));
      const { shipmentId } = done(await ship(mila, [link]));
      done(await actsOf(world()).receipt(wanda, shipmentId, [link]));
      expect((await world().picture()).units[link]).toMatchObject({ holder: wholesaler.id });
    });

    it("it may try a list first; not of a product that is not delegated", async () => {
      const { batchId } = done(await create(mila, maker.id));
      const list = { serials: ["A1", "A1", "B 2"], actingFor: maker.id };
      expect(done(await checkImport(world().deps, mila, { ...list, batchId }))).toMatchObject({
        fresh: ["A1"],
        rejected: [{ row: 2 }, { row: 3 }],
      });
      const other = done(await create(ana, undefined, drops)).batchId;
      const refusal = await checkImport(world().deps, mila, { ...list, batchId: other });
      expect(refusal).toMatchObject({ ok: false, refusal: { code: "FORBIDDEN_DELEGATION" } });
    });

    it("every event is the holder's to read, captured by the delegate", async () => {
      const { links } = await made();
      const event = await lastEvent(ana, links[0] ?? "");
      expect(event).toMatchObject({ bizStep: "commissioning", party: true, orgId: packager.id, mine: false });
    });

    it("goods leave the holder's ownership and the delegate's possession; the receipt says so, too", async () => {
      const { batchId, links } = await made();
      done(await releaseBatch(world().deps, ana, { requestKey: requestKey(), batchId, entry }));
      const { shipmentId } = done(await ship(mila, links));
      const delivery = await world().deps.ledger.delivery(wanda, shipmentId);
      expect(delivery).toMatchObject({ senderId: packager.id, ownerId: maker.id });
      done(await actsOf(world()).receipt(wanda, shipmentId, links));
      expect(await lastEvent(ana, links[0] ?? "")).toMatchObject({ bizStep: "receiving", party: true });
    });

    it("a carrier takes in what is the holder's and ships it on", async () => {
      const acts = actsOf(world());
      const goods = await acts.batch({ packs: 2 });
      const { id } = await acts.sent(goods.links, ana, { id: carlo.siteId }, "transfer");
      const receipt = {
        requestKey: requestKey(),
        shipmentId: id,
        scans: goods.links,
        reportMissing: false,
        entry,
        actingFor: maker.id,
      };
      done(await receiveShipment(world().deps, carlo, receipt));
      done(await ship(carlo, goods.links));
    });
  });

  describe("many packs in a holder's name", () => {
    const many = (links: readonly string[], mode: "all-or-nothing" | "proceed" = "all-or-nothing") =>
      ({ requestKey: requestKey(), links, mode, entry, actingFor: maker.id }) as const;
    const chunkOf = async (scope: TenantScope, links: readonly string[], actingFor?: OrgId) => {
      const { deps, clock } = world();
      const items = links.map((link) => /01\/(\d{14})\/21\/(.+)$/.exec(link)?.slice(1) ?? link);
      const lines = items.map((item) => JSON.stringify(item)).join("\n");
      const order = { kind: "void", ...(actingFor ? { actingFor } : {}) } as const;
      const chunk = { order, lines, first: 0, now: clock.now() };
      return deps.ledger.transact(scope, (tx) => changeChunk(deps, tx, scope, chunk));
    };

    /** The maker's packs at the delegate's site: of a product that it delegated, and of one that it didn't. */
    async function mixed() {
      const acts = actsOf(world());
      const { links } = await made();
      const other = await acts.batch({ packs: 1, product: drops });
      await acts.delivered(other.links, mila);
      return { links, other: other.links };
    }

    it("are voided by request and by job alike, each event naming the holder", async () => {
      const { links } = await made();
      done(await voidPacks(world().deps, mila, many(links.slice(0, 1))));
      expect((await chunkOf(mila, links.slice(1), maker.id)).counts).toEqual({ done: links.length - 1 });
      for (const link of links) {
        expect(await actsOf(world()).unit(link)).toMatchObject({ state: "VOID" });
        expect(await lastEvent(ana, link)).toMatchObject({ party: true, orgId: packager.id, mine: false });
      }
    });

    it("are refused one by one where their product was not delegated, with the single request's code", async () => {
      const { links, other } = await mixed();
      await refused(world(), () => voidPacks(world().deps, mila, many(other)), "FORBIDDEN_DELEGATION");
      const { counts } = await chunkOf(mila, [...other, ...links], maker.id);
      expect(counts).toEqual({ FORBIDDEN_DELEGATION: 1, done: links.length });
      const again = done(await voidPacks(world().deps, mila, many([...other, ...links], "proceed")));
      expect(again.results.map((one) => (one.result === "refused" ? one.code : one.eventId))).toEqual([
        "FORBIDDEN_DELEGATION",
        ...links.map(() => null),
      ]);
    });

    it("a job is let in by the delegation as a request is, and not without it", async () => {
      const items = ["x"];
      const order = { kind: "void", actingFor: maker.id } as const;
      const start = (scope: TenantScope, kind: "void" | "lock" = "void", holder = maker.id) =>
        startJob(world().deps, scope, {
          requestKey: requestKey(),
          order: { ...order, kind, actingFor: holder },
          items,
        });
      done(await start(mila));
      await refused(world(), () => start(mila, "void", rival.id), "FORBIDDEN_DELEGATION");
      await refused(world(), () => start(mila, "lock"), "FORBIDDEN_CAPABILITY");
      await refused(world(), () => start(carlo), "FORBIDDEN_CAPABILITY");
    });

    it("are unpacked, counted in and put away; what isn't delegated among them stops it all", async () => {
      const { deps } = world();
      const { links, other } = await mixed();
      const unpack = (parent: string) =>
        unpackUnits(deps, mila, {
          requestKey: requestKey(),
          parent,
          children: [],
          entry,
          actingFor: maker.id,
        });
      done(await unpack(done(await pack(mila, links.slice(0, 2))).link));
      const box = await actsOf(world()).packed([...links, ...other], mila);
      await refused(world(), () => unpack(box), "FORBIDDEN_DELEGATION");

      const goods = await actsOf(world()).batch({ packs: 1 });
      await actsOf(world()).delivered(goods.links, carlo);
      const label = `A${links[0]?.slice(-4)}`;
      done(await definePlace(deps, carriersManager, { requestKey: requestKey(), label, kind: "shelf" }));
      const command = { units: goods.links, entry, actingFor: maker.id };
      done(await putAway(deps, carlo, { requestKey: requestKey(), label, ...command }));
      done(await countInStock(deps, carlo, { requestKey: requestKey(), ...command }));
      const strange = { requestKey: requestKey(), units: goods.links, entry, actingFor: rival.id };
      await refused(world(), () => countInStock(deps, carlo, strange), "FORBIDDEN_DELEGATION");
    });
  });

  describe("refuses", () => {
    it("a verb that was not delegated: FORBIDDEN_DELEGATION", async () => {
      const goods = await actsOf(world()).batch({ packs: 1 });
      await actsOf(world()).delivered(goods.links, carlo);
      await refused(world(), () => pack(carlo, goods.links), "FORBIDDEN_DELEGATION");
      await refused(world(), () => commission(carlo, goods.id), "FORBIDDEN_DELEGATION");
    });

    it("a product that was not, and one whose delegation has run out: FORBIDDEN_DELEGATION", async () => {
      await refused(world(), () => create(mila, maker.id, drops), "FORBIDDEN_DELEGATION");
      const { batchId } = done(await create(ana, undefined, drops));
      await refused(world(), () => commission(mila, batchId), "FORBIDDEN_DELEGATION");
    });

    it("a holder that delegated nothing, one that does not exist, and a licence that does not carry it", async () => {
      const stranger = "00000000-0000-4000-8000-000000000999" as OrgId;
      for (const holder of [rival.id, stranger]) {
        await refused(world(), () => create(mila, holder), "FORBIDDEN_DELEGATION");
      }
      await refused(world(), () => create(petra, maker.id), "FORBIDDEN_CAPABILITY");
      await refused(world(), () => create(carlo, maker.id), "FORBIDDEN_CAPABILITY");
    });

    it("the holder's goods in the delegate's own name: FORBIDDEN_CAPABILITY, BATCH_UNKNOWN", async () => {
      await refused(world(), () => create(mila, undefined), "FORBIDDEN_CAPABILITY");
      const { batchId } = done(await create(mila, maker.id));
      await refused(world(), () => commission(mila, batchId, packager.id), "FORBIDDEN_CAPABILITY");
    });

    it("a product of nobody: PRODUCT_UNKNOWN", async () => {
      const nobodys = { ...tablets, id: productId("00000009-0000-4000-8000-000000000999") };
      await refused(world(), () => create(mila, maker.id, nobodys), "PRODUCT_UNKNOWN");
    });

    it("a mixed load with one product too many: FORBIDDEN_DELEGATION", async () => {
      const acts = actsOf(world());
      const [mine, other] = [await acts.batch({ packs: 1 }), await acts.batch({ packs: 1, product: drops })];
      const links = [...mine.links, ...other.links];
      await acts.delivered(links, mila);
      await refused(world(), () => ship(mila, links), "FORBIDDEN_DELEGATION");
      done(await ship(mila, mine.links));
    });
  });
}
