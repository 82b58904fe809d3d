import { defineConfig } from "playwright/test";
import { chromiumPath, quietFlags } from "./camera/camera-browser";

const executablePath = chromiumPath();

/**
 * Journeys run one after the other: they share one demo world, and the machine has two cores. No retries: a journey
 * that holds only sometimes does not hold.
 */
export default defineConfig({
  testDir: ".",
  outputDir: "../test-results",
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: {
    ...(process.env.E2E_ORIGIN ? { baseURL: process.env.E2E_ORIGIN } : {}),
    locale: "en-GB",
    timezoneId: "Europe/Vienna",
    launchOptions: { ...(executablePath ? { executablePath } : {}), args: quietFlags },
    trace: "retain-on-failure",
    actionTimeout: 15_000,
  },
});
