import { Fault } from "../lib/fault.mjs";
import { asRecord } from "../lib/files.mjs";
import { inRoot, root } from "../lib/paths.mjs";

/**
 * @typedef {import("../lib/process-tree.mjs").ProcessTree} ProcessTree
 * @typedef {{ name: string, role: string, organisation: string }} DemoPerson
 */

/**
 * Makes sure that the contract is there and holds the log; prints one JSON line.
 * @param {ProcessTree} tree
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ contract: string, deployBlock: number }>}
 */
export async function deployContract(tree, env) {
  const answer = await runProgram(tree, "deploy", "Preparing the contract", env);
  const { contract, deployBlock } = answer;
  if (typeof contract !== "string") throw new Fault("Preparing the contract gave no address.");
  return { contract, deployBlock: Number(deployBlock) };
}

/**
 * Loads the demo world unless it is there; prints one JSON line.
 * @param {ProcessTree} tree
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ loaded: boolean, people: DemoPerson[] }>}
 */
export async function loadDemoWorld(tree, env) {
  const { loaded, people } = await runProgram(tree, "seed", "Loading the demo world", env);
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
 * @param {ProcessTree} tree
 * @param {string} program
 * @param {string} name
 * @param {NodeJS.ProcessEnv} env
 */
async function runProgram(tree, program, name, env) {
  const argv = [process.execPath, "--enable-source-maps", inRoot(".build", `${program}.mjs`)];
  const { stdout } = await tree.run({ name, argv, cwd: root, env });
  const line = stdout.trim().split("\n").at(-1) ?? "";
  try {
    return asRecord(JSON.parse(line));
  } catch {
    throw new Fault(`${name} should end with one line of JSON, but ended with: ${line}`);
  }
}
