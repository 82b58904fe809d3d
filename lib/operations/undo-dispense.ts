import { undo as undoEvent } from "@/lib/core/epcis/pharma/supply";
import { packLink } from "@/lib/core/gs1/link";
import { type UndoCode, undoSupply } from "@/lib/core/pack/undo-supply";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { type Command, type GateCode, perform } from "./perform";
import type { Deps, EntryMode } from "./ports";
import { newEvent, recordEvent } from "./record-event";
import { alertOn } from "./repeats";
import type { TenantScope } from "./scope";
import { hereOf, isPack, packFactsOf } from "./unit";

export type UndoDispense = Command & {
  readonly gtin: string;
  readonly serial: string;
  /** The person states that the pack never left their hands. */
  readonly declaredNotHandedOver: boolean;
  readonly entry: EntryMode;
};

export type UndoDispenseCode = GateCode | UndoCode | "SERIAL_UNKNOWN" | "NOT_IN_CUSTODY";

/** T9: a dispensing is taken back within ten days by the site that made it. */
export const undoDispense = (
  deps: Deps,
  scope: TenantScope,
  command: UndoDispense,
): Promise<Result<{ readonly link: string }, UndoDispenseCode>> =>
  perform(deps, scope, { action: "undo-dispense", command }, async (tx, now) => {
    const link = packLink(command.gtin, command.serial);
    const [unit] = await tx.lock([link], "transition");
    if (!unit || !isPack(unit)) {
      return refuse(
        "SERIAL_UNKNOWN",
        "This serial number is not registered for this product.",
        "Scan the pack again.",
      );
    }
    const effect = undoSupply({
      facts: packFactsOf(unit, now),
      here: hereOf(scope),
      now,
      undoes: "SUPPLIED",
      declaredNotHandedOver: command.declaredNotHandedOver,
    });
    if (!effect.ok) {
      await alertOn(deps, tx, scope, { refusal: effect.refusal, pack: unit, now });
      return effect;
    }
    // A hospital may have sent its decommissioned stock on: what is not here can't go back into stock here.
    if (unit.siteId !== scope.siteId || unit.place !== "AT_SITE") {
      return refuse(
        "NOT_IN_CUSTODY",
        "This pack has left your site since it was dispensed.",
        "Have it sent back and receive it first.",
        { state: unit.state },
      );
    }
    const undone = unit.stateEvent?.eventId;
    if (!undone) throw new Error(`Pack ${unit.id} is supplied by no event`);
    const { id, facts } = newEvent(deps, scope, now);
    await tx.setState({ ids: [unit.id], from: "SUPPLIED", to: "ACTIVE", own: null, eventId: id });
    await recordEvent(deps, tx, scope, {
      id,
      event: undoEvent({ ...facts, epcs: [link], undoes: `urn:uuid:${undone}` }),
      units: [{ id: unit.id, link, role: "object" }],
      entry: command.entry,
      seq: await tx.nextSeq(),
      now,
    });
    return ok({ link });
  });
