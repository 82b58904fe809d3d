import fc from "fast-check";
import { OUTCOMES_OF, SEEN_PROBLEMS } from "@/lib/core/custody/exceptions";
import { SHIPMENT_PURPOSES } from "@/lib/core/custody/purposes";
import { holdId, shipmentId } from "@/lib/core/pack/ids";
import { carryOutOutcome } from "../carry-out-outcome";
import { commissionPacks } from "../commission-packs";
import { countInStock } from "../count-in-stock";
import { createBatch } from "../create-batch";
import { crossDock } from "../cross-dock";
import { dispensePack } from "../dispense-pack";
import { holdBatch, unholdBatch } from "../hold-batch";
import { packUnits } from "../pack-units";
import { placeHold } from "../place-hold";
import { prepareRecall } from "../prepare-recall";
import { definePlace, putAway } from "../put-away";
import { quarantinePack } from "../quarantine-pack";
import type { Reading } from "../reading";
import { receiveFoundUnit } from "../receive-found-unit";
import { receiveShipment } from "../receive-shipment";
import { releaseBatch } from "../release-batch";
import { releaseHold } from "../release-hold";
import { agreeOutcome, proposeOutcome } from "../resolve-exception";
import type { TenantScope } from "../scope";
import { shipUnits } from "../ship-units";
import { signRecall } from "../sign-recall";
import type { Unit } from "../unit";
import { unpackUnits } from "../unpack-units";
import { verifyPack } from "../verify-pack";
import { voidShipment } from "../void-shipment";
import { waitForData } from "../wait-for-data";
import { actsOf, done } from "./acts";
import { balancesOf } from "./balance";
import {
  ana,
  drops,
  hanna,
  lena,
  otto,
  paul,
  petra,
  quinn,
  repacked,
  rhea,
  rita,
  tablets,
  wanda,
} from "./cast";
import { TELLING_KINDS, takeTelling } from "./history-capture";
import { LIFE_KINDS, likelyForLife, takeLife } from "./history-life";
import { beginQuantities, QUANTITY_KINDS, takeQuantities } from "./history-quantities";
import type { Picture } from "./picture";
import type { World } from "./world";

/** Random histories: steps as plain numbers, read against what exists by then, so that they shrink and replay. */

const KINDS = [
  ...[
    "batch",
    "batch",
    "pack",
    "pack",
    "pack",
    "unpack",
    "ship",
    "ship",
    "ship",
    "receive",
    "receive",
    "receive",
  ],
  ...["dispense", "dispense", "verify", "quarantine", "release-hold", "found", "count-in", "void", "wait"],
  ...["propose", "propose", "agree", "carry-out", "carry-out", "put-away", "wait-for-data", "cross-dock"],
  ...["hold-batch", "unhold-batch", "recall", "place-hold", "place-hold"],
  ...LIFE_KINDS,
  ...TELLING_KINDS,
  ...QUANTITY_KINDS,
] as const;

export type Step = {
  readonly kind: string;
  /** Which of what exists; taken modulo. */
  readonly units: readonly number[];
  readonly who: number;
  readonly other: number;
};

export const stepArbitrary: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...KINDS),
  units: fc.array(fc.nat(500), { minLength: 1, maxLength: 4 }),
  who: fc.nat(500),
  other: fc.nat(500),
});

const ACTORS = [ana, lena, wanda, petra, paul, rita, hanna, quinn, rhea] as const;

const at = <Item>(items: readonly Item[], n: number): Item | undefined =>
  items[n % Math.max(items.length, 1)];

/** Who acts: mostly the person where the first unit stands, sometimes anybody. */
function actorOf(step: Step, picture: Picture, link: string | undefined): TenantScope {
  let place = link;
  while (place !== undefined && picture.units[place]?.parent)
    place = picture.units[place]?.parent ?? undefined;
  const site = place === undefined ? null : picture.units[place]?.site;
  const holder = ACTORS.find(({ siteId }) => siteId === site);
  return (step.who % 5 === 0 ? undefined : holder) ?? at(ACTORS, step.who) ?? ana;
}

/** Units for which a step of this kind may succeed, so that histories are more than refusals. */
function likelyFor(kind: string, links: readonly string[], picture: Picture): readonly string[] {
  const siteOf = (link: string): string | null => {
    const parent = picture.units[link]?.parent ?? null;
    return parent === null ? (picture.units[link]?.site ?? null) : siteOf(parent);
  };
  const counters: readonly (string | null)[] = [petra, paul, rita, hanna, quinn].map(({ siteId }) => siteId);
  switch (kind) {
    case "dispense":
      return links.filter((link) => link.includes("/01/") && counters.includes(siteOf(link)));
    case "release-hold":
      return links.filter((link) => (picture.units[link]?.holds.length ?? 0) > 0);
    case "unpack":
      return links.filter((link) => picture.units[link]?.parent);
    default:
      return (LIFE_KINDS as readonly string[]).includes(kind) ? likelyForLife(kind, links, picture) : [];
  }
}

/**
 * Where every history starts: goods at three counters, at a wholesaler and at a repackager who has made new packs, one
 * delivery under way, and one with a pack missing.
 */
export async function begin(world: World): Promise<void> {
  const acts = actsOf(world);
  const made = await acts.batch({ packs: 18, number: "START" });
  const box = (from: number) => acts.packed(made.links.slice(from, from + 2));
  await acts.delivered([await box(0), made.links[2] ?? ""], petra);
  await acts.delivered([await box(3)], hanna);
  await acts.delivered([made.links[5] ?? ""], quinn);
  await acts.sent([await box(6)]);
  const short = await acts.sent([await box(8), made.links[10] ?? ""], ana, { id: rita.siteId });
  done(await acts.receipt(rita, short.id, made.links.slice(9, 10), true));
  await acts.delivered(made.links.slice(12, 15), rhea);
  await acts.delivered([await box(15), made.links[17] ?? ""], wanda);
  await acts.batch({ packs: 4, number: "NEW", product: repacked, maker: rhea });
  await beginQuantities(world);
}

const readingOf = (link: string, at: number): Reading => {
  const [, gtin = tablets.gtin, serial = "NONE"] = /\/01\/(\d{14})\/21\/(.+)$/.exec(link) ?? [];
  return { gtin, serial, batch: null, expiry: null, printConfirmed: at % 2 === 0, entry: "camera" };
};

/** Does one step; answers what the operation answered. */
export async function take(world: World, step: Step, n: number, picture: Picture): Promise<unknown> {
  const { deps, clock } = world;
  const links = Object.entries(picture.units)
    .sort(([, a], [, b]) => Number(BigInt.asUintN(48, BigInt(a.id)) - BigInt.asUintN(48, BigInt(b.id))))
    .map(([link]) => link);
  const likely = step.other % 4 === 0 ? [] : likelyFor(step.kind, links, picture);
  const chosen = [...new Set(step.units.flatMap((i) => at(likely.length > 0 ? likely : links, i) ?? []))];
  const [first = "https://id.gs1.org/00/000000000000000000"] = chosen;
  const scope = actorOf(step, picture, first);
  const requestKey = `step-${n}`;
  const entry = "camera" as const;
  const shipments = picture.shipmentIds.filter(
    ({ open }) => open || step.who % 7 === 0 || ["propose", "agree"].includes(step.kind),
  );
  const shipment = at(shipments, step.other);

  const telling = await takeTelling(world, { ...step, n, links: chosen, scope }, picture);
  if (telling !== undefined) return telling;
  const life = await takeLife(world, { ...step, n, links: chosen, scope }, picture);
  if (life !== undefined) return life;
  const counted = await takeQuantities(world, { ...step, n, links: chosen, scope }, picture);
  if (counted !== undefined) return counted;
  switch (step.kind) {
    case "batch": {
      const product = step.other % 3 === 0 ? drops : tablets;
      const made = await createBatch(deps, ana, {
        requestKey,
        productId: product.id,
        number: `N${step.other % 4 === 0 ? 0 : n}`,
        expiryPrinted: "290300",
        plannedSize: 3,
      });
      if (!made.ok) return made;
      const packs = await commissionPacks(deps, ana, {
        requestKey: `${requestKey}-packs`,
        batchId: made.value.batchId,
        serials: { generate: 1 + (step.who % 5) },
        entry,
      });
      if (step.other % 5 === 0) return packs;
      return releaseBatch(deps, ana, {
        requestKey: `${requestKey}-release`,
        batchId: made.value.batchId,
        entry,
      });
    }
    case "pack": {
      const parent = step.other % 2 === 0 ? null : (links.find((link) => link.includes("/00/")) ?? null);
      return packUnits(deps, scope, {
        requestKey,
        parent,
        children: chosen,
        oneBatch: step.other % 3 === 0,
        entry,
      });
    }
    case "unpack": {
      const parent = picture.units[first]?.parent ?? first;
      return unpackUnits(deps, scope, { requestKey, parent, children: step.other % 2 ? [] : [first], entry });
    }
    case "ship":
      return shipUnits(deps, scope, {
        requestKey,
        receiverSiteId: (at(ACTORS, step.other) ?? ana).siteId,
        orderNumber: null,
        purpose: at(["sale", "sale", "sale", "return", ...SHIPMENT_PURPOSES], step.other) ?? "sale",
        ...(step.other % 11 === 10 ? { buyerId: wanda.orgId } : {}),
        units: chosen,
        takeOff: step.who % 3 !== 0,
        entry,
      });
    case "receive": {
      const scans = [
        ...(shipment?.lines.slice(0, 1 + (step.who % 3)) ?? []),
        ...(step.who % 4 === 0 ? chosen : []),
      ];
      const receiver = ACTORS.find(({ siteId }) => siteId === shipment?.to) ?? scope;
      return receiveShipment(deps, step.who % 9 === 0 ? scope : receiver, {
        requestKey,
        shipmentId: shipmentId(shipment?.id ?? "00000000-0000-4000-8000-000000000000"),
        scans,
        reportMissing: step.other % 2 === 0,
        ...(step.other % 5 === 1 ? { moreToCome: true } : {}),
        ...(step.who % 4 === 1
          ? { problems: [{ kind: at(SEEN_PROBLEMS, step.other) ?? "damaged", link: first, note: "Seen" }] }
          : {}),
        entry,
      });
    }
    case "put-away": {
      const label = step.other % 2 === 0 ? "A-1" : "Q-1";
      const kind = label === "A-1" ? "shelf" : "quarantine";
      const administers = { ...scope, roles: [{ role: "admin" as const, siteId: null }] };
      await definePlace(deps, administers, { requestKey: `${requestKey}-place`, label, kind });
      return putAway(deps, scope, { requestKey, units: chosen, label, entry });
    }
    case "wait-for-data":
      return waitForData(deps, scope, { requestKey, links: chosen, note: "Early" });
    case "cross-dock": {
      const receiver = ACTORS.find(({ siteId }) => siteId === shipment?.to) ?? scope;
      return crossDock(deps, receiver, {
        requestKey,
        shipmentId: shipmentId(shipment?.id ?? "00000000-0000-4000-8000-000000000000"),
        scans: shipment?.lines ?? [],
        reportMissing: step.other % 2 === 0,
        receiverSiteId: (at(ACTORS, step.who) ?? ana).siteId,
        orderNumber: null,
        purpose: step.other % 3 === 0 ? "return" : "sale",
        entry,
      });
    }
    case "propose":
    case "agree":
    case "carry-out": {
      const id = shipmentId(shipment?.id ?? "00000000-0000-4000-8000-000000000000");
      const [from, to] = [shipment?.from, shipment?.to].map((site) =>
        ACTORS.find(({ siteId }) => siteId === site),
      );
      const by = (step.who % 2 === 0 ? from : to) ?? scope;
      // Those of one instant have an order by their units, whatever their ids are.
      const exception = at(await deps.ledger.deliveryExceptions(by, id), step.who);
      if (!exception) return null;
      const command = { requestKey, exceptionId: exception.id, text: "Said" };
      const outcome = at([...OUTCOMES_OF[exception.kind], "found" as const], step.other) ?? "credited";
      if (step.kind === "agree") return agreeOutcome(deps, by, command);
      if (step.kind === "propose") return proposeOutcome(deps, by, { ...command, outcome });
      // Settled first, or nothing would ever be carried out; then by whoever of both may.
      const sides = [by, (by === from ? to : from) ?? scope];
      const said: unknown[] = [];
      for (const [i, side] of sides.entries()) {
        const key = { ...command, requestKey: `${requestKey}-${i}` };
        said.push(
          await (i === 0 ? proposeOutcome(deps, side, { ...key, outcome }) : agreeOutcome(deps, side, key)),
        );
      }
      for (const [i, side] of sides.entries()) {
        const doing = { ...command, requestKey: `${requestKey}-do-${i}`, witness: otto.personId, entry };
        said.push(await carryOutOutcome(deps, side, doing));
      }
      return said;
    }
    case "void":
      return voidShipment(deps, ACTORS.find(({ siteId }) => siteId === shipment?.from) ?? scope, {
        requestKey,
        shipmentId: shipmentId(shipment?.id ?? "00000000-0000-4000-8000-000000000000"),
        entry,
      });
    case "found": {
      const missing = links.filter((link) => picture.units[link]?.ownDisposition === "UNKNOWN");
      const finder = step.other % 2 === 0 ? scope : (at(ACTORS, step.other) ?? ana);
      return receiveFoundUnit(deps, finder, { requestKey, link: at(missing, step.who) ?? first, entry });
    }
    case "dispense":
      return dispensePack(deps, scope, { requestKey, reading: readingOf(first, step.other) });
    case "verify":
      return verifyPack(deps, scope, readingOf(first, step.other));
    case "quarantine":
      return quarantinePack(deps, scope, {
        requestKey,
        reading: readingOf(first, step.other),
        cause: "SEAL",
        entry,
      });
    case "release-hold": {
      const subject = at(picture.heldSubjects, step.other);
      if (subject && step.who % 3 === 0) {
        const by = at(ACTORS, step.other >> 1) ?? ana;
        return releaseHold(deps, by, { requestKey, link: null, holdId: holdId(subject), entry });
      }
      const [unit] = await deps.ledger.find(scope, [first]);
      // Holds of one instant have no order of their own.
      const order = ({ own, kind, placedByOrgId }: Unit["holds"][number]) =>
        `${own} ${kind} ${placedByOrgId}`;
      const [hold] = (unit?.holds ?? []).toSorted((a, b) => (order(a) < order(b) ? 1 : -1));
      return hold ? releaseHold(deps, scope, { requestKey, link: first, holdId: hold.id, entry }) : null;
    }
    case "place-hold": {
      const kind = (["SUSPECT", "TEMPERATURE", "ILLEGITIMATE"] as const)[step.other % 3] ?? "SUSPECT";
      const [unit] = await deps.ledger.find(scope, [first]);
      const whole = step.who % 4 === 0 && unit?.batch;
      const on = shipment && step.who % 4 === 1;
      const subject = whole
        ? { batchId: whole.id }
        : on
          ? { shipmentId: shipmentId(shipment.id) }
          : { link: first };
      const by = whole ? ana : on ? (ACTORS.find(({ siteId }) => siteId === shipment.from) ?? scope) : scope;
      return placeHold(deps, by, { requestKey, subject, kind, reason: "Torn seal", entry });
    }
    case "count-in":
      return countInStock(deps, step.other % 2 === 0 ? petra : scope, { requestKey, units: chosen, entry });
    case "wait":
      return clock.advance(1 + (step.other % 3) * 86_400_000 * 4);
    default: {
      const [unit] = await deps.ledger.find(ana, [first]);
      if (!unit?.batch || step.who % 3 !== 0) return null;
      const batchId = unit.batch.id;
      if (step.kind === "hold-batch") return holdBatch(deps, ana, { requestKey, batchId });
      if (step.kind === "unhold-batch") return unholdBatch(deps, ana, { requestKey, batchId });
      const draft = await prepareRecall(deps, ana, {
        requestKey: `${requestKey}-draft`,
        batchIds: [batchId],
        serials: step.other % 3 === 0 && unit.serial ? { from: unit.serial, to: unit.serial } : null,
        markets: step.who % 2 ? ["AT"] : ["AT", "DE"],
        recall: { class: 2, depth: step.other % 2 ? "patient" : "pharmacy", publicText: null },
        reason: "Glass in ampoules",
      });
      return draft.ok ? signRecall(deps, otto, { requestKey, recallId: draft.value.recallId }) : draft;
    }
  }
}

/** Broken promises of a picture, in words; none when all is well. */
export function faultsOf(picture: Picture): readonly string[] {
  const faults: string[] = [];
  for (const [link, unit] of Object.entries(picture.units)) {
    if ((unit.parent === null) !== (unit.holder !== null)) faults.push(`${link}: custody is not on the root`);
    if ((unit.parent === null) !== (unit.place !== null)) faults.push(`${link}: place is not on the root`);
    const seen = new Set([link]);
    for (let up = unit.parent; up !== null; up = picture.units[up]?.parent ?? null) {
      if (seen.has(up)) {
        faults.push(`${link}: inside itself`);
        break;
      }
      if (!up.includes("/00/")) faults.push(`${link}: inside the pack ${up}`);
      seen.add(up);
    }
    const open = picture.intervals.filter((line) => line.startsWith(`${link} in `) && line.endsWith("–"));
    if (open.length !== (unit.parent === null ? 0 : 1))
      faults.push(`${link}: containment disagrees with its parent`);
  }
  const packs = Object.keys(picture.units).filter((link) => link.includes("/01/")).length;
  const counted = Object.values(picture.stock).reduce((sum, n) => sum + n, 0);
  if (counted !== packs) faults.push(`${counted} packs counted of ${packs}`);
  for (const [key, n] of Object.entries(picture.stock)) if (n < 0) faults.push(`${key} is ${n}`);
  const balance = balancesOf(picture);
  if (balance.packs.difference !== 0) faults.push("a pack is in no bucket, or in two");
  if (JSON.stringify(balance.counters) !== JSON.stringify(balance.packs)) {
    faults.push(
      `the counters say ${JSON.stringify(balance.counters)}, the packs ${JSON.stringify(balance.packs)}`,
    );
  }
  return faults;
}
