import { describe, expect, it } from "vitest";
import { type BatchId, batchId, type ProductId, productId } from "@/lib/core/pack/ids";
import { commissionPacks, MAX_PACKS } from "../commission-packs";
import { createBatch } from "../create-batch";
import { holdBatch } from "../hold-batch";
import { releaseBatch } from "../release-batch";
import { actsOf, done, refused, requestKey } from "./acts";
import { ana, borrowed, drops, makersPacker, otto, petra, tablets, withdrawn } from "./cast";
import type { World } from "./world";

/** Batches and packs come into being: create-batch, commission-packs, release-batch. */
export function makeSuite(world: () => World): void {
  const create = (
    change: { productId?: ProductId; number?: string; expiryPrinted?: string } = {},
    scope = ana,
  ) =>
    createBatch(world().deps, scope, {
      requestKey: requestKey(),
      productId: tablets.id,
      number: "NEW",
      expiryPrinted: "290300",
      plannedSize: 10,
      ...change,
    });
  const commission = (
    id: BatchId,
    serials: { readonly import: readonly string[] } | { readonly generate: number },
    scope = ana,
  ) =>
    commissionPacks(world().deps, scope, { requestKey: requestKey(), batchId: id, serials, entry: "file" });
  const release = (id: BatchId, scope = ana) =>
    releaseBatch(world().deps, scope, { requestKey: requestKey(), batchId: id, entry: "camera" });

  describe("create-batch", () => {
    it("reads day 00 of the print as the last day of the month", async () => {
      const { batchId: id } = done(await create({ number: "DAY00", expiryPrinted: "280200" }));
      const kept = await world().deps.ledger.transact(ana, (tx) => tx.lockBatch(id));
      expect(kept).toMatchObject({ lastValidDay: "2028-02-29", expiryPrinted: "280200", state: "PACKAGED" });
    });

    it.each([
      [
        "a product nobody has",
        { productId: productId("00000009-0000-4000-8000-000000000999") },
        "PRODUCT_UNKNOWN",
      ],
      ["a withdrawn product", { productId: withdrawn.id }, "PRODUCT_UNKNOWN"],
      ["a number with a space", { number: "A B" }, "BATCH_NUMBER_INVALID"],
      ["a number of 21 characters", { number: "X".repeat(21) }, "BATCH_NUMBER_INVALID"],
      ["a date that is none", { expiryPrinted: "291300" }, "EXPIRY_INVALID"],
      ["a date in the past", { expiryPrinted: "260500" }, "EXPIRY_INVALID"],
    ] as const)("refuses %s", async (_name, change, code) => {
      await refused(world(), () => create(change), code);
    });

    it("refuses a number this product has already, and takes it for another product", async () => {
      const { number } = await actsOf(world()).batch({ packs: 0, released: false });
      await refused(world(), () => create({ number }), "BATCH_NUMBER_TAKEN");
      done(await create({ number, productId: drops.id }));
    });
  });

  describe("commission-packs", () => {
    it("makes every serial of the line's list an active pack at the site, in one event", async () => {
      const acts = actsOf(world());
      const { id, links } = await acts.batch({ packs: 0, released: false });
      const before = (await world().picture()).events.length;
      const { serials } = done(await commission(id, { import: ["LINE/1", "line+2", "L%3"] }));
      expect(serials).toEqual(["LINE/1", "line+2", "L%3"]);
      const picture = await world().picture();
      expect(picture.events).toHaveLength(before + 1);
      const made = Object.entries(picture.units).filter(([link]) => /LINE%2F1|line%2B2|L%253$/.test(link));
      expect(made).toHaveLength(3);
      for (const [, unit] of made) {
        expect(unit).toMatchObject({
          state: "ACTIVE",
          holder: ana.orgId,
          site: ana.siteId,
          place: "AT_SITE",
        });
      }
      expect(links).toEqual([]);
    });

    it("generates serials nobody can guess or misread", async () => {
      const { id } = await actsOf(world()).batch({ packs: 0, released: false });
      const { serials } = done(await commission(id, { generate: 40 }));
      expect(new Set(serials).size).toBe(40);
      for (const serial of serials) expect(serial).toMatch(/^[2-9A-HJ-NP-Z]{12}$/);
    });

    it("imports all of a list or nothing: a serial that exists keeps out the new ones", async () => {
      const acts = actsOf(world());
      const { id, serials } = await acts.batch({ packs: 2, released: false });
      const twice = serials[1] ?? "";
      await refused(world(), () => commission(id, { import: ["BRAND-NEW", twice] }), "DUPLICATE_SERIAL", {
        serial: twice,
        state: "ACTIVE",
      });
    });

    it("takes the serial of another product: the key of a pack is GTIN and serial", async () => {
      const acts = actsOf(world());
      const { serials } = await acts.batch({ packs: 1, released: false });
      const other = await acts.batch({ packs: 0, released: false, product: drops });
      expect(done(await commission(other.id, { import: serials })).serials).toEqual(serials);
    });

    it.each([
      ["the same serial twice in one list", { import: ["A1", "A1"] }, "SERIALS_INVALID"],
      ["a serial with a space", { import: ["A 1"] }, "SERIALS_INVALID"],
      ["an empty list", { import: [] }, "SERIALS_INVALID"],
      ["no pack at all", { generate: 0 }, "SERIALS_INVALID"],
      ["half a pack", { generate: 1.5 }, "SERIALS_INVALID"],
      ["more than an event may name", { generate: MAX_PACKS + 1 }, "SERIALS_INVALID"],
    ] as const)("refuses %s", async (_name, serials, code) => {
      const { id } = await actsOf(world()).batch({ packs: 0, released: false });
      await refused(world(), () => commission(id, serials), code);
    });

    it("refuses a batch that is released, held, expired or not there", async () => {
      const acts = actsOf(world());
      const released = await acts.batch({ packs: 1 });
      await refused(world(), () => commission(released.id, { generate: 1 }), "BATCH_CLOSED", {
        state: "RELEASED",
      });
      const held = await acts.batch({ packs: 1, released: false });
      done(await holdBatch(world().deps, ana, { requestKey: requestKey(), batchId: held.id }));
      await refused(world(), () => commission(held.id, { generate: 1 }), "BATCH_CLOSED", { held: true });
      const unknown = batchId("0000000b-0000-4000-8000-000000000999");
      await refused(world(), () => commission(unknown, { generate: 1 }), "BATCH_UNKNOWN");
      const short = done(await create({ number: "SHORT", expiryPrinted: "260630" })).batchId;
      world().clock.advance(31 * 86_400_000);
      await refused(world(), () => commission(short, { generate: 1 }), "BATCH_EXPIRED");
    });

    it("refuses a product whose code lies in somebody else's company prefix", async () => {
      const { batchId: id } = done(await create({ number: "BORROWED", productId: borrowed.id }));
      await refused(world(), () => commission(id, { generate: 1 }), "PRODUCT_NOT_YOURS");
    });
  });

  describe("release-batch", () => {
    it("is signed once: the second signature changes nothing and records nothing", async () => {
      const { id } = await actsOf(world()).batch({ released: false });
      expect(done(await release(id))).toEqual({ changed: true });
      const before = await world().picture();
      expect(done(await release(id, otto))).toEqual({ changed: false });
      expect((await world().picture()).events).toEqual(before.events);
    });

    it("refuses an empty batch, a held one, one of nobody, and a person who may not sign", async () => {
      const acts = actsOf(world());
      const empty = await acts.batch({ packs: 0, released: false });
      await refused(world(), () => release(empty.id), "BATCH_EMPTY");
      const held = await acts.batch({ released: false });
      done(await holdBatch(world().deps, ana, { requestKey: requestKey(), batchId: held.id }));
      await refused(world(), () => release(held.id), "BATCH_HELD");
      await refused(world(), () => release(batchId("0000000b-0000-4000-8000-000000000998")), "BATCH_UNKNOWN");
      await refused(world(), () => release(empty.id, makersPacker), "FORBIDDEN_ROLE");
      await refused(world(), () => release(empty.id, petra), "FORBIDDEN_CAPABILITY");
    });
  });
}
