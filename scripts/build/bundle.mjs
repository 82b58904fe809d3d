import { build } from "esbuild";
import { Fault, messageOf } from "../lib/fault.mjs";
import { inRoot, root } from "../lib/paths.mjs";

/** Programs that run outside Next: source → .build/NAME.mjs. */
export const programs = {
  worker: "lib/jobs/main.ts",
  deploy: "lib/jobs/deploy-main.ts",
  seed: "prisma/seed/main.ts",
};

/** Bundles them; packages stay in node_modules. */
export async function bundlePrograms() {
  await build({
    entryPoints: Object.entries(programs).map(([out, source]) => ({ in: inRoot(source), out })),
    outdir: inRoot(".build"),
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    packages: "external",
    alias: { "@": root },
    sourcemap: "linked",
    logLevel: "silent",
  }).catch((error) => {
    throw new Fault(`The programs do not bundle: ${messageOf(error)}`, { cause: error });
  });
}
