import { isCset82 } from "@/lib/core/gs1/charset";
import { readExpiry } from "@/lib/core/gs1/expiry";
import { type BatchId, batchId, type ProductId } from "@/lib/core/pack/ids";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { isExpired } from "@/lib/core/time/days";
import { localDay } from "@/lib/core/time/zone";
import { coversProducts, type OnBehalf, onBehalf, principalOf } from "./acting-for";
import { type Command, type GateCode, perform } from "./perform";
import type { Deps } from "./ports";
import type { TenantScope } from "./scope";

export type CreateBatch = Command &
  OnBehalf & {
    readonly productId: ProductId;
    readonly number: string;
    /** YYMMDD as it will be printed; day 00 means the end of the month. */
    readonly expiryPrinted: string;
    readonly plannedSize: number;
  };

export type CreateBatchCode =
  | GateCode
  | "PRODUCT_UNKNOWN"
  | "BATCH_NUMBER_INVALID"
  | "BATCH_NUMBER_TAKEN"
  | "EXPIRY_INVALID";

/** A batch is planned: its number and expiry are fixed before the first pack is printed. */
export async function createBatch(
  deps: Deps,
  own: TenantScope,
  command: CreateBatch,
): Promise<Result<{ readonly batchId: BatchId }, CreateBatchCode>> {
  const scope = await onBehalf(deps, own, command);
  const product = await deps.directory.product(scope, command.productId);
  return perform(deps, scope, { action: "create-batch", command }, async (tx, now) => {
    if (!product || product.holderId !== principalOf(scope) || product.state !== "ACTIVE") {
      return refuse("PRODUCT_UNKNOWN", "This product isn't one of yours.", "Choose one of your products.");
    }
    const covered = coversProducts(scope, "create-batch", [product], now);
    if (!covered.ok) return covered;
    const { number, expiryPrinted } = command;
    if (number.length < 1 || number.length > 20 || !isCset82(number)) {
      return refuse(
        "BATCH_NUMBER_INVALID",
        "A batch number has 1 to 20 letters, digits or signs without spaces.",
        "Correct the batch number.",
      );
    }
    const today = localDay(scope.timeZone, now);
    const expiry = readExpiry(expiryPrinted, today);
    if (!expiry || isExpired(expiry.lastValidDay, today)) {
      return refuse(
        "EXPIRY_INVALID",
        expiry ? "This expiry date is in the past." : "This is not a date of the form YYMMDD.",
        "Write year, month and day as six digits, with day 00 for the end of the month.",
      );
    }
    const id = batchId(deps.ids.uuid());
    const created = await tx.createBatch({
      id,
      productId: command.productId,
      holderId: product.holderId,
      number,
      expiryPrinted,
      lastValidDay: expiry.lastValidDay,
      plannedSize: command.plannedSize,
      at: now,
    });
    if (!created) {
      return refuse(
        "BATCH_NUMBER_TAKEN",
        `This product has a batch ${number} already.`,
        "Open that batch, or choose another number.",
        { number },
      );
    }
    return ok({ batchId: id });
  });
}
