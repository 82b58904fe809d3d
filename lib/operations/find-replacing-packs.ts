import type { ForbiddenCode } from "@/lib/core/access/can";
import type { BatchId } from "@/lib/core/pack/ids";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { look } from "./gate";
import type { Deps } from "./ports";
import type { ReplacingPack } from "./reading-ports";
import type { TenantScope } from "./scope";

/**
 * The packs that a recall of this batch reaches besides its own: those that replace them, however often repacked.
 * For the batch's maker and for authorities. Never a possessor: the maker has no business with who repacks.
 */
export const findReplacingPacks = (
  deps: Pick<Deps, "clock" | "ledger">,
  scope: TenantScope,
  batchId: BatchId,
): Promise<Result<readonly ReplacingPack[], ForbiddenCode | "BATCH_UNKNOWN">> =>
  look(deps, scope, "view-recalls", async () => {
    const packs = await deps.ledger.replacing(scope, batchId);
    return packs
      ? ok(packs)
      : refuse("BATCH_UNKNOWN", "There is no such batch of yours.", "Choose one of your batches.");
  });
