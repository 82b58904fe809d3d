import type { Refusal } from "@/lib/core/refusal";
import type { Deps, EntryMode, LedgerTx } from "./ports";
import type { TenantScope } from "./scope";
import type { Pack } from "./unit";

/** How often this site has scanned the pack again since it supplied it; 0 when it did not supply it. */
export const repeatsOf = async (tx: LedgerTx, scope: TenantScope, pack: Pack): Promise<number> =>
  pack.state === "SUPPLIED" && pack.stateEvent?.siteId === scope.siteId
    ? tx.looksSince(pack.id, scope.siteId, pack.stateEvent.recordTime)
    : 0;

/** A refused dispensing is one scan more, for whoever dispenses without asking for a verdict first. */
export const recordRepeat = (
  tx: LedgerTx,
  scope: TenantScope,
  pack: Pack,
  { entry, now }: { readonly entry: EntryMode; readonly now: number },
): Promise<void> =>
  tx.recordLook({
    epcId: pack.id,
    siteId: scope.siteId,
    personId: scope.personId,
    entry,
    at: now,
  });

type Stopped = { readonly refusal: Refusal; readonly pack: Pick<Pack, "gtin" | "serial"> };

/**
 * Raises the alerts that refusals ask for (`facts.alert`), in the refusals' own transaction: an attempt that stops
 * somebody at the counter can't be lost between two requests.
 */
export async function alertOn(
  deps: Deps,
  tx: LedgerTx,
  scope: TenantScope,
  stopped: readonly Stopped[],
  now: number,
): Promise<void> {
  const of = stopped.flatMap(({ refusal, pack: { gtin, serial } }) =>
    refusal.facts?.alert === true ? [{ id: deps.ids.uuid(), gtin, serial, cause: refusal.code }] : [],
  );
  if (of.length > 0) {
    await tx.raiseAlerts({ siteId: scope.siteId, personId: scope.personId, at: now, of });
  }
}
