import { openChainReader } from "@/lib/chain/client";
import { equalBytes } from "@/lib/core/bytes/bytes";
import type { Database } from "@/lib/db/database";

type Place = {
  readonly logId: Uint8Array;
  readonly contract: `0x${string}`;
  readonly chainId: number;
  readonly rpcUrl: string;
  readonly embedded: boolean;
};

/**
 * Compares the chain's head with the database at start. A chain behind is normal (an older saved state): what it
 * lacks is marked lost and anchored again. A chain ahead means this database is older than what was published:
 * going on would fork the log, so the start is refused.
 */
export async function checkAgainstDatabase(db: Database, place: Place): Promise<void> {
  const logId = new Uint8Array(place.logId);
  const reader = openChainReader({ ...place, finality: { kind: "instant" } });
  if (!reader.ok) throw new Error(reader.refusal.message);
  const head = await reader.value.head(logId);
  reader.value.close();
  if (!head.ok) throw new Error("The chain does not answer.");
  const onChain = head.value;
  if (onChain && onChain.size > 0n) {
    const known = await db.prisma.checkpoint.findUnique({
      where: { logId_size: { logId, size: onChain.size } },
      select: { root: true },
    });
    if (!known || !equalBytes(known.root, onChain.root)) {
      throw new Error(
        `The chain holds ${onChain.size} leaves of this log, which the database does not know. The database is older ` +
          'than the chain: restore its newest backup, or run "npm run reset" to start a new log.',
      );
    }
  }
  if (place.embedded) {
    // The embedded chain may be a new one with a new contract: finals of its predecessors are gone with it.
    await db.prisma.anchor.updateMany({
      where: {
        logId,
        chainId: BigInt(place.chainId),
        state: { in: ["final", "pending", "signed", "submitted", "mined"] },
        contract: { not: place.contract.toLowerCase() },
      },
      data: { state: "lost" },
    });
  }
}
