import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findStateFile, writeStateFile } from "./state-file";

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "packproof-state-"));
  path = join(folder, "chain.json");
});
afterEach(() => rm(folder, { recursive: true }));

const state = (n: number) => Buffer.from(JSON.stringify({ accounts: {}, n }));
const numberIn = async (file: string) => JSON.parse(await readFile(file, "utf8")).n;

describe("the embedded chain's state file", () => {
  it("keeps the newest state and the one before it, and nothing else", async () => {
    expect(await findStateFile(path)).toEqual({ from: "nothing" });
    for (const n of [1, 2, 3]) await writeStateFile(path, state(n));
    expect(await findStateFile(path)).toEqual({ from: "file", path });
    expect(await numberIn(path)).toBe(3);
    expect(await numberIn(`${path}.bak`)).toBe(2);
    expect((await readdir(folder)).sort()).toEqual(["chain.json", "chain.json.bak"]);
  });

  it("falls back to the backup when the file is cut short or missing", async () => {
    await writeStateFile(path, state(1));
    await writeStateFile(path, state(2));
    await writeFile(path, '{"accounts":{');
    expect(await findStateFile(path)).toEqual({ from: "backup", path: `${path}.bak` });
    await rm(path);
    expect(await findStateFile(path)).toEqual({ from: "backup", path: `${path}.bak` });
  });

  it("never makes a broken file the backup", async () => {
    await writeStateFile(path, state(1));
    await writeStateFile(path, state(2));
    await writeFile(path, "{");
    await writeStateFile(path, state(3));
    expect(await numberIn(path)).toBe(3);
    expect(await numberIn(`${path}.bak`)).toBe(1);
  });

  it("a write killed half-way leaves the state before it", async () => {
    await writeStateFile(path, state(1));
    await writeFile(`${path}.new`, '{"acc');
    expect(await findStateFile(path)).toEqual({ from: "file", path });
    expect(await readdir(folder)).toEqual(["chain.json"]);
  });

  it("tells a broken state from no state: only the second may start a new chain", async () => {
    await writeFile(path, "null");
    expect(await findStateFile(path)).toEqual({ from: "broken" });
  });
});
