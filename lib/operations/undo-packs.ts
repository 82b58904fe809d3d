import { unlock } from "@/lib/core/epcis/pharma/locking";
import { undo as undoEvent } from "@/lib/core/epcis/pharma/supply";
import type { EventId } from "@/lib/core/pack/ids";
import type { UndoableState } from "@/lib/core/pack/undo";
import type { Result } from "@/lib/core/refusal";
import type { Change } from "./apply-effects";
import { concerned } from "./claim";
import { idAt } from "./commission-packs";
import { changePacksFor, type ManyCode, type ManyPacks, type PacksChanged, type Verb } from "./many-packs";
import type { GateCode } from "./perform";
import type { Deps } from "./ports";
import { has, type TenantScope } from "./scope";

export type WhatToUndo = {
  /** The state that the person means to undo. */
  readonly undoes: UndoableState;
  /** The person states that no pack was handed to a patient. Asked of what is undone within ten days. */
  readonly declaredNotHandedOver: boolean;
};
export type UndoPacks = ManyPacks & WhatToUndo;

/**
 * T9, and the ways back of T5 and T6: packs become ACTIVE again. Each event names the one it undoes, so packs that
 * different events had changed are told apart.
 */
export const undoPacks = (
  deps: Deps,
  scope: TenantScope,
  command: UndoPacks,
): Promise<Result<PacksChanged, GateCode | ManyCode>> =>
  changePacksFor(
    deps,
    scope,
    { action: command.undoes === "LOCKED" ? "unlock-pack" : "undo-pack", command },
    (acting) => undoing(acting, command),
  );

export function undoing(scope: TenantScope, { undoes, declaredNotHandedOver }: WhatToUndo): Verb {
  const names = new Map<EventId, string>();
  return {
    lock: "transition",
    // Events of other systems are called what those systems call them.
    async prepare(tx, packs) {
      const ids = [...new Set(packs.flatMap(({ stateEvent }) => stateEvent?.eventId ?? []))];
      for (const [i, name] of (await tx.namesOf(ids)).entries()) names.set(idAt(ids, i), name);
    },
    want: () => ({ do: "undo", undoes, declaredNotHandedOver, authority: has(scope, "regulator") }),
    recording:
      undoes === "LOCKED"
        ? { event: unlock, parties: concerned }
        : {
            event: (facts, first) => undoEvent({ ...facts, undoes: names.get(undoneBy(first)) ?? "" }),
            apart: undoneBy,
          },
  };
}

function undoneBy({ pack }: Change): EventId {
  if (!pack.stateEvent) throw new Error(`Pack ${pack.id} is ${pack.state} by no event`);
  return pack.stateEvent.eventId;
}
