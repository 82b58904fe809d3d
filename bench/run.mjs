// node bench/run.mjs NAME [ARGS…]: bundles bench/NAME.ts, so that a benchmark imports what it measures, and runs it.
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { inRoot, root } from "../scripts/lib/paths.mjs";

/** The starters find the repository by their own place in it, so they are not moved into the bundle. */
const scriptsWhereTheyAre = {
  name: "scripts-where-they-are",
  /** @param {import("esbuild").PluginBuild} bundler */
  setup(bundler) {
    bundler.onResolve({ filter: /^@\/scripts\// }, ({ path }) => ({
      path: pathToFileURL(inRoot(path.slice(2))).href,
      external: true,
    }));
  },
};

const [name = "", ...args] = process.argv.slice(2);
const out = inRoot(".build", `bench-${name}.mjs`);
await build({
  entryPoints: [inRoot("bench", `${name}.ts`)],
  outfile: out,
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  packages: "external",
  alias: { "@": root },
  plugins: [scriptsWhereTheyAre],
  logLevel: "warning",
});
process.argv = [process.argv[0] ?? "node", out, ...args];
await import(pathToFileURL(out).href);
