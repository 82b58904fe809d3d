import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { asRecord, readJson } from "./files.mjs";
import { openGuard } from "./guard.mjs";
import { isAlive } from "./identity.mjs";
import { inRoot } from "./paths.mjs";
import { ProcessTree, stopLeftovers } from "./process-tree.mjs";
import type { Stoppable } from "./stop.mjs";
import { waitFor } from "./wait.mjs";

/** Writes its name to a file when it is asked to end, then ends. */
const polite = (file: string, name: string, afterMs = 0): string =>
  `process.on("SIGTERM", () => setTimeout(() => {
     require("fs").appendFileSync(${JSON.stringify(file)}, ${JSON.stringify(`${name}\n`)}); process.exit(0);
   }, ${afterMs}));
   setInterval(() => {}, 1000); console.log("ready");`;
const stubborn = `process.on("SIGTERM", () => {}); setInterval(() => {}, 1000); console.log("ready");`;

describe("the process tree", () => {
  let folder: string;
  let record: string;
  let order: string;
  let trees: ProcessTree[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "packproof-tree-"));
    record = join(folder, "children.json");
    order = join(folder, "order");
    trees = [];
  });
  afterEach(async () => {
    for (const tree of trees) await tree.stop();
    rmSync(folder, { recursive: true });
  });

  const newTree = (onLoss: (name: string, how: string) => void = () => {}): ProcessTree => {
    const tree = new ProcessTree({ record, guard: openGuard(), onLoss });
    trees.push(tree);
    return tree;
  };
  const start = async (tree: ProcessTree, name: string, code: string, rank: number, graceMs = 5_000) => {
    const logFile = join(folder, `${name}.log`);
    tree.start({
      name,
      argv: [process.execPath, "-e", code],
      cwd: "/",
      env: process.env,
      logFile,
      rank,
      graceMs,
    });
    await waitFor(() => readFileSync(logFile, "utf8").includes("ready"), { withinMs: 10_000 });
  };
  const recorded = (): Stoppable[] => asRecord(readJson(record)).children as Stoppable[];

  it("stops by rank: who uses a service before the service", async () => {
    const tree = newTree();
    await start(tree, "database", polite(order, "database"), 4);
    await start(tree, "web", polite(order, "web", 300), 1);
    await start(tree, "worker", polite(order, "worker", 100), 2);
    const children = recorded();
    expect(children.map(({ name }) => name)).toEqual(["database", "web", "worker"]);
    await tree.stop();
    expect(readFileSync(order, "utf8")).toBe("web\nworker\ndatabase\n");
    expect(children.some(({ identity }) => isAlive(identity))).toBe(false);
    expect(recorded()).toEqual([]);
  });

  it("kills what does not end within its grace", async () => {
    const tree = newTree();
    await start(tree, "stubborn", stubborn, 1, 200);
    const [child] = recorded();
    await tree.stop();
    expect(child && isAlive(child.identity)).toBe(false);
  });

  it("tells when a process ends that should run, and only then", async () => {
    const losses: string[] = [];
    const tree = newTree((name, how) => losses.push(`${name}: ${how}`));
    await start(tree, "killed", stubborn, 1);
    await start(tree, "stopped", polite(order, "stopped"), 1);
    const killed = recorded().find(({ name }) => name === "killed");
    process.kill(killed?.identity.pid ?? 0, "SIGKILL");
    expect(await waitFor(() => losses.length > 0, { withinMs: 5_000 })).toBe(true);
    await tree.stop();
    expect(losses).toEqual(["killed: signal SIGKILL"]);
  });

  it("starts nothing any more once it is stopping", async () => {
    const tree = newTree();
    await tree.stop();
    await expect(start(tree, "late", stubborn, 1)).rejects.toThrow(/Packproof is stopping/);
  });

  it("hands over what a program said, and how it ended", async () => {
    const tree = newTree();
    const run = (code: string) =>
      tree.run({ name: "short", argv: [process.execPath, "-e", code], cwd: "/", env: process.env });
    expect(await run('console.log("out"); console.error("err")')).toMatchObject({
      ok: true,
      stdout: "out\n",
    });
    expect(await run("process.exit(3)")).toMatchObject({ ok: false, end: "exit code 3" });
    expect(recorded()).toEqual([]);
  });

  it("finds and stops what a killed starter and its guard left behind", async () => {
    const tree = newTree();
    await start(tree, "orphan", polite(order, "orphan"), 1);
    const saved = readFileSync(record, "utf8");
    const [orphan] = recorded();
    expect(await stopLeftovers(record)).toEqual(["orphan"]);
    expect(orphan && isAlive(orphan.identity)).toBe(false);
    // The same record again names nobody who lives, and somebody else's process is never touched.
    writeFileSync(record, saved.replace(/"pid": \d+/, `"pid": ${process.pid}`));
    expect(await stopLeftovers(record)).toEqual([]);
  });
});

describe("the guard", () => {
  it("stops the children and removes the folder of a starter that was killed with kill -9", async () => {
    const folder = mkdtempSync(join(tmpdir(), "packproof-guard-"));
    const record = join(folder, "children.json");
    const doomed = join(folder, "doomed");
    const starter = `
      const { ProcessTree } = await import(${JSON.stringify(inRoot("scripts/lib/process-tree.mjs"))});
      const { openGuard } = await import(${JSON.stringify(inRoot("scripts/lib/guard.mjs"))});
      const { mkdirSync } = await import("node:fs");
      mkdirSync(${JSON.stringify(doomed)});
      const guard = openGuard();
      guard.discard(${JSON.stringify(doomed)});
      const tree = new ProcessTree({ record: ${JSON.stringify(record)}, guard, onLoss: () => {} });
      tree.start({ name: "child", argv: [process.execPath, "-e", "setInterval(() => {}, 1000)"], cwd: "/",
        env: process.env, logFile: ${JSON.stringify(join(folder, "child.log"))}, rank: 1, graceMs: 1000 });
      process.kill(process.pid, "SIGKILL");`;
    const outer = new ProcessTree({
      record: join(folder, "outer.json"),
      guard: openGuard(),
      onLoss: () => {},
    });
    try {
      const argv = [process.execPath, "--input-type=module", "-e", starter];
      expect(await outer.run({ name: "starter", argv, cwd: "/", env: process.env })).toMatchObject({
        end: "signal SIGKILL",
      });
      const [child] = asRecord(readJson(record)).children as Stoppable[];
      if (child === undefined) throw new Error("The starter recorded no child.");
      expect(await waitFor(() => !isAlive(child.identity), { withinMs: 10_000 })).toBe(true);
      expect(await waitFor(() => !existsSync(doomed), { withinMs: 10_000 })).toBe(true);
    } finally {
      await outer.stop();
      rmSync(folder, { recursive: true });
    }
  });
});
