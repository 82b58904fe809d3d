import type { Journey } from "@/lib/core/custody/journey";
import type { EpcId } from "@/lib/core/pack/ids";
import type { Refusal } from "@/lib/core/refusal";
import { type EntryMode, isInHand, type LedgerTx, type Tools } from "./ports";
import type { TenantScope } from "./scope";
import type { Pack } from "./unit";

/** How often this site has scanned each pack again since it supplied it. Packs that it did not supply are not named. */
export async function repeatsOf(
  tx: LedgerTx,
  { siteId }: TenantScope,
  packs: readonly Pack[],
): Promise<ReadonlyMap<EpcId, number>> {
  const repeats = new Map<EpcId, number>();
  for (const { id, state, stateEvent } of packs) {
    if (state !== "SUPPLIED" || stateEvent?.siteId !== siteId) continue;
    repeats.set(id, await tx.looksSince(id, siteId, stateEvent.recordTime));
  }
  return repeats;
}

/** From where another site had each pack in hand; asked of what is at hand here, as far as anybody says so. */
export const journeysOf = async (
  tx: LedgerTx,
  { siteId }: TenantScope,
  packs: readonly Pack[],
  { entry, now }: { readonly entry: EntryMode; readonly now: number },
): Promise<ReadonlyMap<EpcId, Journey>> =>
  packs.length > 0 && isInHand(entry)
    ? tx.journeys(
        packs.map(({ id }) => id),
        siteId,
        now,
      )
    : new Map();

/** A refused dispensing is one scan more, for whoever dispenses without asking for a verdict first. */
export async function countRepeats(
  tx: LedgerTx,
  { siteId, personId }: TenantScope,
  stopped: readonly { readonly refusal: Refusal; readonly pack: Pack }[],
  { entry, now }: { readonly entry: EntryMode; readonly now: number },
): Promise<void> {
  for (const { refusal, pack } of stopped) {
    if (refusal.facts?.n === undefined && !isRecalled(refusal)) continue;
    await tx.recordLook({ epcId: pack.id, siteId, personId, entry, at: now });
  }
}

/** Attempts to supply what is recalled are counted: the recall's board shows who still tries. */
const isRecalled = ({ facts }: Refusal): boolean =>
  facts?.reason === "RECALLED" || facts?.reason === "RECALL_HOLD";

type Stopped = { readonly refusal: Refusal; readonly pack: Pick<Pack, "gtin" | "serial"> };

/**
 * Raises the alerts that refusals ask for (`facts.alert`), in the refusals' own transaction: an attempt that stops
 * somebody at the counter can't be lost between two requests.
 */
export async function alertOn(
  deps: Tools,
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
