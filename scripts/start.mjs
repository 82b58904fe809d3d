// npm start: everything, from a fresh clone to a running Packproof. Until the dependencies are installed only Node's
// own modules may be loaded; the rest is imported after that.
import { rmSync } from "node:fs";
import { ensureDependencies } from "./install/install.mjs";
import { requireNode } from "./install/node-version.mjs";
import { Fault } from "./lib/fault.mjs";
import { openGuard } from "./lib/guard.mjs";
import { isPortFree } from "./lib/ports.mjs";
import { ProcessTree, stopLeftovers } from "./lib/process-tree.mjs";
import { createReport, seconds } from "./lib/report.mjs";
import { takeLock } from "./lib/starter-lock.mjs";
import { dataPaths, openDataFolder } from "./start/data-folder.mjs";
import { onEndRequest } from "./start/end-request.mjs";
import { readOptions } from "./start/options.mjs";
import { outsideServices } from "./start/outside.mjs";

/**
 * Stops what runs, then ends with the code; says why when there is a reason.
 * @type {(exitCode: number, reason?: string) => Promise<void>}
 */
let end = async (exitCode, reason = "") => {
  if (reason !== "") console.error(reason);
  process.exit(exitCode);
};

try {
  requireNode();
  await main();
} catch (error) {
  await end(
    1,
    error instanceof Fault ? error.message : String((error instanceof Error && error.stack) || error),
  );
}

async function main() {
  const { dataDir, port } = readOptions(process.argv.slice(2), process.env);
  const outside = outsideServices(process.env);
  const paths = dataPaths(dataDir);
  openDataFolder(paths);
  const lock = takeLock(paths.lock, `http://localhost:${port}`);
  if ("holder" in lock) {
    const { identity, note } = lock.holder;
    throw new Fault(
      `Packproof already runs with this data folder (process ${identity.pid}, ${note}): open that address, or stop ` +
        "it with Ctrl-C there, or start a second one beside it with --data OTHERFOLDER --port OTHERPORT.",
    );
  }
  process.on("exit", lock.release);
  // First of all: they may hold the port, and the tree below writes its own children over the record of these.
  const leftovers = await stopLeftovers(paths.children);
  if (!(await isPortFree(port))) {
    throw new Fault(
      `Port ${port} is in use: stop what uses it, or take another one with "PORT=${port + 1} npm start".`,
    );
  }

  const tree = new ProcessTree({
    record: paths.children,
    guard: openGuard(),
    onLoss: (name, how) =>
      end(
        1,
        `Something ended that should run: ${name} (${how}). See ${dataDir}/logs, then start again: what was saved stays.`,
      ),
  });
  end = endOnce(tree, paths.ready);
  onEndRequest({ first: () => end(0), again: () => tree.kill() });
  const report = createReport((line) => {
    if (!tree.stopping) console.log(line);
  });
  if (leftovers.length > 0) report.say(`Stopped what an interrupted start had left: ${leftovers.join(", ")}`);

  await ensureDependencies(report);
  const { startInstance } = await import("./start/instance.mjs");
  const started = await startInstance({ paths, tree, report, port, environment: process.env, outside });
  if (!tree.stopping) announce(started, report.elapsedMs());
}

/**
 * @param {import("./start/instance.mjs").Running} running
 * @param {number} elapsedMs
 */
function announce({ origin, people }, elapsedMs) {
  const lines = [
    "",
    `Packproof is ready after ${seconds(elapsedMs)}:  ${origin}`,
    ...(people.length === 0 ? [] : ["", "Demo people, signed in with one click:"]),
    ...people.map(({ name, role, organisation }) => `  ${name.padEnd(20)} ${role}, ${organisation}`),
    "",
    'Ctrl-C stops it; the data stays. "npm run reset" deletes the data.',
  ];
  console.log(lines.join("\n"));
}

/**
 * @param {ProcessTree} tree
 * @param {string} readyFile
 * @returns {typeof end}
 */
function endOnce(tree, readyFile) {
  let ending = false;
  return async (exitCode, reason = "") => {
    if (ending) return;
    ending = true;
    rmSync(readyFile, { force: true });
    const running = tree.isEmpty ? undefined : "Stopping …";
    if (running !== undefined) console.log(`\n${running}`);
    await tree.stop();
    if (running !== undefined) console.log("Stopped.");
    // Last, where people look.
    if (reason !== "") console.error(`\n${reason}`);
    process.exit(exitCode);
  };
}
