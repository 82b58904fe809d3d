import { spawn } from "node:child_process";
import { expect, test } from "playwright/test";

/**
 * Whoever was told that something happened can rely on it: clients go on sending while both web processes, the worker
 * and Postgres are killed with -9, and afterwards an audit of the whole database finds each thing exactly once.
 * Longer: npm run bench:crash -- --seconds 600
 */
test("web, worker and Postgres are killed with -9 under load, and every answer stands", async () => {
  const child = spawn(process.execPath, ["bench/run.mjs", "crash", "--seconds", "15"]);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      said += chunk;
    });
  }
  const code = await new Promise((resolve) => child.once("close", resolve));
  console.log(said.trim());
  expect(code, said).toBe(0);
});
