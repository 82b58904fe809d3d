import { repackage } from "@/lib/core/epcis/pharma/repacking";
import { type RepackCode, repack } from "@/lib/core/pack/repack";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { PACKS_AT_MOST, tooMany, unknownSerial } from "./many-packs";
import { type Command, type GateCode, perform } from "./perform";
import type { Deps, EntryMode, LedgerTx } from "./ports";
import { newEvent, recordEvent } from "./record-event";
import type { TenantScope } from "./scope";
import { stopPacks } from "./stop-packs";
import { hereOf, isPack, type Pack, packFactsOf } from "./unit";

export type RepackPacks = Command & {
  /** What went in: checked out at this site. */
  readonly olds: readonly string[];
  /** What came out: commissioned by this organisation, all of one batch. */
  readonly news: readonly string[];
  readonly entry: EntryMode;
};

export type RepackPacksCode = GateCode | RepackCode | "TOO_MANY_PACKS" | "SERIAL_UNKNOWN" | "NOT_A_PACK";

/**
 * T6: the new packs replace the old ones, all of them or none. From then on the check-out can't be undone, and a
 * recall of the old batch reaches the new packs, whether it was signed before or comes later (find-replacing-packs).
 */
export const repackPacks = (
  deps: Deps,
  scope: TenantScope,
  command: RepackPacks,
): Promise<Result<{ readonly olds: number; readonly news: number }, RepackPacksCode>> =>
  perform(deps, scope, { action: "repack-packs", command }, async (tx, now) => {
    const [olds, news] = [[...new Set(command.olds)], [...new Set(command.news)]];
    if (olds.length + news.length > PACKS_AT_MOST) return tooMany(olds.length + news.length);
    const units = new Map((await tx.lock([...olds, ...news], "transition")).map((unit) => [unit.link, unit]));
    const found: Pack[] = [];
    for (const link of [...olds, ...news]) {
      const unit = units.get(link);
      if (!unit) {
        const { refusal } = unknownSerial();
        return refuse(refusal.code, refusal.message, refusal.next, { link });
      }
      if (!isPack(unit)) {
        return refuse("NOT_A_PACK", "This code is a container's.", "Scan the packs themselves.", { link });
      }
      found.push(unit);
    }
    const [old, made] = [found.slice(0, olds.length), found.slice(olds.length)];
    const allowed = repack({
      olds: old.map((pack) => packFactsOf(pack, now)),
      news: made.map((pack) => ({ ...packFactsOf(pack, now), madeBy: pack.batch.holderId })),
      here: hereOf(scope),
      now,
    });
    if (!allowed.ok) return allowed;
    const [first] = made;
    if (!first) throw new Error("Repacking without a new pack was let through");
    const { id: eventId, facts } = newEvent(deps, scope, now);
    await tx.replace({ eventId, olds: old.map(({ id }) => id), news: made.map(({ id }) => id) });
    await recordEvent(deps, tx, scope, {
      id: eventId,
      event: repackage({
        ...facts,
        inputs: olds,
        outputs: news,
        lotNumber: first.batch.number,
        itemExpirationDate: first.batch.lastValidDay,
      }),
      units: [
        ...old.map(({ id, link }) => ({ id, link, role: "input" as const })),
        ...made.map(({ id, link }) => ({ id, link, role: "output" as const })),
      ],
      entry: command.entry,
      seq: await tx.nextSeq(),
      now,
    });
    await stopIfRecalled(deps, tx, scope, { old, made, now });
    return ok({ olds: old.length, news: made.length });
  });

/** Packs made of recalled ones are no better than those, also when the recall came while they were being made. */
async function stopIfRecalled(
  deps: Deps,
  tx: LedgerTx,
  scope: TenantScope,
  { old, made, now }: { readonly old: readonly Pack[]; readonly made: readonly Pack[]; readonly now: number },
): Promise<void> {
  const recalls = await tx.recallsOn(old.map(({ id }) => id));
  // A RECALL hold never ends, so that of the gravest is enough.
  const [recall] = recalls;
  if (!recall) return;
  const parties = [...new Set(recalls.flatMap(({ orgId, holderId }) => [orgId, holderId]))];
  await stopPacks(deps, tx, scope, { recall, packs: made, parties, now });
}
