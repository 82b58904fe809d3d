import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { inBuild } from "../lib/build-folder";

export const PEER = "epcis2.js 2.7.3";

/** Hashes an event; `context` is a map of prefixes. */
export type PeerHash = (event: object, context: object, throwError: boolean) => string;

/**
 * Another event hash from npm, put beside the build when the benchmark runs: it is nobody's dependency. It asks for the
 * placeholder package "fs", which not every registry has; at run time Node's own module answers to that name.
 */
const MANIFEST = {
  private: true,
  dependencies: { "epcis2.js": "2.7.3" },
  overrides: { fs: "file:./nothing" },
};

const FOLDER = "bench-peers";

/** The peer's hash, or the reason why it couldn't be installed. */
export function installPeer(): { readonly hash: PeerHash } | { readonly missing: string } {
  try {
    if (!existsSync(inBuild(FOLDER, "node_modules", "epcis2.js"))) install();
    const require = createRequire(inBuild(FOLDER, "package.json"));
    return { hash: (require("epcis2.js") as { readonly eventToHashedId: PeerHash }).eventToHashedId };
  } catch (error) {
    return { missing: error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error) };
  }
}

function install(): void {
  mkdirSync(inBuild(FOLDER, "nothing"), { recursive: true });
  writeFileSync(inBuild(FOLDER, "nothing", "package.json"), '{ "name": "fs", "version": "0.0.1" }');
  writeFileSync(inBuild(FOLDER, "package.json"), JSON.stringify(MANIFEST));
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const shell = process.platform === "win32";
  execFileSync("npm", ["install", ...quiet], { cwd: inBuild(FOLDER), stdio: "pipe", shell });
}
