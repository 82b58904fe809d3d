import { describe, expect, it } from "vitest";
import { OUTCOMES_OF, type Outcome } from "@/lib/core/custody/exceptions";
import type { ShipmentId } from "@/lib/core/pack/ids";
import type { DeliveryException } from "../exception-ports";
import { receiveFoundUnit } from "../receive-found-unit";
import { agreeOutcome, noteException, proposeOutcome } from "../resolve-exception";
import type { TenantScope } from "../scope";
import { viewDelivery } from "../view-delivery";
import { voidShipment } from "../void-shipment";
import { actsOf, done, refused, requestKey } from "./acts";
import { ana, assistant, lena, otto, petra, rita, wanda, wholesaler, wim } from "./cast";
import type { World } from "./world";

/** Deliveries in parts, what is wrong with them, and how both sides settle it. */
export function differencesSuite(world: () => World): void {
  const acts = () => actsOf(world());
  const of = (scope: TenantScope, id: ShipmentId) => world().deps.ledger.deliveryExceptions(scope, id);
  async function only(scope: TenantScope, id: ShipmentId): Promise<DeliveryException> {
    const [exception, ...others] = await of(scope, id);
    expect(others).toEqual([]);
    if (!exception) throw new Error("nothing was wrong");
    return exception;
  }
  const command = ({ id }: DeliveryException) => ({
    requestKey: requestKey(),
    exceptionId: id,
    text: "Said",
  });
  const propose = (scope: TenantScope, exception: DeliveryException, outcome: Outcome) =>
    proposeOutcome(world().deps, scope, { ...command(exception), outcome });
  const agree = (scope: TenantScope, exception: DeliveryException) =>
    agreeOutcome(world().deps, scope, command(exception));
  const found = (link: string, scope: TenantScope) =>
    receiveFoundUnit(world().deps, scope, { requestKey: requestKey(), link, entry: "camera" });

  /** One of three packs is reported missing by the pharmacy. */
  async function short() {
    const made = await acts().batch();
    const { id } = await acts().sent(made.links);
    done(await acts().receipt(petra, id, made.links.slice(1), true));
    return { made, id, lost: made.links[0] ?? "" };
  }

  describe("a delivery in parts", () => {
    it("stays open with what is expected, and closes with the last part", async () => {
      const made = await acts().batch();
      const { id, despatchAdvice } = await acts().sent(made.links);
      const [first = "", second = "", third = ""] = made.links;
      expect(done(await acts().receipt(petra, id, [first], false, { moreToCome: true }))).toMatchObject({
        packs: 1,
        missing: 0,
        expected: 2,
      });
      const { units, shipments } = await world().picture();
      expect(shipments.find((line) => line.startsWith(`${despatchAdvice} `))).toContain("PARTLY_RECEIVED");
      expect(units[second]).toMatchObject({ holder: ana.orgId, place: "IN_TRANSIT", ownDisposition: null });
      expect(await of(ana, id)).toEqual([]);
      expect(await acts().verdict(petra, acts().reading(made))).toMatchObject({ kind: "VERIFIED" });
      // Scanned again it is no surprise: it came with this delivery.
      expect(done(await acts().receipt(petra, id, [first, second, third]))).toMatchObject({
        packs: 2,
        overage: 0,
        expected: 0,
      });
      await refused(world(), () => acts().receipt(petra, id, [third]), "SHIPMENT_CLOSED", {
        state: "RECEIVED",
      });
    });

    it("takes what comes later out of a case that came now", async () => {
      const made = await acts().batch({ packs: 4 });
      const box = await acts().packed(made.links.slice(0, 2));
      const pallet = await acts().packed([box, ...made.links.slice(2)]);
      const { id } = await acts().sent([pallet]);
      const [, late = "", loose = "", last = ""] = made.links;
      const scans = [made.links[0] ?? "", loose];
      expect(done(await acts().receipt(petra, id, scans, false, { moreToCome: true }))).toMatchObject({
        packs: 2,
        expected: 2,
      });
      expect(await acts().unit(box)).toMatchObject({ parent: pallet });
      for (const link of [late, last]) {
        expect(await acts().unit(link)).toMatchObject({
          parent: null,
          holder: ana.orgId,
          place: "IN_TRANSIT",
        });
      }
      const view = done(await viewDelivery(world().deps, petra, id));
      const open = view.delivery.lines.filter(({ state }) => state === "expected");
      expect(open.map(({ link }) => link).sort()).toEqual([late, last].sort());
      expect(done(await acts().receipt(petra, id, [late, last]))).toMatchObject({ packs: 2, expected: 0 });
    });

    it("can be closed over its rest without another scan, which is then missing", async () => {
      const made = await acts().batch();
      const { id } = await acts().sent(made.links);
      done(await acts().receipt(petra, id, made.links.slice(0, 2), false, { moreToCome: true }));
      await refused(world(), () => acts().receipt(petra, id, []), "NOTHING_SCANNED");
      await refused(
        world(),
        () => acts().receipt(petra, id, [], false, { moreToCome: true }),
        "NOTHING_SCANNED",
      );
      expect(done(await acts().receipt(petra, id, [], true))).toMatchObject({ packs: 0, missing: 1 });
      expect(await acts().unit(made.links[2] ?? "")).toMatchObject({ ownDisposition: "UNKNOWN" });
      expect(await only(ana, id)).toMatchObject({ kind: "missing", link: made.links[2] });
    });

    it("may not be taken back once a part of it has come", async () => {
      const made = await acts().batch();
      const { id } = await acts().sent(made.links);
      done(await acts().receipt(petra, id, made.links.slice(0, 1), false, { moreToCome: true }));
      const taken = { requestKey: requestKey(), shipmentId: id, entry: "camera" as const };
      await refused(world(), () => voidShipment(world().deps, ana, taken), "SHIPMENT_CLOSED", {
        state: "PARTLY_RECEIVED",
      });
    });

    it("leaves what came with the first part and went on to the one who has it now", async () => {
      const made = await acts().batch();
      const { id } = await acts().sent(made.links, ana, wholesaler.sites[0]);
      done(await acts().receipt(wanda, id, made.links.slice(0, 1), false, { moreToCome: true }));
      await acts().delivered(made.links.slice(0, 1), petra, wanda);
      await expect(
        world().deps.ledger.transact(wanda, async (tx) => {
          const [unit] = await tx.lock(made.links.slice(0, 1), "custody");
          await tx.move(unit ? [unit.id] : [], {
            holderId: wanda.orgId,
            siteId: wanda.siteId,
            place: "AT_SITE",
          });
        }),
      ).rejects.toThrow(/custody/);
    });
  });

  describe("what was wrong with it", () => {
    it.each(["damaged", "wrong-product", "duplicate", "unreadable"] as const)(
      "%s: the pack comes in under a hold, and both sides see it",
      async (kind) => {
        const made = await acts().batch();
        const box = await acts().packed(made.links);
        const { id } = await acts().sent([box]);
        const [bad = ""] = made.links;
        const problems = [{ kind, link: bad, note: "Seen at the dock" }];
        expect(done(await acts().receipt(petra, id, made.links.slice(1), false, { problems }))).toEqual({
          packs: 3,
          missing: 0,
          overage: 0,
          held: 1,
          setAside: 0,
          expected: 0,
        });
        expect(await acts().unit(bad)).toMatchObject({ parent: box, holds: ["EXCEPTION"] });
        for (const scope of [petra, ana]) {
          expect(await only(scope, id)).toMatchObject({ kind, link: bad, note: "Seen at the dock" });
        }
        await refused(world(), () => acts().dispense(petra, acts().reading(made)), "HELD");
      },
    );

    it("keeps what nobody could read, and what was not announced, under its own name", async () => {
      const made = await acts().batch({ packs: 2 });
      const { id } = await acts().sent(made.links.slice(0, 1));
      const problems = [
        { kind: "unreadable", link: null, note: "A crushed carton" },
        { kind: "wrong-product", link: made.links[1] ?? "", note: "Drops instead" },
      ] as const;
      done(await acts().receipt(petra, id, made.links, false, { problems }));
      expect((await of(ana, id)).map(({ kind, link }) => [kind, link]).sort()).toEqual([
        ["unreadable", null],
        ["wrong-product", made.links[1]],
      ]);
      // It is the sender's still: what was not announced is taken from nobody.
      expect(await acts().unit(made.links[1] ?? "")).toMatchObject({ holder: ana.orgId });
    });

    it("says of goods that were recalled on their way, or came to a sister site, why they are held", async () => {
      const made = await acts().batch({ packs: 1 });
      const { id } = await acts().sent(made.links, ana, wholesaler.sites[0]);
      await acts().recalled([made]);
      done(await acts().receipt(wim, id, made.links));
      expect((await of(ana, id)).map(({ kind }) => kind)).toEqual(["misdirected", "unavailable"]);
      const view = done(await viewDelivery(world().deps, wim, id));
      expect(view.exceptions.map(({ category, possible }) => [category, possible])).toEqual([
        ["DATA_ISSUE", OUTCOMES_OF.misdirected],
        ["UNAVAILABLE_FOR_DISTRIBUTION", OUTCOMES_OF.unavailable],
      ]);
    });
  });

  describe("settling a difference", () => {
    it("takes both sides: one proposes, the other agrees, and the thread keeps all of it", async () => {
      const { id } = await short();
      const exception = await only(petra, id);
      await refused(world(), () => agree(ana, exception), "NOTHING_PROPOSED");
      expect(done(await propose(petra, exception, "credited"))).toEqual({ changed: true });
      expect(done(await propose(petra, exception, "credited"))).toEqual({ changed: false });
      await refused(world(), () => agree(petra, exception), "OWN_PROPOSAL", { outcome: "credited" });
      done(await noteException(world().deps, otto, command(exception)));
      expect(done(await agree(lena, exception))).toEqual({ outcome: "credited" });
      const settled = await only(petra, id);
      expect(settled).toMatchObject({ outcome: "credited", thread: [{}, {}, {}] });
      expect(settled.thread.map(({ side, said }) => `${side} ${said}`)).toEqual([
        "receiver proposed",
        "sender note",
        "sender agreed",
      ]);
      await refused(world(), () => agree(ana, exception), "EXCEPTION_CLOSED");
      await refused(world(), () => propose(petra, exception, "not-sent"), "EXCEPTION_CLOSED");
    });

    it("takes no outcome that does not fit: OUTCOME_NOT_POSSIBLE", async () => {
      const { id } = await short();
      const exception = await only(petra, id);
      for (const outcome of ["found", "accepted"] as const) {
        await refused(world(), () => propose(petra, exception, outcome), "OUTCOME_NOT_POSSIBLE");
      }
    });

    it("is for leads of the two sides: EXCEPTION_UNKNOWN, FORBIDDEN_ROLE", async () => {
      const { id } = await short();
      const exception = await only(petra, id);
      expect(await of(rita, id)).toEqual([]);
      await refused(world(), () => propose(rita, exception, "credited"), "EXCEPTION_UNKNOWN");
      await refused(
        world(),
        () => noteException(world().deps, rita, command(exception)),
        "EXCEPTION_UNKNOWN",
      );
      await refused(world(), () => propose(assistant, exception, "credited"), "FORBIDDEN_ROLE");
    });

    it("between two sites of one organisation is settled by the two sites", async () => {
      const made = await acts().batch({ packs: 2 });
      const { id } = await acts().sent(made.links, ana, { id: lena.siteId }, "transfer");
      done(await acts().receipt(lena, id, made.links.slice(1), true));
      const exception = await only(ana, id);
      done(await propose(lena, exception, "not-sent"));
      await refused(world(), () => agree(lena, exception), "OWN_PROPOSAL");
      expect(done(await agree(ana, exception))).toEqual({ outcome: "not-sent" });
    });

    it("is open again for both when the pack is seen anywhere, and ends when it is found", async () => {
      const { id, made, lost } = await short();
      const exception = await only(petra, id);
      done(await propose(petra, exception, "credited"));
      done(await agree(ana, exception));
      expect(await acts().verdict(rita, acts().reading(made))).toMatchObject({ code: "REPORTED_MISSING" });
      for (const scope of [petra, ana]) {
        const again = await only(scope, id);
        expect(again).toMatchObject({ outcome: null, closedAt: null, proposal: null });
        // Who saw it is nobody's business here.
        expect(again.thread.at(-1)).toMatchObject({ said: "seen", side: null });
      }
      done(await found(lost, petra));
      expect(await only(ana, id)).toMatchObject({ outcome: "found" });
      await acts().verdict(rita, acts().reading(made));
      expect(await only(ana, id)).toMatchObject({ outcome: "found" });
    });

    it("does not hide a pack: what both sides gave up can still be received when it turns up", async () => {
      const { id, lost } = await short();
      const exception = await only(petra, id);
      done(await propose(ana, exception, "credited"));
      done(await agree(petra, exception));
      expect(await acts().unit(lost)).toMatchObject({ ownDisposition: "UNKNOWN" });
      expect(done(await found(lost, petra))).toMatchObject({ at: "receiver" });
      expect(await only(ana, id)).toMatchObject({ outcome: "found" });
    });
  });
}
