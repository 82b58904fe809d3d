import { packLink } from "@/lib/core/gs1/link";
import type { BatchId, EpcId } from "@/lib/core/pack/ids";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { coversProducts, type OnBehalf, onBehalf, principalOf } from "./acting-for";
import type { Desk, PrintJob } from "./desk-ports";
import { type Command, type GateCode, perform } from "./perform";
import type { Deps } from "./ports";
import type { TenantScope } from "./scope";

/** Labels of one job: as many as a browser prints in one go. */
export const MAX_LABELS = 1_000;

export type RecordPrint = Command &
  OnBehalf & {
    readonly batchId: BatchId;
    readonly count: number;
    /** First and last label, in the order the packs were made; everything between them is printed too. */
    readonly serialFrom: string;
    readonly serialTo: string;
    /** Why labels that were printed before are printed again; null: none was. */
    readonly reason: string | null;
  };

export type RecordPrintCode =
  | GateCode
  | "BATCH_UNKNOWN"
  | "SERIAL_UNKNOWN"
  | "PRINT_RANGE_INVALID"
  | "REPRINT_REASON_MISSING";

/**
 * Keeps in the audit that labels go to a printer, before they do: two labels of one pack are a falsifier's gift, so
 * what may have come out of a printer is on record, and a second print says why.
 */
export async function recordPrint(
  deps: Deps & { readonly desk: Pick<Desk, "prints"> },
  own: TenantScope,
  command: RecordPrint,
): Promise<Result<{ readonly printId: string }, RecordPrintCode>> {
  const { batchId, count, serialFrom, serialTo, reason } = command;
  const scope = await onBehalf(deps, own, command);
  const jobs = await deps.desk.prints(scope, batchId);
  return perform(deps, scope, { action: "print-labels", command }, async (tx, now) => {
    const batch = await tx.lockBatch(batchId);
    if (batch?.holderId !== principalOf(scope)) {
      return refuse("BATCH_UNKNOWN", "There is no such batch of yours.", "Choose one of your batches.");
    }
    const covered = coversProducts(scope, "print-labels", [batch.product], now);
    if (!covered.ok) return covered;
    const links = [serialFrom, serialTo].map((serial) => packLink(batch.product.gtin, serial));
    const units = await tx.lock(links, "custody");
    const [first, last] = links.map((link) => units.find((unit) => unit.link === link));
    if (first?.batch?.id !== batchId || last?.batch?.id !== batchId) {
      return refuse(
        "SERIAL_UNKNOWN",
        "One of these serial numbers isn't of this batch.",
        "Reload the page and choose the labels again.",
      );
    }
    const [from, to] = [placeOf(first.id), placeOf(last.id)];
    if (count < 1 || count > MAX_LABELS || BigInt(count) > to - from + 1n) {
      return refuse(
        "PRINT_RANGE_INVALID",
        `One job prints 1 to ${MAX_LABELS.toLocaleString("en")} labels, in the order the packs were made.`,
        "Choose fewer labels.",
      );
    }
    const before = jobs.findLast((job) => job.outcome !== "spoiled" && overlaps(job, { from, to }));
    if (before && reason === null) {
      return refuse(
        "REPRINT_REASON_MISSING",
        "Some of these labels were printed before.",
        "Say why they are printed again; it is kept in the audit.",
        { printedAt: before.at, count: before.count },
      );
    }
    const printId = deps.ids.uuid();
    const detail = { printId, batchId, count, serialFrom, serialTo, fromId: first.id, toId: last.id, reason };
    await tx.audit({ action: "print-labels", outcome: "printed", detail, at: now });
    return ok({ printId });
  });
}

/** A unit's place in the order in which units were made: the lower 48 bits of its id. */
export const placeOf = (id: EpcId): bigint => BigInt(id) & 0xffff_ffff_ffffn;

const overlaps = (
  { fromId, toId }: PrintJob,
  { from, to }: { readonly from: bigint; readonly to: bigint },
): boolean => placeOf(fromId) <= to && from <= placeOf(toId);
