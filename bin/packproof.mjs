#!/usr/bin/env node
/**
 * Starts the command line. It is written in TypeScript; this wrapper, which needs nothing but Node, bundles it with the
 * installed esbuild when the bundle is missing or older than the sources, so that a fresh checkout can check a proof
 * right after installing.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const SOURCES = ["bin", "lib/core", "lib/primitives", "lib/chain", "lib/db/owner"];
const bundle = join(root, ".build", "packproof.mjs");
const stamp = join(root, ".build", "packproof.stamp");

/** Hash over the names and contents of everything the bundle is made of. */
function sourcesHash() {
  const files = SOURCES.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .map((name) => join(folder, String(name)))
      .filter((name) => /\.(ts|mjs)$/.test(name) && !name.endsWith(".test.ts")),
  );
  const hash = createHash("sha256");
  for (const name of [...files.sort(), "tsconfig.json", "package-lock.json"]) {
    const content = readFileSync(join(root, name));
    hash.update(`${name}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/** @param {string} file */
function readOrNothing(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    // Not built yet.
    return "";
  }
}

async function build() {
  const hash = sourcesHash();
  if (readOrNothing(stamp) === hash && readOrNothing(bundle) !== "") return;
  const { build } = await import("esbuild");
  // Built beside and renamed into place: two commands started at once must not read half a bundle.
  const draft = `${bundle}.${process.pid}`;
  mkdirSync(dirname(bundle), { recursive: true });
  await build({
    entryPoints: [join(root, "bin", "packproof.ts")],
    absWorkingDir: root,
    outfile: draft,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    // Its driver loads parts by name as it goes, and only one command needs it.
    external: ["pg"],
    logLevel: "silent",
  });
  renameSync(draft, bundle);
  writeFileSync(`${stamp}.${process.pid}`, hash);
  renameSync(`${stamp}.${process.pid}`, stamp);
}

try {
  await build();
} catch (error) {
  rmSync(`${bundle}.${process.pid}`, { force: true });
  console.error("The command line could not be built. Run `npm ci` in the project's folder first.");
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
}
await import(pathToFileURL(bundle).href);
