import { describe, expect, it } from "vitest";
import type { ExceptionKind, Outcome, SeenProblem } from "@/lib/core/custody/exceptions";
import { lgtinLink } from "@/lib/core/gs1/link";
import type { PersonId, ShipmentId } from "@/lib/core/pack/ids";
import { carryOutOutcome } from "../carry-out-outcome";
import { countInQuantities } from "../count-in-quantities";
import type { DeliveryException, ExceptionId } from "../exception-ports";
import { receiveFoundUnit } from "../receive-found-unit";
import { receiveShipment } from "../receive-shipment";
import { releaseBatch } from "../release-batch";
import { agreeOutcome, proposeOutcome } from "../resolve-exception";
import type { TenantScope } from "../scope";
import { shipUnits } from "../ship-units";
import { viewDelivery } from "../view-delivery";
import { viewQuantities } from "../view-quantities";
import { viewRecall } from "../view-recall";
import { viewArrivals } from "../wait-for-data";
import { actsOf, done, refused, requestKey } from "./acts";
import { ana, assistant, cream, lena, maker, paul, petra, pharmacy } from "./cast";
import type { World } from "./world";

/** What an agreement about a difference does to the goods, by whoever has them. */
export function agreementsSuite(world: () => World): void {
  const acts = () => actsOf(world());
  const entry = "camera" as const;
  const carryOut = (scope: TenantScope, exceptionId: ExceptionId, witness: PersonId | null = null) =>
    carryOutOutcome(world().deps, scope, { requestKey: requestKey(), exceptionId, witness, entry });
  const of = (id: ShipmentId) => world().deps.ledger.deliveryExceptions(petra, id);
  async function settled(id: ShipmentId, kind: ExceptionKind, outcome: Outcome): Promise<DeliveryException> {
    const exception = (await of(id)).find((one) => one.kind === kind);
    if (!exception) throw new Error("nothing was wrong");
    const command = () => ({ requestKey: requestKey(), exceptionId: exception.id, text: "" });
    done(await proposeOutcome(world().deps, petra, { ...command(), outcome }));
    done(await agreeOutcome(world().deps, ana, command()));
    return exception;
  }
  const toDo = async (scope: TenantScope, id: ShipmentId) =>
    done(await viewDelivery(world().deps, scope, id)).exceptions.map((exception) => exception.toDo);

  /** One of two packs is missing. */
  async function short() {
    const made = await acts().batch({ packs: 2 });
    const [lost = "", came = ""] = made.links;
    const { id } = await acts().sent(made.links);
    done(await acts().receipt(petra, id, [came], true));
    return { made, id, lost };
  }
  /** The only pack came with something wrong. */
  async function bad(kind: SeenProblem = "damaged") {
    const made = await acts().batch({ packs: 1 });
    const [link = ""] = made.links;
    const { id } = await acts().sent(made.links);
    const problems = [{ kind, link, note: "Wet" }] as const;
    done(await acts().receipt(petra, id, made.links, false, { problems }));
    return { id, link };
  }

  describe("an agreement is carried out", () => {
    it("not-sent: what never left stands at its sender again, once: OTHER_SIDE_CARRIES_OUT, CARRIED_OUT", async () => {
      const { id, lost } = await short();
      const [open] = await of(id);
      await refused(world(), () => carryOut(ana, open?.id ?? ("" as ExceptionId)), "NOT_SETTLED");
      const { id: exceptionId } = await settled(id, "missing", "not-sent");
      expect(await toDo(petra, id)).toEqual([{ by: "sender", act: "take-back" }]);
      await refused(world(), () => carryOut(petra, exceptionId), "OTHER_SIDE_CARRIES_OUT");
      await refused(world(), () => carryOut(lena, exceptionId), "PLACE_ELSEWHERE");
      expect(done(await carryOut(ana, exceptionId))).toEqual({ did: "take-back" });
      expect(await acts().unit(lost)).toMatchObject({
        holder: ana.orgId,
        site: ana.siteId,
        place: "AT_SITE",
        ownDisposition: null,
        holds: [],
      });
      expect(await toDo(ana, id)).toEqual([null]);
      await refused(world(), () => carryOut(ana, exceptionId), "CARRIED_OUT");
      // It is not missing any more: nobody finds it, and it is sold as any other.
      const find = { requestKey: requestKey(), link: lost, entry };
      await refused(world(), () => receiveFoundUnit(world().deps, petra, find), "NOT_REPORTED_MISSING");
      await acts().delivered([lost], petra);
      expect(await acts().unit(lost)).toMatchObject({ holder: petra.orgId, place: "AT_SITE" });
    });

    it("not-sent: not if it turned up meanwhile, and nothing moves for a credit: NOTHING_TO_CARRY_OUT", async () => {
      const { id, lost } = await short();
      const { id: exceptionId } = await settled(id, "missing", "not-sent");
      done(await receiveFoundUnit(world().deps, petra, { requestKey: requestKey(), link: lost, entry }));
      await refused(world(), () => carryOut(ana, exceptionId), "NOTHING_TO_CARRY_OUT");
      const other = await short();
      const credited = await settled(other.id, "missing", "credited");
      await refused(world(), () => carryOut(ana, credited.id), "NOTHING_TO_CARRY_OUT");
      expect(await acts().unit(other.lost)).toMatchObject({ ownDisposition: "UNKNOWN" });
    });

    it("accepted: the hold ends by whoever may end one: FORBIDDEN_ROLE", async () => {
      const { id, link } = await bad();
      expect(await acts().unit(link)).toMatchObject({ holds: ["EXCEPTION"] });
      const { id: exceptionId } = await settled(id, "damaged", "accepted");
      await refused(world(), () => carryOut(assistant, exceptionId), "FORBIDDEN_ROLE");
      expect(done(await carryOut(petra, exceptionId))).toEqual({ did: "release" });
      expect(await acts().unit(link)).toMatchObject({ holds: [] });
    });

    it("returned: it is shipped back as a return", async () => {
      const { id, link } = await bad("wrong-product");
      const { id: exceptionId } = await settled(id, "wrong-product", "returned");
      await refused(world(), () => carryOut(paul, exceptionId), "NOT_IN_CUSTODY");
      expect(done(await carryOut(petra, exceptionId))).toEqual({ did: "send-back" });
      expect(await acts().unit(link)).toMatchObject({ holder: petra.orgId, place: "IN_TRANSIT" });
      const back = (await world().picture()).shipmentIds.at(-1);
      expect(back).toMatchObject({ open: true, to: maker.sites[0].id, lines: [link] });
    });

    it("destroyed: before a witness, under the rules of destroying: WITNESS_MISSING", async () => {
      const { id, link } = await bad();
      const { id: exceptionId } = await settled(id, "damaged", "destroyed");
      await refused(world(), () => carryOut(petra, exceptionId), "WITNESS_MISSING");
      expect(done(await carryOut(petra, exceptionId, assistant.personId))).toEqual({ did: "destroy" });
      expect(await acts().unit(link)).toMatchObject({ state: "DESTROYED" });
    });

    it("accepted, though not announced: it waits for the shipping of whoever has it by the data", async () => {
      const made = await acts().batch({ packs: 2 });
      const [sent = "", extra = ""] = made.links;
      const { id } = await acts().sent([sent]);
      done(await acts().receipt(petra, id, made.links));
      const { id: exceptionId } = await settled(id, "overage", "accepted");
      expect(done(await carryOut(petra, exceptionId))).toEqual({ did: "take-in" });
      expect(await acts().unit(extra)).toMatchObject({ holder: ana.orgId, place: "AT_SITE" });
      const { waiting } = done(await viewArrivals(world().deps, petra));
      expect(waiting.find(({ link }) => link === extra)).toMatchObject({ sender: maker.name });
      await acts().delivered([extra], petra);
      expect(await acts().unit(extra)).toMatchObject({ holder: petra.orgId });
    });
  });

  describe("an agreement about packs without serials", () => {
    /** Ten shipped, eight came, of which three are damaged. */
    async function counted() {
      const batch = await acts().batch({ product: cream, packs: 0, released: false });
      const line = (quantity: number) => ({ gtin: cream.gtin, batch: batch.number, quantity });
      const command = () => ({ requestKey: requestKey(), entry });
      done(await countInQuantities(world().deps, ana, { ...command(), lines: [line(12)] }));
      done(await releaseBatch(world().deps, ana, { ...command(), batchId: batch.id }));
      const { shipmentId } = done(
        await shipUnits(world().deps, ana, {
          ...command(),
          receiverSiteId: pharmacy.sites[0].id,
          orderNumber: null,
          purpose: "sale",
          units: [],
          quantities: [line(10)],
          takeOff: false,
        }),
      );
      done(
        await receiveShipment(world().deps, petra, {
          ...command(),
          shipmentId,
          scans: [],
          quantities: [line(8)],
          quantityProblems: [{ ...line(3), kind: "damaged", note: "Wet" }],
          reportMissing: true,
        }),
      );
      return { batch, id: shipmentId };
    }
    const books = async (scope: TenantScope, batch: string) =>
      Object.fromEntries(
        done(await viewQuantities(world().deps, scope))
          .filter((line) => line.batch === batch)
          .map(({ book, count }) => [book, count]),
      );

    it("puts what was not sent back on the sender's book, and the equation of a recall still closes", async () => {
      const { batch, id } = await counted();
      const { id: exceptionId, link } = await settled(id, "missing", "not-sent");
      expect(link).toBe(lgtinLink(cream.gtin, batch.number));
      done(await carryOut(ana, exceptionId));
      expect(await books(ana, batch.number)).toEqual({ STOCK: 4 });
      await refused(world(), () => carryOut(ana, exceptionId), "CARRIED_OUT");
      const recallId = await acts().recalled([batch]);
      const { batches } = done(await viewRecall(world().deps, ana, recallId));
      expect(batches[0]?.balance).toMatchObject({ commissioned: 12, difference: 0, unaccounted: 0 });
      expect(batches[0]?.balance?.counts).toMatchObject({ saleable: 9, quarantined: 3 });
    });

    it.each([
      ["accepted", "release", { STOCK: 8 }],
      ["returned", "send-back", { STOCK: 5 }],
      ["destroyed", "destroy", { STOCK: 5 }],
    ] as const)("%s: what was set aside leaves that book", async (outcome, did, after) => {
      const { batch, id } = await counted();
      const { id: exceptionId } = await settled(id, "damaged", outcome);
      expect(await books(petra, batch.number)).toEqual({ STOCK: 5, SET_ASIDE: 3 });
      expect(done(await carryOut(petra, exceptionId, assistant.personId))).toEqual({ did });
      expect(await books(petra, batch.number)).toEqual(after);
    });
  });
}
