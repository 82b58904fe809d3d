import { destroy as destroyEvent, dispose as disposeEvent } from "@/lib/core/epcis/pharma/leaving";
import { type WitnessCode, witnessed } from "@/lib/core/pack/destroy";
import type { PersonId } from "@/lib/core/pack/ids";
import type { Result } from "@/lib/core/refusal";
import { changePacks, type ManyCode, type ManyPacks, type PacksChanged, type Verb } from "./many-packs";
import { type GateCode, performFor } from "./perform";
import type { Deps, LedgerTx } from "./ports";
import type { TenantScope } from "./scope";

export type DestroyPacks = ManyPacks & {
  /** Who saw it; null is refused, and the refusal says whom to name. */
  readonly witness: PersonId | null;
};

/** Whether this person may stand as the witness: a colleague, and not whoever destroys. */
export async function witnessOf(
  tx: LedgerTx,
  scope: TenantScope,
  witness: PersonId | null,
): Promise<Result<PersonId, WitnessCode>> {
  return witnessed(scope.personId, witness, witness !== null && (await tx.isColleague(witness)));
}

export const destroying = (witness: PersonId): Verb => ({
  lock: "custody",
  want: () => ({ do: "destroy" }),
  recording: {
    event: (facts, { effect }) =>
      effect.registryState === "DESTROYED" ? destroyEvent(facts) : disposeEvent(facts),
    detail: { witness },
  },
});

/**
 * T7: packs are destroyed before a witness of the same organisation, who is kept with the event. What is recalled or
 * expired keeps its registry state and is DISPOSED.
 */
export const destroyPacks = (
  deps: Deps,
  own: TenantScope,
  command: DestroyPacks,
): Promise<Result<PacksChanged, GateCode | ManyCode | WitnessCode>> =>
  performFor(deps, own, { action: "destroy-pack", command }, async (scope, tx, now) => {
    const witness = await witnessOf(tx, scope, command.witness);
    if (!witness.ok) return witness;
    return changePacks(deps, tx, scope, {
      ...command,
      ...destroying(witness.value),
      action: "destroy-pack",
      now,
    });
  });
