import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import { Fault, messageOf } from "../lib/fault.mjs";

/**
 * Prisma's schema engine as WebAssembly. `prisma migrate` itself wants to download a native one, which a closed
 * network refuses; this is the same engine and keeps the same `_prisma_migrations` table. (`prisma migrate deploy`
 * would leave out the functions, see functions.mjs.)
 *
 * @typedef {import("@prisma/schema-engine-wasm").SchemaEngine} SchemaEngine
 * @typedef {import("@prisma/driver-adapter-utils").SqlMigrationAwareDriverAdapterFactory} AdapterFactory
 */

let loaded = false;

function load() {
  if (loaded) return;
  const require = createRequire(import.meta.url);
  const folder = dirname(require.resolve("@prisma/schema-engine-wasm"));
  const module = new WebAssembly.Module(readFileSync(join(folder, "schema_engine_bg.wasm")));
  const instance = new WebAssembly.Instance(module, { "./schema_engine_bg.js": importsOf(bindings) });
  bindings.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === "function") start();
  loaded = true;
}

/**
 * The engine never clears the ten-second timer of its own lock, which would hold our process open that long.
 * @param {Record<string, unknown>} functions
 * @returns {WebAssembly.ModuleImports}
 */
function importsOf(functions) {
  const imports = Object.entries(functions).map(([name, value]) => {
    if (!name.startsWith("__wbg_setTimeout") || typeof value !== "function") return [name, value];
    const unreferenced = (/** @type {unknown[]} */ ...args) => {
      const timer = value(...args);
      timer?.unref?.();
      return timer;
    };
    return [name, unreferenced];
  });
  return Object.fromEntries(imports);
}

/**
 * @template T
 * @param {AdapterFactory} factory
 * @param {[path: string, content: string][] | undefined} datamodels
 * @param {(engine: SchemaEngine) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withSchemaEngine(factory, datamodels, work) {
  load();
  const bound = bindMigrationAwareSqlAdapterFactory(factory);
  try {
    const engine = await bindings.SchemaEngine.new({ datamodels }, () => {}, bound);
    try {
      return await work(engine);
    } finally {
      engine.free();
    }
  } catch (error) {
    if (error instanceof Fault) throw error;
    // What the adapter threw stays on this side of the WebAssembly; its error carries only a number for it.
    const number = /External error id#(\d+)/.exec(messageOf(error))?.[1];
    throw (number !== undefined && bound.errorRegistry.consumeError(Number(number))?.error) || error;
  }
}

/** The engine leaves tables alone that are managed elsewhere; Packproof has none. */
export const noExternals = { externalTables: [], externalEnums: [] };
