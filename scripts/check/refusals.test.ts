import { describe, expect, it } from "vitest";
import { isTest, readSources } from "./source-tree";

/** `refuse("CODE"` and `code: "CODE"`: how every refusal of lib is made. */
const MADE = [/\brefuse(?:d)?\(\s*"([A-Z][A-Z_0-9]+)"/g, /\bcode: "([A-Z][A-Z_0-9]+)"/g];

const sources = readSources(["lib", "app", "bin", "components", "e2e"]);
const tests = sources
  .filter(({ path }) => isTest(path) || path.startsWith("e2e/"))
  .map(({ text }) => text)
  .join("\n");
const named = new Set(tests.match(/\b[A-Z][A-Z_0-9]+\b/g));

describe("refusals", () => {
  const made = sources
    .filter(({ path }) => path.startsWith("lib/") && !isTest(path))
    .flatMap(({ path, text }) =>
      MADE.flatMap((how) => [...text.matchAll(how)].map(([, code = ""]) => ({ code, path }))),
    );

  it("are found where they are made, or the check below would be blind", () => {
    const codes = new Set(made.map(({ code }) => code));
    expect(codes.size).toBeGreaterThan(150);
    for (const code of ["NOT_IN_CUSTODY", "UNDO_TIME_EXCEEDED", "SHIPMENT_CLOSED"])
      expect(codes).toContain(code);
  });

  it("have each a test that names its code", () => {
    expect(made.filter(({ code }) => !named.has(code)).map(({ code, path }) => `${code} in ${path}`)).toEqual(
      [],
    );
  });
});
