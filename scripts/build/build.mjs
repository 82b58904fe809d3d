import { Fault } from "../lib/fault.mjs";
import { inRoot, root } from "../lib/paths.mjs";
import { takeLock } from "../lib/starter-lock.mjs";
import { waitFor } from "../lib/wait.mjs";
import { generateClient } from "../prisma/generate.mjs";
import { whenChanged } from "./stamps.mjs";

/**
 * @typedef {import("../lib/process-tree.mjs").ProcessTree} ProcessTree
 * @typedef {import("../lib/report.mjs").Report} Report
 * @typedef {import("./stamps.mjs").Product} Product
 */

const tools = ["package-lock.json", "tsconfig.json"];
const library = ["lib", "prisma/schema", "contracts/src"];

/** @type {Product} */
const client = {
  name: "client",
  inputs: ["prisma/schema", "package-lock.json"],
  outputs: ["lib/db/generated/client.ts"],
};

/** @type {Product} */
const programs = {
  name: "programs",
  inputs: [...library, ...tools, "prisma/seed", "scripts/build/bundle.mjs"],
  outputs: [".build/worker.mjs", ".build/deploy.mjs", ".build/seed.mjs"],
};

/** @type {Product} */
const site = {
  name: "site",
  inputs: [
    ...library,
    ...tools,
    "app",
    "components",
    "i18n",
    "messages",
    "public",
    "proxy.ts",
    "instrumentation.ts",
    "next.config.js",
    "postcss.config.mjs",
  ],
  outputs: [".next/BUILD_ID"],
};

/**
 * What is generated from sources and read by all others: the database client and the compiled contract.
 * @param {ProcessTree} tree
 */
export async function generate(tree) {
  await Promise.all([whenChanged(client, () => generateClient(tree)), compileContract(tree)]);
}

/**
 * In a process of its own: the compiler would hold up everything else here for seconds. It knows by itself when
 * there is nothing to do.
 * @param {ProcessTree} tree
 */
async function compileContract(tree) {
  const argv = [process.execPath, inRoot("contracts/build.mjs")];
  const { ok, end, output } = await tree.run({
    name: "the contract's compiler",
    argv,
    cwd: root,
    env: process.env,
  });
  if (!ok) throw new Fault(`The contract does not compile (${end}):\n${output.trim()}`);
}

/** The programs beside the web server. Needs `generate`. */
export async function buildPrograms() {
  const { bundlePrograms } = await import("./bundle.mjs");
  return whenChanged(programs, bundlePrograms);
}

/**
 * The web site. Needs `generate`.
 * @param {ProcessTree} tree
 */
export function buildSite(tree) {
  return whenChanged(site, async () => {
    const { ok, end, output } = await tree.run({
      name: "next build",
      argv: [process.execPath, inRoot("node_modules/next/dist/bin/next"), "build"],
      cwd: root,
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
      graceMs: 2_000,
    });
    if (!ok)
      throw new Fault(
        `The site does not build (${end}):\n${output.trim().split("\n").slice(-60).join("\n")}`,
      );
  });
}

/**
 * One builder at a time: two instances with different data share the results.
 * @template T
 * @param {Report} report
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function aloneBuilding(report, work) {
  const path = inRoot(".build/lock.json");
  let told = false;
  const lock = await waitFor(
    () => {
      const taken = takeLock(path, "building");
      if ("release" in taken) return taken;
      if (!told)
        report.say(`Waiting for another build in this folder (process ${taken.holder.identity.pid}) …`);
      told = true;
      return undefined;
    },
    { withinMs: 600_000, everyMs: 200 },
  );
  if (lock === undefined) {
    throw new Fault(
      "Another build in this folder has been running for ten minutes: stop it, then try again.",
    );
  }
  try {
    return await work();
  } finally {
    lock.release();
  }
}
