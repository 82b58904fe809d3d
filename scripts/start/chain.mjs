import { readFileSync } from "node:fs";
import { anvilGraceMs, embeddedChainId, startAnvil } from "../chain/anvil.mjs";
import { callChain } from "../chain/rpc.mjs";
import { codeOf, Fault, messageOf } from "../lib/fault.mjs";
import { asRecord } from "../lib/files.mjs";
import { rank } from "../lib/process-tree.mjs";
import { keptPort } from "./kept-ports.mjs";

/**
 * @typedef {import("./data-folder.mjs").DataPaths} DataPaths
 * @typedef {import("../lib/process-tree.mjs").ProcessTree} ProcessTree
 * @typedef {import("./outside.mjs").ExternalChain} ExternalChain
 */

/**
 * A chain that answers.
 * @param {DataPaths} paths
 * @param {ProcessTree} tree
 * @param {{ external: ExternalChain | undefined, chainId: string | undefined, origin: string, say: (line: string) => void }} options
 * @returns {Promise<{ rpcUrl: string, chainId: number }>}
 */
export async function openChain(paths, tree, { external, chainId, origin, say }) {
  if (external !== undefined) {
    return { rpcUrl: external.rpcUrl, chainId: await checkExternalChain(external, chainId) };
  }
  const state = findState(paths.chainState);
  if (state.notice !== undefined) say(state.notice);
  const name = "the chain (anvil)";
  const { process, rpcUrl } = await startAnvil({
    port: await keptPort(paths.ports, "chain"),
    logFile: paths.log("anvil"),
    allowOrigin: origin,
    ...(state.file === undefined ? {} : { stateFile: state.file }),
    onSpawn: (identity) =>
      tree.keep({ name, identity, signal: "SIGTERM", graceMs: anvilGraceMs, rank: rank.chain }),
  });
  tree.needs(name, process);
  return { rpcUrl, chainId: embeddedChainId };
}

/**
 * The newest whole dump of the chain. The worker writes a new one beside it, renames, and keeps the one before, so
 * a kill at any moment leaves at least one whole; the worker replays what the older one lacks.
 * @param {string} file
 * @returns {{ file?: string, notice?: string }}
 */
export function findState(file) {
  const states = [file, `${file}.bak`].map((path) => ({ path, found: stateAt(path) }));
  const whole = states.find(({ found }) => found === "whole");
  const damaged = states.some(({ found }) => found === "damaged");
  if (whole === undefined) {
    return damaged
      ? { notice: "The chain's saved state is damaged: starting a new chain, anchors are replayed." }
      : {};
  }
  return whole.path === file
    ? { file: whole.path }
    : {
        file: whole.path,
        notice: "The chain's newest saved state is not whole: going on from the one before.",
      };
}

/** @param {string} path @returns {"whole" | "damaged" | "none"} */
function stateAt(path) {
  try {
    return "accounts" in asRecord(JSON.parse(readFileSync(path, "utf8"))) ? "whole" : "damaged";
  } catch (error) {
    return codeOf(error) === "ENOENT" ? "none" : "damaged";
  }
}

/**
 * @param {import("./outside.mjs").ExternalChain} chain
 * @param {string | undefined} expected CHAIN_ID
 * @returns {Promise<number>}
 */
async function checkExternalChain({ rpcUrl, contract }, expected) {
  const host = URL.canParse(rpcUrl) ? new URL(rpcUrl).host : undefined;
  if (host === undefined)
    throw new Fault("CHAIN_RPC_URL is no address: it should look like https://host:8545.");
  let id;
  try {
    id = Number(await callChain(rpcUrl, "eth_chainId", [], 10_000));
  } catch (error) {
    if (error instanceof Fault) throw error;
    const reason = error instanceof Error && error.cause !== undefined ? error.cause : error;
    throw new Fault(
      `The chain of CHAIN_RPC_URL does not answer at ${host} (${codeOf(reason) ?? messageOf(reason)}): ` +
        "start that node, or correct the address, or unset CHAIN_RPC_URL to use the embedded chain.",
      { cause: error },
    );
  }
  if (expected && Number(expected) !== id) {
    throw new Fault(
      `CHAIN_RPC_URL leads to chain ${id} but CHAIN_ID says ${expected}: correct one of them, so that no anchor ` +
        "goes to the wrong chain.",
    );
  }
  if ((await callChain(rpcUrl, "eth_getCode", [contract, "latest"])) === "0x") {
    throw new Fault(
      `There is no contract at ${contract} on chain ${id}: deploy it with "npm run deploy" (docs/operations.md) and ` +
        "set CONTRACT_ADDRESS to the address it prints.",
    );
  }
  return id;
}
