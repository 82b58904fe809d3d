import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { Fault, messageOf } from "../lib/fault.mjs";
import { inRoot } from "../lib/paths.mjs";

/**
 * @typedef {object} StartOptions
 * @property {string} dataDir absolute
 * @property {number} port of the web server
 */

const usage = "Usage: npm start -- [--data FOLDER] [--port NUMBER] (or PORT=NUMBER npm start)";

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} environment
 * @returns {StartOptions}
 */
export function readOptions(args, environment) {
  let values;
  try {
    values = parseArgs({ args, options: { data: { type: "string" }, port: { type: "string" } } }).values;
  } catch (error) {
    throw new Fault(`${messageOf(error)}\n${usage}`);
  }
  const given = values.port ?? (environment.PORT || "3000");
  const port = Number(given);
  if (!/^\d+$/.test(given) || port < 1 || port > 65_535) {
    throw new Fault(`"${given}" is no port: give a number from 1 to 65535.\n${usage}`);
  }
  return { dataDir: values.data === undefined ? inRoot(".data") : resolve(values.data), port };
}
