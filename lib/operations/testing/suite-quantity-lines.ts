import { describe, expect, it } from "vitest";
import type { ShipmentPurpose } from "@/lib/core/custody/purposes";
import type { QuantityLine } from "@/lib/core/custody/quantities";
import { lgtinLink } from "@/lib/core/gs1/link";
import type { ShipmentId } from "@/lib/core/pack/ids";
import { countInQuantities } from "../count-in-quantities";
import { destroyQuantities } from "../destroy-quantities";
import { holdBatch } from "../hold-batch";
import { placeHold } from "../place-hold";
import { type ReceiveShipment, receiveShipment } from "../receive-shipment";
import { releaseBatch } from "../release-batch";
import type { TenantScope } from "../scope";
import { shipUnits } from "../ship-units";
import { supplyQuantities } from "../supply-quantities";
import { viewDelivery } from "../view-delivery";
import { viewQuantities } from "../view-quantities";
import { viewRecall } from "../view-recall";
import { voidShipment } from "../void-shipment";
import { actsOf, done, type Made, refused, requestKey } from "./acts";
import { ana, cream, lapsed, maker, otto, petra, pharmacy, reverser, rita, wholesaler } from "./cast";
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
    to = pharmacy.sites[0],
  ) =>
    shipUnits(world().deps, ana, {
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

    it("are on the book, and nothing is against them: QUANTITY_SHORT, BLOCKED_UNIT, NOT_LICENSED, QUANTITY_RETURN", async () => {
      const batch = await made();
      await refused(world(), () => ship([of(batch, 11)]), "QUANTITY_SHORT", { there: 10 });
      await refused(world(), () => ship([]), "NOTHING_TO_SHIP");
      await refused(world(), () => ship([{ ...of(batch, 1), batch: "NONE" }]), "BATCH_UNKNOWN");
      await refused(world(), () => ship([of(batch, 1)], [], "sale", lapsed.sites[0]), "NOT_LICENSED");
      await refused(world(), () => ship([of(batch, 1)], [], "return"), "QUANTITY_RETURN");
      await refused(world(), () => ship([of(batch, 1)], [], "recall-return"), "NOT_RECALLED");
      done(await holdBatch(world().deps, otto, { requestKey: requestKey(), batchId: batch.id }));
      await refused(world(), () => ship([of(batch, 1)]), "BLOCKED_UNIT", { reason: "BATCH_HELD" });
      await acts().recalled([batch]);
      await refused(world(), () => ship([of(batch, 1)]), "BLOCKED_UNIT", { reason: "RECALLED" });
      const back = done(await ship([of(batch, 10)], [], "recall-return"));
      done(await receive(back.shipmentId, [of(batch, 10)]));
      expect(await there(batch)).toBe(10);
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
