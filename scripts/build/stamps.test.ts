import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hashOf } from "./stamps.mjs";

describe("the stamp of sources", () => {
  let folder: string;
  const write = (path: string, text: string): void => {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const stamp = (): string => hashOf(["lib", "package-lock.json", "public"], folder);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "packproof-stamps-"));
    write("lib/a.ts", "one");
    write("lib/b/c.ts", "two");
    write("package-lock.json", "{}");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("changes with any byte, name or new file that goes into the result", () => {
    const stamps = [stamp()];
    write("lib/a.ts", "onE");
    stamps.push(stamp());
    write("lib/new.ts", "");
    stamps.push(stamp());
    renameSync(join(folder, "lib/new.ts"), join(folder, "lib/other.ts"));
    stamps.push(stamp());
    write("public/logo.svg", "<svg/>");
    stamps.push(stamp());
    expect(new Set(stamps).size).toBe(stamps.length);
  });

  it("does not change with tests or modification times, which no result holds", () => {
    const before = stamp();
    write("lib/a.test.ts", "expect(1)");
    write("lib/testing/world.ts", "helpers");
    write("lib/en.d.json.ts", "written by the build itself");
    write("lib/a.ts", "one");
    expect(stamp()).toBe(before);
  });

  it("sees text that moved from one file to the next", () => {
    const before = stamp();
    write("lib/a.ts", "onetwo");
    write("lib/b/c.ts", "");
    expect(stamp()).not.toBe(before);
  });
});
