import type { ForbiddenCode } from "@/lib/core/access/can";
import { type Standing, standingOf } from "@/lib/core/custody/standing";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { regulatedOf } from "./authority";
import { custodyOf } from "./containers";
import { look } from "./gate";
import { isWithin, mayKnow } from "./may-know";
import type { Deps } from "./ports";
import type { TraceEvent } from "./reading-ports";
import type { TenantScope } from "./scope";
import type { Unit } from "./unit";

/** A unit as a trace shows it: who has it now and what holds it belongs to those who may know. */
export type TracedUnit = Pick<Unit, "link" | "kind" | "gtin" | "serial" | "sscc" | "state" | "product"> & {
  readonly batch: Pick<
    NonNullable<Unit["batch"]>,
    "number" | "lastValidDay" | "state" | "held" | "recall"
  > | null;
  /** ELSEWHERE too when it is not told whether it is on its way. */
  readonly standing: Standing;
  /** Null: not told. */
  readonly holds: Unit["holds"] | null;
  readonly ownDisposition: Unit["ownDisposition"];
  readonly parentLink: string | null;
};

export type UnitTrace = {
  /** Null with `events` null: this organisation has no part in the unit's way. */
  readonly unit: TracedUnit | null;
  readonly events: readonly TraceEvent[] | null;
  /** Whom to ask for access: the holder of the authorisation. */
  readonly owner: string | null;
};

/** The way of one unit as far as the asking organisation may see it. */
export const traceUnit = (
  deps: Pick<Deps, "clock" | "ledger">,
  scope: TenantScope,
  link: string,
): Promise<Result<UnitTrace, ForbiddenCode | "UNIT_UNKNOWN">> =>
  look(deps, scope, "trace-pack", async (now): Promise<Result<UnitTrace, "UNIT_UNKNOWN">> => {
    const trace = await deps.ledger.trace(scope, link);
    if (!trace) {
      return refuse("UNIT_UNKNOWN", "This code is not in Packproof.", "Check the code, or scan it again.");
    }
    const { unit, events, owner } = trace;
    if (!unit || !events) return ok({ unit: null, events: null, owner: owner ?? null });
    const known = await deps.ledger.transact(scope, async (tx) => ({
      contents: await tx.contents([unit.id]),
      regulated: await regulatedOf(tx, scope, [unit]),
    }));
    return ok({ unit: traced(scope, unit, known, now), events, owner: owner ?? null });
  });

function traced(
  scope: TenantScope,
  unit: Unit,
  known: Parameters<typeof mayKnow>[2],
  now: number,
): TracedUnit {
  const knows = mayKnow(scope, unit, known);
  return {
    link: unit.link,
    kind: unit.kind,
    gtin: unit.gtin,
    serial: unit.serial,
    sscc: unit.sscc,
    state: unit.state,
    product: unit.product,
    batch: unit.batch && {
      number: unit.batch.number,
      lastValidDay: unit.batch.lastValidDay,
      state: unit.batch.state,
      held: unit.batch.held,
      recall: unit.batch.recall,
    },
    standing: knows
      ? standingOf({ custody: custodyOf(unit, now), ownDisposition: unit.ownDisposition }, scope)
      : "ELSEWHERE",
    holds: knows ? unit.holds : null,
    ownDisposition: knows ? unit.ownDisposition : null,
    parentLink: isWithin(scope, unit, known.contents) ? unit.parentLink : null,
  };
}
