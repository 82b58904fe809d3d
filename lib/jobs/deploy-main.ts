import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { openChainReader } from "@/lib/chain/client";
import { deployPackproofLog, openLog } from "@/lib/chain/deploy";
import { refuseDevelopmentKey } from "@/lib/chain/development-keys";
import { openEmbedded } from "@/lib/chain/embedded";
import type { ChainFault } from "@/lib/chain/fault";
import { packproofLogCodeHash } from "@/lib/chain/identity";
import { addressOf } from "@/lib/chain/keys";
import { writeStateFile } from "@/lib/chain/state-file";
import { logIdOf } from "@/lib/core/log/checkpoint";
import { openDatabase } from "@/lib/db/database";
import { deployEnv } from "@/lib/env/env";
import { nodePrimitives } from "@/lib/primitives/node";
import { FEE_CAP } from "./anchor-deps";
import { checkAgainstDatabase } from "./chain-check";

/**
 * Makes sure that the contract is on the chain and holds this log, and prints one line of JSON:
 * {"contract":"0x…"}. Run again it finds everything there. On a real chain this is a person's
 * command; the embedded chain gets it at every start.
 */
const env = deployEnv();
const administration = {
  rpcUrl: env.CHAIN_RPC_URL,
  chainId: env.CHAIN_ID,
  administratorKey: env.ANCHOR_KEY,
  feeCap: FEE_CAP,
};
const logId = logIdOf(env.LOG_ORIGIN, nodePrimitives.sha256);

const refused = refuseDevelopmentKey(env.ANCHOR_KEY, env.CHAIN_ID, "payer's key");
if (refused) fail(`${refused.refusal.message} ${refused.refusal.next}`);

const db = openDatabase(env.DATABASE_WORKER_URL, { max: 2 });
try {
  const remembered = env.CONTRACT_ADDRESS ?? (await lastContract());
  const there = remembered === null ? null : await contractAt(remembered);
  const contract = there ?? (await deploy());
  const opened = await openLog(administration, contract, { logId, headKey: addressOf(env.HEAD_KEY) });
  if (!opened.ok) fail(`The log could not be opened on the contract: ${wordOf(opened.fault)}.`);
  // The embedded chain forgets what was never dumped: without this each start would deploy anew until an anchor.
  if (env.CHAIN_STATE_FILE !== undefined && there === null) await keepState(env.CHAIN_STATE_FILE);
  await checkAgainstDatabase(db, {
    logId,
    contract,
    chainId: env.CHAIN_ID,
    rpcUrl: env.CHAIN_RPC_URL,
    embedded: env.CHAIN_STATE_FILE !== undefined,
  });
  process.stdout.write(`${JSON.stringify({ contract })}\n`);
} finally {
  await db.close();
}

/** The contract that the last anchor went to. */
async function lastContract(): Promise<`0x${string}` | null> {
  const row = await db.prisma.anchor.findFirst({
    where: { chainId: BigInt(env.CHAIN_ID), logId: new Uint8Array(logId) },
    orderBy: { createdAt: "desc" },
    select: { contract: true },
  });
  return (row?.contract as `0x${string}` | undefined) ?? null;
}

/** The address when our code is there; null when nothing is; ends the program when something else is. */
async function contractAt(address: `0x${string}`): Promise<`0x${string}` | null> {
  const reader = openChainReader({
    rpcUrl: env.CHAIN_RPC_URL,
    chainId: env.CHAIN_ID,
    contract: address,
    finality: env.CHAIN_FINALITY,
  });
  if (!reader.ok) return fail(`${reader.refusal.message} ${reader.refusal.next}`);
  const identity = await reader.value.identity();
  reader.value.close();
  if (!identity.ok) return fail(`The chain does not answer: ${wordOf(identity.fault)}.`);
  if (identity.value.codeHash === null) {
    return env.CONTRACT_ADDRESS === undefined || env.CHAIN_STATE_FILE !== undefined
      ? null
      : fail(
          `There is no contract at ${address} on this chain: correct CONTRACT_ADDRESS, or unset it to deploy one.`,
        );
  }
  if (identity.value.codeHash === packproofLogCodeHash) return address;
  return env.CONTRACT_ADDRESS === undefined
    ? null
    : fail(`The code at ${address} is not this version's contract: deploy it and set CONTRACT_ADDRESS.`);
}

async function keepState(file: string): Promise<void> {
  const embedded = openEmbedded({ rpcUrl: env.CHAIN_RPC_URL, chainId: env.CHAIN_ID });
  const state = await embedded.dumpState();
  embedded.close();
  if (!state.ok) return fail(`The chain's state could not be kept: ${wordOf(state.fault)}.`);
  await mkdir(dirname(file), { recursive: true });
  await writeStateFile(file, state.value);
}

async function deploy(): Promise<`0x${string}`> {
  const deployed = await deployPackproofLog(administration);
  if (!deployed.ok) return fail(`The contract could not be deployed: ${wordOf(deployed.fault)}.`);
  return deployed.value.contract;
}

function wordOf(fault: ChainFault): string {
  if ("detail" in fault) return fault.detail;
  return fault.kind === "reverted" ? `refused (${fault.error})` : fault.kind;
}

function fail(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
