import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Fault } from "../lib/fault.mjs";
import { asRecord, readJson } from "../lib/files.mjs";
import { inRoot, root } from "../lib/paths.mjs";
import { freePort } from "../lib/ports.mjs";
import { rank } from "../lib/process-tree.mjs";
import { waitFor } from "../lib/wait.mjs";
import { ensureChromium } from "./chromium.mjs";
import { playwrightCounts } from "./counts.mjs";

/** Names an outside database or chain, keys or another address: the journeys get an instance of their own. */
const foreign =
  /^(DATABASE_|CHAIN_|CONTRACT_|LOG_ORIGIN|CHECKPOINT_KEY|HEAD_KEY|ANCHOR_|PUBLIC_ORIGIN|DEMO|DATA_DIR|PORT$)/;

/**
 * Runs the journeys of e2e/ in Chromium against a fresh instance with its own data. The configuration finds the
 * instance by two variables: E2E_ORIGIN (http://localhost:PORT) and E2E_DATA (its data folder; ready.json there names
 * contract and chain), and the browser by PLAYWRIGHT_CHROMIUM_PATH.
 * @param {import("../lib/process-tree.mjs").ProcessTree} tree
 * @param {string} folder for temporary files
 */
export async function runJourneys(tree, folder) {
  const chromium = await ensureChromium(tree);
  const data = join(folder, "data");
  const port = await freePort();
  const log = join(folder, "start.log");
  const env = withoutForeign(process.env);
  const instance = tree.start({
    name: "the instance for the journeys",
    argv: [process.execPath, inRoot("scripts/start.mjs"), "--data", data, "--port", String(port)],
    cwd: root,
    env: { ...env, PACKPROOF_ENDS_WITH_PARENT: "1" },
    logFile: log,
    rank: rank.web,
    graceMs: 40_000,
  });
  console.log("Starting a fresh instance for the journeys …");
  const ready = await waitFor(
    () => {
      if (instance.hasEnded())
        throw new Fault(`The instance for the journeys did not start:\n${readFileSync(log, "utf8")}`);
      return existsSync(join(data, "ready.json")) && asRecord(readJson(join(data, "ready.json")));
    },
    { withinMs: 300_000, everyMs: 100 },
  );
  console.log(readFileSync(log, "utf8"));
  if (ready === undefined) throw new Fault("The instance for the journeys was not ready after five minutes.");
  const report = join(folder, "e2e.json");
  const { ok } = await tree.show({
    name: "Playwright",
    argv: [
      process.execPath,
      inRoot("node_modules/playwright/cli.js"),
      "test",
      "--config=e2e/playwright.config.ts",
      "--reporter=list,json",
      "--forbid-only",
      "--fail-on-flaky-tests",
    ],
    cwd: root,
    env: {
      ...env,
      E2E_ORIGIN: String(ready.origin),
      E2E_DATA: data,
      PLAYWRIGHT_CHROMIUM_PATH: chromium,
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    },
    graceMs: 10_000,
  });
  return { ok, counts: playwrightCounts(readJson(report)) };
}

/** @param {NodeJS.ProcessEnv} environment @returns {NodeJS.ProcessEnv} */
function withoutForeign(environment) {
  const kept = { ...environment };
  for (const name of Object.keys(kept)) if (foreign.test(name)) delete kept[name];
  return kept;
}
