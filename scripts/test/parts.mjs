import { join } from "node:path";
import { readJson } from "../lib/files.mjs";
import { inRoot, root } from "../lib/paths.mjs";
import { spokenCounts, vitestCounts } from "./counts.mjs";
import { runJourneys } from "./journeys.mjs";

/**
 * @typedef {import("../lib/process-tree.mjs").ProcessTree} ProcessTree
 * @typedef {import("./counts.mjs").Counts} Counts
 * @typedef {(tree: ProcessTree, folder: string) => Promise<{ ok: boolean, counts: Counts }>} RunPart
 */

/** In this order: the quick ones first. Their names are what --only takes. @type {Record<string, RunPart>} */
export const parts = {
  lint: (tree) => single(tree, ["node_modules/@biomejs/biome/bin/biome", "check", "."]),
  types: async (tree) => {
    const routes = await node(tree, ["node_modules/next/dist/bin/next", "typegen"]);
    return routes.ok ? single(tree, ["node_modules/typescript/bin/tsc", "--noEmit"]) : asOne(routes.ok);
  },
  unit: (tree, folder) => vitest(tree, folder, "unit"),
  services: (tree, folder) => vitest(tree, folder, "services"),
  contracts: async (tree) => {
    const argv = [process.execPath, inRoot("contracts/forge-test.mjs")];
    const { ok, output } = await tree.run({ name: "forge", argv, cwd: root, env: process.env });
    console.log(output.trim());
    return { ok, counts: spokenCounts(output) };
  },
  e2e: runJourneys,
};

/**
 * @param {ProcessTree} tree
 * @param {string} folder
 * @param {string} project of vitest.config.ts
 */
async function vitest(tree, folder, project) {
  const report = join(folder, `${project}.json`);
  const { ok } = await node(tree, [
    "node_modules/vitest/vitest.mjs",
    "run",
    `--project=${project}`,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ]);
  return { ok, counts: vitestCounts(readJson(report)) };
}

/**
 * A program that is one check as a whole.
 * @param {ProcessTree} tree
 * @param {string[]} args
 */
async function single(tree, args) {
  return asOne((await node(tree, args)).ok);
}

/** @param {boolean} ok @returns {{ ok: boolean, counts: Counts }} */
function asOne(ok) {
  return { ok, counts: { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 } };
}

/**
 * @param {ProcessTree} tree
 * @param {string[]} args the program's path in the repository, then its arguments
 */
function node(tree, [program = "", ...args]) {
  return tree.show({
    name: program,
    argv: [process.execPath, inRoot(program), ...args],
    cwd: root,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
    graceMs: 10_000,
  });
}
