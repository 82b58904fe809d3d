import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { utf8 } from "@/lib/core/bytes/bytes";
import { nodePrimitives } from "@/lib/primitives/node";
import { lastPublishedFile } from "./last-published-file";

const root = (text: string): Uint8Array => nodePrimitives.sha256(utf8(text));

describe("the last published head, kept outside the database", () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "packproof-head-"));
    path = join(folder, "log", "last-published");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("is nothing before the first one, and then what was written last", async () => {
    const file = lastPublishedFile(path);
    expect(await file.read()).toBeNull();
    for (const size of [1n, 2n ** 40n]) {
      const head = { size, root: root(String(size)) };
      await file.write(head);
      expect(await lastPublishedFile(path).read()).toEqual(head);
    }
    expect(readdirSync(join(folder, "log"))).toEqual(["last-published"]);
  });

  it("is whole when several workers of one machine write it at the same moment", async () => {
    const heads = Array.from({ length: 20 }, (_, i) => ({ size: BigInt(i + 1), root: root(String(i)) }));
    await Promise.all(heads.map((head) => lastPublishedFile(path).write(head)));
    expect(heads).toContainEqual(await lastPublishedFile(path).read());
    expect(readdirSync(join(folder, "log"))).toEqual(["last-published"]);
  });

  it.each(["", "7", "7 abcd", `x ${"00".repeat(32)}`, `-1 ${"00".repeat(32)}`])(
    "stops the log when it cannot be read: %j",
    async (text) => {
      const file = lastPublishedFile(path);
      await file.write({ size: 1n, root: root("1") });
      writeFileSync(path, text);
      await expect(file.read()).rejects.toThrow(/does not hold a published head/);
    },
  );
});
