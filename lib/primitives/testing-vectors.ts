import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * A folder of published test vectors that may lie beside the repository. They are read there and never copied, so a
 * clone alone does not have them: then the tests over them are left out, and standard error names what went unchecked.
 * The repository's own cases run everywhere.
 */
export function sharedVectors(name: string): { readonly folder: string; readonly present: boolean } {
  const folder = fileURLToPath(new URL(`../../../shared/vectors/${name}`, import.meta.url));
  const present = existsSync(folder);
  if (!present) process.stderr.write(`Not checked here: no vectors "${name}" beside this repository.\n`);
  return { folder, present };
}
