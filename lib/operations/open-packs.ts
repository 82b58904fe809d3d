import type { EventFacts, Instances } from "@/lib/core/epcis/pharma/event-facts";
import { issueToWard, supply, supplyPart } from "@/lib/core/epcis/pharma/supply";
import { glnLink } from "@/lib/core/gs1/link";
import type { Result } from "@/lib/core/refusal";
import type { OnBehalf } from "./acting-for";
import type { Change } from "./apply-effects";
import { changePacks, type ManyCode, type Mode, type PacksChanged } from "./many-packs";
import { type Command, type GateCode, performFor } from "./perform";
import type { Deps, EntryMode } from "./ports";
import type { TenantScope } from "./scope";

export type OpenPacks = Command &
  OnBehalf & {
    /** Each pack with the units that are left in it now. */
    readonly packs: readonly { readonly link: string; readonly remaining: number }[];
    readonly mode: Mode;
    readonly entry: EntryMode;
  };

/**
 * A hospital hands out parts of packs. A pack is verified and decommissioned when it is first opened, and empty when
 * nothing is left.
 */
export const openPacks = (
  deps: Deps,
  own: TenantScope,
  command: OpenPacks,
): Promise<Result<PacksChanged, GateCode | ManyCode>> =>
  performFor(deps, own, { action: "open-pack", command }, (scope, tx, now) => {
    const left = new Map(command.packs.map(({ link, remaining }) => [link, remaining]));
    return changePacks(deps, tx, scope, {
      links: [...left.keys()],
      action: "open-pack",
      mode: command.mode,
      entry: command.entry,
      now,
      lock: "custody",
      doubtsCopies: true,
      want: (pack) => ({
        do: "open",
        match: { batch: "not-given", expiry: "not-given" },
        remaining: left.get(pack.link) ?? Number.NaN,
        whole: wholeOf(pack.product.packSize),
      }),
      recording: {
        event: (facts, first) => told({ ...facts, bizLocation: glnLink(scope.siteGln) }, first),
        // In one event either all are emptied or none is.
        apart: ({ effect }) => String(effect.remaining === 0),
      },
    });
  });

function told(
  facts: EventFacts & Instances & { readonly bizLocation: string },
  { effect: { registryState, remaining } }: Change,
) {
  if (registryState !== undefined) return supply({ ...facts, partial: true });
  return remaining === 0 ? issueToWard(facts) : supplyPart(facts);
}

/** "30", "30 tablets": master data in words; null ("2 x 15"): not one number. */
function wholeOf(packSize: string): number | null {
  const digits = /^(\d{1,6})(?: [a-z]+)?$/i.exec(packSize.trim())?.[1];
  return digits === undefined ? null : Number(digits);
}
