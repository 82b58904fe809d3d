import type { ProofSetting } from "@/components/proof/proof-setting";
import type { Web } from "@/lib/web/deps";

/** What this site's pages check a proof against. */
export async function proofSettingOf({ env, deps }: Web): Promise<ProofSetting> {
  const log = await deps.registry.log();
  return {
    log: log && { origin: log.origin, checkpointKey: log.keys.checkpoint, headKey: log.keys.head },
    chainId: String(env.CHAIN_ID),
    contract: env.CONTRACT_ADDRESS.toLowerCase(),
    rpcUrl: env.PUBLIC_RPC_URL ?? null,
    demo: env.DEMO,
  };
}
