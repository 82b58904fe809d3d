import { describe, expect, it } from "vitest";
import { changeChunk } from "../bulk-change";
import { commissionChunk } from "../bulk-commission";
import type { BulkItem, Repeated } from "../bulk-items";
import type { BulkOutcome } from "../bulk-outcomes";
import type { PackOrder } from "../job-kinds";
import type { TenantScope } from "../scope";
import { actsOf, done, type Made } from "./acts";
import { ana, makersPacker, petra, rita } from "./cast";
import { lifeOf } from "./life-acts";
import type { World } from "./world";

/** Chunks of jobs: each does with its packs what requests about them do. */
export function bulkSuite(world: () => World): void {
  const setup = () => ({ acts: actsOf(world()), life: lifeOf(world()) });
  const pairs = ({ product, serials }: Made): BulkItem[] => serials.map((serial) => [product.gtin, serial]);
  const read = (lines: string): BulkOutcome[] => lines.split("\n").map((line) => JSON.parse(line));
  const codes = (lines: string) => read(lines).map(({ code }) => code);

  async function change(scope: TenantScope, order: PackOrder, items: readonly (BulkItem | Repeated)[]) {
    const { deps, clock } = world();
    const lines = items.map((item) => JSON.stringify(item)).join("\n");
    const chunk = { order, lines, first: 7, now: clock.now() };
    return deps.ledger.transact(scope, (tx) => changeChunk(deps, tx, scope, chunk));
  }

  describe("a chunk that changes packs", () => {
    it("supplies what the counter would, refuses with its codes, and takes packs out of cases", async () => {
      const { acts } = setup();
      const made = await acts.batch({ packs: 3 });
      const box = await acts.packed(made.links.slice(1));
      await acts.delivered([made.links[0] ?? "", box], petra);
      done(await acts.dispense(petra, acts.reading(made)));
      const before = (await world().picture()).events.length;
      const { gtin } = made.product;
      const wrong = `(01)${gtin}(21)${made.serials[2]}(10)OTHER(17)290300`;
      const { lines, counts } = await change(petra, { kind: "dispense" }, [
        ...pairs(made).slice(0, 2),
        wrong,
      ]);
      expect(codes(lines)).toEqual(["ALREADY_SUPPLIED_HERE", null, "BATCH_MISMATCH"]);
      expect(counts).toEqual({ ALREADY_SUPPLIED_HERE: 1, done: 1, BATCH_MISMATCH: 1 });
      expect(read(lines).map(({ n }) => n)).toEqual([7, 8, 9]);
      expect(await acts.unit(made.links[1] ?? "")).toMatchObject({ state: "SUPPLIED", parent: null });
      expect((await world().picture()).events).toHaveLength(before + 2);
    });

    it("changes a pack once, however often and in whatever way the list names it", async () => {
      const { acts } = setup();
      const made = await acts.batch({ packs: 1 });
      const [item] = pairs(made);
      const scanned = `(01)${made.product.gtin}(21)${made.serials[0]}(10)${made.number}(17)290300`;
      const { lines } = await change(ana, { kind: "export" }, [item ?? "", scanned, { as: 7 }, "rubbish"]);
      expect(codes(lines)).toEqual([null, "LISTED_TWICE", "LISTED_TWICE", "FORMAT_INVALID"]);
    });

    it("says of each line that names no pack what is wrong with it (FORMAT_INVALID)", async () => {
      const { acts } = setup();
      const { product } = await acts.batch({ packs: 0, released: false });
      const { lines } = await change(ana, { kind: "export" }, [
        "rubbish",
        `(01)${product.gtin}`,
        [product.gtin, "no spaces"],
        `(01)${product.gtin.slice(0, -1)}x(21)1`,
      ]);
      expect(new Set(codes(lines))).toEqual(new Set(["FORMAT_INVALID"]));
      const told = read(lines).map(({ message }) => message);
      expect(told.slice(1, 3)).toEqual([
        "This code names a product, but no serial number.",
        "This is not the code of a pack.",
      ]);
      expect(new Set(told).size).toBe(4);
    });

    it("is refused pack by pack what its organisation may not: others' packs, a witness of others", async () => {
      const { acts } = setup();
      const made = await acts.batch({ packs: 2 });
      const before = await world().picture();
      const stranger = await change(rita, { kind: "dispense" }, pairs(made));
      expect(stranger.counts).toEqual({ NOT_IN_CUSTODY: 2 });
      const alone = await change(ana, { kind: "destroy", witness: rita.personId }, pairs(made));
      expect(alone.counts).toEqual({ WITNESS_UNKNOWN: 2 });
      expect((await world().picture()).units).toEqual(before.units);
    });

    it("ends as the request for the same packs does", async () => {
      const { acts, life } = setup();
      const [one, other] = [await acts.batch({ packs: 2 }), await acts.batch({ packs: 2 })];
      done(await life.lock(ana, one.links));
      await change(ana, { kind: "lock" }, pairs(other));
      const witness = makersPacker.personId;
      done(await life.destroy(ana, (await acts.batch({ packs: 1 })).links, witness));
      const destroyed = await acts.batch({ packs: 1 });
      await change(ana, { kind: "destroy", witness }, pairs(destroyed));
      const { units, events } = await world().picture();
      const plain = (link: string) => ({ ...units[link], id: "" });
      expect(other.links.map(plain)).toEqual(one.links.map(plain));
      expect(await acts.unit(destroyed.links[0] ?? "")).toMatchObject({ state: "DESTROYED" });
      expect(events.at(-1)).toContain(witness);
    });
  });

  describe("a chunk that makes packs", () => {
    it("makes what can be made in one event, and refuses the rest serial by serial", async () => {
      const { acts } = setup();
      const made = await acts.batch({ packs: 1, released: false });
      const { deps, clock } = world();
      const given = ["N1", made.serials[0], { as: 0 }, "no good", "N2"];
      const lines = given.map((line) => JSON.stringify(line)).join("\n");
      const order = { kind: "commission", batchId: made.id } as const;
      const chunk = { order, lines, first: 0, now: clock.now() };
      const result = await deps.ledger.transact(ana, (tx) => commissionChunk(deps, tx, ana, chunk));
      expect(codes(result.lines)).toEqual([
        null,
        "DUPLICATE_SERIAL",
        "LISTED_TWICE",
        "SERIALS_INVALID",
        null,
      ]);
      const [first, , , , last] = read(result.lines);
      expect(first?.eventId).toBe(last?.eventId);
      expect(first?.gtin).toBe(made.product.gtin);
    });
  });
}
