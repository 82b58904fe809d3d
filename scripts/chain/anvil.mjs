import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { Fault } from "../lib/fault.mjs";
import { identityOf } from "../lib/identity.mjs";
import { openLog } from "../lib/logs.mjs";
import { inRoot } from "../lib/paths.mjs";
import { waitFor } from "../lib/wait.mjs";
import { callChain } from "./rpc.mjs";

/** The chain id of the embedded chain: development only, no public chain uses it. */
export const embeddedChainId = 31337;

/** anvil has nothing to save at its end (the worker dumps the state after each anchor), so it ends at once. */
export const anvilGraceMs = 3_000;

/**
 * @typedef {object} AnvilOptions
 * @property {number} port on 127.0.0.1
 * @property {string} logFile
 * @property {string} [stateFile] a state dumped before, as JSON; absent: a new chain
 * @property {(identity: import("../lib/identity.mjs").ProcessIdentity) => void} [onSpawn] told at once
 * @property {string} [allowOrigin] the web page that may call it from a browser
 */

/**
 * Starts an EVM chain of our own and waits until it answers.
 * @param {AnvilOptions} options
 */
export async function startAnvil({ port, logFile, stateFile, allowOrigin, onSpawn }) {
  const rpcUrl = `http://127.0.0.1:${port}`;
  const log = openLog(logFile);
  const child = spawn(
    locateAnvil(),
    [
      ...["--host", "127.0.0.1", "--port", String(port)],
      ...["--chain-id", String(embeddedChainId)],
      // `safe` and `finalized` follow the head by one and two blocks instead of 32 and 64.
      ...["--slots-in-an-epoch", "1"],
      // No account that everybody knows the key of: the ones we use are made here and funded by anvil_setBalance.
      ...["--accounts", "0"],
      ...(allowOrigin === undefined ? [] : ["--allow-origin", allowOrigin]),
      ...(stateFile === undefined ? [] : ["--load-state", stateFile]),
    ],
    { cwd: "/", detached: true, stdio: ["ignore", log.descriptor, log.descriptor] },
  );
  log.close();
  const identity = child.pid === undefined ? undefined : identityOf(child.pid);
  if (identity !== undefined) onSpawn?.(identity);
  /** @type {string | undefined} */
  let failure;
  child.once("error", (error) => {
    failure = error.message;
  });
  const ended = () => failure !== undefined || child.exitCode !== null || child.signalCode !== null;
  const answered = await waitFor(
    async () => ended() || (await callChain(rpcUrl, "eth_chainId", [], 1_000).catch(() => undefined)),
    { withinMs: 30_000 },
  );
  if (ended() || answered === undefined || identity === undefined) {
    child.kill("SIGKILL");
    const reason = failure ?? readFileSync(logFile, "utf8").trim().split("\n").at(-1);
    throw new Fault(`The embedded chain did not start, see ${logFile}: ${reason || "it does not answer."}`);
  }
  return { process: child, identity, rpcUrl };
}

/**
 * Gives an account of the embedded chain enough to pay for gas for ever.
 * @param {string} rpcUrl
 * @param {string} address
 */
export async function fundAccount(rpcUrl, address) {
  const balance = BigInt(String(await callChain(rpcUrl, "eth_getBalance", [address, "latest"])));
  if (balance < 1_000n * 10n ** 18n) {
    await callChain(rpcUrl, "anvil_setBalance", [address, `0x${(10_000n * 10n ** 18n).toString(16)}`]);
  }
}

function locateAnvil() {
  const platform = process.platform;
  const architecture = process.arch === "x64" ? "amd64" : process.arch;
  const program = inRoot(
    `node_modules/@foundry-rs/anvil-${platform}-${architecture}/bin`,
    platform === "win32" ? "anvil.exe" : "anvil",
  );
  if (!existsSync(program)) {
    throw new Fault(
      `There is no embedded chain for ${platform}-${process.arch}: ` +
        "set CHAIN_RPC_URL and CONTRACT_ADDRESS to an EVM chain.",
    );
  }
  return program;
}
