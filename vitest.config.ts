import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));
const resolve = { alias: { "@": root.replace(/\/$/, "") } };

export default defineConfig({
  test: {
    projects: [
      {
        resolve,
        test: {
          name: "unit",
          include: ["{lib,components,bin,scripts,prisma,app}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.postgres.test.ts", "**/*.chain.test.ts", "**/node_modules/**"],
          // Properties take seconds; on two shared cores the default five are a coin toss.
          testTimeout: 60_000,
        },
      },
      {
        resolve,
        test: {
          // Suites that need a real Postgres or a real EVM: global setup starts both once.
          name: "services",
          include: ["{lib,prisma,scripts,app}/**/*.{postgres,chain}.test.ts"],
          globalSetup: ["./scripts/testing/services.ts"],
          fileParallelism: false,
          hookTimeout: 60_000,
          testTimeout: 60_000,
        },
      },
    ],
  },
});
