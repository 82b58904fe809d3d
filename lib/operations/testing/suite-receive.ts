import { describe, expect, it } from "vitest";
import { countInStock } from "../count-in-stock";
import { receiveFoundUnit } from "../receive-found-unit";
import { releaseHold } from "../release-hold";
import type { TenantScope } from "../scope";
import { type Acts, actsOf, done, refused, requestKey } from "./acts";
import { ana, paul, petra, quiet, quinn, rita, wanda } from "./cast";
import type { World } from "./world";

/** C1, the receiver's side: receive-shipment, receive-found-unit and count-in-stock. */
export function receiveSuite(world: () => World): void {
  const found = (link: string, scope: TenantScope) =>
    receiveFoundUnit(world().deps, scope, { requestKey: requestKey(), link, entry: "camera" });
  const unknown = "https://id.gs1.org/00/095200100000000013";
  const openMissing = async (link: string) =>
    (await world().picture()).exceptions.filter((line) => line === `missing ${link} open`);

  describe("receive-shipment", () => {
    it("takes in a pallet by its label, with all that is in it, and hands custody over", async () => {
      const acts = actsOf(world());
      const made = await acts.batch();
      const pallet = await acts.packed(made.links);
      const { id, despatchAdvice } = await acts.sent([pallet]);
      expect(done(await acts.receipt(petra, id, [pallet]))).toEqual({
        packs: 3,
        missing: 0,
        overage: 0,
        held: 0,
        setAside: 0,
        expected: 0,
      });
      const picture = await world().picture();
      expect(picture.units[pallet]).toMatchObject({
        holder: petra.orgId,
        site: petra.siteId,
        place: "AT_SITE",
      });
      expect(picture.shipments).toContain(`${despatchAdvice} RECEIVED 3 ${pallet} 3 received`);
      expect(await acts.verdict(petra, acts.reading(made))).toMatchObject({ kind: "VERIFIED" });
    });

    it("does not close over what was not scanned, unless the person reports it missing", async () => {
      const acts = actsOf(world());
      const { links } = await acts.batch();
      const [there = "", lost = ""] = links;
      const { id, despatchAdvice } = await acts.sent([there, lost]);
      await refused(world(), () => acts.receipt(petra, id, [there]), "UNITS_MISSING", {
        missing: 1,
        received: 1,
      });
      expect(done(await acts.receipt(petra, id, [there], true))).toMatchObject({ packs: 1, missing: 1 });
      const picture = await world().picture();
      // It stays with the sender, who is asked, too.
      expect(picture.units[lost]).toMatchObject({
        ownDisposition: "UNKNOWN",
        holder: ana.orgId,
        place: "IN_TRANSIT",
      });
      expect(picture.exceptions).toContain(`missing ${lost} open`);
      const lines = [`${there} 1 received`, `${lost} 1 missing`].sort().join(" ");
      expect(picture.shipments).toContain(`${despatchAdvice} RECEIVED 2 ${lines}`);
    });

    it("takes what is missing inside a case out of it: the case arrived, the pack did not", async () => {
      const acts = actsOf(world());
      const made = await acts.batch();
      const { links } = made;
      const box = await acts.packed(links);
      const { id } = await acts.sent([box]);
      expect(done(await acts.receipt(petra, id, links.slice(0, 2), true))).toMatchObject({
        packs: 2,
        missing: 1,
      });
      const lost = links[2] ?? "";
      expect(await acts.unit(box)).toMatchObject({ holder: petra.orgId });
      expect(await acts.unit(links[0] ?? "")).toMatchObject({ parent: box });
      expect(await acts.unit(lost)).toMatchObject({
        parent: null,
        holder: ana.orgId,
        ownDisposition: "UNKNOWN",
      });
      expect(await openMissing(lost)).toHaveLength(1);
      for (const scope of [petra, rita, ana]) {
        expect(await acts.verdict(scope, acts.reading(made, 2))).toMatchObject({
          kind: "CHECK",
          code: "REPORTED_MISSING",
        });
      }
      await refused(world(), () => acts.dispense(petra, acts.reading(made, 2)), "NOT_DISPENSABLE", {
        reason: "REPORTED_MISSING",
      });
    });

    it("marks every pack of a missing case: whoever scans one of them learns it", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 4 });
      const { links } = made;
      const boxes = [await acts.packed(links.slice(0, 2)), await acts.packed(links.slice(2))];
      const pallet = await acts.packed(boxes);
      const { id } = await acts.sent([pallet]);
      expect(done(await acts.receipt(petra, id, boxes.slice(0, 1), true))).toMatchObject({
        packs: 2,
        missing: 2,
      });
      expect(await acts.unit(boxes[1] ?? "")).toMatchObject({ parent: null, place: "IN_TRANSIT" });
      expect(await acts.verdict(rita, acts.reading(made, 3))).toMatchObject({ code: "REPORTED_MISSING" });
      expect(await acts.verdict(petra, acts.reading(made, 0))).toMatchObject({ kind: "VERIFIED" });
    });

    it("records what came besides, and takes it from nobody", async () => {
      const acts = actsOf(world());
      const { links } = await acts.batch();
      const [mine = "", stray = ""] = links;
      const { id } = await acts.sent([mine]);
      expect(done(await acts.receipt(petra, id, [mine, stray, mine, unknown]))).toMatchObject({ overage: 2 });
      const { exceptions, units } = await world().picture();
      expect(exceptions).toEqual(
        expect.arrayContaining([`overage ${stray} open`, `overage ${unknown} open`]),
      );
      expect(units[stray]).toMatchObject({ holder: ana.orgId, place: "AT_SITE" });
    });

    it("happens once, for the organisation it was sent to, when something was scanned", async () => {
      const acts = actsOf(world());
      const { links } = await acts.batch();
      const { id } = await acts.sent(links);
      for (const stranger of [rita, ana]) {
        await refused(world(), () => acts.receipt(stranger, id, links), "SHIPMENT_UNKNOWN");
      }
      await refused(world(), () => acts.receipt(petra, id, []), "NOTHING_SCANNED");
      await refused(world(), () => acts.receipt(petra, id, [unknown], true), "NOTHING_SCANNED");
      done(await acts.receipt(petra, id, links));
      await refused(world(), () => acts.receipt(petra, id, links), "SHIPMENT_CLOSED", { state: "RECEIVED" });
    });

    it("lets a sister site take in what was meant for another, under a hold", async () => {
      const acts = actsOf(world());
      const { links } = await acts.batch({ packs: 1 });
      const { id } = await acts.sent(links);
      expect(done(await acts.receipt(paul, id, links))).toMatchObject({ packs: 1, held: 1 });
      expect(await acts.unit(links[0] ?? "")).toMatchObject({ site: paul.siteId, holds: ["EXCEPTION"] });
    });

    it("takes in goods recalled on their way, under a hold and with the hold recorded", async () => {
      const acts = actsOf(world());
      const made = await acts.batch({ packs: 1 });
      const { id } = await acts.sent(made.links);
      await acts.recalled([made], { class: 1, depth: "patient" });
      const events = (await world().picture()).events.length;
      expect(done(await acts.receipt(petra, id, made.links))).toMatchObject({ packs: 1, held: 1 });
      expect(await acts.unit(made.links[0] ?? "")).toMatchObject({
        site: petra.siteId,
        holds: ["EXCEPTION"],
      });
      expect((await world().picture()).events).toHaveLength(events + 2);
    });

    it("takes in an empty container", async () => {
      const acts = actsOf(world());
      const { links } = await acts.batch({ packs: 1 });
      const pallet = await acts.packed(links);
      await acts.delivered([pallet], wanda);
      await acts.sent(links, wanda);
      const empty = await acts.sent([pallet], wanda, { id: ana.siteId }, "return");
      expect(done(await acts.receipt(ana, empty.id, [pallet]))).toMatchObject({ packs: 0, missing: 0 });
    });
  });

  /** Of three packs in a case, the last is reported missing by the pharmacy. */
  async function oneMissing(acts: Acts) {
    const made = await acts.batch();
    const box = await acts.packed(made.links);
    const { id, despatchAdvice } = await acts.sent([box]);
    done(await acts.receipt(petra, id, made.links.slice(0, 2), true));
    return { made, lost: made.links[2] ?? "", despatchAdvice };
  }

  describe("receive-found-unit", () => {
    it("receives a missing pack that turned up, under a hold that a responsible person releases", async () => {
      const acts = actsOf(world());
      const { made, lost, despatchAdvice } = await oneMissing(acts);
      expect(done(await found(lost, petra))).toEqual({ despatchAdvice, at: "receiver", packs: 1 });
      expect(await acts.unit(lost)).toMatchObject({
        ownDisposition: null,
        holder: petra.orgId,
        site: petra.siteId,
        place: "AT_SITE",
        holds: ["EXCEPTION"],
      });
      expect(await openMissing(lost)).toEqual([]);
      const read = acts.reading(made, 2);
      await refused(world(), () => acts.dispense(petra, read), "HELD", {
        reason: "EXCEPTION_HOLD",
      });
      const [unit] = await world().deps.ledger.find(petra, [lost]);
      const holdId = unit?.holds[0]?.id;
      if (!holdId) throw new Error("the pack is held");
      done(
        await releaseHold(world().deps, petra, {
          requestKey: requestKey(),
          link: lost,
          holdId,
          entry: "camera",
        }),
      );
      done(await acts.dispense(petra, read));
      await refused(world(), () => found(lost, petra), "NOT_REPORTED_MISSING");
    });

    it("lets the sender find what never left", async () => {
      const acts = actsOf(world());
      const { lost } = await oneMissing(acts);
      expect(done(await found(lost, ana))).toMatchObject({ at: "sender", packs: 1 });
      expect(await acts.unit(lost)).toMatchObject({
        holder: ana.orgId,
        place: "AT_SITE",
        holds: ["EXCEPTION"],
      });
      await refused(world(), () => found(lost, petra), "NOT_REPORTED_MISSING");
    });

    it("receives one pack out of a missing case, and then the case with the rest", async () => {
      const acts = actsOf(world());
      const made = await acts.batch();
      const { links } = made;
      const box = await acts.packed(links.slice(1));
      const { id, despatchAdvice } = await acts.sent([links[0] ?? "", box]);
      done(await acts.receipt(petra, id, links.slice(0, 1), true));
      const [, loose = "", rest = ""] = links;
      expect(done(await found(loose, petra))).toMatchObject({ packs: 1 });
      expect(await acts.unit(loose)).toMatchObject({
        parent: null,
        holder: petra.orgId,
        ownDisposition: null,
      });
      expect(await acts.verdict(rita, acts.reading(made, 2))).toMatchObject({ code: "REPORTED_MISSING" });
      expect(await openMissing(box)).toHaveLength(1);
      expect(done(await found(box, petra))).toMatchObject({ packs: 1 });
      expect(await acts.unit(rest)).toMatchObject({ parent: box, ownDisposition: null });
      const { shipments, exceptions } = await world().picture();
      expect(exceptions.filter((line) => line.includes(box) && line.endsWith("open"))).toEqual([]);
      expect(shipments.find((line) => line.startsWith(`${despatchAdvice} `))).toContain(`${box} 2 received`);
    });

    it("is for the two sides of the delivery, and for what was reported missing", async () => {
      const acts = actsOf(world());
      const { lost, made } = await oneMissing(acts);
      await refused(world(), () => found(lost, rita), "NOT_REPORTED_MISSING");
      await refused(world(), () => found(made.links[0] ?? "", petra), "NOT_REPORTED_MISSING");
      await refused(world(), () => found(unknown, petra), "UNIT_UNKNOWN");
    });
  });

  describe("count-in-stock", () => {
    const count = (units: readonly string[], scope: TenantScope) =>
      countInStock(world().deps, scope, { requestKey: requestKey(), units, entry: "wedge" });

    it("opens custody of what no tracking site possesses, and never changes its state", async () => {
      const acts = actsOf(world());
      const { links } = await acts.batch();
      const box = await acts.packed(links.slice(0, 2));
      await acts.delivered([box, links[2] ?? ""], quinn);
      expect(done(await count([box, links[0] ?? "", links[2] ?? ""], petra))).toEqual({
        counted: 2,
        already: 0,
      });
      expect(await acts.unit(box)).toMatchObject({
        holder: petra.orgId,
        site: petra.siteId,
        place: "AT_SITE",
      });
      expect(await acts.unit(links[0] ?? "")).toMatchObject({ parent: box, state: "ACTIVE" });
      const events = (await world().picture()).events.length;
      expect(done(await count([box], petra))).toEqual({ counted: 0, already: 1 });
      expect((await world().picture()).events).toHaveLength(events);
    });

    it("takes a pack out of a container that is counted nowhere yet", async () => {
      const acts = actsOf(world());
      const { links } = await acts.batch();
      const box = await acts.packed(links);
      await acts.delivered([box], quinn);
      expect(done(await count(links.slice(0, 1), petra))).toEqual({ counted: 1, already: 0 });
      expect(await acts.unit(links[0] ?? "")).toMatchObject({ parent: null, holder: petra.orgId });
      expect(await acts.unit(box)).toMatchObject({ holder: quiet.id });
    });

    it("takes nothing from a site that tracks, nothing under way and nothing unknown", async () => {
      const acts = actsOf(world());
      const { links } = await acts.batch();
      await refused(world(), () => count(links, petra), "NOT_IN_CUSTODY", { standing: "ELSEWHERE" });
      await acts.sent(links.slice(0, 1), ana);
      await refused(world(), () => count(links.slice(0, 1), petra), "NOT_IN_CUSTODY", {
        standing: "IN_TRANSIT",
      });
      await refused(world(), () => count([unknown], petra), "UNIT_UNKNOWN");
      await refused(world(), () => count([], petra), "NOTHING_SCANNED");
    });
  });
}
