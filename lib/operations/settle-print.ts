import { packLink } from "@/lib/core/gs1/link";
import type { BatchId } from "@/lib/core/pack/ids";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { coversProducts, type OnBehalf, onBehalf, principalOf } from "./acting-for";
import type { Desk } from "./desk-ports";
import { type Command, type GateCode, perform } from "./perform";
import type { Deps } from "./ports";
import { placeOf } from "./record-print";
import type { TenantScope } from "./scope";

export type SettlePrint = Command &
  OnBehalf & {
    readonly batchId: BatchId;
    readonly printId: string;
    /** checked: a label of the job was scanned back and says what it should. spoiled: nothing usable came out. */
    readonly outcome: "checked" | "spoiled";
    /** The label that was scanned back. */
    readonly serial: string | null;
  };

export type SettlePrintCode = GateCode | "BATCH_UNKNOWN" | "PRINT_UNKNOWN" | "LABEL_OF_ANOTHER_PRINT";

/** A print job counts as good once one of its labels was scanned back; a spoiled one counts as never printed. */
export async function settlePrint(
  deps: Deps & { readonly desk: Pick<Desk, "prints"> },
  own: TenantScope,
  command: SettlePrint,
): Promise<Result<{ readonly outcome: SettlePrint["outcome"] }, SettlePrintCode>> {
  const { batchId, printId, outcome, serial } = command;
  const scope = await onBehalf(deps, own, command);
  const job = (await deps.desk.prints(scope, batchId)).find(({ id }) => id === printId);
  return perform(deps, scope, { action: "print-labels", command }, async (tx, now) => {
    const batch = await tx.lockBatch(batchId);
    if (batch?.holderId !== principalOf(scope)) {
      return refuse("BATCH_UNKNOWN", "There is no such batch of yours.", "Choose one of your batches.");
    }
    const covered = coversProducts(scope, "print-labels", [batch.product], now);
    if (!covered.ok) return covered;
    if (!job) {
      return refuse("PRINT_UNKNOWN", "There is no such print job.", "Reload the page.");
    }
    if (outcome === "checked") {
      const link = packLink(batch.product.gtin, serial ?? "");
      const [unit] = serial === null ? [] : await tx.lock([link], "custody");
      const inside =
        unit?.batch?.id === batchId &&
        placeOf(job.fromId) <= placeOf(unit.id) &&
        placeOf(unit.id) <= placeOf(job.toId);
      if (!inside) {
        return refuse(
          "LABEL_OF_ANOTHER_PRINT",
          "That label isn't of this print job.",
          "Scan the first label that came out of the printer.",
        );
      }
    }
    const detail = { printId, batchId, ...(serial === null ? {} : { serial }) };
    await tx.audit({ action: "print-labels", outcome, detail, at: now });
    return ok({ outcome });
  });
}
