// node bench/run.mjs NAME [ARGS…]: bundles bench/NAME.ts, so that a benchmark imports what it measures, and runs it.
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { inRoot, root } from "../scripts/lib/paths.mjs";

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
  logLevel: "warning",
});
process.argv = [process.argv[0] ?? "node", out, ...args];
await import(pathToFileURL(out).href);
