import { fileURLToPath } from "node:url";

/** A path in .build, where this benchmark's bundle lies: other modules' places are lost in the bundle. */
export const inBuild = (...parts: readonly string[]): string =>
  fileURLToPath(new URL(parts.join("/"), import.meta.url));
