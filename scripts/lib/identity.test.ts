import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { identityOf, isAlive, isIdentity } from "./identity.mjs";
import { waitFor } from "./wait.mjs";

describe("the identity of a process", () => {
  it("is steady for a live process and gone after its end, so that no other is taken for it", async () => {
    const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    const identity = identityOf(child.pid ?? 0);
    expect(identity).toBeDefined();
    expect(identityOf(child.pid ?? 0)).toEqual(identity);
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(identity && isAlive(identity)).toBe(false);
  });

  it("tells a process from a later one with the same pid by its start time", () => {
    const me = identityOf(process.pid);
    expect(me && isAlive(me)).toBe(true);
    expect(isAlive({ pid: process.pid, started: "some other time" })).toBe(false);
  });

  it("counts a zombie as gone: it answers signals but runs no more", async () => {
    // The shell starts a child and becomes a program that never collects it.
    const parent = spawn("sh", ["-c", "sh -c 'exit 0' & echo $!; exec sleep 60"]);
    const [line] = await once(parent.stdout, "data");
    const pid = Number(String(line));
    try {
      expect(await waitFor(() => identityOf(pid) === undefined, { withinMs: 5_000 })).toBe(true);
    } finally {
      parent.kill("SIGKILL");
    }
  });

  it("is nobody for what is no pid", () => {
    for (const pid of [0, -1, 1.5, Number.NaN]) expect(identityOf(pid)).toBeUndefined();
  });

  it("recognises a recorded identity and nothing else", () => {
    expect(isIdentity({ pid: 1, started: "x" })).toBe(true);
    for (const value of [null, 1, {}, { pid: "1", started: "x" }, { pid: 1 }])
      expect(isIdentity(value)).toBe(false);
  });
});
