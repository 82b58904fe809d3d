import type { TenantScope } from "@/lib/operations/scope";
import type { Database, PrismaTx } from "./database";
import { isRetryable } from "./sql-state";

const TRIES = 5;

/**
 * One transaction for one organisation: app.org_id is set for this transaction only, so row-level security and the
 * ledger's guards know who asks, and a pooled connection carries nothing over.
 */
export async function withScope<Value>(
  db: Database,
  scope: Pick<TenantScope, "orgId">,
  body: (tx: PrismaTx) => Promise<Value>,
): Promise<Value> {
  for (let tried = 1; ; tried++) {
    try {
      return await db.prisma.$transaction(
        async (tx) => {
          await tx.$executeRaw`select set_config('app.org_id', ${scope.orgId}, true)`;
          return await body(tx);
        },
        { timeout: 60_000, maxWait: 20_000 },
      );
    } catch (error) {
      if (tried >= TRIES || !isRetryable(error)) throw error;
    }
  }
}
