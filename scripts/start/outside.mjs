import { Fault } from "../lib/fault.mjs";

/**
 * Which services outside are meant, read from the environment before anything is installed or started.
 * @typedef {import("../postgres/roles.mjs").DatabaseUrls} DatabaseUrls
 * @typedef {{ rpcUrl: string, contract: string }} ExternalChain
 * @typedef {{ database: DatabaseUrls | undefined, chain: ExternalChain | undefined, demo: boolean }} Outside
 */

/**
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Outside} `demo` only when neither is outside
 */
export function outsideServices(environment) {
  const outside = { database: externalDatabase(environment), chain: externalChain(environment) };
  const demo = outside.database === undefined && outside.chain === undefined;
  if (environment.DEMO === "true" && !demo) {
    throw new Fault(
      "DEMO=true opens the door to everybody, so it needs the embedded database and chain: unset DEMO, or unset " +
        "DATABASE_URL and CHAIN_RPC_URL.",
    );
  }
  return { ...outside, demo };
}

const variables = /** @type {const} */ (["DATABASE_URL", "DATABASE_WORKER_URL", "DATABASE_OWNER_URL"]);

/**
 * The addresses of an outside server, or undefined when the embedded one is meant.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {DatabaseUrls | undefined}
 */
export function externalDatabase(environment) {
  const [webUrl, workerUrl, ownerUrl] = variables.map((name) => environment[name] || undefined);
  if (webUrl !== undefined && workerUrl !== undefined && ownerUrl !== undefined) {
    return { webUrl, workerUrl, ownerUrl };
  }
  const set = variables.filter((name) => environment[name]);
  const missing = variables.filter((name) => !environment[name]);
  if (set.length === 0) return undefined;
  throw new Fault(
    `${set.join(" and ")} ${set.length === 1 ? "is" : "are"} set but ${missing.join(" and ")} ` +
      `${missing.length === 1 ? "is" : "are"} not: the owner migrates, web and worker each have a login of their ` +
      "own (docs/operations.md); set all three, or none for the embedded database.",
  );
}

/**
 * The chain that the environment names, or undefined when the embedded one is meant.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {ExternalChain | undefined}
 */
export function externalChain(environment) {
  const rpcUrl = environment.CHAIN_RPC_URL;
  const contract = environment.CONTRACT_ADDRESS;
  if (!rpcUrl) {
    if (!contract) return undefined;
    throw new Fault(
      "CONTRACT_ADDRESS is set but CHAIN_RPC_URL is not: set both, or none for the embedded chain, which gets a contract of its own.",
    );
  }
  if (!contract) {
    throw new Fault(
      "CHAIN_RPC_URL is set but CONTRACT_ADDRESS is not: deploy the contract to that chain first " +
        "(docs/operations.md) and set its address; npm start deploys only to the embedded chain.",
    );
  }
  if (!environment.ANCHOR_KEY) {
    throw new Fault(
      "CHAIN_RPC_URL is set but ANCHOR_KEY is not: set the private key of an account that has funds on that chain, " +
        "to pay for anchors.",
    );
  }
  return { rpcUrl, contract };
}
