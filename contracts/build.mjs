import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { compile, settings } from "./compile.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const artifact = join(here, "../lib/chain/generated/packproof-log.ts");

/**
 * Compiles the contract into lib/chain/generated/packproof-log.ts, unless the file was made from the same sources,
 * settings and compiler.
 * @returns {Promise<{ changed: boolean, path: string }>}
 */
export async function buildContracts() {
  const stamp = `// inputs sha256:${inputsHash()}`;
  if (firstLine(artifact) === stamp) return { changed: false, path: artifact };

  const { PackproofLog } = await compile(["src/PackproofLog.sol"]);
  if (!PackproofLog) throw new Error("contracts/src/PackproofLog.sol does not define PackproofLog");
  const source = `${stamp}
/** Creation code: append the ABI-encoded administrator address to deploy. */
export const packproofLogBytecode: \`0x\${string}\` =
  "${PackproofLog.bytecode}";
/** The code a deployed contract answers with: what tells this contract from any other at an address. */
export const packproofLogRuntimeBytecode: \`0x\${string}\` =
  "${PackproofLog.runtimeBytecode}";
`;
  mkdirSync(dirname(artifact), { recursive: true });
  // A killed build must not leave half a file under the good name.
  writeFileSync(`${artifact}.${process.pid}.tmp`, source);
  renameSync(`${artifact}.${process.pid}.tmp`, artifact);
  return { changed: true, path: artifact };
}

/** Everything the result depends on: sources, settings, the versions of compiler and library, this script. */
function inputsHash() {
  const hash = createHash("sha256");
  const sources = readdirSync(join(here, "src")).filter((name) => name.endsWith(".sol"));
  const files = [
    ...sources.sort().map((name) => `src/${name}`),
    "build.mjs",
    "compile.mjs",
    "../node_modules/solc/package.json",
    "../node_modules/@openzeppelin/contracts/package.json",
  ];
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(here, file)))
      .update("\0");
  return hash.update(JSON.stringify(settings)).digest("hex");
}

/** @param {string} path */
function firstLine(path) {
  try {
    return readFileSync(path, "utf8").split("\n", 1)[0];
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { changed, path } = await buildContracts();
  process.stdout.write(`${changed ? "compiled" : "unchanged"}: ${path}\n`);
}
