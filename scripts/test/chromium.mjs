import { existsSync } from "node:fs";
import { Fault } from "../lib/fault.mjs";
import { inRoot, root } from "../lib/paths.mjs";

const usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];

/**
 * A Chromium for the journeys: the one that is named, the system's, the one Playwright installed before, or one that
 * is installed now.
 * @param {import("../lib/process-tree.mjs").ProcessTree} tree
 * @returns {Promise<string>} path of the program
 */
export async function ensureChromium(tree) {
  const named = process.env.PLAYWRIGHT_CHROMIUM_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Fault(`PLAYWRIGHT_CHROMIUM_PATH names ${named}, which does not exist: correct it or unset it.`);
  }
  const { chromium } = await import("playwright");
  const find = () => [...usual, chromium.executablePath()].find((path) => existsSync(path));
  const there = find();
  if (there !== undefined) return there;
  for (const argv of installers()) {
    console.log(`Installing Chromium: ${argv.slice(argv[0] === process.execPath ? 1 : 0).join(" ")}`);
    await tree.show({ name: "the installation of Chromium", argv, cwd: root, env: process.env });
    const path = find();
    if (path !== undefined) return path;
  }
  throw new Fault(
    "There is no Chromium for the journeys and none could be installed: install one and set " +
      "PLAYWRIGHT_CHROMIUM_PATH to it.",
  );
}

/** @returns {string[][]} */
function installers() {
  const playwright = [process.execPath, inRoot("node_modules/playwright/cli.js"), "install"];
  if (process.getuid?.() !== 0) return [[...playwright, "chromium"]];
  const debian = existsSync("/usr/bin/apt-get")
    ? [["sh", "-c", "apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y chromium"]]
    : [];
  return [[...playwright, "--with-deps", "chromium"], ...debian];
}
