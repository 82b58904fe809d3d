// Builds all that `npm start` builds, and starts nothing: for machines that run `npm run web` and `npm run worker`.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureDependencies } from "./install/install.mjs";
import { requireNode } from "./install/node-version.mjs";
import { Fault } from "./lib/fault.mjs";
import { openGuard } from "./lib/guard.mjs";
import { ProcessTree } from "./lib/process-tree.mjs";
import { createReport } from "./lib/report.mjs";
import { onEndRequest } from "./start/end-request.mjs";

const folder = mkdtempSync(join(tmpdir(), "packproof-build-"));
const tree = new ProcessTree({ record: join(folder, "children.json"), guard: openGuard(), onLoss: () => {} });
onEndRequest({ first: () => void finish(1), again: () => tree.kill() });

try {
  requireNode();
  const report = createReport();
  await ensureDependencies(report);
  const { aloneBuilding, buildPrograms, buildSite, generate } = await import("./build/build.mjs");
  await aloneBuilding(report, async () => {
    await report.step("Generating the database client and compiling the contract", () => generate(tree));
    await report.step("Bundling worker, deployment and demo world", buildPrograms);
    await report.step(
      "Building the site",
      () => buildSite(tree),
      (changed) => (changed ? "Site built" : "Site unchanged"),
    );
  });
  await finish(0);
} catch (error) {
  console.error(error instanceof Fault ? error.message : error);
  await finish(1);
}

/** @param {number} exitCode */
async function finish(exitCode) {
  await tree.stop();
  rmSync(folder, { recursive: true, force: true });
  process.exit(exitCode);
}
