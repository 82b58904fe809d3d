import { notFound } from "next/navigation";
import type { BatchLine } from "@/lib/operations/desk-ports";
import type { TenantScope } from "@/lib/operations/scope";
import { viewBatches } from "@/lib/operations/view-batches";
import { web } from "@/lib/web/deps";

/** One of the asking organisation's batches, for the pages below /batches; any other address is not there. */
export async function findBatch(scope: TenantScope, id: string): Promise<BatchLine> {
  const batches = await viewBatches(web().deps, scope);
  const batch = batches.ok ? batches.value.find((each) => each.id === id) : undefined;
  return batch ?? notFound();
}
