import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Result } from "@/lib/core/refusal";
import { commissionPacks } from "@/lib/operations/commission-packs";
import { unholdBatch } from "@/lib/operations/hold-batch";
import { packUnits } from "@/lib/operations/pack-units";
import { prepareRecall } from "@/lib/operations/prepare-recall";
import { shipUnits } from "@/lib/operations/ship-units";
import { signRecall } from "@/lib/operations/sign-recall";
import { type Acts, actsOf, done, type Made, requestKey } from "@/lib/operations/testing/acts";
import { ana, otto, petra, pharmacy, wanda, wholesaler } from "@/lib/operations/testing/cast";
import { undoPacks } from "@/lib/operations/undo-packs";
import { unpackUnits } from "@/lib/operations/unpack-units";
import { voidShipment } from "@/lib/operations/void-shipment";
import { audited } from "./owner/fsck/testing/audited";
import { type PostgresWorld, postgresWorld } from "./testing/postgres-world";
import { race } from "./testing/race";

/** Two requests that cross: with real connections, in every order the machine comes up with. */

const ROUNDS = 12;
let world: PostgresWorld;
let acts: Acts;
beforeAll(async () => {
  world = await postgresWorld("concurrency", 12);
  acts = actsOf(world);
});
afterAll(() => world.close());

function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

const wins = (results: readonly Result<unknown>[]): number => results.filter(({ ok }) => ok).length;
const codes = (results: readonly Result<unknown>[]): string[] =>
  results.flatMap((result) => (result.ok ? [] : [result.refusal.code]));
const rounds = Array.from({ length: ROUNDS }, (_, i) => i);

const ship = (units: readonly string[], from = petra, to = wholesaler.sites[0]) =>
  shipUnits(world.deps, from, {
    requestKey: requestKey(),
    receiverSiteId: to.id,
    orderNumber: null,
    purpose: "return",
    units,
    takeOff: true,
    entry: "camera",
  });
const pack = (children: readonly string[], parent: string | null = null, scope = ana) =>
  packUnits(world.deps, scope, {
    requestKey: requestKey(),
    parent,
    children,
    oneBatch: false,
    entry: "camera",
  });

async function boxAt(scope: typeof petra, packs = 3): Promise<{ made: Made; box: string }> {
  const made = await acts.batch({ packs });
  const box = await acts.packed(made.links);
  await acts.delivered([box], scope);
  return { made, box };
}

describe("one pack, many hands", () => {
  it("is dispensed exactly once, however many ask at the same moment", async () => {
    for (const _ of rounds) {
      const { made } = await boxAt(petra);
      const results = await race(
        Array.from({ length: 8 }, () => () => acts.dispense(petra, acts.reading(made))),
      );
      expect(wins(results)).toBe(1);
      // Who asked at the same moment scanned nothing again: no repeat, no alert.
      expect(new Set(codes(results))).toEqual(new Set(["ALREADY_SUPPLIED_HERE"]));
      expect((await world.picture()).alerts).toEqual([]);
      world.clock.advance(1);
    }
  });

  it("is either dispensed here or shipped with its box, never both", async () => {
    const outcomes = new Set<string>();
    for (const _ of rounds) {
      const { made, box } = await boxAt(petra);
      const [dispensed, shipped] = await race<unknown>([
        () => acts.dispense(petra, acts.reading(made)),
        () => ship([box]),
      ]);
      const pack = await acts.unit(made.links[0] ?? "");
      expect(shipped?.ok).toBe(true);
      if (dispensed?.ok) {
        // It left the box first: what is dispensed stays at the counter.
        expect(pack).toMatchObject({
          state: "SUPPLIED",
          parent: null,
          place: "AT_SITE",
          holder: petra.orgId,
        });
        expect(shipped).toMatchObject({ value: { packs: 2 } });
      } else {
        expect(pack).toMatchObject({ state: "ACTIVE", parent: box });
        expect(shipped).toMatchObject({ value: { packs: 3 } });
        expect(dispensed).toMatchObject({ refusal: { code: "NOT_IN_CUSTODY" } });
      }
      outcomes.add(dispensed?.ok ? "dispensed" : "shipped");
    }
    expect(outcomes.size).toBeGreaterThan(0);
  });

  it("is undone and dispensed again in some order, and its events tell which", async () => {
    for (const _ of rounds) {
      const { made } = await boxAt(petra, 1);
      done(await acts.dispense(petra, acts.reading(made)));
      world.clock.advance(1);
      const undo = () =>
        undoPacks(world.deps, petra, {
          requestKey: requestKey(),
          links: made.links,
          mode: "all-or-nothing",
          undoes: "SUPPLIED",
          declaredNotHandedOver: true,
          entry: "typed",
        });
      const [undone, again] = await race<unknown>([undo, () => acts.dispense(petra, acts.reading(made))]);
      expect(undone?.ok).toBe(true);
      expect((await acts.unit(made.links[0] ?? ""))?.state).toBe(again?.ok ? "SUPPLIED" : "ACTIVE");
      world.clock.advance(1);
    }
  });

  it("is packed into one of two boxes", async () => {
    for (const _ of rounds) {
      const made = await acts.batch({ packs: 3 });
      const [wanted = "", ...others] = made.links;
      const boxes = await Promise.all(others.map((link) => acts.packed([link])));
      const results = await race(boxes.map((box) => () => pack([wanted], box)));
      expect(wins(results)).toBe(1);
      expect(codes(results)).toEqual(["ALREADY_PACKED"]);
    }
  });

  it("is dispensed or recalled first, and nothing is dispensed after a recall was answered", async () => {
    for (const _ of rounds) {
      const { made } = await boxAt(petra, 4);
      const { recallId } = done(
        await prepareRecall(world.deps, ana, {
          requestKey: requestKey(),
          batchIds: [made.id],
          serials: null,
          markets: ["AT"],
          recall: { class: 1, depth: "patient", publicText: null },
          reason: "Glass in ampoules",
        }),
      );
      // The hold that comes first would stop every one of them.
      done(await unholdBatch(world.deps, ana, { requestKey: requestKey(), batchId: made.id }));
      const recall = () => signRecall(world.deps, otto, { requestKey: requestKey(), recallId });
      const attempts = [0, 1, 2].map((i) => () => acts.dispense(petra, acts.reading(made, i)));
      const [recalled, ...dispensed] = await race<unknown>([recall, ...attempts]);
      expect(recalled?.ok).toBe(true);
      for (const result of dispensed) {
        if (!result.ok) expect(result.refusal).toMatchObject({ code: "NOT_DISPENSABLE" });
      }
      expect(await acts.dispense(petra, acts.reading(made, 3))).toMatchObject({ ok: false });
    }
  });
});

describe("one box, many hands", () => {
  it("is shipped once", async () => {
    for (const _ of rounds) {
      const { box } = await boxAt(petra);
      const results = await race([() => ship([box]), () => ship([box]), () => ship([box], petra)]);
      expect(wins(results)).toBe(1);
      expect(codes(results)).toEqual(["NOT_IN_CUSTODY", "NOT_IN_CUSTODY"]);
    }
  });

  it("is received or taken back, once", async () => {
    for (const _ of rounds) {
      const made = await acts.batch();
      const box = await acts.packed(made.links);
      const { id } = await acts.sent([box]);
      const results = await race<unknown>([
        () => acts.receipt(petra, id, [box]),
        () => acts.receipt(petra, id, [box]),
        () => voidShipment(world.deps, ana, { requestKey: requestKey(), shipmentId: id, entry: "api" }),
      ]);
      expect(wins(results)).toBe(1);
      expect(codes(results)).toEqual(["SHIPMENT_CLOSED", "SHIPMENT_CLOSED"]);
      const holder = (await acts.unit(box))?.holder;
      expect(holder).toBe(results[2]?.ok ? ana.orgId : pharmacy.id);
    }
  });

  it("is emptied, filled and put on a pallet at the same time, and the tree stays a tree", async () => {
    for (const _ of rounds) {
      const made = await acts.batch({ packs: 5 });
      const box = await acts.packed(made.links.slice(0, 3));
      const pallet = await acts.packed(made.links.slice(4));
      await race<unknown>([
        () =>
          unpackUnits(world.deps, ana, {
            requestKey: requestKey(),
            parent: box,
            children: made.links.slice(0, 1),
            entry: "api",
          }),
        () => pack(made.links.slice(3, 4), box),
        () => pack([box], pallet),
        () => pack([pallet], box),
        () => ship([pallet], ana),
      ]);
      const { units } = await world.picture();
      // Every unit reaches a root, and only roots are somewhere.
      for (const link of [...made.links, box, pallet]) {
        const seen = new Set<string>();
        let at: string | null = link;
        while (at !== null && units[at]?.parent) {
          expect(seen.has(at)).toBe(false);
          seen.add(at);
          at = units[at]?.parent ?? null;
        }
        expect(units[at ?? ""]?.holder).toBe(ana.orgId);
      }
    }
  });
});

describe("crossing locks", () => {
  it("that do end in a deadlock are taken again from the beginning, and both get done", async () => {
    const { links } = await acts.batch({ packs: 2 });
    const tries = [0, 0];
    const arrived = [gate(), gate()];
    // Each locks its own pack and then wants the other's; the first time both wait until each has its own.
    const crossing = (mine: number) =>
      world.deps.ledger.transact(ana, async (tx) => {
        tries[mine] = (tries[mine] ?? 0) + 1;
        await tx.lock([links[mine] ?? ""], "transition");
        arrived[mine]?.open();
        await arrived[1 - mine]?.opened;
        await tx.lock([links[1 - mine] ?? ""], "transition");
        return "done";
      });
    expect(await Promise.all([crossing(0), crossing(1)])).toEqual(["done", "done"]);
    // Once more at least; who begins again may be quicker than who waits, and they cross a second time.
    expect(tries.reduce((sum, n) => sum + n, 0)).toBeGreaterThanOrEqual(3);
  });

  it("never end in an error: packs of two boxes taken in opposite order are both dispensed", async () => {
    for (const _ of rounds) {
      const one = await boxAt(petra, 4);
      const two = await boxAt(petra, 4);
      const results = await race<unknown>([
        ...[0, 1].flatMap((i) =>
          [one, two].map(
            ({ made }) =>
              () =>
                acts.dispense(petra, acts.reading(made, i)),
          ),
        ),
        () => ship([one.made.links[2] ?? "", two.made.links[2] ?? ""]),
        () => ship([two.made.links[3] ?? "", one.made.links[3] ?? ""]),
      ]);
      expect(wins(results)).toBe(6);
    }
  });

  it("give a serial to one of two imports, and none of the other's list", async () => {
    for (const _ of rounds) {
      const made = await acts.batch({ packs: 0, released: false });
      const lists = [1, 2, 3].map((n) => [`${made.number}-X${n}`, `${made.number}-SAME`]);
      const results = await race(
        lists.map(
          (serials) => () =>
            commissionPacks(world.deps, ana, {
              requestKey: requestKey(),
              batchId: made.id,
              serials: { import: serials },
              entry: "file",
            }),
        ),
      );
      expect(wins(results)).toBe(1);
      expect(codes(results)).toEqual(["DUPLICATE_SERIAL", "DUPLICATE_SERIAL"]);
    }
  });

  it("leave the running counters equal to the packs counted again, and no event without its log entry", async () => {
    await acts.delivered((await acts.batch()).links, wanda);
    expect(await audited(world.fresh.ownerUrl)).toEqual([]);
    const { rows } = await world.owner.query(`
      select count(*)::int as events, count(o.event_id)::int as waiting,
             count(distinct e.ledger_seq)::int as places from event e left join outbox o on o.event_id = e.id`);
    expect(rows[0].waiting).toBe(rows[0].events);
    expect(rows[0].places).toBe(rows[0].events);
  });
});
