import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const contractsFolder = fileURLToPath(new URL(".", import.meta.url));
const nodeModules = fileURLToPath(new URL("../node_modules/", import.meta.url));

/**
 * One set of settings for everything that is deployed or tested (foundry.toml says the same to forge).
 * No metadata in the bytecode: a chain is recognised by the code of its contract, and a comment must not change that.
 */
export const settings = {
  optimizer: { enabled: true, runs: 10_000 },
  evmVersion: "cancun",
  metadata: { appendCBOR: false, bytecodeHash: "none" },
};

/**
 * @typedef {{ abi: unknown[], bytecode: string, runtimeBytecode: string }} Compiled hex with 0x
 */

/**
 * Compiles Solidity files with the locked npm solc: no download, no network.
 * @param {readonly string[]} files paths inside contracts/, for example "src/PackproofLog.sol"
 * @returns {Promise<Record<string, Compiled>>} by contract name
 * @throws {Error} with the compiler's own messages; warnings count as errors, so none can pile up
 */
export async function compile(files) {
  const { default: solc } = await import("solc");
  const input = {
    language: "Solidity",
    sources: Object.fromEntries(files.map((file) => [file, { content: readSource(file) }])),
    settings: {
      ...settings,
      outputSelection: { "*": { "*": ["abi", "evm.bytecode.object", "evm.deployedBytecode.object"] } },
    },
  };
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: resolveImport }));
  const errors = output.errors ?? [];
  if (errors.length > 0) {
    throw new Error(
      errors.map((/** @type {{ formattedMessage: string }} */ e) => e.formattedMessage).join("\n"),
    );
  }
  /** @type {Record<string, Compiled>} */
  const compiled = {};
  for (const file of files) {
    for (const [name, { abi, evm }] of Object.entries(output.contracts[file] ?? {})) {
      compiled[name] = {
        abi,
        bytecode: `0x${evm.bytecode.object}`,
        runtimeBytecode: `0x${evm.deployedBytecode.object}`,
      };
    }
  }
  return compiled;
}

/** @param {string} path */
function readSource(path) {
  return readFileSync(join(path.startsWith("@") ? nodeModules : contractsFolder, path), "utf8");
}

/** @param {string} path */
function resolveImport(path) {
  try {
    return { contents: readSource(path) };
  } catch (error) {
    return { error: `${path}: ${error instanceof Error ? error.message : error}` };
  }
}
