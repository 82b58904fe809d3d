import type { Meant } from "@/lib/core/capture/meant";
import { packOf } from "@/lib/core/gs1/link";
import type { BatchId } from "@/lib/core/pack/ids";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { commissionPacks } from "./commission-packs";
import { createBatch } from "./create-batch";
import type { Deps, EntryMode, LedgerTx } from "./ports";
import type { TenantScope } from "./scope";
import type { ProductFacts } from "./unit";

type Commissioned = Extract<Meant, { readonly do: "commission-packs" }>;
type Common = Pick<Parameters<typeof commissionPacks>[2], "requestKey" | "actingFor"> & {
  readonly entry: EntryMode;
};

/** A line's own serials. A batch that isn't planned yet is, by whoever may plan one. */
export async function commissionTold(
  deps: Deps,
  tx: LedgerTx,
  scope: TenantScope,
  meant: Commissioned,
  common: Common,
): Promise<Result<unknown>> {
  const parts = meant.epcs.map(packOf);
  const products = await deps.directory.products(scope);
  const gtins = new Set(parts.map((part) => part?.gtin));
  if (gtins.size > 1) {
    return refuse(
      "SEVERAL_PRODUCTS",
      "This event commissions packs of more than one product.",
      "Send one event for each product: a batch belongs to one.",
    );
  }
  const product = products.find(({ gtin }) => gtins.has(gtin));
  if (!product) {
    return refuse(
      "PRODUCT_UNKNOWN",
      "This product is not in Packproof.",
      "Have its GTIN added to your products first.",
    );
  }
  const batch = await batchOf(deps, tx, scope, { meant, product, common });
  if (!batch.ok) return batch;
  return commissionPacks(deps, scope, {
    ...common,
    batchId: batch.value,
    serials: { import: parts.flatMap((part) => part?.serial ?? []) },
  });
}

async function batchOf(
  deps: Deps,
  tx: LedgerTx,
  scope: TenantScope,
  { meant, product, common }: { meant: Commissioned; product: ProductFacts; common: Common },
): Promise<Result<BatchId>> {
  const { lotNumber, itemExpirationDate } = meant;
  const known = await tx.batchOf(product.id, lotNumber);
  if (!known) {
    const made = await createBatch(deps, scope, {
      ...common,
      productId: product.id,
      number: lotNumber,
      expiryPrinted: itemExpirationDate.slice(2).replaceAll("-", ""),
      plannedSize: meant.epcs.length,
    });
    return made.ok ? ok(made.value.batchId) : made;
  }
  return known.lastValidDay === itemExpirationDate
    ? ok(known.id)
    : refuse(
        "EXPIRY_MISMATCH",
        "This batch has another expiry date.",
        "Compare the batch with what the line prints.",
        { batch: lotNumber },
      );
}
