import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, posix, relative } from "node:path";
import { root } from "../lib/paths.mjs";

export type Source = {
  /** Path in the repository, with slashes. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
};

export type Import = {
  readonly specifier: string;
  /** Path in the repository of what is imported; null for a package. */
  readonly path: string | null;
};

const extensions = ["", ".ts", ".tsx", ".mts", ".mjs", ".js", ".d.ts", "/index.ts", "/index.tsx"];

/** The source files below folders of the repository, without what is generated. */
export function readSources(folders: readonly string[]): Source[] {
  return folders
    .flatMap((folder) => filesBelow(folder))
    .map((path) => {
      const text = readFileSync(join(root, path), "utf8");
      const imports = importsOf(text).map((specifier) => ({
        specifier,
        path: resolveImport(path, specifier),
      }));
      return { path, text, imports };
    });
}

/** Every module a file names: static, dynamic and type imports, and re-exports. */
export function importsOf(text: string): string[] {
  const patterns = [
    /^[ \t]*import\s+(?:type\s+)?[\w\s{},*$]+?\s+from\s*["']([^"']+)["']/gm,
    /^[ \t]*export\s+(?:type\s+)?(?:\{[^}]*\}|\*(?:\s+as\s+\w+)?)\s+from\s*["']([^"']+)["']/gm,
    /^[ \t]*import\s*["']([^"']+)["']/gm,
    /\b(?:import|require|vi\.mock)\(\s*["']([^"']+)["']/g,
    /\bnew\s+URL\(\s*["'](\.{1,2}\/[^"']+)["']\s*,\s*import\.meta\.url/g,
  ];
  const found = patterns.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? ""));
  return [...new Set(found)];
}

/** Where a file's import leads; null for a package. */
export function resolveImport(from: string, specifier: string): string | null {
  const target = specifier.startsWith("@/")
    ? specifier.slice(2)
    : specifier.startsWith(".")
      ? posix.join(posix.dirname(from), specifier)
      : null;
  if (target === null) return null;
  const found = extensions.map((extension) => target + extension).find((path) => isFile(join(root, path)));
  // What is generated or is no module (an asset's address) need not be there: its folder tells its layer.
  return found ?? target;
}

function filesBelow(folder: string): string[] {
  const start = join(root, folder);
  if (!existsSync(start)) return [];
  return readdirSync(start, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(tsx?|mts|mjs|js)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split("\\").join("/"))
    .filter((path) => !/(^|\/)(node_modules|generated)\//.test(path) && !path.endsWith(".d.ts"))
    .sort();
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** `lib/core/gs1/parse.ts` → `lib/core`; `app/(desk)/receive/page.tsx` → `app`. */
export function layerOf(path: string): string {
  const [first = "", second = ""] = path.split("/");
  return first === "lib" && dirname(path) !== "lib" ? `lib/${second}` : first;
}

export const isTest = (path: string): boolean => /\.test(-helper)?\.tsx?$|(^|\/)testing\//.test(path);
