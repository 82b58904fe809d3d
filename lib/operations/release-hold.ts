import { releaseHold as releaseEvent } from "@/lib/core/epcis/pharma/hold";
import { releaseHold as decide } from "@/lib/core/pack/holds";
import type { HoldId } from "@/lib/core/pack/ids";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { type Command, type GateCode, perform } from "./perform";
import type { Deps, EntryMode } from "./ports";
import { newEvent, recordEvent } from "./record-event";
import { has, type TenantScope } from "./scope";

export type ReleaseHold = Command & {
  /** The pack or container that is held. */
  readonly link: string;
  readonly holdId: HoldId;
  readonly entry: EntryMode;
};

export type ReleaseHoldCode = GateCode | "UNIT_UNKNOWN" | "HOLD_UNKNOWN" | "HELD";

/** H1: a responsible person of the side that placed a hold, or the authority, ends it. What else holds the unit stays. */
export const releaseHold = (
  deps: Deps,
  scope: TenantScope,
  command: ReleaseHold,
): Promise<Result<{ readonly link: string }, ReleaseHoldCode>> =>
  perform(deps, scope, { action: "release-hold", command }, async (tx, now) => {
    const { link } = command;
    const [unit] = await tx.lock([link], "transition");
    if (!unit) return refuse("UNIT_UNKNOWN", "This code is not in Packproof.", "Scan the unit again.");
    const hold = unit.holds.find(({ id }) => id === command.holdId);
    if (!hold?.own) {
      return refuse(
        "HOLD_UNKNOWN",
        hold ? "This hold is on the container around it." : "There is no such open hold on this unit.",
        hold ? "Release it on the container, or unpack first." : "Scan the unit to see what holds it.",
        { link },
      );
    }
    const effect = decide(
      { ...hold, placedBy: hold.placedByOrgId, byRegulator: hold.kind === "REGULATOR", released: false },
      { orgId: scope.orgId, regulator: has(scope, "regulator") },
    );
    if (!effect.ok) return effect;
    await tx.releaseHold({ id: hold.id, personId: scope.personId, at: now });
    const { id, facts } = newEvent(deps, scope, now);
    await recordEvent(deps, tx, scope, {
      id,
      event: releaseEvent({ ...facts, epcs: [link] }),
      units: [{ id: unit.id, link, role: "object" }],
      parties: [unit.holderId, ...(unit.batch ? [unit.batch.holderId] : [])],
      entry: command.entry,
      seq: await tx.nextSeq(),
      now,
    });
    return ok({ link });
  });
