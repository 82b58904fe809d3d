// Authoring a migration: prints the SQL that leads from the schema of a git revision to the one in the working
// tree. No database is involved. Policies, triggers, functions and grants are then added by hand.
//
//   node scripts/prisma/diff.mjs            from HEAD
//   node scripts/prisma/diff.mjs main~3     from another revision
//   node scripts/prisma/diff.mjs --empty    from nothing
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { ColumnTypeEnum, mockMigrationAwareAdapterFactory } from "@prisma/driver-adapter-utils";
import { inRoot, root } from "../lib/paths.mjs";
import { noExternals, withSchemaEngine } from "./schema-engine.mjs";

/** @typedef {{ path: string, content: string }[]} SchemaFiles */

const folder = "prisma/schema";
const [from = "HEAD"] = process.argv.slice(2);

const next = workingTree();
const previous = from === "--empty" ? [] : revision(from);
const script = await withSchemaEngine(
  offlineAdapter(),
  next.map(({ path, content }) => [path, content]),
  async (engine) => {
    const { stdout } = await engine.diff({
      from: previous.length === 0 ? { tag: "empty" } : { tag: "schemaDatamodel", files: previous },
      to: { tag: "schemaDatamodel", files: next },
      script: true,
      exitCode: null,
      filters: noExternals,
    });
    return stdout ?? "";
  },
);
process.stdout.write(script);

/** @returns {SchemaFiles} */
function workingTree() {
  return readdirSync(inRoot(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".prisma"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({
      path: relative(root, path).split(sep).join("/"),
      content: readFileSync(path, "utf8"),
    }));
}

/** @param {string} name @returns {SchemaFiles} */
function revision(name) {
  const git = (/** @type {string[]} */ ...args) => execFileSync("git", args, { cwd: root, encoding: "utf8" });
  return git("ls-tree", "-r", "--name-only", name, "--", folder)
    .split("\n")
    .filter((path) => path.endsWith(".prisma"))
    .map((path) => ({ path, content: git("show", `${name}:${path}`) }));
}

/**
 * The engine asks its database for schema and version when it opens; this one answers that, and nothing else.
 * @returns {import("./schema-engine.mjs").AdapterFactory}
 */
function offlineAdapter() {
  const factory = mockMigrationAwareAdapterFactory("postgres");
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connectToShadowDb: () => factory.connectToShadowDb(),
    connect: async () => {
      const adapter = await factory.connect();
      adapter.queryRaw = async () => ({
        columnNames: ["exists", "version", "numeric_version"],
        columnTypes: [ColumnTypeEnum.Boolean, ColumnTypeEnum.Text, ColumnTypeEnum.Int32],
        rows: [[true, "PostgreSQL 18.0", 180000]],
      });
      adapter.executeScript = async () => {};
      adapter.dispose = async () => {};
      return adapter;
    },
  };
}
