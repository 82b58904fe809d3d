import { describe, expect, it } from "vitest";
import { covers, layers, owned } from "./layers";
import { longFiles } from "./long-files";
import { importsOf, isTest, layerOf, readSources, type Source } from "./source-tree";

const product = readSources(["lib", "app", "components", "bin"]);
const all = [...product, ...readSources(["scripts", "prisma", "e2e", "bench", "contracts", "i18n"])];
const shipped = product.filter(({ path }) => !isTest(path));

describe("the layers", () => {
  it("finds every kind of import, or the checks below would be blind", () => {
    const text = `
      import a, { type B } from "one";
      import type { C } from 'two';
      import {
        d,
      } from "three";
      import * as e from "four";
      import "five";
      export { f } from "six";
      export * from "seven";
      export type * as G from "eight";
      const h = await import("nine");
      /** @type {import("ten").I} */
      new Worker(new URL("./eleven.worker.ts", import.meta.url), { type: "module" });
      const notOne = 'from "nowhere"'; // import { x } from "commented"
    `;
    expect(importsOf(text).sort()).toEqual(
      [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "./eleven.worker.ts",
      ].sort(),
    );
    expect(shipped.length).toBeGreaterThan(100);
    expect(shipped.flatMap(({ imports }) => imports).length).toBeGreaterThan(200);
  });

  it.each(Object.entries(layers))("keeps %s from knowing what lies above it", (name, layer) => {
    const wrong = shipped
      .filter(({ path }) => layerOf(path) === name)
      .flatMap(({ path, imports }) =>
        imports
          .filter((entry) =>
            entry.path === null
              ? !covers(layer.packages, entry.specifier)
              : ![name, ...layer.knows].includes(layerOf(entry.path)),
          )
          .map(({ specifier }) => `${path} imports ${specifier}`),
      );
    expect(wrong, layer.why).toEqual([]);
  });

  it("names every folder of lib as a layer, so that a new one is placed on purpose", () => {
    const found = new Set(
      product.map(({ path }) => layerOf(path)).filter((layer) => layer.startsWith("lib/")),
    );
    expect([...found].filter((layer) => layers[layer] === undefined)).toEqual([]);
  });

  it.each(owned)("leaves $packages to $owner", ({ packages, owner, why }) => {
    const wrong = shipped
      .filter(({ path }) => layerOf(path) !== owner)
      .filter(({ imports }) =>
        imports.some((entry) => entry.path === null && covers(packages, entry.specifier)),
      )
      .map(({ path }) => path);
    expect(wrong, why).toEqual([]);
  });

  it("lets nothing that ships import a test or its helpers", () => {
    const wrong = shipped.flatMap(({ path, imports }) =>
      imports
        .filter((entry) => entry.path !== null && isTest(entry.path))
        .map(({ specifier }) => `${path}: ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });
});

describe("the core", () => {
  const pure = shipped.filter(
    ({ path }) => layerOf(path) === "lib/core" || layerOf(path) === "lib/operations",
  );

  it("takes time and chance as arguments: the same input gives the same output everywhere", () => {
    const impure =
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bperformance\.now\(|\bcrypto\.(randomUUID|getRandomValues)\(/;
    expect(pure.filter(({ text }) => impure.test(withoutComments(text))).map(({ path }) => path)).toEqual([]);
  });
});

describe("the tree", () => {
  it("reads process.env in lib/env only, where it is checked once", () => {
    const wrong = shipped.filter(
      ({ path, text }) =>
        !["lib/env", "bin"].includes(layerOf(path)) && /\bprocess\.env\b/.test(withoutComments(text)),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  it("has no barrels: an import names the file that holds what it wants", () => {
    const barrels = product.filter(
      ({ path, text }) =>
        /(^|\/)index\.tsx?$/.test(path) || /^\s*export\s+(?:type\s+)?\*\s+(?:as\s+\w+\s+)?from/m.test(text),
    );
    expect(barrels.map(({ path }) => path)).toEqual([]);
  });

  it("has no long file without a reason", () => {
    const long = all.filter((source) => isLong(source) && longFiles[source.path] === undefined);
    expect(long.map(({ path, text }) => `${path}: ${lineCount(text)} lines`)).toEqual([]);
  });

  it("gives no reason for a file that is short or gone", () => {
    const long = all.filter(isLong).map(({ path }) => path);
    expect(Object.keys(longFiles).filter((path) => !long.includes(path))).toEqual([]);
  });
});

const lineCount = (text: string): number => text.split("\n").length - 1;

/** Cases stand side by side in a test: it may be longer before it is hard to read. */
const isLong = ({ path, text }: Source): boolean => lineCount(text) > (isTest(path) ? 450 : 250);

/** Lines of prose may name what code may not use. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "");
}
