// npm test: everything, from a fresh clone. Ends with one line, "N passed, N failed". For developers:
// npm test -- --only unit,services
import { rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureDependencies } from "./install/install.mjs";
import { requireNode } from "./install/node-version.mjs";
import { Fault } from "./lib/fault.mjs";
import { passableFolder } from "./lib/files.mjs";
import { openGuard } from "./lib/guard.mjs";
import { ProcessTree } from "./lib/process-tree.mjs";
import { createReport } from "./lib/report.mjs";
import { onEndRequest } from "./start/end-request.mjs";
import { judged, summary } from "./test/counts.mjs";

const folder = passableFolder("packproof-tests-");
const guard = openGuard();
guard.discard(folder);
const tree = new ProcessTree({ record: join(folder, "children.json"), guard, onLoss: () => {} });
onEndRequest({ first: () => void finish(1), again: () => tree.kill() });

try {
  requireNode();
  const { values } = parseArgs({ options: { only: { type: "string" } } });
  await finish(await run(values.only));
} catch (error) {
  if (!tree.stopping) console.error(error instanceof Fault ? error.message : error);
  await finish(1);
}

/**
 * @param {string | undefined} only names of parts, comma-separated
 * @returns {Promise<number>} exit code
 */
async function run(only) {
  const report = createReport();
  await ensureDependencies(report);
  const { aloneBuilding, generate } = await import("./build/build.mjs");
  const { parts } = await import("./test/parts.mjs");
  const names = only === undefined ? Object.keys(parts) : only.split(",");
  const unknown = names.find((name) => parts[name] === undefined);
  if (unknown !== undefined) {
    throw new Fault(`There is no part "${unknown}": the parts are ${Object.keys(parts).join(", ")}.`);
  }
  await aloneBuilding(report, () =>
    report.step("Generating the database client and compiling the contract", () => generate(tree)),
  );
  /** @type {import("./test/counts.mjs").Part[]} */
  const results = [];
  for (const name of names) {
    if (tree.stopping) return 1;
    console.log(`\n── ${name} ${"─".repeat(60 - name.length)}`);
    results.push({ name, ...(await runPart(parts[name])) });
  }
  if (tree.stopping) return 1;
  console.log(`\n${summary(results).join("\n")}`);
  return results.some(({ failed }) => failed > 0) ? 1 : 0;
}

/** @param {import("./test/parts.mjs").RunPart | undefined} part */
async function runPart(part) {
  const from = performance.now();
  const spent = () => (performance.now() - from) / 1000;
  try {
    if (part === undefined) throw new Error("no such part");
    const { ok, counts } = await part(tree, folder);
    return { ...judged(counts, ok), seconds: spent() };
  } catch (error) {
    console.error(error instanceof Fault ? error.message : error);
    return { passed: 0, failed: 1, skipped: 0, seconds: spent() };
  }
}

/** @param {number} exitCode */
async function finish(exitCode) {
  await tree.stop();
  rmSync(folder, { recursive: true, force: true });
  process.exit(exitCode);
}
