import type { ForbiddenCode } from "@/lib/core/access/can";
import { restock as restockEvent } from "@/lib/core/epcis/pharma/stock";
import type { RegistryState } from "@/lib/core/pack/axes";
import type { EpcId } from "@/lib/core/pack/ids";
import { type Declared, mayReturnToStock, type ReturnAnswer } from "@/lib/core/pack/restock";
import type { Returned } from "@/lib/core/pack/returned";
import { ok, type Result } from "@/lib/core/refusal";
import { look } from "./gate";
import { returnedOf } from "./how-returned";
import {
  changePacksFor,
  type ManyCode,
  type ManyPacks,
  PACKS_AT_MOST,
  type PacksChanged,
  tooMany,
  type Verb,
} from "./many-packs";
import { isWithin } from "./may-know";
import type { GateCode } from "./perform";
import type { Deps } from "./ports";
import type { TenantScope } from "./scope";
import { hereOf, isPack, packFactsOf } from "./unit";

export type RestockPacks = ManyPacks & { readonly declared: Declared };

/** The returns desk: packs that came back whole and well kept are stock again. */
export const restockPacks = (
  deps: Deps,
  scope: TenantScope,
  command: RestockPacks,
): Promise<Result<PacksChanged, GateCode | ManyCode>> =>
  changePacksFor(deps, scope, { action: "restock-packs", command }, (acting) =>
    restocking(deps, acting, command.declared),
  );

function restocking(deps: Deps, scope: TenantScope, declared: Declared): Verb {
  let returned: ReadonlyMap<EpcId, Returned> = new Map();
  return {
    lock: "custody",
    async prepare(tx, packs) {
      returned = await returnedOf(deps, tx, scope, packs, deps.clock.now());
    },
    want: ({ id }) => ({ do: "restock", declared, returned: returned.get(id) ?? null }),
    recording: { event: restockEvent },
  };
}

export type ReturnCheck = {
  readonly packs: readonly (ReturnAnswer & {
    readonly link: string;
    /** Milliseconds in which its state can still be undone; null: there is nothing to undo. */
    readonly undoLeft: number | null;
    /** The state to undo first; null: nothing is to be undone, or it wouldn't help. */
    readonly undoes: RegistryState | null;
  })[];
  /** Not in Packproof, or no single packs. */
  readonly unknown: readonly string[];
};

/** "May this go back to stock?" Answers and changes nothing: yes or no, why, and how long an undo is possible. */
export const checkReturn = (
  deps: Deps,
  scope: TenantScope,
  { links, declared }: Pick<RestockPacks, "links" | "declared">,
): Promise<Result<ReturnCheck, ForbiddenCode | "TOO_MANY_PACKS">> =>
  look(deps, scope, "verify-pack", async (now) => {
    const asked = [...new Set(links)];
    if (asked.length > PACKS_AT_MOST) return tooMany(asked.length);
    const packs = (await deps.ledger.find(scope, asked)).filter(isPack);
    const { contents, returned } = await deps.ledger.transact(scope, async (tx) => ({
      contents: packs.length === 0 ? [] : await tx.contents(packs.map(({ id }) => id)),
      returned: await returnedOf(deps, tx, scope, packs, now),
    }));
    const known = new Set(packs.map(({ link }) => link));
    return ok({
      packs: packs.map((pack) => {
        // Of what is somebody else's only that is told.
        const facts = packFactsOf(pack, now);
        const { undoUntil, ...answer } = isWithin(scope, pack, contents)
          ? mayReturnToStock({
              facts,
              here: hereOf(scope),
              now,
              declared,
              returned: returned.get(pack.id) ?? null,
            })
          : NOT_OURS;
        return {
          link: pack.link,
          ...answer,
          undoUntil,
          undoLeft: undoUntil === null ? null : Math.max(0, undoUntil - now),
          undoes: answer.back === "after-undo" ? facts.registryState : null,
        };
      }),
      unknown: asked.filter((link) => !known.has(link)),
    });
  });

const NOT_OURS: ReturnAnswer = { back: "no", reasons: ["NOT_AT_HAND"], undoUntil: null, returned: null };
