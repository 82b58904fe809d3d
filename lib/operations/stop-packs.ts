import { recallBatch as recallEvent } from "@/lib/core/epcis/pharma/batch";
import type { EpcId, OrgId } from "@/lib/core/pack/ids";
import type { RecallDraft } from "./market-ports";
import type { Deps, LedgerTx } from "./ports";
import { newEvent, recordEvent } from "./record-event";
import type { TenantScope } from "./scope";

type Stopping = {
  readonly recall: Pick<RecallDraft, "id" | "markets" | "recall">;
  readonly packs: readonly { readonly id: EpcId; readonly link: string }[];
  readonly parties: readonly OrgId[];
  readonly now: number;
};

/** Puts a RECALL hold on each of these packs of a signed recall, for ever, and logs it. */
export async function stopPacks(
  deps: Deps,
  tx: LedgerTx,
  scope: TenantScope,
  { recall, packs, parties, now }: Stopping,
): Promise<void> {
  const links = packs.map(({ link }) => link);
  await tx.lock(links, "transition");
  await tx.holdRecalled({
    recallId: recall.id,
    ids: packs.map(({ id }) => id),
    siteId: scope.siteId,
    personId: scope.personId,
    at: now,
  });
  const { id, facts } = newEvent(deps, scope, now);
  await recordEvent(deps, tx, scope, {
    id,
    event: recallEvent({ ...facts, epcs: links, scope: recallScope(recall) }),
    units: packs.map((pack) => ({ id: pack.id, link: pack.link, role: "object" })),
    parties,
    entry: "api",
    seq: await tx.nextSeq(),
    now,
  });
}

/** What an event says of a recall. */
export const recallScope = ({ markets, recall }: Pick<RecallDraft, "markets" | "recall">) => ({
  markets,
  class: recall.class,
  depth: recall.depth,
});
