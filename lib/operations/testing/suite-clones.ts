import { describe, expect, it } from "vitest";
import { SIGHTING_LASTS } from "@/lib/core/custody/journey";
import { commissionPacks as commissionEvent } from "@/lib/core/epcis/pharma/commission";
import { checkOutPacks } from "../check-out-packs";
import { commissionPacks } from "../commission-packs";
import { lockPacks } from "../lock-packs";
import type { EntryMode } from "../ports";
import { quarantinePack } from "../quarantine-pack";
import { queryOf, type Reading } from "../reading";
import type { TenantScope } from "../scope";
import { supplyPacks } from "../supply-packs";
import { undoPacks } from "../undo-packs";
import { voidPacks } from "../void-packs";
import { actsOf, done, type Made, refused, requestKey } from "./acts";
import { tellingOf } from "./capture-acts";
import { amy, ana, dieter, hanna, maker, mila, petra, rhea, rita, wanda } from "./cast";
import type { World } from "./world";

const MINUTE = 60_000;

/** One serial number at two places: who is doubted, when, and who is told. */
export function cloneSuite(world: () => World): void {
  const alertsOf = async ({ serials: [serial] }: Made) =>
    (await world().picture()).alerts.filter((line) => line.split(" ")[2] === serial);
  const wait = (minutes: number) => world().clock.advance(minutes * MINUTE);

  /** A pack that has stood in Leoben for two days, and the reading of it. */
  async function shelved() {
    const acts = actsOf(world());
    const made = await acts.batch({ packs: 1 });
    await acts.delivered(made.links, petra);
    wait(2 * 24 * 60);
    return { acts, made, read: acts.reading(made) };
  }
  const code = async (scope: TenantScope, read: Reading) => (await actsOf(world()).verdict(scope, read)).code;

  describe("impossible travel", () => {
    it("stops the pack at both places, and lets it go on once a pack can have come from the other", async () => {
      const { acts, read } = await shelved();
      expect(await code(petra, read)).toBe("DISPENSABLE");
      wait(5);
      expect(await acts.verdict(dieter, read)).toMatchObject({
        kind: "STOP",
        code: "CLONE_SUSPECTED",
        action: "QUARANTINE",
        params: {},
      });
      expect(await code(petra, read)).toBe("CLONE_SUSPECTED");
      wait(120);
      expect(await code(petra, read)).toBe("DISPENSABLE");
    });

    it("says nothing of neighbours, of places nobody has entered, and of what is only on a list", async () => {
      const { read } = await shelved();
      const listed = (entry: EntryMode): Reading => ({ ...read, entry });
      for (const [there, here] of [
        [rita, petra],
        [hanna, petra],
        [petra, hanna],
      ] as const) {
        await code(there, read);
        expect(await code(here, read)).not.toBe("CLONE_SUSPECTED");
      }
      wait(24 * 60);
      await code(dieter, listed("api"));
      expect(await code(petra, read)).toBe("DISPENSABLE");
      await code(dieter, read);
      expect(await code(petra, listed("file"))).toBe("DISPENSABLE");
      expect(await code(petra, listed("typed"))).toBe("CLONE_SUSPECTED");
    });

    it("counts where a pack was made and dispensed, and no lock that was set at a desk", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 2 });
      const [first, second] = [acts.reading(made), acts.reading(made, 1)];
      expect(await code(wanda, first)).toBe("CLONE_SUSPECTED");
      wait(24 * 60);
      const packs = { links: made.links.slice(1), mode: "all-or-nothing", entry: "typed" } as const;
      done(await lockPacks(world().deps, ana, { ...packs, requestKey: requestKey() }));
      const unlocked = { ...packs, undoes: "LOCKED", declaredNotHandedOver: false } as const;
      done(await undoPacks(world().deps, ana, { ...unlocked, requestKey: requestKey() }));
      expect(await code(wanda, second)).toBe("POSSESSED_ELSEWHERE");
      await acts.delivered(made.links.slice(0, 1), petra);
      done(await acts.dispense(petra, first));
      expect((await acts.verdict(dieter, first)).code).toBe("SUPPLIED_ELSEWHERE");
    });

    it("believes the chain of custody: what was shipped here and received has come here", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 1 });
      const read = acts.reading(made);
      expect(await code(ana, read)).toBe("DISPENSABLE");
      await acts.delivered(made.links, wanda);
      expect(await code(wanda, read)).toBe("DISPENSABLE");
      // Whoever had it before sees it again.
      expect(await code(ana, read)).toBe("CLONE_SUSPECTED");
    });

    it("is not asked after a day", async () => {
      const { read } = await shelved();
      await code(amy, read);
      const seenAt = world().clock.now();
      const journey = async (at: number) =>
        (await world().deps.ledger.verify(petra, queryOf({ ...read, entry: "camera" }, at))).journey;
      expect(await journey(seenAt + SIGHTING_LASTS - 1)).toMatchObject({ from: { at: seenAt } });
      expect(await journey(seenAt + SIGHTING_LASTS)).toBeNull();
    });
  });

  describe("a serial number that is made twice", () => {
    const making = (scope: TenantScope, made: Pick<Made, "id">, serials: readonly string[]) => () =>
      commissionPacks(world().deps, scope, {
        requestKey: requestKey(),
        batchId: made.id,
        serials: { import: serials },
        entry: "file",
        ...(scope.orgId === maker.id ? {} : { actingFor: maker.id }),
      });
    const alert = ({ orgId }: TenantScope, { product, serials }: Made, count = 1) =>
      `${orgId} ${product.gtin} ${serials[0]} CLONE_SUSPECTED ${count}`;

    it("is alerted with another batch, once, and not when a list is sent again", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 2, released: false });
      const other = await acts.batch({ packs: 0, released: false });
      await refused(world(), making(ana, made, made.serials), "DUPLICATE_SERIAL");
      expect(await alertsOf(made)).toEqual([]);
      await refused(world(), making(ana, other, made.serials.slice(0, 1)), "DUPLICATE_SERIAL");
      await refused(world(), making(ana, other, [...made.serials, "NEW"]), "DUPLICATE_SERIAL");
      expect(await alertsOf(made)).toEqual([alert(ana, made, 2)]);
    });

    it("is alerted when another organisation makes it, in the holder's name too", async () => {
      const made = await actsOf(world()).batch({ packs: 1, released: false });
      await refused(world(), making(mila, made, made.serials), "DUPLICATE_SERIAL");
      expect(await alertsOf(made)).toEqual([alert(mila, made)]);
    });

    it("is no alarm once it was voided", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 1, released: false });
      const other = await acts.batch({ packs: 0, released: false });
      const packs = { links: made.links, mode: "all-or-nothing", entry: "typed" } as const;
      done(await voidPacks(world().deps, ana, { ...packs, requestKey: requestKey() }));
      await refused(world(), making(ana, other, made.serials), "DUPLICATE_SERIAL");
      expect(await alertsOf(made)).toEqual([]);
    });

    it("is alerted when another system tells it, although nothing else of the event stays", async () => {
      const telling = tellingOf(world());
      const made = await actsOf(world()).batch({ packs: 1, released: false });
      const again = commissionEvent({
        ...telling.facts(ana),
        epcs: made.links,
        lotNumber: `${made.number}B`,
        itemExpirationDate: "2029-03-31",
      });
      await telling.refused(ana, again, "DUPLICATE_SERIAL");
      expect(await alertsOf(made)).toEqual([alert(ana, made)]);
    });
  });

  describe("a suspected clone", () => {
    it("is not dispensed, and an attempt tells both sites, once", async () => {
      const { acts, made, read } = await shelved();
      await code(dieter, read);
      wait(5);
      await refused(world(), () => acts.dispense(petra, read), "CLONE_SUSPECTED", { alert: true });
      await refused(world(), () => acts.dispense(petra, read), "CLONE_SUSPECTED");
      const lines = [petra, dieter].map(
        ({ orgId }) => `${orgId} ${read.gtin} ${read.serial} CLONE_SUSPECTED 2`,
      );
      expect(await alertsOf(made)).toEqual(lines.sort());
      const packs = { links: made.links, mode: "all-or-nothing" } as const;
      // A program that reads a list out says nothing of where the pack is.
      done(await supplyPacks(world().deps, petra, { ...packs, requestKey: requestKey(), entry: "api" }));
    });

    it("is not repacked either", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 1 });
      await acts.delivered(made.links, rhea);
      await code(dieter, acts.reading(made));
      const checkOut = () =>
        checkOutPacks(world().deps, rhea, {
          links: made.links,
          mode: "all-or-nothing",
          requestKey: requestKey(),
          entry: "wedge",
        });
      await refused(world(), checkOut, "NOT_DISPENSABLE", { reason: "CLONE_SUSPECTED" });
    });

    it("is held where it stands, and alerted by whoever sets it aside", async () => {
      const { made, read } = await shelved();
      await code(petra, read);
      wait(5);
      const aside = (scope: TenantScope) =>
        quarantinePack(world().deps, scope, {
          requestKey: requestKey(),
          reading: read,
          cause: "CLONE_SUSPECTED",
          entry: "camera",
        });
      await code(dieter, read);
      expect(done(await aside(dieter))).toMatchObject({ alertId: expect.any(String), held: false });
      expect(done(await aside(petra))).toMatchObject({ alertId: expect.any(String), held: true });
      expect(await alertsOf(made)).toHaveLength(2);
    });
  });
}
