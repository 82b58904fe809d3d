import { writeSync } from "node:fs";
import { Fault } from "../lib/fault.mjs";
import { asRecord } from "../lib/files.mjs";
import { openLog } from "../lib/logs.mjs";
import { inRoot, root } from "../lib/paths.mjs";

/**
 * @typedef {object} Program
 * @property {import("../lib/process-tree.mjs").ProcessTree} tree
 * @property {NodeJS.ProcessEnv} env
 * @property {(name: string) => string} logFile
 *
 * @typedef {{ name: string, role: string, organisation: string }} DemoPerson
 */

/**
 * Makes sure that the contract is there and holds the log; prints one JSON line.
 * @param {Program} context
 * @returns {Promise<{ contract: string }>}
 */
export async function deployContract(context) {
  const answer = await runProgram(context, "deploy", "Preparing the contract");
  const { contract } = answer;
  if (typeof contract !== "string") throw new Fault("Preparing the contract gave no address.");
  return { contract };
}

/**
 * Loads the demo world unless it is there; prints one JSON line.
 * @param {Program} context
 * @returns {Promise<{ loaded: boolean, people: DemoPerson[] }>}
 */
export async function loadDemoWorld(context) {
  const { loaded, people } = await runProgram(context, "seed", "Loading the demo world");
  const list = (Array.isArray(people) ? people : []).map(asRecord);
  return {
    loaded: loaded === true,
    people: list.map(({ name, role, organisation }) => ({
      name: String(name),
      role: String(role),
      organisation: String(organisation),
    })),
  };
}

/**
 * @param {Program} context
 * @param {string} program
 * @param {string} name
 */
async function runProgram({ tree, env, logFile }, program, name) {
  const argv = [process.execPath, "--enable-source-maps", inRoot(".build", `${program}.mjs`)];
  const { ok, end, stdout, output } = await tree.run({ name, argv, cwd: root, env });
  const log = openLog(logFile(program));
  writeSync(log.descriptor, output);
  log.close();
  if (!ok)
    throw new Fault(`${name} failed (${end}): ${sentenceIn(output)}\nAll it said is in ${logFile(program)}`);
  const line = stdout.trim().split("\n").at(-1) ?? "";
  try {
    return asRecord(JSON.parse(line));
  } catch {
    throw new Fault(`${name} should end with one line of JSON, but ended with: ${line}`);
  }
}

/**
 * What a program that failed said to people: its last line, or the message of the error that ended it.
 * @param {string} output
 */
function sentenceIn(output) {
  const thrown = /^(?:\w*Error|Fault)(?: \[\w+\])?: ([\s\S]*?)(?=\n\s+at |\n\s*\n|$)/m.exec(output)?.[1];
  return thrown?.trim() ?? output.trim().split("\n").at(-1) ?? "";
}
