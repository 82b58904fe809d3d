import type { TenantScope } from "@/lib/operations/scope";
import type { Database, PrismaTx } from "./database";
import { isRetryable } from "./sql-state";

const TRIES = 5;

/**
 * One transaction for one organisation at one site: app.org_id and app.market are set for this transaction only, so
 * row-level security, the ledger's guards and recalls by market know who asks, and a pooled connection carries nothing
 * over.
 */
export async function withScope<Value>(
  db: Database,
  scope: Pick<TenantScope, "orgId" | "country">,
  body: (tx: PrismaTx) => Promise<Value>,
): Promise<Value> {
  for (let tried = 1; ; tried++) {
    try {
      return await db.prisma.$transaction(
        async (tx) => {
          await tx.$executeRaw`select set_config('app.org_id', ${scope.orgId}, true), set_config('app.market', ${scope.country}, true)`;
          return await body(tx);
        },
        { timeout: 60_000, maxWait: 20_000 },
      );
    } catch (error) {
      if (tried >= TRIES || !isRetryable(error)) throw error;
    }
  }
}
