import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { Fault } from "../lib/fault.mjs";
import { inRoot, root } from "../lib/paths.mjs";

/**
 * Writes the typed database client to lib/db/generated.
 * @returns {Promise<void>}
 */
export async function generateClient() {
  const require = createRequire(import.meta.url);
  const output = await run(process.execPath, [require.resolve("prisma/build/index.js"), "generate"]);
  if (!existsSync(inRoot("lib/db/generated/client.ts"))) {
    throw new Fault(`Prisma wrote no client to lib/db/generated:\n${output}`);
  }
}

/**
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<string>}
 */
function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        // Prisma would download a native engine that generating does not use: any program that runs will do.
        PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? process.execPath,
        PRISMA_HIDE_UPDATE_MESSAGE: "1",
        CHECKPOINT_DISABLE: "1",
      },
    });
    let output = "";
    const keep = (/** @type {Buffer} */ chunk) => {
      output += chunk.toString();
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", reject);
    child.once("exit", (code) =>
      code === 0
        ? resolve(output)
        : reject(new Fault(`The Prisma schema did not generate:\n${output.trim()}`)),
    );
  });
}
