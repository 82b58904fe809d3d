import { open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Keeps the dumped state of the embedded chain so that a kill at any moment leaves a whole file: the new one is
 * complete on disk before it takes the name, and the one before stays as `.bak`.
 */
export async function writeStateFile(path: string, state: Uint8Array): Promise<void> {
  const fresh = `${path}.new`;
  const file = await open(fresh, "w", 0o600);
  try {
    await file.writeFile(state);
    await file.sync();
  } finally {
    await file.close();
  }
  // Only a good file may become the backup: after a crash between the two renames `path` is absent and .bak is good.
  if ((await inspect(path)) === "whole") await rename(path, `${path}.bak`);
  await rename(fresh, path);
  await syncFolder(dirname(path));
}

/**
 * - file, backup: start from `path`. A backup is older: what was mined after it must be anchored again.
 * - nothing: there never was one; a new chain is right.
 * - broken: there are files and none is whole; a new chain would silently forget the old one, so ask a person.
 */
export type StateFile =
  | { readonly from: "file" | "backup"; readonly path: string }
  | { readonly from: "nothing" | "broken" };

/** Finds the state the embedded chain starts from, and clears away a half-written one. */
export async function findStateFile(path: string): Promise<StateFile> {
  await rm(`${path}.new`, { force: true });
  const file = await inspect(path);
  if (file === "whole") return { from: "file", path };
  const backup = await inspect(`${path}.bak`);
  if (backup === "whole") return { from: "backup", path: `${path}.bak` };
  return { from: file === "absent" && backup === "absent" ? "nothing" : "broken" };
}

async function inspect(path: string): Promise<"whole" | "broken" | "absent"> {
  try {
    const state: unknown = JSON.parse(await readFile(path, "utf8"));
    return typeof state === "object" && state !== null && "accounts" in state ? "whole" : "broken";
  } catch (error) {
    if (error instanceof SyntaxError) return "broken";
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "absent";
    throw error;
  }
}

/** A rename is on disk only when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
