/**
 * Which variable goes to which program. The web tier never gets a key or the worker's login, whatever the
 * environment of the starter holds.
 */

const secrets = [
  "DATABASE_URL",
  "DATABASE_WORKER_URL",
  "DATABASE_OWNER_URL",
  "CHECKPOINT_KEY",
  "HEAD_KEY",
  "ANCHOR_KEY",
];

/**
 * @typedef {object} Facts
 * @property {import("../postgres/roles.mjs").DatabaseUrls} database
 * @property {{ rpcUrl: string, chainId: number }} chain
 * @property {string | undefined} contract
 * @property {import("./keys.mjs").LogIdentity} identity
 * @property {string} origin http://localhost:3000
 * @property {number} port
 * @property {boolean} demo
 * @property {string | undefined} chainState file; only for the embedded chain
 * @property {string} dataDir
 */

/**
 * @param {Facts} facts
 * @param {NodeJS.ProcessEnv} outer the starter's environment
 */
export function programEnvironments(facts, outer) {
  const { database, chain, contract, identity } = facts;
  /** @type {NodeJS.ProcessEnv} */
  const base = { ...outer };
  for (const name of Object.keys(base)) {
    // npm's own variables would change what programs started from here do with npm.
    if (secrets.includes(name) || name.startsWith("npm_")) delete base[name];
  }
  const shared = {
    ...base,
    NODE_ENV: /** @type {const} */ ("production"),
    NEXT_TELEMETRY_DISABLED: "1",
    CHAIN_RPC_URL: chain.rpcUrl,
    CHAIN_ID: String(chain.chainId),
    CHAIN_FINALITY: outer.CHAIN_FINALITY || "tag",
    LOG_ORIGIN: identity.LOG_ORIGIN,
    DEMO: String(facts.demo),
    LOG_LEVEL: outer.LOG_LEVEL || "info",
    ANCHOR_INTERVAL_SECONDS: outer.ANCHOR_INTERVAL_SECONDS || (facts.demo ? "10" : "600"),
    ...(contract === undefined ? {} : { CONTRACT_ADDRESS: contract }),
  };
  const worker = {
    ...shared,
    DATABASE_WORKER_URL: database.workerUrl,
    CHECKPOINT_KEY: identity.CHECKPOINT_KEY,
    HEAD_KEY: identity.HEAD_KEY,
    ANCHOR_KEY: identity.ANCHOR_KEY,
    DATA_DIR: facts.dataDir,
    ...(facts.chainState === undefined ? {} : { CHAIN_STATE_FILE: facts.chainState }),
  };
  return {
    web: {
      ...shared,
      DATABASE_URL: database.webUrl,
      PUBLIC_ORIGIN: facts.origin,
      PORT: String(facts.port),
      // Of the embedded chain only: another node's address may hold an access key, so its owner names a public one.
      ...(facts.chainState === undefined ? {} : { PUBLIC_RPC_URL: outer.PUBLIC_RPC_URL || chain.rpcUrl }),
    },
    worker,
    deploy: worker,
    seed: {
      ...shared,
      DATABASE_URL: database.webUrl,
      DATABASE_WORKER_URL: database.workerUrl,
      DATABASE_OWNER_URL: database.ownerUrl,
    },
  };
}
