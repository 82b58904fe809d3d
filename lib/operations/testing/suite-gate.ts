import { describe, expect, it } from "vitest";
import { commissionPacks } from "../commission-packs";
import { dispensePack } from "../dispense-pack";
import type { Deps } from "../ports";
import { releaseBatch } from "../release-batch";
import type { TenantScope } from "../scope";
import { verifyPack } from "../verify-pack";
import { actsOf, done, refused, requestKey } from "./acts";
import { ana, inspector, makersAuditor, makersPacker, petra, rita, wanda } from "./cast";
import type { World } from "./world";

/** What every operation has from its frame, and what a trace shows. */
export function gateSuite(world: () => World): void {
  describe("a request that is repeated", () => {
    it("gets the first answer again and does nothing twice", async () => {
      const acts = actsOf(world());
      const { id } = await acts.batch({ packs: 0, released: false });
      const command = {
        requestKey: requestKey(),
        batchId: id,
        serials: { generate: 2 },
        entry: "file",
      } as const;
      const first = await commissionPacks(world().deps, ana, command);
      const before = await world().picture();
      expect(await commissionPacks(world().deps, ana, command)).toEqual(first);
      expect(await world().picture()).toEqual(before);
    });

    it("gets a refusal again, too, even when it would succeed by now", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 1 });
      const command = { requestKey: requestKey(), reading: acts.reading(made) };
      const first = await dispensePack(world().deps, petra, command);
      expect(first).toMatchObject({ ok: false, refusal: { code: "NOT_IN_CUSTODY" } });
      await acts.delivered(made.links, petra);
      expect(await dispensePack(world().deps, petra, command)).toEqual(first);
      done(await acts.dispense(petra, acts.reading(made)));
    });

    it("may not be another request under the same key", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 2 });
      await acts.delivered(made.links, petra);
      const key = requestKey();
      const attempt = (i: number) =>
        dispensePack(world().deps, petra, { requestKey: key, reading: acts.reading(made, i) });
      done(await attempt(0));
      await refused(world(), () => attempt(1), "REQUEST_KEY_REUSED", { requestKey: key });
    });

    it("is another one in another organisation", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 1 });
      await acts.delivered(made.links, petra);
      const command = { requestKey: requestKey(), reading: acts.reading(made) };
      done(await dispensePack(world().deps, petra, command));
      const other = await dispensePack(world().deps, rita, command);
      expect(other).toMatchObject({ ok: false, refusal: { code: "ALREADY_INACTIVE" } });
    });

    it("sent twice at the same moment is done once", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 1 });
      await acts.delivered(made.links, petra);
      const command = { requestKey: requestKey(), reading: acts.reading(made) };
      const [one, two, three] = await Promise.all(
        [1, 2, 3].map(() => dispensePack(world().deps, petra, command)),
      );
      expect(one).toMatchObject({ ok: true });
      expect(two).toEqual(one);
      expect(three).toEqual(one);
    });
  });

  describe("a transaction", () => {
    it("that fails in its middle leaves nothing, and the same request can be sent again", async () => {
      const acts = actsOf(world());
      const { deps } = world();
      const { id } = await acts.batch({ packs: 0, released: false });
      const before = await world().picture();
      const command = {
        requestKey: requestKey(),
        batchId: id,
        serials: { import: ["Z1"] },
        entry: "file",
      } as const;
      // The event's key cannot be drawn: by then the packs are created.
      const failing: Deps = {
        ...deps,
        random: {
          bytes() {
            throw new Error("no entropy");
          },
        },
      };
      await expect(commissionPacks(failing, ana, command)).rejects.toThrow("no entropy");
      expect(await world().picture()).toEqual(before);
      done(await commissionPacks(deps, ana, command));
    });
  });

  describe("who may do what", () => {
    const audited = async (scope: TenantScope, action: string, outcome: string) =>
      (await world().picture()).audit.filter((line) => line === `${scope.orgId} ${action} ${outcome}`).length;

    it("is asked before anything is read, and a denial is recorded", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 1, released: false });
      const release = (scope: TenantScope) =>
        releaseBatch(world().deps, scope, { requestKey: requestKey(), batchId: made.id, entry: "camera" });
      const before = await audited(makersPacker, "release-batch", "FORBIDDEN_ROLE");
      await refused(world(), () => release(makersPacker), "FORBIDDEN_ROLE");
      expect(await audited(makersPacker, "release-batch", "FORBIDDEN_ROLE")).toBe(before + 1);
      await refused(world(), () => release(wanda), "FORBIDDEN_CAPABILITY");
      expect(await audited(wanda, "release-batch", "FORBIDDEN_CAPABILITY")).toBe(1);
      done(await release(ana));
      expect(await audited(ana, "release-batch", "done")).toBeGreaterThan(0);
    });

    it("holds for looking, too", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 1 });
      const { looks } = await world().picture();
      const result = await verifyPack(world().deps, makersAuditor, acts.reading(made));
      expect(result).toMatchObject({ ok: false, refusal: { code: "FORBIDDEN_ROLE" } });
      expect((await world().picture()).looks).toBe(looks);
      expect(await audited(makersAuditor, "verify-pack", "FORBIDDEN_ROLE")).toBe(1);
    });

    it("is recorded in the audit with the refusal's code when the rules refuse", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 1 });
      const before = await audited(rita, "dispense-pack", "NOT_IN_CUSTODY");
      await refused(world(), () => acts.dispense(rita, acts.reading(made)), "NOT_IN_CUSTODY");
      expect(await audited(rita, "dispense-pack", "NOT_IN_CUSTODY")).toBe(before + 1);
    });
  });

  describe("a trace", () => {
    const steps = async (scope: TenantScope, link: string) => {
      const trace = await world().deps.ledger.trace(scope, link);
      return trace?.events?.map(({ bizStep, level }) => `${level} ${bizStep}`) ?? null;
    };

    it("shows the pack's own events and its containers' while it was in them, and no others", async () => {
      const acts = actsOf(world());
      const made = await acts.batch();
      const [one = "", two = "", three = ""] = made.links;
      const box = await acts.packed([one, two]);
      const pallet = await acts.packed([box]);
      await acts.delivered([pallet], wanda);
      await acts.delivered([box], petra, wanda);
      done(await acts.dispense(petra, acts.reading(made, 0)));
      await acts.delivered([box], wanda, petra);
      await acts.delivered([pallet], ana, wanda);

      expect(await steps(petra, one)).toEqual([
        "0 commissioning",
        "0 packing",
        "1 packing",
        "2 shipping",
        "2 receiving",
        "1 unpacking",
        "1 shipping",
        "1 receiving",
        "0 unpacking",
        "0 dispensing",
      ]);
      expect(await steps(petra, two)).toEqual([
        "0 commissioning",
        "0 packing",
        "1 packing",
        "2 shipping",
        "2 receiving",
        "1 unpacking",
        "1 shipping",
        "1 receiving",
        // Its neighbour left the case while it was inside.
        "1 unpacking",
        "1 shipping",
        "1 receiving",
      ]);
      expect(await steps(ana, three)).toEqual(["0 commissioning"]);
    });

    it("tells parties the whole event, others who may look its public statement, and strangers nothing", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 1 });
      const [link = ""] = made.links;
      await acts.delivered(made.links, wanda);
      await acts.delivered(made.links, petra, wanda);
      const trace = await world().deps.ledger.trace(petra, link);
      expect(trace?.events?.map(({ bizStep, party }) => [bizStep, party])).toEqual([
        ["commissioning", false],
        ["shipping", false],
        ["receiving", false],
        ["shipping", true],
        ["receiving", true],
      ]);
      for (const event of trace?.events ?? []) {
        const told = [
          event.organisation,
          event.orgId,
          event.site,
          event.gln,
          event.eventTime,
          event.recordTime,
        ];
        for (const value of told) expect(value === null).toBe(!event.party);
        expect(event.person === null).toBe(!event.mine);
        expect(event.statement).toMatchObject({ outcome: "applied", country: "AT" });
      }
      expect(await world().deps.ledger.trace(rita, link)).toMatchObject({
        unit: null,
        events: null,
        owner: ana.orgName,
      });
      expect(await steps(inspector, link)).toHaveLength(5);
      expect(await world().deps.ledger.trace(petra, "https://id.gs1.org/01/00000000000000/21/X")).toBeNull();
    });
  });
}
