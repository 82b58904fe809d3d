import { supply as supplyEvent } from "@/lib/core/epcis/pharma/supply";
import { glnLink, packLink } from "@/lib/core/gs1/link";
import type { EventId } from "@/lib/core/pack/ids";
import { ok, type Result } from "@/lib/core/refusal";
import { undoOpenUntil } from "@/lib/core/time/undo-window";
import { changePacks, type ManyCode, type Verb } from "./many-packs";
import { type Command, type GateCode, perform } from "./perform";
import type { Deps } from "./ports";
import { matchOf, type Reading } from "./reading";
import type { TenantScope } from "./scope";
import type { Pack } from "./unit";

export type DispensePack = Command & { readonly reading: Reading };

export type Dispensed = {
  readonly link: string;
  readonly eventId: EventId;
  /** Epoch milliseconds. */
  readonly undoUntil: number;
};

/** T2: packs are decommissioned. `readingOf` is what was read off each. */
export const supplying = (scope: TenantScope, readingOf: (pack: Pack) => Reading): Verb => ({
  lock: "custody",
  want: (pack) => ({ do: "supply", match: matchOf(readingOf(pack), pack) }),
  recording: { event: (facts) => supplyEvent({ ...facts, bizLocation: glnLink(scope.siteGln) }) },
  countsRepeats: true,
  doubtsCopies: true,
});

/** T2 at the counter. Exactly one of two simultaneous requests wins: the pack is locked. */
export const dispensePack = (
  deps: Deps,
  scope: TenantScope,
  command: DispensePack,
): Promise<Result<Dispensed, GateCode | ManyCode>> =>
  perform(deps, scope, { action: "dispense-pack", command }, async (tx, now) => {
    const { reading } = command;
    const link = packLink(reading.gtin, reading.serial);
    const changed = await changePacks(deps, tx, scope, {
      ...supplying(scope, () => reading),
      links: [link],
      action: "dispense-pack",
      mode: "all-or-nothing",
      entry: reading.entry,
      now,
    });
    if (!changed.ok) return changed;
    const [result] = changed.value.results;
    if (result?.result !== "done" || result.eventId === null)
      throw new Error("A pack was supplied by no event");
    return ok({
      link,
      eventId: result.eventId,
      undoUntil: undoOpenUntil({ eventTime: now, recordTime: now }),
    });
  });
