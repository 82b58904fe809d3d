import type { ForbiddenCode } from "@/lib/core/access/can";
import { putAway as decide, type PlaceKind, type PutAwayCode } from "@/lib/core/custody/place";
import { hold as holdEvent } from "@/lib/core/epcis/pharma/hold";
import { holdId } from "@/lib/core/pack/ids";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { coversUnits, type OnBehalf } from "./acting-for";
import { coreUnit } from "./containers";
import { look } from "./gate";
import { type Command, type GateCode, perform, performFor } from "./perform";
import type { PlaceWithUnits } from "./place-ports";
import type { Deps, EntryMode, LedgerTx } from "./ports";
import { newEvent, recordEvent } from "./record-event";
import type { TenantScope } from "./scope";
import type { Unit } from "./unit";

export type DefinePlace = Command & { readonly label: string; readonly kind: PlaceKind };

/** A shelf or a quarantine place of the active site, once and for all of one kind: labels hang on it. */
export const definePlace = (
  deps: Deps,
  scope: TenantScope,
  command: DefinePlace,
): Promise<Result<{ readonly label: string }, GateCode | "PLACE_KIND_FIXED">> =>
  perform(deps, scope, { action: "manage-sites", command }, async (tx) => {
    const { label, kind } = command;
    const is = await tx.definePlace({ siteId: scope.siteId, label, kind });
    return is === kind
      ? ok({ label })
      : refuse("PLACE_KIND_FIXED", "This place exists as another kind.", "Choose another label.", {
          kind: is,
        });
  });

export type PutAway = Command &
  OnBehalf & {
    readonly units: readonly string[];
    readonly label: string;
    readonly entry: EntryMode;
  };

export type PutAwayRefusal = GateCode | PutAwayCode | "PLACE_UNKNOWN" | "UNIT_UNKNOWN" | "NOTHING_SCANNED";

/** Units go to a place inside the site; those that go to quarantine are held from then on. */
export const putAway = (
  deps: Deps,
  own: TenantScope,
  command: PutAway,
): Promise<Result<{ readonly units: number; readonly held: number }, PutAwayRefusal>> =>
  performFor(deps, own, { action: "put-away", command }, async (scope, tx, now) => {
    const { label, entry } = command;
    const kind = await tx.placeKind(scope.siteId, label);
    if (!kind) {
      return refuse("PLACE_UNKNOWN", "There is no such place at your site.", "Scan the label of a shelf.", {
        label,
      });
    }
    const links = [...new Set(command.units)];
    if (links.length === 0) {
      return refuse("NOTHING_SCANNED", "Nothing has been scanned yet.", "Scan the first unit.");
    }
    const units = await tx.lock(links, "custody");
    const unknown = links.find((link) => !units.some((unit) => unit.link === link));
    if (unknown) {
      return refuse("UNIT_UNKNOWN", "One of these codes is not in Packproof.", "Put that unit aside.", {
        link: unknown,
      });
    }
    const covered = await coversUnits(tx, scope, { action: "put-away", units, now });
    if (!covered.ok) return covered;
    const toHold: Unit[] = [];
    for (const unit of units) {
      const allowed = decide({
        unit: { ...coreUnit(unit, now), holds: unit.holds },
        here: { siteId: scope.siteId },
        kind,
      });
      if (!allowed.ok) return allowed;
      if (allowed.value.hold) toHold.push(unit);
    }
    await tx.putAway(
      units.map(({ id }) => id),
      label,
    );
    await quarantine(deps, tx, scope, toHold, { label, entry, now });
    return ok({ units: units.length, held: toHold.length });
  });

type Quarantining = { readonly label: string; readonly entry: EntryMode; readonly now: number };

async function quarantine(
  deps: Deps,
  tx: LedgerTx,
  scope: TenantScope,
  units: readonly Unit[],
  { label, entry, now }: Quarantining,
): Promise<void> {
  if (units.length === 0) return;
  for (const unit of units) {
    await tx.placeHold({
      id: holdId(deps.ids.uuid()),
      epcId: unit.id,
      kind: "EXCEPTION",
      reason: `Put to quarantine place ${label}`,
      siteId: scope.siteId,
      personId: scope.personId,
      at: now,
    });
  }
  const { id, facts } = newEvent(deps, scope, now);
  await recordEvent(deps, tx, scope, {
    id,
    event: holdEvent({ ...facts, epcs: units.map(({ link }) => link) }),
    units: units.map((unit) => ({ id: unit.id, link: unit.link, role: "object" })),
    parties: units.flatMap(({ batch }) => batch?.holderId ?? []),
    entry,
    seq: await tx.nextSeq(),
    now,
  });
}

/** The places of the active site and what stands there. */
export const viewPlaces = (
  deps: Pick<Deps, "clock" | "ledger">,
  scope: TenantScope,
): Promise<Result<readonly PlaceWithUnits[], ForbiddenCode>> =>
  look(deps, scope, "view-stock", async () =>
    ok(await deps.ledger.transact(scope, (tx) => tx.places(scope.siteId))),
  );
