import { spawn } from "node:child_process";
import { Fault } from "../lib/fault.mjs";
import { asRecord, readJson } from "../lib/files.mjs";
import { inRoot, root } from "../lib/paths.mjs";
import { isNeededOn } from "./platform.mjs";

/**
 * Installs the locked dependencies unless they are there.
 * @param {import("../lib/report.mjs").Report} report
 */
export async function ensureDependencies(report) {
  const missing = missingPackages();
  if (missing.length === 0) return;
  const why = missing.length > 20 ? "" : `; missing or other versions: ${missing.slice(0, 3).join(", ")}`;
  await report.step(
    `Installing dependencies, half a minute or so${why}`,
    async () => {
      const exact = await npm(["ci"]);
      if (exact.code === 0) return;
      report.say("npm ci refused, trying npm install …");
      const loose = await npm(["install", "--no-save"]);
      if (loose.code === 0) return;
      throw new Fault(
        `npm could not install the dependencies: is the package registry reachable?\n${lastLines(exact.output)}\n${lastLines(loose.output)}`,
      );
    },
    () => "Dependencies installed",
  );
}

/**
 * Compares what npm says it installed with what is locked: names of packages that are missing or of another version.
 * An interrupted `npm ci` leaves no record, so everything counts as missing then.
 * @param {unknown} [locked] package-lock.json
 * @param {unknown} [installed] node_modules/.package-lock.json
 * @param {{ platform: string, arch: string }} [machine]
 * @returns {string[]}
 */
export function missingPackages(
  locked = readJson(inRoot("package-lock.json")),
  installed = readJson(inRoot("node_modules/.package-lock.json")),
  machine = process,
) {
  const present = asRecord(asRecord(installed).packages);
  return Object.entries(asRecord(asRecord(locked).packages))
    .filter(([path, value]) => {
      const entry = /** @type {import("./platform.mjs").LockEntry} */ (asRecord(value));
      if (path === "" || asRecord(present[path]).version === entry.version) return false;
      return isNeededOn(entry, machine);
    })
    .map(([path]) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length));
}

/**
 * @param {string[]} args
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function npm(args) {
  // The npm that started us, when one did: it is there for certain, and it is the version the person uses.
  const own = process.env.npm_execpath;
  const [program, first] = own?.endsWith(".js") ? [process.execPath, [own]] : ["npm", []];
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...first, ...args, "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      // A development build needs its tools even where NODE_ENV says production.
      env: { ...process.env, NODE_ENV: "development", npm_config_include: "dev" },
    });
    const abandon = () => child.kill();
    process.once("exit", abandon);
    let output = "";
    const keep = (/** @type {Buffer} */ chunk) => {
      output += chunk.toString();
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", (error) =>
      reject(
        new Fault(`npm cannot be run (${error.message}): install it together with Node, then try again.`),
      ),
    );
    child.once("close", (code) => {
      process.off("exit", abandon);
      resolve({ code, output });
    });
  });
}

/** @param {string} output */
function lastLines(output) {
  return output.trim().split("\n").slice(-12).join("\n");
}
