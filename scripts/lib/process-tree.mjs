import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { Fault } from "./fault.mjs";
import { asRecord, readJson, writeJson } from "./files.mjs";
import { identityOf, isIdentity } from "./identity.mjs";
import { openLog } from "./logs.mjs";
import { killNow, stopInOrder } from "./stop.mjs";

/**
 * @typedef {import("./stop.mjs").Stoppable} Stoppable
 * @typedef {import("node:child_process").ChildProcess} ChildProcess
 *
 * @typedef {object} Command
 * @property {string} name for people
 * @property {string[]} argv program and arguments
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} env
 * @property {number} [rank]
 * @property {number} [graceMs]
 *
 * @typedef {(name: string, how: string) => void} OnLoss
 */

/** In this order they stop: what uses a service before the service. */
export const rank = { passing: 0, web: 1, worker: 2, chain: 3, database: 4 };

/**
 * The children of one starter. Each is known to the guard and written to a file at once, so that neither kill -9 of
 * the starter nor of the guard leaves one behind for good.
 */
export class ProcessTree {
  /** @type {Stoppable[]} */
  #children = [];
  #stopping = false;
  #record;
  #guard;
  #onLoss;

  /**
   * @param {{ record: string, guard: import("./guard.mjs").Guard, onLoss: OnLoss }} options `record`: the file of the
   *   children; `onLoss` is told when a lasting child ends although nobody stopped it
   */
  constructor({ record, guard, onLoss }) {
    this.#record = record;
    this.#guard = guard;
    this.#onLoss = onLoss;
  }

  get stopping() {
    return this.#stopping;
  }

  get isEmpty() {
    return this.#children.length === 0;
  }

  /**
   * Answers for a process from the moment it exists, wherever it was started.
   * @param {Stoppable} target
   */
  keep(target) {
    // We were asked to end between its start and now.
    if (this.#stopping) return killNow(target.identity);
    this.#children.push(target);
    this.#guard.watch(target);
    this.#write();
  }

  /**
   * From now on this process must not end by itself.
   * @param {string} name
   * @param {ChildProcess} child
   */
  needs(name, child) {
    const lost = () => {
      if (!this.#stopping) this.#onLoss(name, endOf(child));
    };
    if (child.exitCode !== null || child.signalCode !== null) lost();
    else child.once("exit", lost);
  }

  /**
   * Starts a process that stays. Its output goes to `logFile`.
   * @param {Command & { logFile: string, rank: number, graceMs: number }} command
   * @returns {{ hasEnded: () => boolean, kill: () => void }} `kill`: -9, as a crash is
   */
  start(command) {
    const log = openLog(command.logFile);
    try {
      const { child, target } = this.#spawn(command, ["ignore", log.descriptor, log.descriptor]);
      this.keep(target);
      this.needs(target.name, child);
      return {
        hasEnded: () => child.exitCode !== null || child.signalCode !== null,
        kill: () => killNow(target.identity),
      };
    } finally {
      log.close();
    }
  }

  /**
   * Runs a process to its end.
   * @param {Command} command
   * @returns {Promise<{ ok: boolean, end: string, stdout: string, output: string }>} `output`: both streams as they
   *   came; `end`: how it ended, for people
   */
  run(command) {
    const { child, target } = this.#spawn(command, ["ignore", "pipe", "pipe"]);
    this.keep(target);
    /** @type {Buffer[]} */
    const out = [];
    /** @type {Buffer[]} */
    const all = [];
    child.stdout?.on("data", (chunk) => void out.push(chunk));
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => void all.push(chunk));
    return new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code) => {
        this.#forget(target);
        const [stdout, output] = [Buffer.concat(out).toString(), Buffer.concat(all).toString()];
        resolve({ ok: code === 0, end: endOf(child), stdout, output });
      });
    });
  }

  /**
   * Runs a process to its end with its output on our own.
   * @param {Command} command
   * @returns {Promise<{ ok: boolean, end: string }>}
   */
  show(command) {
    const { child, target } = this.#spawn(command, ["ignore", "inherit", "inherit"]);
    this.keep(target);
    return new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code) => {
        this.#forget(target);
        resolve({ ok: code === 0, end: endOf(child) });
      });
    });
  }

  /** Stops all, in order. Nothing can be started any more. */
  async stop() {
    this.#stopping = true;
    await stopInOrder(this.#children);
    this.#children = [];
    this.#write();
    await this.#guard.release();
  }

  /** For those who press Ctrl-C twice. */
  kill() {
    this.#stopping = true;
    for (const { identity } of this.#children) killNow(identity);
  }

  /**
   * @param {Command} command
   * @param {import("node:child_process").StdioOptions} stdio
   */
  #spawn(
    { name, argv: [program = "", ...args], cwd, env, rank: order = rank.passing, graceMs = 5_000 },
    stdio,
  ) {
    if (this.#stopping) throw new Fault(`${name} is not started any more: Packproof is stopping.`);
    // A group of its own: Ctrl-C in the terminal reaches only the starter, which stops everybody in order.
    const child = spawn(program, args, { cwd, env, stdio, detached: true });
    const identity = child.pid === undefined ? undefined : identityOf(child.pid);
    // Ended before we could look: then there is nothing to stop either.
    const target = {
      name,
      identity: identity ?? { pid: 0, started: "" },
      signal: asksToEnd,
      graceMs,
      rank: order,
    };
    return { child, target };
  }

  /** @param {Stoppable} target */
  #forget(target) {
    this.#children = this.#children.filter((child) => child !== target);
    this.#write();
  }

  #write() {
    writeJson(this.#record, { children: this.#children });
  }
}

/** @type {NodeJS.Signals} */
const asksToEnd = "SIGTERM";

/**
 * Stops what a killed starter left behind.
 * @param {string} record file of the children
 * @returns {Promise<string[]>} their names
 */
export async function stopLeftovers(record) {
  const children = asRecord(readJson(record)).children;
  const alive = (Array.isArray(children) ? children : []).filter(isStoppable).filter(({ identity }) => {
    return identityOf(identity.pid)?.started === identity.started;
  });
  await stopInOrder(alive);
  return alive.map(({ name }) => name);
}

/** @param {unknown} value @returns {value is Stoppable} */
function isStoppable(value) {
  const { name, identity, signal, graceMs } = asRecord(value);
  return (
    typeof name === "string" &&
    isIdentity(identity) &&
    (signal === "SIGTERM" || signal === "SIGINT") &&
    typeof graceMs === "number"
  );
}

/** @param {ChildProcess} child */
function endOf(child) {
  return child.signalCode === null ? `exit code ${child.exitCode}` : `signal ${child.signalCode}`;
}

/**
 * The last lines of a log, for a person who must see why something ended.
 * @param {string} file
 */
export function tailOf(file, lines = 15) {
  return readFileSync(file, "utf8").trim().split("\n").slice(-lines).join("\n");
}
