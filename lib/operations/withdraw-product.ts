import { withdrawProduct as withdrawEvent } from "@/lib/core/epcis/pharma/batch";
import { gtinLink } from "@/lib/core/gs1/link";
import { withdrawProduct as decide, type WithdrawCode } from "@/lib/core/recall/withdraw";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { type Command, type GateCode, perform } from "./perform";
import type { Deps } from "./ports";
import { newEvent, recordEvent } from "./record-event";
import { has, type TenantScope } from "./scope";

export type WithdrawProduct = Command & {
  /** GTIN-14 of the pack. */
  readonly gtin: string;
  /** ISO 3166 alpha-2. */
  readonly markets: readonly string[];
  readonly reason: string;
};

export type WithdrawProductCode = GateCode | WithdrawCode | "PRODUCT_UNKNOWN";

/** T11: a product may no longer be sold on these markets. Irreversible; the same again changes nothing. */
export async function withdrawProduct(
  deps: Deps,
  scope: TenantScope,
  command: WithdrawProduct,
): Promise<Result<{ readonly markets: readonly string[] }, WithdrawProductCode>> {
  const products = await deps.directory.products(scope);
  const known = products.find(({ gtin }) => gtin === command.gtin);
  return perform(deps, scope, { action: "withdraw-product", command }, async (tx, now) => {
    const product = known ? await tx.lockProduct(known.id) : null;
    if (!product) {
      return refuse("PRODUCT_UNKNOWN", "This product isn't one of yours.", "Choose one of your products.");
    }
    const { reason } = command;
    const effect = decide({
      markets: command.markets,
      reason,
      withdrawnFrom: product.withdrawnFrom,
      everywhere: product.everywhere,
      authorityOf: has(scope, "regulator") ? scope.country : null,
    });
    if (!effect.ok) return effect;
    const markets = effect.value;
    if (markets.length === 0) return ok({ markets });
    await tx.withdrawProduct(product.id, {
      markets,
      reason: reason.trim(),
      personId: scope.personId,
      at: now,
    });
    const link = gtinLink(product.gtin);
    const { id, facts } = newEvent(deps, scope, now);
    await recordEvent(deps, tx, scope, {
      id,
      event: withdrawEvent({ ...facts, epcClass: link, markets }),
      units: [],
      classes: [link],
      parties: [product.holderId],
      entry: "api",
      seq: await tx.nextSeq(),
      now,
    });
    return ok({ markets });
  });
}
