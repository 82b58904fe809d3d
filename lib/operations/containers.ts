import type { Unit as CoreUnit } from "@/lib/core/custody/containment";
import { unpackUnits } from "@/lib/core/epcis/pharma/packing";
import { countIn } from "@/lib/core/epcis/pharma/stock";
import { glnLink } from "@/lib/core/gs1/link";
import type { Custody } from "@/lib/core/pack/axes";
import { notifyOfRecalls } from "./notify-recalls";
import type { EntryMode, LedgerTx, Tools } from "./ports";
import { newEvent, recordEvent } from "./record-event";
import type { TenantScope } from "./scope";
import type { Unit } from "./unit";

/** Custody of a unit's root, as the rules see it at `now`: a site that does not track yet possesses nothing. */
export const custodyOf = (unit: Unit, now: number): Custody => ({
  holderOrgId: unit.holderId,
  siteId: unit.siteTracksFrom !== null && unit.siteTracksFrom <= now ? unit.siteId : null,
  place: unit.place,
});

export const coreUnit = (unit: Unit, now: number): CoreUnit => ({
  id: unit.id,
  link: unit.link,
  parentId: unit.parentId,
  custody: custodyOf(unit, now),
});

/** The units that don't travel inside another one of the list: a pallet scanned with a pack in it is one thing. */
export function outermost(units: readonly Unit[]): readonly Unit[] {
  const listed = new Set(units.map(({ id }) => id));
  return units.filter(
    ({ id, parentId, rootId }) =>
      (rootId === id || !listed.has(rootId)) && (parentId === null || !listed.has(parentId)),
  );
}

/**
 * Takes units out of their direct containers, one event a container, in the caller's transaction. Whoever holds them
 * is a party: its container has changed.
 */
export async function takeOut(
  deps: Tools,
  tx: LedgerTx,
  scope: TenantScope,
  units: readonly Unit[],
  { entry, now }: { readonly entry: EntryMode; readonly now: number },
): Promise<void> {
  const byParent = new Map<string, Unit[]>();
  for (const unit of units) {
    if (unit.parentId === null || unit.parentLink === null) continue;
    byParent.set(unit.parentId, [...(byParent.get(unit.parentId) ?? []), unit]);
  }
  for (const children of byParent.values()) {
    const [first] = children;
    if (!first?.parentId || !first.parentLink) continue;
    const seq = await tx.nextSeq();
    const { id, facts } = newEvent(deps, scope, now);
    await tx.unpack(
      first.parentId,
      children.map((child) => child.id),
      seq,
    );
    await recordEvent(deps, tx, scope, {
      id,
      event: unpackUnits({ ...facts, parent: first.parentLink, children: children.map(({ link }) => link) }),
      units: [
        { id: first.parentId, link: first.parentLink, role: "parent" },
        ...children.map((child) => ({ id: child.id, link: child.link, role: "child" as const })),
      ],
      parties: [first.holderId],
      entry,
      seq,
      now,
    });
  }
}

/** No tracking site possessed them: the same transaction opens custody here, so that their trace has no gap. */
export async function bringHere(
  deps: Tools,
  tx: LedgerTx,
  scope: TenantScope,
  units: readonly Unit[],
  { entry, now }: { readonly entry: EntryMode; readonly now: number },
): Promise<void> {
  if (units.length === 0) return;
  await tx.move(
    units.map(({ id }) => id),
    { holderId: scope.orgId, siteId: scope.siteId, place: "AT_SITE" },
  );
  await notifyOfRecalls(
    tx,
    { roots: units.map(({ id }) => id), batches: [] },
    { id: scope.siteId, country: scope.country },
    now,
  );
  const { id, facts } = newEvent(deps, scope, now);
  await recordEvent(deps, tx, scope, {
    id,
    event: countIn({
      ...facts,
      epcs: units.map(({ link }) => link),
      bizLocation: glnLink(scope.siteGln),
    }),
    units: units.map((unit) => ({ id: unit.id, link: unit.link, role: "object" })),
    parties: units.map(({ holderId }) => holderId),
    entry,
    seq: await tx.nextSeq(),
    now,
  });
}
