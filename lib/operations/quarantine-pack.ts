import { standingOf } from "@/lib/core/custody/standing";
import { hold as holdEvent } from "@/lib/core/epcis/pharma/hold";
import { countIn } from "@/lib/core/epcis/pharma/stock";
import { glnLink, packLink } from "@/lib/core/gs1/link";
import { holdId } from "@/lib/core/pack/ids";
import { ok, type Result } from "@/lib/core/refusal";
import { alertCauseOf } from "@/lib/core/verdict/alert";
import { verdictOf } from "@/lib/core/verdict/verdict";
import { custodyOf } from "./containers";
import type { Product } from "./directory-ports";
import { notifyOfRecalls } from "./notify-recalls";
import { type Command, type GateCode, perform } from "./perform";
import type { Deps, EntryMode, LedgerTx } from "./ports";
import { queryOf, type Reading } from "./reading";
import { newEvent, recordEvent } from "./record-event";
import { journeysOf, repeatsOf } from "./repeats";
import { has, type TenantScope } from "./scope";
import { hereOf, isPack, type Unit } from "./unit";
import { askedOf } from "./verify-pack";

export type QuarantinePack = Command & {
  readonly reading: Reading;
  /** The verdict's reason code, or what the person saw: kept as the hold's reason. */
  readonly cause: string;
  readonly entry: EntryMode;
};

export type Quarantined = {
  /** Null: nothing here points to a falsified pack (expired, recalled, a scanner's fault), so nobody is alerted. */
  readonly alertId: string | null;
  readonly held: boolean;
};

/**
 * A pack is set aside. One that was reported missing is found by that: it is in somebody's hands, and no sale is gained
 * by saying so, because it is on hold from the same moment. What stands in this site's stock gets a hold; of a pack whose code belongs to one elsewhere
 * only the alert is raised, because holding the genuine one would punish its holder for the copy. Whether there is an
 * alert is the verdict's decision, made again here under lock, not the caller's.
 */
export async function quarantinePack(
  deps: Deps,
  scope: TenantScope,
  command: QuarantinePack,
): Promise<Result<Quarantined, GateCode>> {
  const products = await deps.directory.products(scope);
  return perform(deps, scope, { action: "quarantine-pack", command }, async (tx, now) => {
    const { reading, cause } = command;
    const link = packLink(reading.gtin, reading.serial);
    const [unit] = await tx.lock([link], "transition");
    const product = products.find(({ gtin }) => gtin === reading.gtin) ?? null;
    const alertCause = await causeOf(tx, scope, { reading, product, unit: unit ?? null, now });
    const [alertId = null] = alertCause
      ? await tx.raiseAlerts({
          siteId: scope.siteId,
          personId: scope.personId,
          at: now,
          of: [{ id: deps.ids.uuid(), gtin: reading.gtin, serial: reading.serial, cause: alertCause }],
        })
      : [];
    if (!unit || !isPack(unit)) return ok({ alertId, held: false });
    const found = alertId === null && isFound(scope, unit);
    if (found) await takeFound(deps, tx, scope, { unit, entry: command.entry, now });
    const here =
      found ||
      standingOf({ custody: custodyOf(unit, now), ownDisposition: unit.ownDisposition }, scope) === "HERE";
    const already = unit.holds.some((hold) => hold.own && hold.kind === "SUSPECT");
    // A hospital's decommissioned stock is still on its shelf; what else is no longer active goes nowhere.
    const inStock =
      unit.state === "ACTIVE" ||
      unit.state === "LOCKED" ||
      (unit.state === "SUPPLIED" && unit.ownDisposition === null);
    if (!here || already || !inStock) return ok({ alertId, held: already });
    await tx.placeHold({
      id: holdId(deps.ids.uuid()),
      epcId: unit.id,
      kind: "SUSPECT",
      reason: cause,
      siteId: scope.siteId,
      personId: scope.personId,
      at: now,
    });
    const { id, facts } = newEvent(deps, scope, now);
    await recordEvent(deps, tx, scope, {
      id,
      event: holdEvent({ ...facts, epcs: [link] }),
      units: [{ id: unit.id, link, role: "object" }],
      parties: [unit.batch.holderId],
      entry: command.entry,
      seq: await tx.nextSeq(),
      now,
    });
    return ok({ alertId, held: true });
  });
}

/** A pack on its own of which nobody knew where it is; the code of one in a lost case says nothing of the case. */
const isFound = (scope: TenantScope, unit: Unit): boolean =>
  unit.ownDisposition === "UNKNOWN" &&
  unit.parentId === null &&
  (unit.state === "ACTIVE" || unit.state === "LOCKED") &&
  !has(scope, "regulator");

async function takeFound(
  deps: Deps,
  tx: LedgerTx,
  scope: TenantScope,
  { unit, entry, now }: { readonly unit: Unit; readonly entry: EntryMode; readonly now: number },
): Promise<void> {
  const { siteId, personId, country } = scope;
  const sides = await tx.takeFound({ id: unit.id, siteId, personId, at: now });
  await notifyOfRecalls(tx, { roots: [unit.id], batches: [] }, { id: siteId, country }, now);
  const { id, facts } = newEvent(deps, scope, now);
  await recordEvent(deps, tx, scope, {
    id,
    event: countIn({ ...facts, epcs: [unit.link], bizLocation: glnLink(scope.siteGln) }),
    units: [{ id: unit.id, link: unit.link, role: "object" }],
    parties: [unit.holderId, ...sides],
    entry,
    seq: await tx.nextSeq(),
    now,
  });
}

type Seen = {
  readonly reading: Reading;
  readonly product: Product | null;
  readonly unit: Unit | null;
  readonly now: number;
};

async function causeOf(tx: LedgerTx, scope: TenantScope, { reading, product, unit, now }: Seen) {
  const seen = unit && isPack(unit) ? [unit] : [];
  const journeys = await journeysOf(tx, scope, seen, { entry: reading.entry, now });
  // The look that led here was counted already: it is not one repeat more.
  const [tried = 0] = (await repeatsOf(tx, scope, seen)).values();
  const repeats = Math.max(0, tried - 1);
  const [journey = null] = journeys.values();
  const garbled = unit ? [] : queryOf(reading, now).near;
  const links = garbled.map((serial) => packLink(reading.gtin, serial));
  const registered = new Set((await tx.lock(links, "transition")).map(({ serial }) => serial));
  const near = garbled.find((serial) => registered.has(serial)) ?? null;
  return alertCauseOf(
    verdictOf(askedOf(reading, { product, unit, repeats, journey, near }, now, scope.country), hereOf(scope)),
  );
}
