import { destroy as destroyEvent, dispose as disposeEvent } from "@/lib/core/epcis/pharma/leaving";
import { type WitnessCode, witnessed } from "@/lib/core/pack/destroy";
import type { PersonId } from "@/lib/core/pack/ids";
import type { Result } from "@/lib/core/refusal";
import { changePacks, type ManyCode, type ManyPacks, type PacksChanged } from "./many-packs";
import { type GateCode, perform } from "./perform";
import type { Deps } from "./ports";
import type { TenantScope } from "./scope";

export type DestroyPacks = ManyPacks & {
  /** Who saw it; null is refused, and the refusal says whom to name. */
  readonly witness: PersonId | null;
};

/**
 * T7: packs are destroyed before a witness of the same organisation, who is kept with the event. What is recalled or
 * expired keeps its registry state and is DISPOSED.
 */
export const destroyPacks = (
  deps: Deps,
  scope: TenantScope,
  command: DestroyPacks,
): Promise<Result<PacksChanged, GateCode | ManyCode | WitnessCode>> =>
  perform(deps, scope, { action: "destroy-pack", command }, async (tx, now) => {
    const colleague = command.witness !== null && (await tx.isColleague(command.witness));
    const witness = witnessed(scope.personId, command.witness, colleague);
    if (!witness.ok) return witness;
    return changePacks(deps, tx, scope, {
      ...command,
      now,
      lock: "custody",
      want: () => ({ do: "destroy" }),
      recording: {
        event: (facts, { effect }) =>
          effect.registryState === "DESTROYED" ? destroyEvent(facts) : disposeEvent(facts),
        detail: { witness: witness.value },
      },
    });
  });
