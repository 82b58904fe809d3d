import { describe, expect, it } from "vitest";
import { hasValidCheckDigit } from "@/lib/core/gs1/check-digit";
import { packUnits } from "../pack-units";
import { placeHold } from "../place-hold";
import type { Deps } from "../ports";
import type { TenantScope } from "../scope";
import { unpackUnits } from "../unpack-units";
import { actsOf, done, refused, requestKey } from "./acts";
import { ana, drops, maker, petra, wanda } from "./cast";
import type { World } from "./world";

/** C2: pack-units and unpack-units. */
export function packSuite(world: () => World): void {
  const pack = (
    parent: string | null,
    children: readonly string[],
    options: { oneBatch?: boolean; scope?: TenantScope; deps?: Deps } = {},
  ) =>
    packUnits(options.deps ?? world().deps, options.scope ?? ana, {
      requestKey: requestKey(),
      parent,
      children,
      oneBatch: options.oneBatch ?? false,
      entry: "camera",
    });
  const unpack = (parent: string, children: readonly string[] = [], scope = ana) =>
    unpackUnits(world().deps, scope, { requestKey: requestKey(), parent, children, entry: "camera" });
  const unknown = "https://id.gs1.org/00/095200100000000013";

  describe("pack-units", () => {
    it("numbers a new container with the organisation's prefix and puts the packs into it", async () => {
      const acts = actsOf(world());
      const { links } = await acts.batch();
      const events = (await world().picture()).events.length;
      const { sscc, link, count } = done(await pack(null, links));
      expect(sscc).toMatch(new RegExp(`^0${maker.prefix}\\d{10}$`));
      expect(hasValidCheckDigit(sscc)).toBe(true);
      expect(count).toBe(3);
      // Its own commissioning, then the packing.
      expect((await world().picture()).events).toHaveLength(events + 2);
      for (const child of links) {
        expect(await acts.unit(child)).toMatchObject({ parent: link, holder: null, site: null, place: null });
      }
      expect(await acts.unit(link)).toMatchObject({ parent: null, holder: ana.orgId, site: ana.siteId });
    });

    it("adds to a container that exists, and counts what is inside already only once", async () => {
      const acts = actsOf(world());
      const { links } = await acts.batch();
      const link = await acts.packed(links.slice(0, 2));
      expect(done(await pack(link, links)).count).toBe(3);
      const events = (await world().picture()).events.length;
      expect(done(await pack(link, [...links, ...links])).count).toBe(3);
      expect((await world().picture()).events).toHaveLength(events);
    });

    it("keeps one batch a container where that is asked for: batches are told apart by product, too", async () => {
      const acts = actsOf(world());
      const first = await acts.batch();
      const second = await acts.batch();
      await refused(
        world(),
        () => pack(null, [...first.links, ...second.links], { oneBatch: true }),
        "MIXED_BATCH",
      );
      const link = await acts.packed(first.links);
      await refused(world(), () => pack(link, second.links, { oneBatch: true }), "MIXED_BATCH");
      const sameNumber = await acts.batch({ product: drops, number: first.number });
      await refused(world(), () => pack(link, sameNumber.links, { oneBatch: true }), "MIXED_BATCH");
      expect(done(await pack(link, [...second.links, ...sameNumber.links])).count).toBe(6);
    });

    it("refuses what is in another container", async () => {
      const acts = actsOf(world());
      const { links } = await acts.batch();
      await acts.packed(links.slice(0, 1));
      await refused(world(), () => pack(null, links), "ALREADY_PACKED", { link: links[0] });
    });

    it("refuses a cycle: a container in itself, or the outer one in the inner one", async () => {
      const acts = actsOf(world());
      const { links } = await acts.batch();
      const inner = await acts.packed(links);
      const outer = await acts.packed([inner]);
      await refused(world(), () => pack(inner, [inner]), "CYCLE");
      await refused(world(), () => pack(inner, [outer]), "CYCLE");
    });

    it("refuses a tree of more than five levels", async () => {
      const acts = actsOf(world());
      const { links } = await acts.batch({ packs: 2 });
      let at = await acts.packed(links.slice(0, 1));
      for (let level = 2; level <= 5; level++) at = await acts.packed([at]);
      await refused(world(), () => pack(null, [at]), "TOO_DEEP");
      const innermost = (await acts.unit(links[0] ?? ""))?.parent ?? "";
      expect(done(await pack(innermost, links.slice(1))).count).toBe(1);
    });

    it("packs only into containers, only what exists, and something", async () => {
      const acts = actsOf(world());
      const { links } = await acts.batch();
      const [first = "", ...others] = links;
      await refused(world(), () => pack(first, others), "NOT_A_CONTAINER");
      await refused(world(), () => pack(unknown, links), "UNIT_UNKNOWN", { link: unknown });
      await refused(world(), () => pack(null, [unknown]), "UNIT_UNKNOWN");
      await refused(world(), () => pack(null, []), "NOTHING_TO_PACK");
    });

    it("packs only what stands here, into what stands here", async () => {
      const acts = actsOf(world());
      const { links } = await acts.batch();
      const mine = await acts.packed(links.slice(0, 1));
      await refused(world(), () => pack(null, links.slice(1), { scope: wanda }), "NOT_IN_CUSTODY");
      await refused(world(), () => pack(mine, links.slice(1), { scope: wanda }), "NOT_IN_CUSTODY");
      await acts.sent(links.slice(1, 2));
      await refused(world(), () => pack(mine, links.slice(1)), "NOT_IN_CUSTODY", { link: links[1] });
    });

    it("says so when the organisation has no prefix to number with", async () => {
      const { deps } = world();
      const { links } = await actsOf(world()).batch();
      const directory: Deps["directory"] = {
        ...deps.directory,
        organisation: async (scope, id) => {
          const found = await deps.directory.organisation(scope, id);
          return found && { ...found, prefixes: [] };
        },
      };
      await refused(world(), () => pack(null, links, { deps: { ...deps, directory } }), "NO_COMPANY_PREFIX");
    });
  });

  describe("unpack-units", () => {
    it("takes some out, or all, and leaves them where the container stands", async () => {
      const acts = actsOf(world());
      const { links } = await acts.batch();
      const link = await acts.packed(links);
      expect(done(await unpack(link, links.slice(0, 1)))).toEqual({ count: 1 });
      expect(await acts.unit(links[0] ?? "")).toMatchObject({
        parent: null,
        site: ana.siteId,
        place: "AT_SITE",
      });
      expect(done(await unpack(link))).toEqual({ count: 2 });
      expect(done(await unpack(link))).toEqual({ count: 0 });
    });

    it("refuses what is not in it, what is unknown, and what is not here", async () => {
      const acts = actsOf(world());
      const { links } = await acts.batch();
      const [first = "", second = ""] = links;
      const link = await acts.packed([first]);
      await refused(world(), () => unpack(link, [second]), "NOT_PACKED", { link: second });
      await refused(world(), () => unpack(link, [unknown]), "UNIT_UNKNOWN", { link: unknown });
      await refused(world(), () => unpack(unknown), "UNIT_UNKNOWN");
      for (const children of [[], [first]]) {
        await refused(world(), () => unpack(link, children, petra), "NOT_IN_CUSTODY");
      }
    });

    it("keeps held what leaves a held container, however deep: unpacking launders no hold", async () => {
      const acts = actsOf(world());
      const { links, ...made } = await acts.batch();
      const inner = await acts.packed(links);
      const pallet = await acts.packed([inner]);
      await acts.delivered([pallet], petra);
      done(
        await placeHold(world().deps, petra, {
          requestKey: requestKey(),
          subject: { link: pallet },
          kind: "TEMPERATURE",
          reason: "too warm",
          entry: "camera",
        }),
      );
      const read = acts.reading({ ...made, links });
      expect(await acts.verdict(petra, read)).toMatchObject({ kind: "CHECK", code: "TEMPERATURE_HOLD" });
      done(await unpack(inner, links.slice(0, 1), petra));
      expect((await acts.unit(links[0] ?? ""))?.holds).toEqual(["TEMPERATURE"]);
      await refused(world(), () => acts.dispense(petra, read), "HELD", {
        reason: "TEMPERATURE_HOLD",
      });
    });
  });
}
