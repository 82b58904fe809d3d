import { ok, type Result, refuse } from "@/lib/core/refusal";
import { isExpired } from "@/lib/core/time/days";
import type { LocalDay } from "@/lib/core/time/zone";
import type { BatchFacts, ProductState, RegistryState } from "./axes";
import type { PackEffect } from "./effect";
import type { BatchId, OrgId } from "./ids";

export type CommissionCode =
  | "PRODUCT_UNKNOWN"
  | "PRODUCT_NOT_YOURS"
  | "BATCH_CLOSED"
  | "BATCH_EXPIRED"
  | "DUPLICATE_SERIAL";

export type CommissionBatchInput = {
  /** Null: the product isn't registered. `prefixOwned`: its GTIN lies in a company prefix of the holder. */
  readonly product: { readonly state: ProductState; readonly prefixOwned: boolean } | null;
  readonly batch: Pick<BatchFacts, "number" | "expiry" | "state" | "held" | "recall">;
  readonly today: LocalDay;
};

/** T1, the guards of a whole batch: asked once before its serials are. */
export function commissionInto(input: CommissionBatchInput): Result<true, CommissionCode> {
  const { product, batch, today } = input;
  if (product?.state !== "ACTIVE") {
    return refuse("PRODUCT_UNKNOWN", "This product isn't active in Packproof.", "Add the product first.");
  }
  if (!product.prefixOwned) {
    return refuse(
      "PRODUCT_NOT_YOURS",
      "This product code doesn't belong to one of your company prefixes.",
      "Check the product code, or ask an administrator to register the prefix.",
    );
  }
  if (batch.state !== "PACKAGED" || batch.held || batch.recall) {
    return refuse(
      "BATCH_CLOSED",
      `Batch ${batch.number} takes no more packs.`,
      "Use an open batch; a released, held or recalled one is closed.",
      { state: batch.state, held: batch.held, recalled: batch.recall !== null },
    );
  }
  if (isExpired(batch.expiry, today)) {
    return refuse(
      "BATCH_EXPIRED",
      `Batch ${batch.number} is past its expiry date.`,
      "Correct the expiry date of the batch.",
    );
  }
  return ok(true);
}

/** T1, one serial: `existing` is the state registered for (GTIN, serial), null when there is none. */
export function commission(
  serial: string,
  existing: RegistryState | null,
): Result<PackEffect, "DUPLICATE_SERIAL"> {
  return existing === null || existing === "ALLOCATED"
    ? ok({ registryState: "ACTIVE", changed: true })
    : refuse(
        "DUPLICATE_SERIAL",
        `Serial number ${serial} already exists for this product.`,
        "Take it out of the list, or give the pack a new serial number.",
        { serial, state: existing },
      );
}

/** The batch that a pack's serial number is printed with, and who last said what the pack is. */
export type Printed = {
  readonly batchId: BatchId;
  readonly state: RegistryState;
  readonly setBy: OrgId | null;
};

/**
 * Whether a serial that is taken stands on a second pack: it is to be made again with another batch, or by another
 * organisation. The same list sent again by whoever sent it is no second pack; neither is a number that was voided, nor
 * one that is only reserved.
 */
export const isMadeTwice = (
  { batchId, state, setBy }: Printed,
  again: { readonly batchId: BatchId; readonly by: OrgId },
): boolean =>
  state !== "VOID" &&
  state !== "ALLOCATED" &&
  (batchId !== again.batchId || (state === "ACTIVE" && setBy !== null && setBy !== again.by));
