import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findState } from "./chain.mjs";
import { dataPaths, openDataFolder } from "./data-folder.mjs";
import { programEnvironments } from "./environment.mjs";
import { logIdentity, payerAddress } from "./keys.mjs";
import { readOptions } from "./options.mjs";
import { externalChain, externalDatabase, outsideServices } from "./outside.mjs";

const environment = (values: Record<string, string>): NodeJS.ProcessEnv => ({ NODE_ENV: "test", ...values });
const urls = {
  DATABASE_URL: "postgresql://web@host/p",
  DATABASE_WORKER_URL: "postgresql://worker@host/p",
  DATABASE_OWNER_URL: "postgresql://owner@host/p",
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "packproof-start-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("the options of npm start", () => {
  it("takes the port from --port before PORT before 3000", () => {
    expect(readOptions([], environment({}))).toMatchObject({ port: 3000 });
    expect(readOptions([], environment({ PORT: "4000" }))).toMatchObject({ port: 4000 });
    expect(readOptions(["--port", "5000"], environment({ PORT: "4000" }))).toMatchObject({ port: 5000 });
    expect(readOptions(["--data", folder], environment({}))).toMatchObject({ dataDir: folder });
  });

  it.each([
    ["--port", "x"],
    ["--port", "70000"],
    ["--prot", "3000"],
  ])("refuses %s %s with the usage", (...args) => {
    expect(() => readOptions(args, environment({}))).toThrow(/Usage: npm start/);
  });
});

describe("outside services", () => {
  it("are all named or none: half a setting is refused with what is missing", () => {
    expect(externalDatabase(environment({}))).toBeUndefined();
    expect(externalDatabase(environment(urls))).toEqual({
      webUrl: urls.DATABASE_URL,
      workerUrl: urls.DATABASE_WORKER_URL,
      ownerUrl: urls.DATABASE_OWNER_URL,
    });
    expect(() => externalDatabase(environment({ DATABASE_URL: urls.DATABASE_URL }))).toThrow(
      /DATABASE_URL is set but DATABASE_WORKER_URL and DATABASE_OWNER_URL are not/,
    );
  });

  it("need a deployed contract and a payer on a real chain: npm start never deploys there", () => {
    const chain = { CHAIN_RPC_URL: "https://rpc.example.org" };
    expect(externalChain(environment({}))).toBeUndefined();
    expect(() => externalChain(environment(chain))).toThrow(/CONTRACT_ADDRESS is not: deploy the contract/);
    expect(() => externalChain(environment({ ...chain, CONTRACT_ADDRESS: "0x1" }))).toThrow(
      /ANCHOR_KEY is not/,
    );
    expect(() => externalChain(environment({ CONTRACT_ADDRESS: "0x1" }))).toThrow(/CHAIN_RPC_URL is not/);
    expect(externalChain(environment({ ...chain, CONTRACT_ADDRESS: "0x1", ANCHOR_KEY: "k" }))).toEqual({
      rpcUrl: chain.CHAIN_RPC_URL,
      contract: "0x1",
    });
  });
});

describe("the demo", () => {
  it("is only where database and chain are both embedded: it signs people in without a password", () => {
    expect(outsideServices(environment({})).demo).toBe(true);
    expect(outsideServices(environment(urls)).demo).toBe(false);
    expect(() => outsideServices(environment({ ...urls, DEMO: "true" }))).toThrow(/DEMO=true opens the door/);
  });
});

describe("the data folder", () => {
  const paths = () => dataPaths(join(folder, "data"));

  it("is made with its version, and opened again", () => {
    openDataFolder(paths());
    expect(() => openDataFolder(paths())).not.toThrow();
  });

  it("of another version is refused with both versions and what to do", () => {
    openDataFolder(paths());
    writeFileSync(paths().version, JSON.stringify({ format: 1, postgres: 17 }));
    expect(() => openDataFolder(paths())).toThrow(
      /PostgreSQL 17; this one reads .*PostgreSQL 18.*npm run reset/,
    );
  });

  it("is never a folder that holds something else", () => {
    mkdirSync(paths().folder);
    writeFileSync(join(paths().folder, "thesis.doc"), "");
    expect(() => openDataFolder(paths())).toThrow(
      /holds something else than Packproof's data \(thesis.doc\)/,
    );
  });
});

describe("the state of the embedded chain", () => {
  const whole = JSON.stringify({ accounts: {} });
  const state = () => join(folder, "state.json");

  it("is the newest whole dump; one cut off by a power failure is passed over", () => {
    expect(findState(state())).toEqual({});
    writeFileSync(`${state()}.bak`, whole);
    writeFileSync(state(), whole);
    expect(findState(state())).toEqual({ file: state() });
    writeFileSync(state(), whole.slice(0, 5));
    expect(findState(state())).toMatchObject({ file: `${state()}.bak`, notice: /the one before/ });
    writeFileSync(`${state()}.bak`, "");
    expect(findState(state())).toEqual({ notice: expect.stringContaining("starting a new chain") });
  });
});

describe("the keys", () => {
  const keys = () => join(folder, "keys");

  it("are made once, readable by their owner only, and stay the same", () => {
    const first = logIdentity(keys(), environment({}), { databaseIsNew: true });
    expect(first.CHECKPOINT_KEY).toMatch(/^[0-9a-f]{64}$/);
    expect(first.HEAD_KEY).not.toBe(first.ANCHOR_KEY);
    for (const name of ["origin", "checkpoint", "head", "anchor"]) {
      expect(statSync(join(keys(), `${name}.json`)).mode & 0o777).toBe(0o600);
    }
    expect(logIdentity(keys(), environment({}), { databaseIsNew: false })).toEqual(first);
    expect(JSON.parse(readFileSync(join(keys(), "anchor.json"), "utf8")).address).toBe(payerAddress(first));
  });

  it("are never made anew beside a database that was signed with lost ones", () => {
    expect(() => logIdentity(keys(), environment({}), { databaseIsNew: false })).toThrow(
      /origin.json is missing, but the log in the database was signed with it/,
    );
  });

  it("come from the environment where it sets them, and then no file is made", () => {
    const given = { LOG_ORIGIN: "example.org/log", CHECKPOINT_KEY: "c", HEAD_KEY: "h", ANCHOR_KEY: "a" };
    expect(logIdentity(keys(), environment(given), { databaseIsNew: false })).toEqual(given);
  });

  it("give two installations logs of different names", () => {
    const other = logIdentity(join(folder, "other"), environment({}), { databaseIsNew: true });
    expect(logIdentity(keys(), environment({}), { databaseIsNew: true }).LOG_ORIGIN).not.toBe(
      other.LOG_ORIGIN,
    );
  });
});

describe("what each program is told", () => {
  const facts = {
    database: { webUrl: "web-url", workerUrl: "worker-url", ownerUrl: "owner-url" },
    chain: { rpcUrl: "http://127.0.0.1:1", chainId: 31337 },
    contract: "0xcontract",
    identity: { LOG_ORIGIN: "o", CHECKPOINT_KEY: "ck", HEAD_KEY: "hk", ANCHOR_KEY: "ak" },
    origin: "http://localhost:3000",
    port: 3000,
    demo: true,
    chainState: "/data/chain/state.json",
    dataDir: "/data",
  };
  const outer = environment({
    ...urls,
    CHECKPOINT_KEY: "outer",
    HEAD_KEY: "outer",
    ANCHOR_KEY: "outer",
    PATH: "/bin",
  });

  it("keeps keys and the other logins from the web tier, even those in the starter's own environment", () => {
    const { web } = programEnvironments(facts, outer);
    expect(web).toMatchObject({
      DATABASE_URL: "web-url",
      PUBLIC_ORIGIN: "http://localhost:3000",
      PATH: "/bin",
    });
    const names = ["CHECKPOINT_KEY", "HEAD_KEY", "ANCHOR_KEY", "DATABASE_WORKER_URL", "DATABASE_OWNER_URL"];
    expect(Object.keys(web).filter((name) => names.includes(name))).toEqual([]);
  });

  it("gives the worker its login and the keys, but neither the owner's login nor the web tier's", () => {
    const { worker } = programEnvironments(facts, outer);
    expect(worker).toMatchObject({
      DATABASE_WORKER_URL: "worker-url",
      CHECKPOINT_KEY: "ck",
      DATA_DIR: "/data",
    });
    expect(worker).not.toHaveProperty("DATABASE_OWNER_URL");
    expect(worker).not.toHaveProperty("DATABASE_URL");
  });

  it("anchors every 10 s in the demo and every 10 min otherwise, unless told", () => {
    const interval = (demo: boolean, values = {}) =>
      programEnvironments({ ...facts, demo }, environment(values)).worker.ANCHOR_INTERVAL_SECONDS;
    expect([interval(true), interval(false), interval(true, { ANCHOR_INTERVAL_SECONDS: "60" })]).toEqual([
      "10",
      "600",
      "60",
    ]);
  });
});
