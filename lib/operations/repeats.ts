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

/**
 * Raises the alert that a refusal asks for (`facts.alert`), in the refusal's own transaction: an attempt that stops
 * somebody at the counter can't be lost between two requests.
 */
export async function alertOn(
  deps: Deps,
  tx: LedgerTx,
  scope: TenantScope,
  {
    refusal,
    pack,
    now,
  }: { readonly refusal: Refusal; readonly pack: Pick<Pack, "gtin" | "serial">; readonly now: number },
): Promise<void> {
  if (refusal.facts?.alert !== true) return;
  await tx.raiseAlert({
    id: deps.ids.uuid(),
    siteId: scope.siteId,
    gtin: pack.gtin,
    serial: pack.serial,
    cause: refusal.code,
    personId: scope.personId,
    at: now,
  });
}
