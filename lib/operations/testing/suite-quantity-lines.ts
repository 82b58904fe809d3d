import { describe, expect, it } from "vitest";
import type { SeenProblem } from "@/lib/core/custody/exceptions";
import type { ShipmentPurpose } from "@/lib/core/custody/purposes";
import type { Book, QuantityLine } from "@/lib/core/custody/quantities";
import { lgtinLink } from "@/lib/core/gs1/link";
import type { ShipmentId, SiteId } from "@/lib/core/pack/ids";
import type { Declared } from "@/lib/core/pack/restock";
import { countInQuantities } from "../count-in-quantities";
import { destroyQuantities } from "../destroy-quantities";
import { exceptionId as exceptionIdOf } from "../exception-ports";
import { holdBatch } from "../hold-batch";
import { placeHold } from "../place-hold";
import { type ReceiveShipment, receiveShipment } from "../receive-shipment";
import { releaseBatch } from "../release-batch";
import { agreeOutcome, proposeOutcome } from "../resolve-exception";
import { checkQuantityReturn, restockQuantities } from "../restock-quantities";
import type { TenantScope } from "../scope";
import { shipUnits } from "../ship-units";
import { supplyQuantities } from "../supply-quantities";
import { viewDelivery } from "../view-delivery";
import { viewQuantities } from "../view-quantities";
import { viewRecall } from "../view-recall";
import { voidShipment } from "../void-shipment";
import { actsOf, done, type Made, refused, requestKey } from "./acts";
import {
  ana,
  assistant,
  cream,
  lapsed,
  maker,
  otto,
  paul,
  petra,
  pharmacy,
  reverser,
  rita,
  rival,
  wholesaler,
} from "./cast";
import type { World } from "./world";

/** Packs without serials on shipments: shipped, received in parts, differing, called back. */
export function quantityLinesSuite(world: () => World): void {
  const entry = "typed" as const;
  const acts = () => actsOf(world());
  const of = (made: Made, quantity: number): QuantityLine => ({
    gtin: made.product.gtin,
    batch: made.number,
    quantity,
  });
  const linkOf = ({ product, number }: Made): string => lgtinLink(product.gtin, number);
  async function made(quantity = 10): Promise<Made> {
    const batch = await acts().batch({ product: cream, packs: 0, released: false });
    const lines = [of(batch, quantity)];
    done(await countInQuantities(world().deps, ana, { requestKey: requestKey(), lines, entry }));
    done(await releaseBatch(world().deps, ana, { requestKey: requestKey(), batchId: batch.id, entry }));
    return batch;
  }
  const ship = (
    quantities: readonly QuantityLine[],
    units: readonly string[] = [],
    purpose: ShipmentPurpose = "sale",
    to: { readonly id: SiteId } = pharmacy.sites[0],
    scope: TenantScope = ana,
  ) =>
    shipUnits(world().deps, scope, {
      requestKey: requestKey(),
      receiverSiteId: to.id,
      orderNumber: null,
      purpose,
      units,
      quantities,
      takeOff: false,
      entry,
    });
  const receive = (
    shipmentId: ShipmentId,
    quantities: readonly QuantityLine[],
    how: Partial<ReceiveShipment> = {},
    scope: TenantScope = petra,
  ) =>
    receiveShipment(world().deps, scope, {
      requestKey: requestKey(),
      shipmentId,
      scans: [],
      quantities,
      reportMissing: false,
      entry,
      ...how,
    });
  const there = async (batch: Made, scope: TenantScope = petra) =>
    done(await viewQuantities(world().deps, scope)).find((line) => line.batch === batch.number)?.count ?? 0;
  const books = async (batch: Made, scope: TenantScope = petra) =>
    Object.fromEntries(
      done(await viewQuantities(world().deps, scope))
        .filter((line) => line.batch === batch.number)
        .map(({ book, count }) => [book, count]),
    );
  const GOOD: Declared = { handedOver: false, intact: true, storedWell: true };
  const restock = (lines: readonly QuantityLine[], declared = GOOD, scope: TenantScope = petra) =>
    restockQuantities(world().deps, scope, { requestKey: requestKey(), lines, declared, entry });
  const DAY = 24 * 3_600_000;
  /** Sold by Petra to another pharmacy, and back at hers so long after the shipping. */
  async function soldAndBack(batch: Made, quantity: number, after: number): Promise<void> {
    const sold = done(await ship([of(batch, quantity)], [], "sale", rival.sites[0], petra));
    done(await receive(sold.shipmentId, [of(batch, quantity)], {}, rita));
    const back = done(await ship([of(batch, quantity)], [], "return", pharmacy.sites[0], rita));
    world().clock.advance(after);
    done(await receive(back.shipmentId, [of(batch, quantity)]));
  }
  const stateOf = async (despatchAdvice: string) =>
    (await world().picture()).shipments.find((line) => line.startsWith(`${despatchAdvice} `));

  describe("quantity lines of shipments", () => {
    it("leave one site's book and come onto the other's, with units or alone", async () => {
      const batch = await made();
      const serials = await acts().batch({ packs: 2 });
      const box = await acts().packed(serials.links);
      const mixed = done(await ship([of(batch, 4)], [box]));
      expect(mixed).toMatchObject({ units: 1, packs: 6 });
      expect([await there(batch, ana), await there(batch)]).toEqual([6, 0]);
      expect(done(await receive(mixed.shipmentId, [of(batch, 4)], { scans: [box] }))).toEqual({
        packs: 6,
        missing: 0,
        overage: 0,
        held: 0,
        setAside: 0,
        expected: 0,
      });
      expect(await there(batch)).toBe(4);
      const alone = done(await ship([of(batch, 6)]));
      const hold = {
        subject: { shipmentId: alone.shipmentId },
        kind: "SUSPECT",
        reason: "Torn",
        entry,
      } as const;
      await refused(
        world(),
        () => placeHold(world().deps, ana, { requestKey: requestKey(), ...hold }),
        "SERIALS_NEEDED",
      );
      done(await receive(alone.shipmentId, [of(batch, 6)]));
      expect([await there(batch, ana), await there(batch)]).toEqual([0, 10]);
      expect(await stateOf(alone.despatchAdvice)).toBe(`${alone.despatchAdvice} RECEIVED 6`);
    });

    it("are received in parts: UNITS_MISSING unless more is to come, and the last part closes", async () => {
      const batch = await made();
      const { shipmentId, despatchAdvice } = done(await ship([of(batch, 10)]));
      await refused(world(), () => receive(shipmentId, []), "NOTHING_SCANNED");
      await refused(world(), () => receive(shipmentId, [of(batch, 3)]), "UNITS_MISSING", {
        missing: 7,
        received: 3,
      });
      const part = done(await receive(shipmentId, [of(batch, 3)], { moreToCome: true }));
      expect(part).toMatchObject({ packs: 3, missing: 0, expected: 7 });
      expect(await stateOf(despatchAdvice)).toContain("PARTLY_RECEIVED");
      const { quantities } = done(await viewDelivery(world().deps, petra, shipmentId));
      expect(quantities).toEqual([
        {
          batchId: batch.id,
          productId: cream.id,
          holderId: cream.holderId,
          ...of(batch, 10),
          product: `${cream.name} ${cream.strength}`,
          book: "STOCK",
          received: 3,
          missing: 0,
        },
      ]);
      expect(done(await receive(shipmentId, [of(batch, 7)]))).toMatchObject({ packs: 7, expected: 0 });
      expect(await there(batch)).toBe(10);
      await refused(world(), () => receive(shipmentId, [of(batch, 1)]), "SHIPMENT_CLOSED");
    });

    it("become differences for both sides: too few are missing, too many are set aside", async () => {
      const [batch, other] = [await made(), await made()];
      const short = done(await ship([of(batch, 5)]));
      const report = { reportMissing: true };
      expect(done(await receive(short.shipmentId, [of(batch, 2), of(other, 1)], report))).toMatchObject({
        packs: 2,
        missing: 3,
        overage: 1,
      });
      const over = done(await ship([of(batch, 5)]));
      expect(done(await receive(over.shipmentId, [of(batch, 8)]))).toMatchObject({ packs: 5, overage: 1 });
      expect([await there(batch), await there(other)]).toEqual([7, 0]);
      const { exceptions } = await world().picture();
      expect(exceptions.filter((line) => line.includes(linkOf(batch)))).toEqual([
        `missing ${linkOf(batch)} open`,
        `overage ${linkOf(batch)} open`,
      ]);
      expect(exceptions).toContain(`overage ${linkOf(other)} open`);
    });

    it("keep the rest of a delivery expected, and report it later without a count", async () => {
      const batch = await made();
      const { shipmentId } = done(await ship([of(batch, 4)]));
      done(await receive(shipmentId, [of(batch, 1)], { moreToCome: true }));
      expect(done(await receive(shipmentId, [], { reportMissing: true }))).toMatchObject({
        packs: 0,
        missing: 3,
      });
      expect(await there(batch)).toBe(1);
    });

    it("are called back onto the sender's book", async () => {
      const batch = await made();
      const { shipmentId, despatchAdvice } = done(await ship([of(batch, 4)]));
      done(await voidShipment(world().deps, ana, { requestKey: requestKey(), shipmentId, entry }));
      expect([await there(batch, ana), await there(batch)]).toEqual([10, 0]);
      expect(await stateOf(despatchAdvice)).toContain("VOIDED");
      await refused(world(), () => receive(shipmentId, [of(batch, 4)]), "SHIPMENT_CLOSED");
    });

    it("are on the book, and nothing is against them: QUANTITY_SHORT, BLOCKED_UNIT, NOT_LICENSED", async () => {
      const batch = await made();
      await refused(world(), () => ship([of(batch, 11)]), "QUANTITY_SHORT", { there: 10 });
      await refused(world(), () => ship([]), "NOTHING_TO_SHIP");
      await refused(world(), () => ship([{ ...of(batch, 1), batch: "NONE" }]), "BATCH_UNKNOWN");
      await refused(world(), () => ship([of(batch, 1)], [], "sale", lapsed.sites[0]), "NOT_LICENSED");
      await refused(world(), () => ship([of(batch, 1)], [], "recall-return"), "NOT_RECALLED");
      done(await holdBatch(world().deps, otto, { requestKey: requestKey(), batchId: batch.id }));
      await refused(world(), () => ship([of(batch, 1)]), "BLOCKED_UNIT", { reason: "BATCH_HELD" });
      await acts().recalled([batch]);
      await refused(world(), () => ship([of(batch, 1)]), "BLOCKED_UNIT", { reason: "RECALLED" });
      const back = done(await ship([of(batch, 10)], [], "recall-return"));
      done(await receive(back.shipmentId, [of(batch, 10)]));
      expect(await books(batch)).toEqual({ RETRIEVED: 10 });
    });

    it("come back on a book of their own, and are stock when the returns desk has said so: RETURN_REFUSED", async () => {
      const batch = await made();
      done(await receive(done(await ship([of(batch, 6)])).shipmentId, [of(batch, 6)]));
      await soldAndBack(batch, 6, DAY);
      expect(await books(batch)).toEqual({ RETURNED: 6 });
      const supply = (book?: Book) =>
        supplyQuantities(world().deps, petra, {
          requestKey: requestKey(),
          lines: [{ ...of(batch, 1), book }],
          entry,
        });
      await refused(world(), () => supply(), "QUANTITY_SHORT", { there: 0 });
      await refused(world(), () => supply("RETURNED"), "BLOCKED_UNIT", { reason: "RETURNED" });
      const lines = [{ ...of(batch, 4), book: "RETURNED" as const }];
      const check = async (declared: Declared) =>
        done(await checkQuantityReturn(world().deps, petra, { lines, declared }));
      expect(await check({ ...GOOD, intact: false })).toMatchObject([
        { back: "no", reasons: ["NOT_INTACT"] },
      ]);
      expect(await check(GOOD)).toMatchObject([{ book: "RETURNED", back: "yes", reasons: [] }]);
      await refused(world(), () => restock(lines, { ...GOOD, storedWell: false }), "RETURN_REFUSED", {
        reason: "STORAGE_UNKNOWN",
      });
      await refused(world(), () => restock([{ ...of(batch, 7), book: "RETURNED" }]), "QUANTITY_SHORT");
      expect(done(await restock(lines))).toEqual({ packs: 4 });
      expect(await books(batch)).toEqual({ RETURNED: 2, STOCK: 4 });
      expect(done(await restock([of(batch, 1)]))).toEqual({ packs: 0 });
      done(await supply());
      // Sent on as a return once more, they leave the book they stand on.
      const on = done(
        await ship([{ ...of(batch, 2), book: "RETURNED" }], [], "return", maker.sites[0], petra),
      );
      expect(await books(batch)).toEqual({ STOCK: 3 });
      done(
        await voidShipment(world().deps, petra, {
          requestKey: requestKey(),
          shipmentId: on.shipmentId,
          entry,
        }),
      );
      expect(await books(batch)).toEqual({ RETURNED: 2, STOCK: 3 });
      await acts().recalled([batch]);
      await refused(world(), () => restock([{ ...of(batch, 2), book: "RETURNED" }]), "RETURN_REFUSED", {
        reason: "RECALLED",
      });
    });

    it("come back in time, what a customer had last first: RETURN_TOO_LATE", async () => {
      const batch = await made();
      done(await receive(done(await ship([of(batch, 10)])).shipmentId, [of(batch, 10)]));
      const back = (quantity: number) => [{ ...of(batch, quantity), book: "RETURNED" as const }];
      const check = async (quantity: number) =>
        done(await checkQuantityReturn(world().deps, petra, { lines: back(quantity), declared: GOOD }));
      await soldAndBack(batch, 2, 10 * DAY);
      const returnedAt = world().clock.now();
      const returned = { suppliedAt: returnedAt - 10 * DAY, returnedAt, until: returnedAt };
      expect(await check(2)).toMatchObject([{ back: "yes", reasons: [], returned }]);
      // Two that came in time, and two a second later.
      await soldAndBack(batch, 2, 10 * DAY + 1000);
      expect(done(await restock(back(2)))).toEqual({ packs: 2 });
      expect(await check(1)).toMatchObject([{ back: "no", reasons: ["RETURN_TOO_LATE"] }]);
      await refused(world(), () => restock(back(1)), "RETURN_TOO_LATE", {
        suppliedAt: new Date(world().clock.now() - 10 * DAY - 1000).toISOString(),
        returnedAt: new Date(world().clock.now()).toISOString(),
      });
    });

    it("come back to whoever supplied them, and to nobody else's stock: RETURN_NOT_OURS", async () => {
      const batch = await made();
      const { shipmentId } = done(await ship([of(batch, 2)], [], "return"));
      done(await receive(shipmentId, [of(batch, 2)]));
      const back = [{ ...of(batch, 1), book: "RETURNED" as const }];
      await refused(world(), () => restock(back), "RETURN_NOT_OURS", { suppliedAt: null });
      expect(
        done(await checkQuantityReturn(world().deps, petra, { lines: back, declared: GOOD })),
      ).toMatchObject([{ back: "no", reasons: ["RETURN_NOT_OURS"], returned: { suppliedAt: null } }]);
    });

    it("are set aside when something is wrong with them, and both sides settle each: QUANTITY_INVALID", async () => {
      const batch = await made();
      const { shipmentId } = done(await ship([of(batch, 9)]));
      const seen = (kind: SeenProblem, quantity: number) => ({ ...of(batch, quantity), kind, note: "Seen" });
      await refused(
        world(),
        () =>
          receive(shipmentId, [of(batch, 8)], {
            reportMissing: true,
            quantityProblems: [seen("damaged", 9)],
          }),
        "QUANTITY_INVALID",
      );
      const quantityProblems = [seen("damaged", 2), seen("wrong-product", 1)];
      const how = { reportMissing: true, quantityProblems };
      expect(done(await receive(shipmentId, [of(batch, 8)], how))).toMatchObject({
        packs: 8,
        setAside: 3,
        missing: 1,
      });
      expect(await books(batch)).toEqual({ STOCK: 5, SET_ASIDE: 3 });
      const { exceptions } = done(await viewDelivery(world().deps, ana, shipmentId));
      expect(exceptions.map(({ kind, quantity }) => [kind, quantity])).toEqual([
        ["damaged", 2],
        ["missing", 1],
        ["wrong-product", 1],
      ]);
      const [damaged] = exceptions;
      const exceptionId = damaged?.id ?? exceptionIdOf("none");
      const proposal = { requestKey: requestKey(), exceptionId, outcome: "accepted", text: "" } as const;
      done(await proposeOutcome(world().deps, petra, proposal));
      done(await agreeOutcome(world().deps, ana, { requestKey: requestKey(), exceptionId, text: "" }));
      // Sold only by a responsible person's word.
      const aside = [{ ...of(batch, 2), book: "SET_ASIDE" as const }];
      await refused(world(), () => restock(aside, GOOD, assistant), "FORBIDDEN_ROLE");
      done(await restock(aside));
      expect(await books(batch)).toEqual({ STOCK: 7, SET_ASIDE: 1 });
    });

    it("are set aside whole when nobody may sell them, or another site of the receiver takes them in", async () => {
      const batch = await made();
      const unsaleable = done(await ship([of(batch, 3)]));
      await acts().recalled([batch]);
      expect(done(await receive(unsaleable.shipmentId, [of(batch, 3)]))).toMatchObject({ setAside: 3 });
      const { exceptions } = done(await viewDelivery(world().deps, ana, unsaleable.shipmentId));
      expect(exceptions).toMatchObject([{ kind: "unavailable", quantity: 3, link: linkOf(batch) }]);
      const other = await made();
      const { shipmentId } = done(await ship([of(other, 2)]));
      expect(done(await receive(shipmentId, [of(other, 2)], {}, paul))).toMatchObject({ setAside: 2 });
      expect(await books(other, paul)).toEqual({ SET_ASIDE: 2 });
      expect(await books(other)).toEqual({});
      const strayed = done(await viewDelivery(world().deps, ana, shipmentId)).exceptions;
      expect(strayed).toMatchObject([{ kind: "misdirected", quantity: 2 }]);
    });

    it("are on the recall's board and its sites' desks as those with serials, and add up", async () => {
      const batch = await made();
      const received = done(await ship([of(batch, 5)]));
      done(await receive(received.shipmentId, [of(batch, 4)], { reportMissing: true }));
      const supplied = { requestKey: requestKey(), lines: [of(batch, 1)], entry };
      done(await supplyQuantities(world().deps, petra, supplied));
      done(await ship([of(batch, 2)], [], "sale", wholesaler.sites[0]));
      const recallId = await acts().recalled([batch]);
      const board = async () => done(await viewRecall(world().deps, ana, recallId));
      const { batches, responses } = await board();
      expect(batches).toMatchObject([
        { serialised: false, balance: { commissioned: 10, difference: 0, unaccounted: 1 } },
      ]);
      expect(batches[0]?.balance?.counts).toMatchObject({ saleable: 6, supplied: 1, "in-transit": 2 });
      const told = responses.map(({ organisation }) => organisation).sort();
      expect(told).toEqual([maker.name, pharmacy.name, wholesaler.name].sort());
      const destroyed = { requestKey: requestKey(), lines: [of(batch, 2)], witness: otto.personId, entry };
      done(await destroyQuantities(world().deps, ana, destroyed));
      const late = done(await ship([of(batch, 1)], [], "destruction", reverser.sites[0]));
      expect(late).toMatchObject({ packs: 1 });
      const after = await board();
      expect(after.batches[0]?.balance).toMatchObject({ difference: 0, counts: { disposed: 2 } });
      expect(after.responses).toHaveLength(4);
    });

    it("are its receiver's to count: SHIPMENT_UNKNOWN for everybody else", async () => {
      const batch = await made();
      const { shipmentId } = done(await ship([of(batch, 1)]));
      await refused(world(), () => receive(shipmentId, [of(batch, 1)], {}, rita), "SHIPMENT_UNKNOWN");
      const seen = await viewDelivery(world().deps, rita, shipmentId);
      expect(seen).toMatchObject({ ok: false, refusal: { code: "SHIPMENT_UNKNOWN" } });
    });
  });
}
