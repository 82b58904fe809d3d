import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** @type {Record<string, string>} */
const SYSTEMS = { "linux-x64": "linux-amd64", "darwin-x64": "darwin-amd64", "win32-x64": "win32-amd64" };

/** @typedef {{ passed: number, failed: number, failures: string[] }} ForgeOutcome */

/**
 * Runs the Solidity tests in contracts/test, without a network.
 * @returns {ForgeOutcome} names of failed tests with forge's reason and the input that broke them
 * @throws {Error} when forge did not get as far as running tests (it does not compile, or forge is missing)
 */
export function runForgeTests() {
  const system = `${process.platform}-${process.arch}`;
  const name = process.platform === "win32" ? "forge.exe" : "forge";
  const forge = createRequire(import.meta.url).resolve(
    `@foundry-rs/forge-${SYSTEMS[system] ?? system}/bin/${name}`,
  );
  const run = spawnSync(forge, ["test", "--root", root, "--json"], {
    cwd: root,
    // Nothing of the caller's environment: a FOUNDRY_ variable set there would change what is tested. The compiler
    // script finds its node by PATH.
    env: {
      NODE_ENV: "test",
      PATH: dirname(process.execPath),
      FOUNDRY_CONFIG: join(root, "contracts/foundry.toml"),
    },
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (run.error) throw run.error;
  const json = run.stdout.slice(run.stdout.indexOf("{"));
  /** @type {Record<string, { test_results: Record<string, { status: string, reason: string | null, counterexample: unknown }> }>} */
  let suites;
  try {
    suites = JSON.parse(json);
  } catch {
    throw new Error(`forge ran no tests:\n${run.stdout}${run.stderr}`);
  }
  /** @type {ForgeOutcome} */
  const outcome = { passed: 0, failed: 0, failures: [] };
  for (const [suite, { test_results: results }] of Object.entries(suites)) {
    for (const [test, { status, reason, counterexample }] of Object.entries(results)) {
      if (status === "Success") outcome.passed++;
      else {
        outcome.failed++;
        const input = counterexample ? ` with ${JSON.stringify(counterexample)}` : "";
        outcome.failures.push(`${suite} ${test}: ${reason ?? status}${input}`);
      }
    }
  }
  return outcome;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { passed, failed, failures } = runForgeTests();
  for (const failure of failures) process.stderr.write(`${failure}\n`);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  // No test at all is a broken set-up, not a success.
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}
