import fc from "fast-check";
import { shipmentId } from "@/lib/core/pack/ids";
import { countInQuantities } from "../count-in-quantities";
import { receiveShipment } from "../receive-shipment";
import { releaseBatch } from "../release-batch";
import { checkReturn, restockPacks } from "../restock-packs";
import { checkQuantityReturn, restockQuantities } from "../restock-quantities";
import { shipUnits } from "../ship-units";
import { unpackUnits } from "../unpack-units";
import { actsOf, done } from "./acts";
import { ana, carlo, cream, lena, petra, rita, wanda } from "./cast";
import type { World } from "./world";

/** Random journeys of a few packs back and forth, alone and in a case, and of as many without serials. */

const ACTORS = [ana, ana, lena, wanda, petra, rita, carlo] as const;
const PURPOSES = ["sale", "sale", "return", "return", "return", "transfer"] as const;
const DECLARED = { handedOver: false, intact: true, storedWell: true };
const entry = "camera" as const;

export type ReturnStep = {
  readonly kind: "send" | "receive" | "receive-part" | "restock" | "unpack" | "wait";
  readonly who: number;
  readonly to: number;
  readonly purpose: (typeof PURPOSES)[number];
  readonly units: readonly number[];
};

export const returnStepArbitrary: fc.Arbitrary<ReturnStep> = fc.record({
  kind: fc.constantFrom(
    "send",
    "send",
    "send",
    "receive",
    "receive",
    "receive-part",
    "restock",
    "unpack",
    "wait",
  ),
  who: fc.nat(ACTORS.length - 1),
  to: fc.nat(ACTORS.length - 1),
  purpose: fc.constantFrom(...PURPOSES),
  units: fc.array(fc.nat(4), { minLength: 1, maxLength: 2 }),
});

export type Travelling = {
  /** The first stands for packs without serials. */
  readonly units: readonly string[];
  readonly packs: readonly string[];
};

/** At the maker: two packs, two more in a case, and without serials twenty, of which six are with two customers. */
export async function beginReturns(world: World): Promise<Travelling> {
  const acts = actsOf(world);
  const { links } = await acts.batch({ packs: 4, number: "R1" });
  const box = await acts.packed(links.slice(2));
  const plain = await acts.batch({ product: cream, packs: 0, released: false, number: "R2" });
  const lines = [{ gtin: cream.gtin, batch: "R2", quantity: 20 }];
  done(await countInQuantities(world.deps, ana, { requestKey: "returns-count", lines, entry: "typed" }));
  done(await releaseBatch(world.deps, ana, { requestKey: "returns-release", batchId: plain.id, entry }));
  for (const to of [petra, wanda]) {
    const quantities = [{ gtin: cream.gtin, batch: "R2", quantity: 3 }];
    const sale = {
      receiverSiteId: to.siteId,
      orderNumber: null,
      purpose: "sale",
      takeOff: true,
      entry,
    } as const;
    const requestKey = `returns-${to.personId}`;
    const sent = done(await shipUnits(world.deps, ana, { requestKey, ...sale, units: [], quantities }));
    const { shipmentId: id } = sent;
    const receipt = { requestKey, shipmentId: id, scans: [], quantities, reportMissing: false, entry };
    done(await receiveShipment(world.deps, to, receipt));
  }
  return { units: ["", ...links.slice(0, 2), box, ...links.slice(2, 3)], packs: links };
}

/** Does one step, and after a receipt asks everybody of everything whether it may go back to stock: all answers. */
export async function takeReturn(
  world: World,
  { units, packs }: Travelling,
  step: ReturnStep,
  n: number,
): Promise<unknown> {
  const did = await oneStep(world, units, step, n);
  if (!step.kind.startsWith("receive")) return did;
  const asked = [];
  for (const scope of new Set(ACTORS)) {
    const line = { gtin: cream.gtin, batch: "R2", book: "RETURNED" as const };
    asked.push(await checkReturn(world.deps, scope, { links: packs, declared: DECLARED }));
    for (const quantity of [1, 3]) {
      const lines = [{ ...line, quantity }];
      asked.push(await checkQuantityReturn(world.deps, scope, { lines, declared: DECLARED }));
    }
  }
  return { did, asked };
}

async function oneStep(
  world: World,
  units: readonly string[],
  step: ReturnStep,
  n: number,
): Promise<unknown> {
  const { deps, clock } = world;
  const { shipmentIds, units: places } = await world.picture();
  const plain = step.units.includes(0);
  const chosen = step.units.map((one) => units[one] ?? "");
  const anybody = ACTORS[step.who] ?? ana;
  const [first = ""] = chosen;
  const root = places[first]?.parent ?? first;
  const holder = ACTORS.find(({ siteId }) => siteId === places[root]?.site);
  const scope = plain ? anybody : (holder ?? anybody);
  const requestKey = `return-step-${n}`;
  const quantity = step.units.length + 1;
  const book = step.who % 3 === 0 && step.purpose !== "sale" ? ("RETURNED" as const) : ("STOCK" as const);
  switch (step.kind) {
    case "send":
      return shipUnits(deps, scope, {
        requestKey,
        receiverSiteId: (step.purpose === "return" && step.to % 2 ? ana : (ACTORS[step.to] ?? ana)).siteId,
        orderNumber: null,
        purpose: step.purpose,
        units: plain ? [] : chosen.slice(0, 1),
        quantities: plain ? [{ gtin: cream.gtin, batch: "R2", quantity, book }] : [],
        takeOff: step.to % 2 === 0,
        entry,
      });
    case "receive":
    case "receive-part": {
      const coming = shipmentIds.findLast(({ open }) => open);
      const by = ACTORS.find(({ siteId }) => siteId === coming?.to);
      if (!coming || !by) return null;
      return receiveShipment(deps, by, {
        requestKey,
        shipmentId: shipmentId(coming.id),
        scans: coming.lines,
        quantities:
          coming.lines.length > 0
            ? []
            : [{ gtin: cream.gtin, batch: "R2", quantity: step.kind === "receive" ? 3 : 1 }],
        reportMissing: false,
        moreToCome: step.kind === "receive-part",
        entry,
      });
    }
    case "restock": {
      const lines = [{ gtin: cream.gtin, batch: "R2", quantity, book: "RETURNED" as const }];
      return [
        await restockPacks(deps, scope, {
          requestKey,
          links: chosen,
          mode: "proceed",
          declared: DECLARED,
          entry,
        }),
        await restockQuantities(deps, scope, {
          requestKey: `${requestKey}-q`,
          lines,
          declared: DECLARED,
          entry,
        }),
      ];
    }
    case "unpack":
      return unpackUnits(deps, scope, { requestKey, parent: units[3] ?? "", children: [], entry });
    case "wait":
      return clock.advance(step.who * 2 * 86_400_000);
  }
}
