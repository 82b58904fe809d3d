import { describe, expect, it } from "vitest";
import { holdBatch } from "../hold-batch";
import { quarantinePack } from "../quarantine-pack";
import type { Reading } from "../reading";
import { releaseHold } from "../release-hold";
import type { TenantScope } from "../scope";
import { verifyPack } from "../verify-pack";
import { actsOf, done, refused, requestKey } from "./acts";
import { ana, assistant, cream, hanna, inspector, petra, quinn, rita, tablets, wanda } from "./cast";
import type { World } from "./world";

/** verify-pack in every class of answer, quarantine-pack and release-hold. */
export function verifySuite(world: () => World): void {
  const look = async (scope: TenantScope, read: Reading) => done(await verifyPack(world().deps, scope, read));
  const quarantine = (scope: TenantScope, read: Reading, cause = "SEAL_BROKEN") =>
    quarantinePack(world().deps, scope, { requestKey: requestKey(), reading: read, cause, entry: "camera" });
  const alertsOf = async (serial: string) =>
    (await world().picture()).alerts.filter((line) => line.split(" ")[2] === serial);

  describe("verify-pack", () => {
    it("verifies a pack of this site's stock, and records the look and nothing else", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 1 });
      await acts.delivered(made.links, petra);
      const before = await world().picture();
      expect(await look(petra, acts.reading(made))).toMatchObject({
        verdict: { kind: "VERIFIED", reason: { code: "DISPENSABLE" }, action: { code: "DISPENSE" } },
        product: { name: tablets.name },
        undo: null,
        here: true,
        at: world().clock.now(),
      });
      const after = await world().picture();
      expect(after).toEqual({ ...before, looks: before.looks + 1 });
    });

    it("says first seen here of what no tracking site possesses", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 1 });
      await acts.delivered(made.links, quinn);
      expect(await acts.verdict(petra, acts.reading(made))).toMatchObject({
        kind: "VERIFIED",
        code: "FIRST_SEEN_HERE",
      });
    });

    it("answers unknown products and products without serials without a verdict on the pack", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 1 });
      const read = acts.reading(made);
      expect(await acts.verdict(petra, { ...read, gtin: "04150000000005" })).toMatchObject({
        kind: "CANNOT_TELL",
        code: "PRODUCT_UNKNOWN",
      });
      expect(await acts.verdict(petra, { ...read, gtin: cream.gtin })).toMatchObject({
        kind: "NEUTRAL",
        code: "NOT_SERIALISED",
      });
    });

    it("stops an unknown serial, unless a scanner's fault explains it and nobody has compared the print", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 1, number: `Case${world().clock.now()}` });
      await acts.delivered(made.links, petra);
      const read = acts.reading(made);
      const flipped = { ...read, serial: read.serial.replace("Case", "cASE") };
      expect(await acts.verdict(petra, flipped)).toMatchObject({ kind: "CHECK", code: "SCAN_PROBLEM" });
      expect(await acts.verdict(petra, { ...flipped, printConfirmed: true })).toMatchObject({
        kind: "STOP",
        code: "SERIAL_UNKNOWN",
      });
      expect(await acts.verdict(petra, { ...read, serial: "NEVER-MADE" })).toMatchObject({
        kind: "STOP",
        code: "SERIAL_UNKNOWN",
      });
    });

    it("asks to compare the print on a mismatch, then stops, and never shows what the registry holds", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 1 });
      await acts.delivered(made.links, petra);
      const wrong = acts.reading(made, 0, { batch: "QQQQ", expiry: null });
      const view = await look(petra, wrong);
      expect(view.verdict).toMatchObject({ kind: "CHECK", reason: { code: "BATCH_MISMATCH" } });
      expect(view.pack).toEqual({ gtin: wrong.gtin, serial: wrong.serial, batch: "QQQQ", expiry: null });
      expect(JSON.stringify(view)).not.toContain("2029-03-31");
      const sure = await look(petra, { ...wrong, printConfirmed: true });
      expect(sure.verdict).toMatchObject({ kind: "STOP", reason: { code: "BATCH_MISMATCH" } });
    });

    it("fills in what was not given when nothing disagrees, and says that nobody compared it", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 1 });
      await acts.delivered(made.links, petra);
      const view = await look(petra, acts.reading(made, 0, { batch: null, expiry: null, entry: "typed" }));
      expect(view.verdict.kind).toBe("VERIFIED");
      expect(view.verdict.others.map(({ code }) => code)).toEqual([
        "BATCH_NOT_COMPARED",
        "EXPIRY_NOT_COMPARED",
      ]);
      expect(view.pack).toMatchObject({ batch: made.number, expiry: "2029-03-31" });
    });

    it("checks what is on its way and what another site possesses", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 2 });
      expect(await acts.verdict(petra, acts.reading(made))).toMatchObject({
        kind: "CHECK",
        code: "POSSESSED_ELSEWHERE",
        action: "RECEIVE_FIRST",
      });
      await acts.sent(made.links);
      expect(await acts.verdict(petra, acts.reading(made))).toMatchObject({
        kind: "CHECK",
        code: "IN_TRANSIT",
      });
    });

    it("stops unreleased and held batches, and what was dispensed elsewhere", async () => {
      const acts = actsOf(world());
      const raw = await acts.batch({ packs: 1, released: false });
      expect(await acts.verdict(ana, acts.reading(raw))).toMatchObject({
        kind: "STOP",
        code: "BATCH_UNRELEASED",
      });
      const held = await acts.batch({ packs: 1 });
      done(await holdBatch(world().deps, ana, { requestKey: requestKey(), batchId: held.id }));
      expect(await acts.verdict(ana, acts.reading(held))).toMatchObject({ kind: "STOP", code: "BATCH_HELD" });
      const made = await acts.batch({ packs: 1 });
      await acts.delivered(made.links, petra);
      done(await acts.dispense(petra, acts.reading(made)));
      world().clock.advance(2 * 86_400_000);
      expect(await acts.verdict(rita, acts.reading(made))).toMatchObject({
        kind: "STOP",
        code: "SUPPLIED_ELSEWHERE",
        params: { days: 2 },
      });
    });

    it("shows the dispensing site, and only it, until when it can undo", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 1 });
      await acts.delivered(made.links, petra);
      const { undoUntil } = done(await acts.dispense(petra, acts.reading(made)));
      expect((await look(petra, acts.reading(made))).undo).toEqual({ open: true, until: undoUntil });
      expect((await look(rita, acts.reading(made))).undo).toBeNull();
    });
  });

  describe("quarantine-pack and release-hold", () => {
    it("holds what stands here, once, and lets only a responsible person of this side release it", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 1 });
      const [link = ""] = made.links;
      await acts.delivered(made.links, petra);
      expect(done(await quarantine(assistant, acts.reading(made)))).toEqual({ alertId: null, held: true });
      expect(await acts.verdict(petra, acts.reading(made))).toMatchObject({
        kind: "STOP",
        code: "SUSPECT_HOLD",
      });
      const events = (await world().picture()).events.length;
      expect(done(await quarantine(petra, acts.reading(made)))).toEqual({ alertId: null, held: true });
      expect((await world().picture()).events).toHaveLength(events);

      const [unit] = await world().deps.ledger.find(petra, [link]);
      const holdId = unit?.holds[0]?.id;
      if (!holdId) throw new Error("the pack is held");
      const release = (scope: TenantScope, change: Partial<Parameters<typeof releaseHold>[2]> = {}) =>
        releaseHold(world().deps, scope, {
          requestKey: requestKey(),
          link,
          holdId,
          entry: "camera",
          ...change,
        });
      await refused(world(), () => release(assistant), "FORBIDDEN_ROLE");
      await refused(world(), () => release(rita), "HELD");
      await refused(world(), () => release(petra, { link: "https://id.gs1.org/00/0" }), "UNIT_UNKNOWN");
      done(await release(petra));
      await refused(world(), () => release(petra), "HOLD_UNKNOWN");
      expect(await acts.verdict(petra, acts.reading(made))).toMatchObject({ kind: "VERIFIED" });
    });

    it.each([
      ["no side of its delivery", rita, "seen"],
      ["its receiver", petra, "found"],
      ["its sender", ana, "found"],
    ] as const)(
      "takes in what was reported missing, where it turned up, by %s",
      async (_who, finder, said) => {
        const acts = actsOf(world());
        const made = await acts.batch({ packs: 2 });
        const [link = "", other = ""] = made.links;
        const sent = await acts.sent([link, other]);
        done(await acts.receipt(petra, sent.id, [other], true));
        expect(done(await quarantine(finder, acts.reading(made)))).toEqual({ alertId: null, held: true });
        const { units } = await world().picture();
        expect(units[link]).toMatchObject({
          holder: finder.orgId,
          place: "AT_SITE",
          ownDisposition: null,
          holds: [expect.stringContaining("SUSPECT")],
        });
        const [report] = await world().deps.ledger.deliveryExceptions(ana, sent.id);
        expect(report).toMatchObject({ outcome: "found", thread: [{ said }] });
      },
    );

    it("leaves one where it is whose code may be a copy, and what no one reported", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 2 });
      const [link = "", other = ""] = made.links;
      const sent = await acts.sent([link, other]);
      done(await acts.receipt(petra, sent.id, [other], true));
      const copied = { ...acts.reading(made), expiry: "2031-01-31", printConfirmed: true };
      expect(done(await quarantine(rita, copied))).toMatchObject({ held: false });
      expect(done(await quarantine(rita, acts.reading(made, 1)))).toMatchObject({ held: false });
      const { units } = await world().picture();
      expect([units[link]?.ownDisposition, units[other]?.holder]).toEqual(["UNKNOWN", petra.orgId]);
    });

    it("alerts for an unknown serial once the print was compared, and never for a scanner's fault", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 1, number: `Fall${world().clock.now()}` });
      const read = acts.reading(made);
      const flipped = { ...read, serial: read.serial.replace("Fall", "fALL") };
      expect(done(await quarantine(petra, flipped))).toEqual({ alertId: null, held: false });
      const fake = { ...read, serial: `FAKE${world().clock.now()}` };
      const first = done(await quarantine(petra, fake));
      expect(first).toMatchObject({ held: false });
      expect(done(await quarantine(petra, fake)).alertId).toBe(first.alertId);
      expect(await alertsOf(fake.serial)).toEqual([
        `${petra.orgId} ${fake.gtin} ${fake.serial} SERIAL_UNKNOWN 2`,
      ]);
    });

    it("raises no alert for an expired pack: nothing is falsified", async () => {
      const acts = actsOf(world());
      const day = new Date(world().clock.now() + 86_400_000).toISOString().slice(2, 10).replaceAll("-", "");
      const made = await acts.batch({ packs: 1, expiryPrinted: day });
      await acts.delivered(made.links, petra);
      world().clock.advance(3 * 86_400_000);
      const read = acts.reading(made, 0, {
        expiry: `20${day.slice(0, 2)}-${day.slice(2, 4)}-${day.slice(4)}`,
      });
      expect(await acts.verdict(petra, read)).toMatchObject({ kind: "STOP", code: "EXPIRED" });
      expect(done(await quarantine(petra, read, "EXPIRED"))).toEqual({ alertId: null, held: true });
    });

    it("alerts for a copy of a pack elsewhere, and leaves the genuine one alone", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 1 });
      await acts.delivered(made.links, petra);
      done(await acts.dispense(petra, acts.reading(made)));
      const result = done(await quarantine(rita, acts.reading(made), "SUPPLIED_ELSEWHERE"));
      expect(result).toMatchObject({ alertId: expect.any(String), held: false });
      expect((await acts.unit(made.links[0] ?? ""))?.holds).toEqual([]);
      expect(await alertsOf(made.serials[0] ?? "")).toEqual([
        `${rita.orgId} ${tablets.gtin} ${made.serials[0]} ALREADY_INACTIVE 1`,
      ]);
    });

    it("counts the look that led to it as that one look, not as a repeat more", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 1 });
      await acts.delivered(made.links, petra);
      const read = acts.reading(made);
      done(await acts.dispense(petra, read));
      for (const code of ["SUPPLIED_HERE", "SUPPLIED_HERE"]) {
        world().clock.advance(1000);
        expect(await acts.verdict(petra, read)).toMatchObject({ code });
      }
      expect(done(await quarantine(petra, read))).toMatchObject({ alertId: null });
      world().clock.advance(1000);
      expect(await acts.verdict(petra, read)).toMatchObject({ code: "SUPPLIED_HERE_REPEATEDLY" });
      expect(done(await quarantine(petra, read)).alertId).not.toBeNull();
    });

    it("holds hospital stock that is still on the shelf, and nothing that a patient has", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 2 });
      await acts.delivered(made.links.slice(0, 1), hanna);
      await acts.delivered(made.links.slice(1), petra);
      done(await acts.dispense(hanna, acts.reading(made, 0)));
      done(await acts.dispense(petra, acts.reading(made, 1)));
      expect(done(await quarantine(hanna, acts.reading(made, 0)))).toMatchObject({ held: true });
      expect(await acts.verdict(hanna, acts.reading(made, 0))).toMatchObject({ code: "SUSPECT_HOLD" });
      expect(done(await quarantine(petra, acts.reading(made, 1)))).toMatchObject({ held: false });
    });

    it("lets an inspector raise the alert, and hold nothing that is not there", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 1 });
      expect(done(await quarantine(inspector, acts.reading(made)))).toMatchObject({ held: false });
      await acts.delivered(made.links, wanda);
      expect(await acts.verdict(inspector, acts.reading(made))).toMatchObject({
        code: "POSSESSED_ELSEWHERE",
      });
    });
  });
}
