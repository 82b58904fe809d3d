import type { Contents } from "@/lib/core/custody/ship-blockers";
import type { SiteId } from "@/lib/core/pack/ids";
import { responseDue } from "@/lib/core/recall/response";
import type { RecallGoods } from "./market-ports";
import type { LedgerTx } from "./ports";

/** Whether anybody has to be told at all: nearly never, and then nothing more is asked. */
export const isRecalled = ({ batch, recallHeld }: Contents): boolean => batch.recalled || recallHeld;

/**
 * A recall was signed once and its sites were notified then; a site that gets some of it later is notified when it does,
 * or when it is sent some.
 */
export async function notifyOfRecalls(
  tx: LedgerTx,
  goods: RecallGoods,
  site: { readonly id: SiteId; readonly country: string },
  now: number,
): Promise<void> {
  for (const recall of await tx.recallsInside(goods, site.id)) {
    await tx.notifySite(recall.id, {
      siteId: site.id,
      due: responseDue(site.country, recall.class, now),
      at: now,
    });
  }
}
