import { type ChainClient, openChain } from "@/lib/chain/client";
import { openEmbedded } from "@/lib/chain/embedded";
import { writeStateFile } from "@/lib/chain/state-file";
import { postgresAnchorStore } from "@/lib/db/anchor-store";
import type { Database } from "@/lib/db/database";
import type { WorkerEnv } from "@/lib/env/env";
import type { AnchorChain, AnchorDeps, LogDeps } from "@/lib/operations/log-ports";

/** 500 gwei: an anchor (about 100,000 gas) then costs at most 0.05 of the chain's coin. */
export const FEE_CAP = 500_000_000_000n;
const STUCK_AFTER_MS = 90_000;

export function anchorDeps(env: WorkerEnv, db: Database, log: LogDeps): AnchorDeps & { close(): void } {
  const opened = openChain({
    rpcUrl: env.CHAIN_RPC_URL,
    chainId: env.CHAIN_ID,
    contract: env.CONTRACT_ADDRESS,
    finality: env.CHAIN_FINALITY,
    payerKey: env.ANCHOR_KEY,
    feeCap: FEE_CAP,
  });
  if (!opened.ok) throw new Error(`${opened.refusal.message} ${opened.refusal.next}`);
  const client = opened.value;
  const settling = settler(env);
  return {
    clock: log.clock,
    ids: log.ids,
    logId: log.logId,
    log: log.log,
    sha256: log.primitives.sha256,
    anchors: postgresAnchorStore(db, {
      logId: log.logId,
      chainId: env.CHAIN_ID,
      contract: env.CONTRACT_ADDRESS,
    }),
    chain: { ...chainOf(client), settle: settling.settle },
    interval: env.ANCHOR_INTERVAL_SECONDS * 1000,
    stuckAfter: STUCK_AFTER_MS,
    close() {
      client.close();
      settling.close();
    },
  };
}

const chainOf = (client: ChainClient): Omit<AnchorChain, "settle"> => ({
  head: client.head,
  rootAt: client.rootAt,
  nextNonce: client.nextNonce,
  prepareAnchor: client.prepareAnchor,
  broadcast: client.broadcast,
  receiptOf: client.receiptOf,
  finalizedBlock: client.finalizedBlock,
});

/**
 * The embedded chain makes blocks only for transactions, and forgets all at its end. Two more blocks make the anchor
 * final, and its state is on disk before anybody is told so. Other chains do both themselves.
 */
function settler({ CHAIN_STATE_FILE: file, CHAIN_RPC_URL: rpcUrl, CHAIN_ID: chainId }: WorkerEnv): {
  settle: AnchorChain["settle"];
  close(): void;
} {
  if (file === undefined)
    return { settle: async () => ({ ok: true, value: undefined }), close: () => undefined };
  const embedded = openEmbedded({ rpcUrl, chainId });
  return {
    async settle() {
      const mined = await embedded.mineTwo();
      if (!mined.ok) return mined;
      const state = await embedded.dumpState();
      if (!state.ok) return state;
      try {
        await writeStateFile(file, state.value);
      } catch (error) {
        // A full disk, or another worker writing the same file: not on disk, so not final yet. The next tick tries again.
        return { ok: false, fault: { kind: "state-not-kept", detail: String(error) } };
      }
      return { ok: true, value: undefined };
    },
    close: () => embedded.close(),
  };
}
