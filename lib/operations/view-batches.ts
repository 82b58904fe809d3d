import type { ForbiddenCode } from "@/lib/core/access/can";
import type { BatchId } from "@/lib/core/pack/ids";
import { ok, type Result } from "@/lib/core/refusal";
import type { BatchLine, BatchPlace, BatchSerial, Desk, PrintJob } from "./desk-ports";
import { look } from "./gate";
import type { Deps } from "./ports";
import type { TenantScope } from "./scope";

type Reading = Pick<Deps, "clock" | "ledger"> & { readonly desk: Desk };

/** The asking holder's batches, newest first, with where their packs are in their life. */
export const viewBatches = (
  deps: Reading,
  scope: TenantScope,
): Promise<Result<readonly BatchLine[], ForbiddenCode>> =>
  look(deps, scope, "view-batches", async () => ok(await deps.desk.batches(scope)));

export type BatchPage = { readonly id: BatchId; readonly after: string; readonly limit: number };

/** One page of a batch's packs in the order they were made; `after` is the id of the last one before, "0" at first. */
export const viewBatchPacks = (
  deps: Reading,
  scope: TenantScope,
  { id, after, limit }: BatchPage,
): Promise<Result<readonly BatchSerial[], ForbiddenCode>> =>
  look(deps, scope, "view-batches", async () => ok(await deps.desk.batchSerials(scope, id, after, limit)));

/** Where every pack of a batch is now, counted: the maker's, its delegate's and the regulator's question. */
export const viewBatchNow = (
  deps: Reading,
  scope: TenantScope,
  id: BatchId,
): Promise<Result<readonly BatchPlace[], ForbiddenCode>> =>
  look(deps, scope, "view-batches", async () => ok(await deps.desk.batchNow(scope, id)));

/** What was printed of a batch's labels, oldest first. */
export const viewPrints = (
  deps: Reading,
  scope: TenantScope,
  id: BatchId,
): Promise<Result<readonly PrintJob[], ForbiddenCode>> =>
  look(deps, scope, "view-batches", async () => ok(await deps.desk.prints(scope, id)));
