import { describe, expect, it } from "vitest";
import { parseWebEnv, parseWorkerEnv } from "./env";

const shared = {
  CHAIN_RPC_URL: "http://127.0.0.1:8545",
  CHAIN_ID: "31337",
  CONTRACT_ADDRESS: `0x${"aB".repeat(20)}`,
  LOG_ORIGIN: "packproof.example.org/log",
};
const web = {
  ...shared,
  DATABASE_URL: "postgresql://web:pw@db.example.org:5432/packproof",
  PUBLIC_ORIGIN: "https://packproof.example.org/",
};
const worker = {
  ...shared,
  DATABASE_WORKER_URL: "postgresql://worker:pw@db.example.org:5432/packproof",
  CHECKPOINT_KEY: "11".repeat(32),
  HEAD_KEY: `0x${"22".repeat(32)}`,
  ANCHOR_KEY: "33".repeat(32),
};

const without = (source: Record<string, string>, name: string): Record<string, string> =>
  Object.fromEntries(Object.entries(source).filter(([key]) => key !== name));

describe("the environment", () => {
  it("gives the web tier typed values and sensible defaults", () => {
    expect(parseWebEnv(web)).toEqual({
      CHAIN_RPC_URL: "http://127.0.0.1:8545",
      CHAIN_ID: 31_337,
      CHAIN_FINALITY: { kind: "tag", tag: "finalized" },
      CONTRACT_ADDRESS: shared.CONTRACT_ADDRESS,
      LOG_ORIGIN: "packproof.example.org/log",
      DATABASE_URL: web.DATABASE_URL,
      PUBLIC_ORIGIN: "https://packproof.example.org",
      DEMO: false,
      LOG_LEVEL: "info",
      ANCHOR_INTERVAL_SECONDS: 600,
    });
  });

  it("never hands a key to the web tier, even when its process has one", () => {
    const names = Object.keys(parseWebEnv({ ...web, ...worker }));
    expect(names.filter((name) => name.endsWith("_KEY"))).toEqual([]);
    expect(names).not.toContain("DATABASE_WORKER_URL");
  });

  it.each(Object.keys(web))("refuses to run the web tier without %s, and says what to set", (name) => {
    expect(() => parseWebEnv(without(web, name))).toThrow(new RegExp(`^ +${name} is not set: give `, "m"));
  });

  it.each(Object.keys(worker))("refuses to run the worker without %s", (name) => {
    expect(() => parseWorkerEnv(without(worker, name))).toThrow(
      new RegExp(`^ +${name} is not set: give `, "m"),
    );
  });

  it("publishes no node unless one is named for browsers: the server's own may hold an access key", () => {
    expect(parseWebEnv(web).PUBLIC_RPC_URL).toBeUndefined();
    const node = "https://node.example.org";
    expect(parseWebEnv({ ...web, PUBLIC_RPC_URL: node }).PUBLIC_RPC_URL).toBe(node);
    expect(() => parseWebEnv({ ...web, PUBLIC_RPC_URL: "node.example.org" })).toThrow(
      /PUBLIC_RPC_URL should be an address/,
    );
  });

  it("takes an empty variable for a missing one", () => {
    expect(parseWebEnv({ ...web, LOG_LEVEL: "" }).LOG_LEVEL).toBe("info");
    expect(() => parseWebEnv({ ...web, CHAIN_ID: "" })).toThrow(/CHAIN_ID is not set/);
  });

  it("names everything that is wrong at once", () => {
    expect(() => parseWebEnv({ ...web, CHAIN_ID: "x", PUBLIC_ORIGIN: "ftp://x", DEMO: "yes" })).toThrow(
      /CHAIN_ID should be a whole number[\s\S]*DEMO should be true or false[\s\S]*PUBLIC_ORIGIN should be an address/,
    );
  });

  it("never repeats a secret it refuses", () => {
    const leaky = {
      ...worker,
      HEAD_KEY: "c0ffee",
      ANCHOR_KEY: "ff".repeat(32),
      DATABASE_WORKER_URL: "hunter2",
    };
    let message = "";
    try {
      parseWorkerEnv(leaky);
    } catch (error) {
      message = String(error);
    }
    expect(message).toMatch(/HEAD_KEY should be 64 hex digits/);
    expect(message).toMatch(/ANCHOR_KEY is no private key of secp256k1/);
    expect(message).not.toMatch(/c0ffee|ffff|hunter2/);
  });

  it("normalises keys, and refuses 0, which signs nothing", () => {
    expect(parseWorkerEnv(worker)).toMatchObject({
      CHECKPOINT_KEY: `0x${"11".repeat(32)}`,
      HEAD_KEY: `0x${"22".repeat(32)}`,
    });
    expect(() => parseWorkerEnv({ ...worker, HEAD_KEY: "00".repeat(32) })).toThrow(
      /HEAD_KEY is no private key/,
    );
  });

  it.each([
    ["tag", { kind: "tag", tag: "finalized" }],
    ["tag:safe", { kind: "tag", tag: "safe" }],
    ["depth:12", { kind: "depth", blocks: 12 }],
    ["instant", { kind: "instant" }],
  ])("reads CHAIN_FINALITY=%s", (given, meant) => {
    expect(parseWebEnv({ ...web, CHAIN_FINALITY: given }).CHAIN_FINALITY).toEqual(meant);
  });

  it.each(["depth:0", "depth:", "fast", "tag:latest"])("refuses CHAIN_FINALITY=%s", (given) => {
    expect(() => parseWebEnv({ ...web, CHAIN_FINALITY: given })).toThrow(/CHAIN_FINALITY should be tag/);
  });

  it.each(["https://packproof.example.org/app", "packproof.example.org", "https://x.org?y"])(
    "refuses PUBLIC_ORIGIN=%s, because links and cookies need a bare origin",
    (given) => {
      expect(() => parseWebEnv({ ...web, PUBLIC_ORIGIN: given })).toThrow(/PUBLIC_ORIGIN should be/);
    },
  );

  it.each(["two words", "a+b"])("refuses LOG_ORIGIN=%s, which no signed note can carry", (given) => {
    expect(() => parseWebEnv({ ...web, LOG_ORIGIN: given })).toThrow(/LOG_ORIGIN must be/);
  });
});
