import { describe, expect, it } from "vitest";
import { QUANTITY_AT_MOST, type QuantityLine } from "@/lib/core/custody/quantities";
import { countInQuantities } from "../count-in-quantities";
import { destroyQuantities } from "../destroy-quantities";
import { holdBatch } from "../hold-batch";
import { releaseBatch } from "../release-batch";
import type { TenantScope } from "../scope";
import { supplyQuantities } from "../supply-quantities";
import { viewQuantities } from "../view-quantities";
import { actsOf, done, type Made, refused, requestKey } from "./acts";
import { ana, cream, makersAuditor, otto, petra, rita, wanda } from "./cast";
import type { World } from "./world";

/** Packs without serials: a site's book of how many of which batch. */
export function quantitiesSuite(world: () => World): void {
  const acts = () => actsOf(world());
  const entry = "typed" as const;
  const of = (made: Made, quantity: number): QuantityLine => ({
    gtin: made.product.gtin,
    batch: made.number,
    quantity,
  });
  const countIn = (lines: readonly QuantityLine[], scope: TenantScope = petra) =>
    countInQuantities(world().deps, scope, { requestKey: requestKey(), lines, entry });
  const supply = (lines: readonly QuantityLine[], scope: TenantScope = petra) =>
    supplyQuantities(world().deps, scope, { requestKey: requestKey(), lines, entry });
  const destroy = (lines: readonly QuantityLine[], witness = otto.personId, scope: TenantScope = ana) =>
    destroyQuantities(world().deps, scope, { requestKey: requestKey(), lines, witness, entry });
  const there = async (made: Made, scope: TenantScope = petra) =>
    done(await viewQuantities(world().deps, scope)).find(({ batch }) => batch === made.number)?.count ?? 0;
  const release = (made: Made) =>
    releaseBatch(world().deps, ana, { requestKey: requestKey(), batchId: made.id, entry });
  const planned = (expiryPrinted = "290300") =>
    acts().batch({ product: cream, packs: 0, released: false, expiryPrinted });
  /** Made by being counted in at the maker's, and released. */
  async function made(quantity = 10): Promise<Made> {
    const batch = await planned();
    done(await countIn([of(batch, quantity)], ana));
    done(await release(batch));
    return batch;
  }

  describe("quantities", () => {
    it("are counted in, handed out and destroyed, each told by an event with its classes", async () => {
      const [first, second] = [await made(), await made()];
      const before = (await world().picture()).events.length;
      expect(done(await countIn([of(first, 7), of(second, 5)]))).toEqual({ packs: 12 });
      expect(done(await countIn([of(first, 1)]))).toEqual({ packs: 1 });
      expect(done(await supply([of(first, 8), of(second, 2)]))).toEqual({ packs: 10 });
      expect([await there(first), await there(second)]).toEqual([0, 3]);
      expect(done(await destroy([of(first, 4)]))).toEqual({ packs: 4 });
      // Each site has a book of its own.
      expect([await there(first, ana), await there(second, ana), await there(second, rita)]).toEqual([
        6, 10, 0,
      ]);
      const { events, quantities } = await world().picture();
      expect(events).toHaveLength(before + 4);
      expect(events.at(-1)).toContain(otto.personId);
      expect(quantities).toContain(`${second.id} ${petra.siteId} STOCK 3`);
    });

    it("are listed with what a shelf needs to know", async () => {
      const batch = await made(3);
      const line = done(await viewQuantities(world().deps, ana)).find((one) => one.batch === batch.number);
      expect(line).toEqual({
        gtin: cream.gtin,
        batch: batch.number,
        product: cream.name,
        strength: cream.strength,
        lastValidDay: "2029-03-31",
        batchState: "RELEASED",
        batchHeld: false,
        recalled: false,
        book: "STOCK",
        count: 3,
      });
      done(await viewQuantities(world().deps, makersAuditor));
    });

    it("never fall below zero: QUANTITY_SHORT, of two at once exactly one wins", async () => {
      const batch = await made();
      done(await countIn([of(batch, 3)]));
      await refused(world(), () => supply([of(batch, 4)]), "QUANTITY_SHORT", { there: 3, wanted: 4 });
      await refused(world(), () => supply([of(batch, 1)], rita), "QUANTITY_SHORT", { there: 0 });
      const both = await Promise.all([supply([of(batch, 2)]), supply([of(batch, 2)])]);
      expect(both.filter(({ ok }) => ok)).toHaveLength(1);
      expect(await there(batch)).toBe(1);
    });

    it("name batches that exist and carry no serials: NOTHING_COUNTED, QUANTITY_INVALID, BATCH_UNKNOWN, SERIALS_NEEDED", async () => {
      const batch = await made();
      const serials = await acts().batch({ packs: 1 });
      await refused(world(), () => countIn([]), "NOTHING_COUNTED");
      for (const quantity of [0, -1, 1.5, QUANTITY_AT_MOST + 1]) {
        await refused(world(), () => countIn([of(batch, quantity)]), "QUANTITY_INVALID");
      }
      await refused(world(), () => countIn([of(batch, 1), of(batch, 1)]), "QUANTITY_INVALID");
      await refused(world(), () => countIn([{ ...of(batch, 1), batch: "NONE" }]), "BATCH_UNKNOWN");
      await refused(world(), () => countIn([of(serials, 1)]), "SERIALS_NEEDED");
      await refused(world(), () => destroy([of(batch, 1)], ana.personId), "SAME_PERSON");
    });

    it("stay on the shelf while something is against their batch: BLOCKED_UNIT; what is destroyed may be recalled", async () => {
      const unreleased = await planned();
      await refused(world(), () => release(unreleased), "BATCH_EMPTY");
      done(await countIn([of(unreleased, 5)], ana));
      done(await countIn([of(unreleased, 5)]));
      await refused(world(), () => supply([of(unreleased, 1)]), "BLOCKED_UNIT", {
        reason: "BATCH_UNRELEASED",
      });
      const batch = await made();
      done(await countIn([of(batch, 5)]));
      done(await holdBatch(world().deps, otto, { requestKey: requestKey(), batchId: batch.id }));
      await refused(world(), () => supply([of(batch, 1)]), "BLOCKED_UNIT", { reason: "BATCH_HELD" });
      await acts().recalled([batch]);
      await refused(world(), () => supply([of(batch, 1)]), "BLOCKED_UNIT", { reason: "RECALLED" });
      done(await destroy([of(batch, 10)]));
      expect(await there(batch, ana)).toBe(0);
      const short = await planned("260700");
      done(await countIn([of(short, 5)], ana));
      done(await release(short));
      done(await countIn([of(short, 1)]));
      world().clock.advance(90 * 86_400_000);
      await refused(world(), () => supply([of(short, 1)]), "BLOCKED_UNIT", { reason: "EXPIRED" });
    });

    it("are handed out where patients are, and counted by whoever has goods: FORBIDDEN_CAPABILITY", async () => {
      const batch = await made();
      done(await countIn([of(batch, 2)], wanda));
      await refused(world(), () => supply([of(batch, 1)], wanda), "FORBIDDEN_CAPABILITY");
      await refused(world(), () => countIn([of(batch, 1)], makersAuditor), "FORBIDDEN_ROLE");
    });
  });
}
