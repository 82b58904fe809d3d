import { describe, expect, it } from "vitest";
import { packLink } from "@/lib/core/gs1/link";
import { UNDO_WINDOW_MS } from "@/lib/core/time/undo-window";
import type { Reading } from "../reading";
import type { TenantScope } from "../scope";
import { undoPacks } from "../undo-packs";
import { actsOf, done, refused, requestKey } from "./acts";
import { assistant, hanna, hugo, paul, petra, quinn, rita, wanda } from "./cast";
import type { World } from "./world";

/** T2 and T9: dispense-pack, and undo-packs of what was dispensed. */
export function counterSuite(world: () => World): void {
  const undo = (read: Reading, scope: TenantScope, declaredNotHandedOver = true) =>
    undoPacks(world().deps, scope, {
      requestKey: requestKey(),
      links: [packLink(read.gtin, read.serial)],
      mode: "all-or-nothing",
      undoes: "SUPPLIED",
      declaredNotHandedOver,
      entry: "typed",
    });
  const alerts = async (serial: string) =>
    (await world().picture()).alerts.filter((line) => line.split(" ")[2] === serial);

  describe("dispense-pack", () => {
    it("decommissions the pack, which goes with the patient, and says until when that can be undone", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 1 });
      await acts.delivered(made.links, petra);
      const { link, undoUntil } = done(await acts.dispense(petra, acts.reading(made)));
      expect(undoUntil).toBe(world().clock.now() + UNDO_WINDOW_MS);
      expect(await acts.unit(link)).toMatchObject({
        state: "SUPPLIED",
        ownDisposition: "WITH_PATIENT",
        holder: petra.orgId,
      });
    });

    it("takes the pack out of its case first, in the same transaction", async () => {
      const acts = actsOf(world());
      const made = await acts.batch();
      const box = await acts.packed(made.links);
      await acts.delivered([box], petra);
      const events = (await world().picture()).events.length;
      done(await acts.dispense(petra, acts.reading(made)));
      expect(await acts.unit(made.links[0] ?? "")).toMatchObject({ parent: null, state: "SUPPLIED" });
      expect(await acts.unit(made.links[1] ?? "")).toMatchObject({ parent: box, state: "ACTIVE" });
      expect((await world().picture()).events).toHaveLength(events + 2);
    });

    it("counts in what no tracking site possesses, out of its case, and then dispenses: three events", async () => {
      const acts = actsOf(world());
      const made = await acts.batch();
      const box = await acts.packed(made.links);
      await acts.delivered([box], quinn);
      const events = (await world().picture()).events.length;
      done(await acts.dispense(petra, acts.reading(made)));
      expect(await acts.unit(made.links[0] ?? "")).toMatchObject({ state: "SUPPLIED", holder: petra.orgId });
      expect((await world().picture()).events).toHaveLength(events + 3);
    });

    it("keeps a hospital's pack on its shelf", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 1 });
      await acts.delivered(made.links, hanna);
      done(await acts.dispense(hanna, acts.reading(made)));
      expect(await acts.unit(made.links[0] ?? "")).toMatchObject({ state: "SUPPLIED", ownDisposition: null });
      expect(await acts.verdict(hanna, acts.reading(made))).toMatchObject({
        kind: "VERIFIED",
        code: "HOSPITAL_STOCK",
      });
    });

    it("tolerates two repeats and raises one alert with the third, in the refusal's own transaction", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 1 });
      await acts.delivered(made.links, petra);
      const read = acts.reading(made);
      done(await acts.dispense(petra, read));
      for (const n of [2, 3]) {
        world().clock.advance(1000);
        await refused(world(), () => acts.dispense(petra, read), "ALREADY_SUPPLIED_HERE", { n, of: 3 });
      }
      expect(await alerts(read.serial)).toEqual([]);
      world().clock.advance(1000);
      await refused(world(), () => acts.dispense(petra, read), "ALREADY_INACTIVE", {
        n: 4,
        of: 3,
        alert: true,
      });
      expect(await alerts(read.serial)).toEqual([
        `${petra.orgId} ${read.gtin} ${read.serial} ALREADY_INACTIVE 1`,
      ]);
      world().clock.advance(1000);
      await refused(world(), () => acts.dispense(petra, read), "ALREADY_INACTIVE", { n: 5 });
      expect(await alerts(read.serial)).toEqual([
        `${petra.orgId} ${read.gtin} ${read.serial} ALREADY_INACTIVE 2`,
      ]);
    });

    it("counts looks as repeats, too: what the verdict says next is what dispensing says", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 1 });
      await acts.delivered(made.links, petra);
      const read = acts.reading(made);
      done(await acts.dispense(petra, read));
      world().clock.advance(1000);
      expect(await acts.verdict(petra, read)).toMatchObject({
        code: "SUPPLIED_HERE",
        params: { n: 2, of: 3 },
      });
      world().clock.advance(1000);
      await refused(world(), () => acts.dispense(petra, read), "ALREADY_SUPPLIED_HERE", { n: 3 });
      world().clock.advance(1000);
      expect(await acts.verdict(petra, read)).toMatchObject({
        kind: "STOP",
        code: "SUPPLIED_HERE_REPEATEDLY",
      });
    });

    it.each([
      ["another site of the same organisation", paul, "YOUR_ORGANISATION"],
      ["another pharmacy", rita, "ANOTHER_ORGANISATION"],
    ] as const)("alerts when %s wants to dispense it again", async (_name, scope, by) => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 1 });
      await acts.delivered(made.links, petra);
      done(await acts.dispense(petra, acts.reading(made)));
      const refusal = await refused(
        world(),
        () => acts.dispense(scope, acts.reading(made)),
        "ALREADY_INACTIVE",
        {
          state: "SUPPLIED",
          by,
        },
      );
      // When exactly, and until when it could be undone, is the dispensing site's business.
      expect(Object.keys(refusal.refusal.facts ?? {}).sort()).toEqual(["alert", "by", "day", "state"]);
      expect(await alerts(made.serials[0] ?? "")).toHaveLength(1);
    });

    it("refuses what the verdict does not let through, and changes nothing", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 2 });
      const raw = await acts.batch({ packs: 1, released: false });
      await acts.delivered(made.links.slice(0, 1), petra);
      const read = acts.reading(made);
      const attempt = (change: Partial<Reading>) => () => acts.dispense(petra, { ...read, ...change });
      await refused(world(), attempt({ serial: "NOBODY" }), "SERIAL_UNKNOWN");
      await refused(world(), attempt({ batch: "OTHER" }), "BATCH_MISMATCH");
      await refused(world(), attempt({ expiry: "2029-04-30" }), "EXPIRY_MISMATCH");
      await refused(world(), () => acts.dispense(petra, acts.reading(made, 1)), "NOT_IN_CUSTODY", {
        standing: "ELSEWHERE",
      });
      await acts.sent(made.links.slice(1));
      await refused(world(), () => acts.dispense(petra, acts.reading(made, 1)), "NOT_IN_CUSTODY", {
        standing: "IN_TRANSIT",
      });
      await refused(world(), () => acts.dispense(petra, acts.reading(raw)), "NOT_DISPENSABLE", {
        reason: "BATCH_UNRELEASED",
      });
      await refused(world(), () => acts.dispense(wanda, read), "FORBIDDEN_CAPABILITY");
      done(await acts.dispense(assistant, { ...read, batch: null, expiry: null }));
    });

    it("is taken for expired at the end of the last valid day in the site's own time zone", async () => {
      const acts = actsOf(world());
      const expiring = new Date(world().clock.now() + 40 * 86_400_000).toISOString().slice(0, 10);
      const made = await acts.batch({ packs: 2, expiryPrinted: expiring.slice(2).replaceAll("-", "") });
      await acts.delivered(made.links, petra);
      const read = (i: number) => acts.reading(made, i, { expiry: expiring });
      // Midnight in Vienna (UTC+2 in summer) after that day.
      const end = Date.parse(`${expiring}T22:00:00Z`);
      world().clock.advance(end - 1000 - world().clock.now());
      done(await acts.dispense(petra, read(0)));
      world().clock.advance(1000);
      await refused(world(), () => acts.dispense(petra, read(1)), "NOT_DISPENSABLE", { reason: "EXPIRED" });
    });
  });

  describe("undo-packs of a dispensing", () => {
    async function dispensed(scope = petra, packs = 1) {
      const acts = actsOf(world());
      const made = await acts.batch({ packs });
      await acts.delivered(made.links, scope);
      const read = acts.reading(made);
      done(await acts.dispense(scope, read));
      return { acts, made, read };
    }

    it("makes the pack dispensable again, and its repeats start anew", async () => {
      const { acts, made, read } = await dispensed();
      world().clock.advance(1000);
      await acts.verdict(petra, read);
      done(await undo(read, petra));
      expect(await acts.unit(made.links[0] ?? "")).toMatchObject({ state: "ACTIVE", ownDisposition: null });
      expect(await acts.verdict(petra, read)).toMatchObject({ kind: "VERIFIED", action: "DISPENSE" });
      world().clock.advance(1000);
      done(await acts.dispense(petra, read));
      world().clock.advance(1000);
      expect(await acts.verdict(petra, read)).toMatchObject({ params: { n: 2, of: 3 } });
    });

    it("is open for 240 hours to the second", async () => {
      const first = await dispensed();
      const late = await dispensed();
      world().clock.advance(UNDO_WINDOW_MS);
      done(await undo(first.read, petra));
      world().clock.advance(1000);
      await refused(world(), () => undo(late.read, petra), "UNDO_TIME_EXCEEDED", { undoOpen: false });
    });

    it("belongs to the site that dispensed: another one's attempt raises an alert", async () => {
      const { read } = await dispensed();
      for (const scope of [paul, rita]) {
        await refused(world(), () => undo(read, scope), "UNDO_OTHER_LOCATION", { alert: true });
      }
      expect(await alerts(read.serial)).toHaveLength(2);
    });

    it("needs a lead, the declaration, and something to undo", async () => {
      const { read } = await dispensed();
      await refused(world(), () => undo(read, assistant), "FORBIDDEN_ROLE");
      await refused(world(), () => undo(read, petra, false), "UNDO_BLOCKED", { reason: "NOT_DECLARED" });
      await refused(world(), () => undo({ ...read, serial: "NOBODY" }, petra), "SERIAL_UNKNOWN");
      done(await undo(read, petra));
      await refused(world(), () => undo(read, petra), "UNDO_STATE_MISMATCH", { state: "ACTIVE" });
    });

    it("does not bring a recalled pack back", async () => {
      const { acts, made, read } = await dispensed();
      await acts.recalled([made]);
      await refused(world(), () => undo(read, petra), "UNDO_BLOCKED", { reason: "RECALLED" });
    });

    it("does not bring hospital stock back that has left the hospital's site", async () => {
      const { acts, made, read } = await dispensed(hanna);
      const { id } = await acts.sent(made.links, hanna, { id: hugo.siteId }, "transfer");
      await refused(world(), () => undo(read, hanna), "NOT_IN_CUSTODY");
      done(await acts.receipt(hugo, id, made.links));
      await refused(world(), () => undo(read, hanna), "NOT_IN_CUSTODY");
      expect((await acts.unit(made.links[0] ?? ""))?.holder).toBe(hanna.orgId);
    });

    it("works at a site that does not track custody yet", async () => {
      const { acts, made, read } = await dispensed(quinn);
      done(await undo(read, quinn));
      expect(await acts.unit(made.links[0] ?? "")).toMatchObject({ state: "ACTIVE" });
    });
  });
}
