import { countIn as decide } from "@/lib/core/custody/receive";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { coversUnits, type OnBehalf } from "./acting-for";
import { bringHere, coreUnit, outermost, takeOut } from "./containers";
import { type Command, type GateCode, performFor } from "./perform";
import type { Deps, EntryMode } from "./ports";
import type { TenantScope } from "./scope";
import type { Unit } from "./unit";

export type CountInStock = Command &
  OnBehalf & {
    /** Links of packs and containers that stand here. */
    readonly units: readonly string[];
    readonly entry: EntryMode;
  };

export type CountInStockCode = GateCode | "NOTHING_SCANNED" | "UNIT_UNKNOWN" | "NOT_IN_CUSTODY";

/** Stock that no tracking site possesses is counted in here. Opens custody and never changes a registry state. */
export const countInStock = (
  deps: Deps,
  own: TenantScope,
  command: CountInStock,
): Promise<Result<{ readonly counted: number; readonly already: number }, CountInStockCode>> =>
  performFor(deps, own, { action: "count-in-stock", command }, async (scope, tx, now) => {
    const links = [...new Set(command.units)];
    if (links.length === 0) {
      return refuse("NOTHING_SCANNED", "Nothing has been scanned yet.", "Scan the first unit.");
    }
    const scanned = await tx.lock(links, "custody");
    const unknown = links.find((link) => !scanned.some((unit) => unit.link === link));
    if (unknown) {
      return refuse("UNIT_UNKNOWN", "One of these codes is not in Packproof.", "Put that unit aside.", {
        link: unknown,
      });
    }
    const covered = await coversUnits(tx, scope, { action: "count-in-stock", units: scanned, now });
    if (!covered.ok) return covered;
    const fresh: Unit[] = [];
    const contained: Unit[] = [];
    const units = outermost(scanned);
    for (const unit of units) {
      const allowed = decide(coreUnit(unit, now), { siteId: scope.siteId });
      if (!allowed.ok) return allowed;
      if (allowed.value.changed) fresh.push(unit);
      if (allowed.value.unpackFirst) contained.push(unit);
    }
    if (fresh.length > 0) {
      await takeOut(deps, tx, scope, contained, { entry: command.entry, now });
      await bringHere(deps, tx, scope, fresh, { entry: command.entry, now });
    }
    return ok({ counted: fresh.length, already: units.length - fresh.length });
  });
