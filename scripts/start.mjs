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

/** @type {((exitCode: number) => Promise<void>) | undefined} */
let stop;

try {
  requireNode();
  await main();
} catch (error) {
  console.error(
    `\n${error instanceof Fault ? error.message : (error instanceof Error && error.stack) || error}`,
  );
  if (stop === undefined) process.exit(1);
  await stop(1);
}

async function main() {
  const { dataDir, port } = readOptions(process.argv.slice(2), process.env);
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

  const report = createReport();
  // First of all: they may hold the port, and the tree below writes its own children over the record of these.
  const leftovers = await stopLeftovers(paths.children);
  if (leftovers.length > 0) report.say(`Stopped what an interrupted start had left: ${leftovers.join(", ")}`);
  const tree = new ProcessTree({
    record: paths.children,
    guard: openGuard(),
    onLoss: async (name, how) => {
      console.error(
        `\nSomething ended that should run: ${name} (${how}). See ${dataDir}/logs, then start again: what was saved stays.`,
      );
      await stop?.(1);
    },
  });
  stop = stopOnce(tree, paths.ready);
  onEndRequest({ first: () => stop?.(0), again: () => tree.kill() });

  if (!(await isPortFree(port))) {
    throw new Fault(
      `Port ${port} is in use: stop what uses it, or take another one with "PORT=${port + 1} npm start".`,
    );
  }
  await ensureDependencies(report);
  const { startInstance } = await import("./start/instance.mjs");
  const { origin, people } = await startInstance({ paths, tree, report, port, environment: process.env });
  if (tree.stopping) return;
  const lines = [
    "",
    `Packproof is ready after ${seconds(report.elapsedMs())}:  ${origin}`,
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
 * @returns {(exitCode: number) => Promise<void>}
 */
function stopOnce(tree, readyFile) {
  let stopping = false;
  return async (exitCode) => {
    if (stopping) return;
    stopping = true;
    rmSync(readyFile, { force: true });
    console.log("\nStopping …");
    await tree.stop();
    console.log("Stopped.");
    process.exit(exitCode);
  };
}
