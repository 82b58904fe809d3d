import { spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { codeOf, Fault } from "../lib/fault.mjs";
import { identityOf } from "../lib/identity.mjs";
import { openLog } from "../lib/logs.mjs";
import { stopProcess } from "../lib/stop.mjs";
import { waitFor } from "../lib/wait.mjs";
import { postmasterOf } from "./postmaster.mjs";

/**
 * @typedef {import("./runtime.mjs").Runtime} Runtime
 * @typedef {import("../lib/identity.mjs").ProcessIdentity} ProcessIdentity
 * @typedef {object} Cluster
 * @property {Runtime} runtime
 * @property {string} folder the data directory
 * @property {string} logFile
 * @property {number} port on 127.0.0.1
 * @property {Record<string, string>} settings further server settings
 * @property {(identity: ProcessIdentity) => void} [onSpawn] told at once, long before the server is ready
 */

/** The name of the embedded server's superuser: set-up only, nothing of Packproof signs in with it. */
export const superuser = "packproof_admin";

/** How long PostgreSQL may take to end after SIGINT (fast shutdown: roll back, write a checkpoint). */
export const stopGraceMs = 15_000;

/**
 * Creates the data directory unless it is there.
 * @param {Runtime} runtime
 * @param {string} folder
 * @param {{ password: string, sync?: boolean }} options `sync: false` only for throw-away clusters
 */
export function initialiseCluster(runtime, folder, { password, sync = true }) {
  if (existsSync(join(folder, "PG_VERSION"))) return;
  // A first start that was killed in the middle leaves a part behind, which initdb refuses.
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const passwordFile = `${folder}.password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (runtime.user !== undefined) {
    chownSync(folder, runtime.user.uid, runtime.user.gid);
    chownSync(passwordFile, runtime.user.uid, runtime.user.gid);
  }
  try {
    const { status, stderr, error } = spawnSync(
      join(runtime.bin, "initdb"),
      [
        `--pgdata=${folder}`,
        `--username=${superuser}`,
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--no-instructions",
        ...(sync ? [] : ["--no-sync"]),
      ],
      { ...runtime.user, cwd: "/", env: serverEnvironment(), encoding: "utf8" },
    );
    if (status !== 0) {
      rmSync(folder, { recursive: true, force: true });
      throw new Fault(`PostgreSQL could not lay out ${folder}: ${error?.message ?? stderr.trim()}`);
    }
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/**
 * Starts the server and waits until it takes connections.
 * @param {Cluster} cluster
 * @returns {Promise<{ process: import("node:child_process").ChildProcess, identity: ProcessIdentity }>}
 */
export async function startCluster(cluster) {
  await clearFormerServer(cluster.folder);
  for (let attempt = 1; ; attempt += 1) {
    const started = await trySpawn(cluster);
    if ("identity" in started) return started;
    // After kill -9 of the server its other processes need a moment to notice and to let go of the shared memory.
    const stillHeld = /shared memory block|lock file "postmaster.pid"/.test(started.log);
    if (!stillHeld || attempt === 20) {
      throw new Fault(
        `PostgreSQL did not start, see ${cluster.logFile}: ${lastError(started.log) ?? "no reason given"}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/**
 * @param {Cluster} cluster
 * @returns {Promise<{ process: import("node:child_process").ChildProcess, identity: ProcessIdentity } | { log: string }>}
 */
async function trySpawn({ runtime, folder, logFile, port, settings, onSpawn }) {
  const log = openLog(logFile);
  const flags = Object.entries({
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
    timezone: "UTC",
    log_timezone: "UTC",
    log_min_messages: "warning",
    ...settings,
  }).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawn(join(runtime.bin, "postgres"), ["-D", folder, ...flags], {
    ...runtime.user,
    cwd: "/",
    env: serverEnvironment(),
    detached: true, // Ctrl-C reaches only the starter, which stops its children in order
    stdio: ["ignore", log.descriptor, log.descriptor],
  });
  log.close();
  const identity = child.pid === undefined ? undefined : identityOf(child.pid);
  if (identity !== undefined) onSpawn?.(identity);
  /** @type {string | undefined} */
  let failure;
  child.once("error", (error) => {
    failure = error.message;
  });
  const ended = () => failure !== undefined || child.exitCode !== null || child.signalCode !== null;
  const answered = await waitFor(() => ended() || isReady(folder, child), { withinMs: 60_000, everyMs: 10 });
  if (identity !== undefined && answered && !ended()) return { process: child, identity };
  child.kill("SIGKILL");
  return { log: failure ?? readFileSync(logFile, "utf8") };
}

/**
 * The eighth line of postmaster.pid turns to "ready" when connections are taken.
 * @param {string} folder
 * @param {import("node:child_process").ChildProcess} child
 */
function isReady(folder, child) {
  try {
    const lines = readFileSync(join(folder, "postmaster.pid"), "utf8").split("\n");
    return Number(lines[0]) === child.pid && lines[7]?.trim() === "ready";
  } catch (error) {
    if (codeOf(error) === "ENOENT") return false;
    throw error;
  }
}

/**
 * Stops a server that a killed starter left behind, and removes a postmaster.pid whose process is no such
 * server any more (PostgreSQL itself only looks whether *some* process has that number).
 * @param {string} folder
 */
async function clearFormerServer(folder) {
  const former = postmasterOf(folder);
  if (former.identity !== undefined) {
    await stopProcess({
      name: "PostgreSQL",
      identity: former.identity,
      signal: "SIGINT",
      graceMs: stopGraceMs,
    });
  }
  if (former.recorded) rmSync(join(folder, "postmaster.pid"), { force: true });
}

/** @param {string} log */
function lastError(log) {
  return log
    .split("\n")
    .filter((line) => /FATAL|PANIC|ERROR/.test(line))
    .at(-1)
    ?.replace(/^.*?(FATAL|PANIC|ERROR):\s*/, "");
}

/** Without PG* variables: PGPORT, PGDATA and their like would steer the server elsewhere. */
function serverEnvironment() {
  /** @type {NodeJS.ProcessEnv} */
  const environment = { ...process.env, LC_ALL: "C", TZ: "UTC" };
  for (const name of Object.keys(environment)) {
    if (name.startsWith("PG")) delete environment[name];
  }
  return environment;
}
