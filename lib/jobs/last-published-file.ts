import { randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { fromHex, toHex } from "@/lib/core/bytes/hex";
import { parseSize } from "@/lib/core/log/checkpoint";
import type { LastPublished } from "@/lib/operations/log-ports";

/** Keeps the last published head in a file of its own: a database restored from a backup must not sign a fork. */
export const lastPublishedFile = (path: string): LastPublished => ({
  async read() {
    let text: string;
    try {
      text = await readFile(path, "utf8");
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
      throw error;
    }
    const [sizeText = "", rootText = ""] = text.trim().split(" ");
    const size = parseSize(sizeText);
    const root = fromHex(rootText);
    if (size === null || root?.length !== 32) {
      throw new Error(
        `${path} does not hold a published head. Restore it from a backup before the log goes on.`,
      );
    }
    return { size, root };
  },
  async write({ size, root }) {
    await mkdir(dirname(path), { recursive: true });
    // A name of its own: several workers of one machine share the folder.
    const draft = `${path}.${randomUUID()}`;
    const file = await open(draft, "wx", 0o600);
    try {
      await file.writeFile(`${size} ${toHex(root)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  },
});
