import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { identityOf } from "./identity.mjs";
import { holderOf, takeLock } from "./starter-lock.mjs";

describe("the lock of a folder", () => {
  let folder: string;
  let lock: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "packproof-lock-"));
    lock = join(folder, "starter.json");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("goes to one, and tells the second who has it", () => {
    const first = takeLock(lock, "http://localhost:3000");
    expect(first).toHaveProperty("release");
    const second = takeLock(lock, "http://localhost:4000");
    expect(second).toMatchObject({
      holder: { identity: { pid: process.pid }, note: "http://localhost:3000" },
    });
  });

  it("is free again after its release", () => {
    const first = takeLock(lock, "");
    if ("release" in first) first.release();
    expect(holderOf(lock)).toBeUndefined();
    expect(takeLock(lock, "")).toHaveProperty("release");
  });

  it("is taken over from a process that was killed, also when its pid lives on in another", () => {
    const reused = { pid: process.pid, started: "before the last restart of the machine" };
    writeFileSync(lock, JSON.stringify({ identity: reused, note: "" }));
    expect(holderOf(lock)).toBeUndefined();
    expect(takeLock(lock, "mine")).toHaveProperty("release");
    expect(holderOf(lock)).toEqual({ identity: identityOf(process.pid), note: "mine" });
  });

  it("leaves nothing else in the folder", () => {
    const taken = takeLock(lock, "");
    takeLock(lock, "");
    expect(readdirSync(folder)).toEqual(["starter.json"]);
    if ("release" in taken) taken.release();
    expect(existsSync(lock)).toBe(false);
  });
});
