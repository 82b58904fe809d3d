import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sharedVectors } from "@/lib/primitives/testing-vectors";
import { readParseOptions } from "./gs1";
import { lintLine } from "./lint-line";
import { type ParseAnswer, parseLine } from "./parse-line";

/** GS1's own test vectors, kept outside the repository. Without them bin/gs1.test.ts and lib/core/gs1 still run. */
const { folder: FOLDER, present } = sharedVectors("gs1");

type Vector = {
  readonly input: string;
  readonly ok: boolean;
  /** What the engine's public interface answers by default, where the unit test asked something narrower. */
  readonly default_api_ok?: boolean;
  readonly expect?: string | null;
  readonly stem?: string;
  readonly linter?: string;
  readonly lint?: string;
  readonly elements?: readonly (readonly [string, string])[];
  readonly dl?: string | null;
};

const vectors = (name: string): readonly Vector[] =>
  readFileSync(`${FOLDER}/${name}.jsonl`, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Vector);

/** Asks as the command does with these arguments. */
function ask(input: string, ...args: readonly string[]): ParseAnswer {
  const options = readParseOptions(args);
  if (typeof options === "string") throw new Error(options);
  return parseLine(JSON.stringify(input), options);
}

/** Inputs of a suite whose verdict differs from the vector's. */
const differing = (suite: string, ...args: readonly string[]): string[] =>
  vectors(suite)
    .filter(({ input, ok, default_api_ok: wanted = ok }) => ask(input, ...args).ok !== wanted)
    .map(({ input }) => input);

// Read beside the repository and never copied into it: a clone alone has none to compare with, and says so.
describe.skipIf(!present)("packproof gs1 over GS1's vectors", () => {
  it.each(["raw-element-string", "bracketed-lint", "ai-association", "dl-parse", "pharma-scandata"])(
    "%s: every verdict, without options",
    (suite) => {
      expect(differing(suite)).toEqual([]);
    },
  );

  it("scandata-parse: every verdict with --scan; without, an empty text is plain data as in the other suites", () => {
    expect(differing("scandata-parse", "--scan")).toEqual([]);
    expect(differing("pharma-scandata", "--scan")).toEqual([]);
    expect(differing("scandata-parse")).toEqual([""]);
  });

  it("bracketed-to-raw: every verdict with --one-of-several; without, five lack the company they require", () => {
    expect(differing("bracketed-to-raw", "--one-of-several")).toEqual([]);
    const alone = differing("bracketed-to-raw").map((input) => ask(input));
    const reasons = alone.map((answer) => answer.issues.map(({ code }) => code));
    expect(new Set(reasons.flat())).toEqual(new Set(["AI_REQUIRED_MISSING"]));
    expect(alone.length).toBe(5);
  });

  it("dl-parse: what the unit tests allow is read with --short-names and --short-gtins", () => {
    const allowed = vectors("dl-parse").filter(({ ok }) => ok);
    const options = ["--short-names", "--short-gtins"] as const;
    expect(allowed.filter(({ input }) => !ask(input, ...options).ok)).toEqual([]);
    expect(allowed.length).toBeGreaterThan(30);
  });

  it("pharma-scandata: elements and Digital Link of every pack", () => {
    for (const { input, ok, elements = [], dl = null } of vectors("pharma-scandata")) {
      const answer = ask(input, "--origin", "https://id.example.org");
      if (ok) expect(answer, input).toMatchObject({ ok, elements, digitalLink: dl });
      else expect(answer.ok, input).toBe(false);
    }
  });

  it("bracketed-lint: the fault of every value", () => {
    for (const { input, lint } of vectors("bracketed-lint")) {
      expect(`GS1_LINTER_${ask(input).issues[0]?.code}`, input).toBe(lint);
    }
  });

  it("dl-generate: every link, with --origin", () => {
    for (const { input, stem = "", expect: link = null } of vectors("dl-generate")) {
      const answer = ask(input, "--origin", stem);
      expect(answer.ok ? answer.digitalLink : null, input).toBe(link);
    }
  });

  it("scandata-generate, read backwards: what a scanner sends is taken", () => {
    // The engine writes the two messages of an EAN/UPC composite symbol as one, "]E0…|]e0…"; no scanner sends that.
    const twoMessages = (data: string): boolean => data.includes("|]e0");
    const sent = vectors("scandata-generate").flatMap(({ expect: data }) => (data ? [data] : []));
    expect(sent.filter((data) => ask(data, "--scan").ok === twoMessages(data))).toEqual([]);
    expect(sent.filter(twoMessages).length).toBe(6);
  });

  it("linter: verdict and fault of every value", () => {
    const exceptions: Readonly<Record<string, string>> = {
      "_stubs TEST": "no linter: it stands for one in the dictionary's own tests",
      "gcppos1 1234567": "needs the register of allocated company prefixes",
    };
    const all = vectors("linter");
    const different = all.filter(({ linter, input, ok, lint }) => {
      const answer = lintLine(JSON.stringify({ linter, value: input }));
      return answer.ok !== ok || (!answer.ok && `GS1_LINTER_${answer.code}` !== lint);
    });
    expect(different.map(({ linter, input }) => `${linter} ${input}`)).toEqual(Object.keys(exceptions));
    expect(all.length).toBeGreaterThan(3000);
  });
});
