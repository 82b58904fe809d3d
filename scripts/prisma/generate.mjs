import { existsSync } from "node:fs";
import { Fault } from "../lib/fault.mjs";
import { inRoot, root } from "../lib/paths.mjs";

/**
 * Writes the typed database client to lib/db/generated.
 * @param {import("../lib/process-tree.mjs").ProcessTree} tree
 * @returns {Promise<void>}
 */
export async function generateClient(tree) {
  const { ok, end, output } = await tree.run({
    name: "prisma generate",
    argv: [process.execPath, inRoot("node_modules/prisma/build/index.js"), "generate"],
    cwd: root,
    env: {
      ...process.env,
      // Prisma would download a native engine that generating does not use: any program that runs will do.
      PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    },
  });
  if (!ok || !existsSync(inRoot("lib/db/generated/client.ts"))) {
    throw new Fault(`The database client does not generate from prisma/schema (${end}):\n${output.trim()}`);
  }
}
