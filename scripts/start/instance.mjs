import { aloneBuilding, buildPrograms, buildSite, generate } from "../build/build.mjs";
import { fundAccount } from "../chain/anvil.mjs";
import { asRecord, readJson, writeJson } from "../lib/files.mjs";
import { inRoot, root } from "../lib/paths.mjs";
import { rank } from "../lib/process-tree.mjs";
import { applyMigrations } from "../prisma/apply.mjs";
import { openChain } from "./chain.mjs";
import { isEmptyDatabase, openDatabase } from "./database.mjs";
import { programEnvironments } from "./environment.mjs";
import { untilHealthy } from "./health.mjs";
import { logIdentity, payerAddress } from "./keys.mjs";
import { deployContract, loadDemoWorld } from "./programs.mjs";

/**
 * @typedef {object} Start
 * @property {import("./data-folder.mjs").DataPaths} paths
 * @property {import("../lib/process-tree.mjs").ProcessTree} tree
 * @property {import("../lib/report.mjs").Report} report
 * @property {number} port
 * @property {NodeJS.ProcessEnv} environment
 * @property {import("./outside.mjs").Outside} outside
 *
 * @typedef {object} Running
 * @property {string} origin
 * @property {import("./programs.mjs").DemoPerson[]} people nobody without the demo world
 */

/**
 * Brings up everything, once the dependencies are installed. What doesn't wait for each other runs side by side:
 * services and migrations beside the build, the demo world beside the site's build.
 * @param {Start} start
 * @returns {Promise<Running>}
 */
export async function startInstance(start) {
  const { paths, tree, report, port, environment, outside } = start;
  const origin = environment.PUBLIC_ORIGIN || `http://localhost:${port}`;
  const { demo } = outside;

  const generated = aloneBuilding(report, () =>
    report.step("Generating the database client and compiling the contract", () => generate(tree)),
  );
  const programs = generated.then(buildPrograms);
  const site = programs.then(() =>
    aloneBuilding(report, () => report.step("Building the site", () => buildSite(tree), built("Site"))),
  );
  const database = report.step(
    outside.database ? "Checking the database" : "Starting PostgreSQL",
    () => openDatabase(paths, tree, outside.database),
    () => (outside.database ? "The database answers" : "PostgreSQL runs"),
  );
  const migrated = database.then(async (urls) => {
    const identity = logIdentity(paths.keys, environment, {
      databaseIsNew: await isEmptyDatabase(urls.ownerUrl),
    });
    await report.step("Migrating", () => applyMigrations(urls.ownerUrl), countOf);
    return { urls, identity };
  });
  const chain = report.step(
    outside.chain ? "Checking the chain" : "Starting the chain",
    () =>
      openChain(paths, tree, {
        external: outside.chain,
        chainId: environment.CHAIN_ID,
        origin,
        say: report.say,
      }),
    ({ chainId }) => `Chain ${chainId} answers`,
  );
  const deployed = together([programs, migrated, chain]).then(async ([, { urls, identity }, facts]) => {
    if (outside.chain === undefined) await fundAccount(facts.rpcUrl, payerAddress(identity));
    const environments = (/** @type {string | undefined} */ contract) =>
      programEnvironments(
        {
          database: urls,
          chain: facts,
          contract,
          identity,
          origin,
          port,
          demo,
          chainState: outside.chain === undefined ? paths.chainState : undefined,
          dataDir: paths.folder,
        },
        environment,
      );
    const known = outside.chain?.contract ?? knownContract(paths.contract);
    const { contract } = await report.step(
      "Preparing the contract",
      () => deployContract({ tree, env: environments(known).deploy, logFile: paths.log }),
      (result) => `Contract ready at ${result.contract}`,
    );
    if (outside.chain === undefined) writeJson(paths.contract, { contract });
    return { environments: environments(contract), contract, chain: facts };
  });
  const seeded = deployed.then(({ environments }) =>
    demo
      ? report.step(
          "Loading the demo world",
          () => loadDemoWorld({ tree, env: environments.seed, logFile: paths.log }),
          ({ loaded }) => (loaded ? "Demo world loaded" : "Demo world is there"),
        )
      : { loaded: false, people: [] },
  );

  const served = together([deployed, site]).then(([{ environments }]) =>
    report.step(
      "Starting web and worker",
      () => {
        startWorker(start, environments.worker);
        startWeb(start, environments.web);
        return untilHealthy(`http://localhost:${port}/api/health`, { logFile: paths.log("web") });
      },
      () => "Web and worker run",
    ),
  );
  const [{ contract, chain: facts }, { people }, ailing] = await together([deployed, seeded, served]);
  for (const words of ailing) report.say(`Not well yet: ${words}`);
  writeJson(paths.ready, { origin, port, contract, ...facts });
  return { origin, people };
}

/** @param {Start} start @param {NodeJS.ProcessEnv} env */
function startWorker({ paths, tree }, env) {
  tree.start({
    name: "the worker",
    argv: [process.execPath, "--enable-source-maps", inRoot(".build/worker.mjs")],
    cwd: root,
    env,
    logFile: paths.log("worker"),
    rank: rank.worker,
    graceMs: 10_000,
  });
}

/**
 * Only this computer reaches the demo, whose sign-in asks for no password; HOST opens it to a network.
 * @param {Start} start @param {NodeJS.ProcessEnv} env
 */
function startWeb({ paths, tree, port, environment, outside }, env) {
  const host = environment.HOST || (outside.demo ? "127.0.0.1" : "0.0.0.0");
  const next = inRoot("node_modules/next/dist/bin/next");
  tree.start({
    name: "the web server",
    argv: [process.execPath, next, "start", "--hostname", host, "--port", String(port)],
    cwd: root,
    env,
    logFile: paths.log("web"),
    rank: rank.web,
    graceMs: 5_000,
  });
}

/**
 * Like Promise.all; and if one fails, the failures of the others, which come while everything is being stopped, are
 * not reported as unhandled.
 * @template {readonly Promise<unknown>[]} Promises
 * @param {readonly [...Promises]} promises
 */
function together(promises) {
  for (const promise of promises) promise.catch(() => {});
  return Promise.all(promises);
}

/** @param {string} what @returns {(changed: boolean) => string} */
function built(what) {
  return (changed) => `${what} ${changed ? "built" : "unchanged"}`;
}

/** @param {string[]} applied */
function countOf(applied) {
  return applied.length === 0 ? "Nothing to migrate" : `${applied.length} migrations applied`;
}

/** @param {string} file @returns {string | undefined} */
function knownContract(file) {
  const { contract } = asRecord(readJson(file));
  return typeof contract === "string" ? contract : undefined;
}
