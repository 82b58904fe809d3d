import { describe, expect, it } from "vitest";
import { packUnits } from "../pack-units";
import { definePlace, putAway, viewPlaces } from "../put-away";
import type { TenantScope } from "../scope";
import { unpackUnits } from "../unpack-units";
import { actsOf, done, refused, requestKey } from "./acts";
import { administrator, ana, makersAuditor, petra, rita, wanda, wholesaler } from "./cast";
import type { World } from "./world";

/** Places inside a site, and totes that come and go. */
export function placesSuite(world: () => World): void {
  const acts = () => actsOf(world());
  const entry = "wedge" as const;
  const define = (label: string, kind: "shelf" | "quarantine", scope: TenantScope = administrator) =>
    definePlace(world().deps, scope, { requestKey: requestKey(), label, kind });
  const put = (units: readonly string[], label: string, scope: TenantScope = petra) =>
    putAway(world().deps, scope, { requestKey: requestKey(), units, label, entry });
  const at = async (label: string, scope: TenantScope = petra) =>
    done(await viewPlaces(world().deps, scope)).find((place) => place.label === label)?.links;

  describe("put-away", () => {
    it("puts units to a shelf, and whatever moves them takes them away from it", async () => {
      done(await define("A-03-2", "shelf"));
      const made = await acts().batch();
      const box = await acts().packed(made.links.slice(0, 2));
      await acts().delivered([box, made.links[2] ?? ""], petra);
      const events = (await world().picture()).events.length;
      expect(done(await put([box, made.links[2] ?? ""], "A-03-2"))).toEqual({ units: 2, held: 0 });
      expect(await at("A-03-2")).toEqual([box, made.links[2]].sort());
      // Where a box stands is the site's own matter.
      expect((await world().picture()).events).toHaveLength(events);
      await acts().sent([box], petra, { id: rita.siteId });
      await acts().packed(made.links.slice(2), petra);
      expect(await at("A-03-2")).toEqual([]);
      expect(done(await viewPlaces(world().deps, rita))).toEqual([]);
    });

    it("holds what goes to quarantine, and lets nothing that is held go to a shelf: HELD", async () => {
      done(await define("Q-1", "quarantine"));
      done(await define("A-04-1", "shelf"));
      const made = await acts().batch({ packs: 1 });
      await acts().delivered(made.links, petra);
      const events = (await world().picture()).events.length;
      expect(done(await put(made.links, "Q-1"))).toEqual({ units: 1, held: 1 });
      expect(await acts().unit(made.links[0] ?? "")).toMatchObject({ holds: ["EXCEPTION"], storedAt: "Q-1" });
      expect((await world().picture()).events).toHaveLength(events + 1);
      expect(done(await put(made.links, "Q-1"))).toEqual({ units: 1, held: 0 });
      await refused(world(), () => put(made.links, "A-04-1"), "HELD", { kind: "EXCEPTION" });
      await refused(world(), () => acts().dispense(petra, acts().reading(made)), "HELD");
    });

    it("refuses what is not there: PLACE_UNKNOWN, UNIT_UNKNOWN, NOT_IN_CUSTODY, STILL_PACKED, NOTHING_SCANNED", async () => {
      done(await define("A-05-1", "shelf"));
      const made = await acts().batch({ packs: 2 });
      await refused(world(), () => put(made.links, "A-05-1"), "NOT_IN_CUSTODY");
      const box = await acts().packed(made.links);
      await acts().delivered([box], petra);
      await refused(world(), () => put(made.links.slice(0, 1), "A-05-1"), "STILL_PACKED");
      await refused(world(), () => put([box], "Z-99"), "PLACE_UNKNOWN");
      await refused(world(), () => put([box], "A-05-1", rita), "PLACE_UNKNOWN");
      await refused(world(), () => put([`${box}9`], "A-05-1"), "UNIT_UNKNOWN");
      await refused(world(), () => put([], "A-05-1"), "NOTHING_SCANNED");
      await refused(world(), () => put([box], "A-05-1", makersAuditor), "FORBIDDEN_ROLE");
    });

    it("keeps a place what it is: PLACE_KIND_FIXED; an administrator defines it: FORBIDDEN_ROLE", async () => {
      done(await define("A-06-1", "shelf"));
      done(await define("A-06-1", "shelf"));
      await refused(world(), () => define("A-06-1", "quarantine"), "PLACE_KIND_FIXED", { kind: "shelf" });
      await refused(world(), () => define("A-06-2", "shelf", petra), "FORBIDDEN_ROLE");
    });
  });

  describe("totes", () => {
    let totes = 0;
    const tote = (owner = wholesaler) => {
      const digits = `0${owner.prefix}`.padEnd(13, "0");
      return `https://id.gs1.org/8003/${digits}0T${++totes}`;
    };
    const pack = (parent: string, children: readonly string[], scope: TenantScope = wanda) =>
      packUnits(world().deps, scope, { requestKey: requestKey(), parent, children, oneBatch: false, entry });
    const empty = async (parent: string, scope: TenantScope) =>
      done(await unpackUnits(world().deps, scope, { requestKey: requestKey(), parent, children: [], entry }));

    it("are known from their owner's first packing on, and packed again wherever they came empty", async () => {
      const [first, second] = [await acts().batch({ packs: 2 }), await acts().batch({ packs: 1 })];
      await acts().delivered([...first.links, ...second.links], wanda);
      const link = tote();
      expect(done(await pack(link, first.links))).toMatchObject({ link, count: 2 });
      await acts().delivered([link], petra, wanda);
      expect(await acts().unit(link)).toMatchObject({ holder: petra.orgId });
      // With goods in it, it is where these are.
      await refused(world(), () => pack(link, second.links), "NOT_IN_CUSTODY");
      await empty(link, petra);
      expect(done(await pack(link, second.links))).toMatchObject({ link, count: 1 });
      expect(await acts().unit(link)).toMatchObject({ holder: wanda.orgId, site: wanda.siteId });
      // What was in it before has nothing to do with where it goes now.
      await acts().delivered([link], rita, wanda);
      const steps = (await world().deps.ledger.trace(petra, first.links[0] ?? ""))?.events ?? [];
      expect(steps.filter(({ bizStep }) => bizStep === "receiving")).toHaveLength(2);
    });

    it("are no containers for goods when they are somebody else's and unknown: UNIT_UNKNOWN", async () => {
      const made = await acts().batch({ packs: 1 });
      await refused(world(), () => pack(tote(wholesaler), made.links, ana), "UNIT_UNKNOWN");
    });
  });
}
