import type { ForbiddenCode } from "@/lib/core/access/can";
import { packLink } from "@/lib/core/gs1/link";
import type { BatchId } from "@/lib/core/pack/ids";
import { ok, type Result } from "@/lib/core/refusal";
import { type OnBehalf, onBehalf } from "./acting-for";
import { type CommissionPacksCode, openBatch, prefixesOf, serialFault } from "./commission-packs";
import { look } from "./gate";
import type { Deps } from "./ports";
import type { TenantScope } from "./scope";

/** A row of the list, counted from 1, that would not be imported. */
export type ImportRow = { readonly row: number; readonly serial: string; readonly why: string };

export type ImportCheck = {
  /** Serials that would become packs. */
  readonly fresh: readonly string[];
  /** Registered for this product already. */
  readonly duplicates: readonly ImportRow[];
  /** Not a serial number, or twice in the list. */
  readonly rejected: readonly ImportRow[];
};

/** A dry run of commissionPacks: the same checks, all rows instead of the first one that is wrong, nothing written. */
export async function checkImport(
  deps: Deps,
  own: TenantScope,
  {
    batchId,
    serials,
    actingFor,
  }: OnBehalf & { readonly batchId: BatchId; readonly serials: readonly string[] },
): Promise<Result<ImportCheck, ForbiddenCode | CommissionPacksCode>> {
  const scope = await onBehalf(deps, own, { actingFor });
  return look(deps, scope, "commission-packs", async (now) => {
    const prefixes = await prefixesOf(deps, scope);
    const open = await deps.ledger.transact(scope, (tx) => openBatch(tx, scope, { batchId, prefixes, now }));
    if (!open.ok) return open;
    const { gtin } = open.value.product;

    const seen = new Set<string>();
    const rejected: ImportRow[] = [];
    const rows: { row: number; serial: string }[] = [];
    for (const [i, serial] of serials.entries()) {
      const why = serialFault(serial, seen);
      if (why) rejected.push({ row: i + 1, serial, why });
      else rows.push({ row: i + 1, serial });
      seen.add(serial);
    }
    const registered = new Set(
      (
        await deps.ledger.find(
          scope,
          rows.map(({ serial }) => packLink(gtin, serial)),
        )
      ).map(({ serial }) => serial),
    );
    return ok({
      fresh: rows.filter(({ serial }) => !registered.has(serial)).map(({ serial }) => serial),
      duplicates: rows
        .filter(({ serial }) => registered.has(serial))
        .map((row) => ({ ...row, why: "is registered already" })),
      rejected,
    });
  });
}
