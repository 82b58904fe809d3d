import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sharedVectors } from "@/lib/primitives/testing-vectors";
import { formatDigitalLink } from "./digital-link";
import { formatElementString } from "./element-string";
import { isLinterName, lint } from "./linters";
import { parse } from "./parse";
import { readScan } from "./scan";

/** GS1's own test vectors, kept outside the repository. Without them the cases of the other files still run. */
const { folder: FOLDER, present } = sharedVectors("gs1");

type Vector = {
  readonly input: string;
  readonly ok: boolean;
  readonly default_api_ok?: boolean;
  readonly class?: string;
  readonly rule?: string;
  readonly expect?: string | null;
  readonly stem?: string;
  readonly linter?: string;
  readonly lint?: string;
  readonly markup?: string;
  readonly elements?: readonly (readonly [string, string])[];
  readonly dl?: string | null;
  readonly error?: string;
};

const vectors = (name: string): readonly Vector[] =>
  readFileSync(`${FOLDER}/${name}.jsonl`, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Vector);

/** Where this parser answers otherwise on purpose, or can't know. Every exception stands here. */
const EXCEPTIONS: ReadonlyMap<string, string> = new Map([
  ["gcppos1 1234567", "needs the register of allocated company prefixes"],
  ["posinseqslash 1/0", "the vector's marks got lost: it marks nothing"],
]);

const caret = (elements: readonly (readonly [string, string])[]): string =>
  `^${formatElementString(
    elements.map(([ai, value]) => ({ ai, value })),
    { fnc1: "^" },
  )}`;

function wantedKind({ ok, class: name = "", input, elements = [] }: Vector): string {
  // A scanner without identifier is common; a swallowed neighbour is an error for a medicine pack, by the letter not.
  if (name === "no-aim-id") return parse(`]d2${input}`).ok ? "pack" : "unreadable";
  if (!ok || name === "gs-lost-by-keyboard-wedge" || name === "wrong-aim-id") return "unreadable";
  if (input.startsWith("]C100")) return "logistic-unit";
  return elements.some(([ai]) => ai === "21") ? "pack" : "product";
}

// Read beside the repository and never copied into it: a clone alone has none to compare with, and says so.
describe.skipIf(!present)("agreement with GS1's vectors", () => {
  it("medicine packs: verdict, elements and Digital Link of every scan", () => {
    const disagreements: string[] = [];
    for (const vector of vectors("pharma-scandata")) {
      const parsed = parse(vector.input, { symbologyRequired: true, origin: "https://id.example.org" });
      const answer = parsed.ok
        ? { elements: parsed.elements, dl: parsed.digitalLink }
        : { elements: null, dl: null };
      const wanted = { elements: vector.ok ? (vector.elements ?? []) : null, dl: vector.dl ?? null };
      if (JSON.stringify(answer) !== JSON.stringify(wanted))
        disagreements.push(JSON.stringify({ vector, parsed }));
    }
    expect(disagreements).toEqual([]);
  });

  it("linters: verdict, code and place of every value", () => {
    const disagreements: string[] = [];
    for (const { linter = "", input, ok, lint: code, markup } of vectors("linter")) {
      if (!isLinterName(linter) || EXCEPTIONS.has(`${linter} ${input}`)) continue;
      const answer = lint(linter, input);
      const shown = answer.ok
        ? undefined
        : `${input.slice(0, answer.at[0])}*${input.slice(...answer.at)}*${input.slice(answer.at[1])}`;
      if (answer.ok !== ok) disagreements.push(JSON.stringify({ linter, input, ok, answer }));
      else if (!answer.ok && `GS1_LINTER_${answer.code}` !== code)
        disagreements.push(JSON.stringify({ linter, input, code, answer }));
      else if (shown !== markup) disagreements.push(JSON.stringify({ linter, input, markup, shown }));
    }
    expect(disagreements).toEqual([]);
  });

  for (const name of [
    "raw-element-string",
    "bracketed-lint",
    "bracketed-to-raw",
    "dl-parse",
    "scandata-parse",
  ]) {
    it(`${name}: verdict and elements`, () => {
      const disagreements: string[] = [];
      for (const vector of vectors(name)) {
        const parsed = parse(vector.input, {
          symbologyRequired: name === "scandata-parse",
          oneOfSeveral: name === "bracketed-to-raw",
        });
        const wanted = vector.default_api_ok ?? vector.ok;
        if (parsed.ok !== wanted) disagreements.push(JSON.stringify({ vector, parsed }));
        else if (parsed.ok && vector.expect?.startsWith("^") && caret(parsed.elements) !== vector.expect) {
          disagreements.push(JSON.stringify({ vector, got: caret(parsed.elements) }));
        } else if (!parsed.ok && vector.lint && `GS1_LINTER_${parsed.issues[0]?.code}` !== vector.lint) {
          disagreements.push(JSON.stringify({ vector, parsed }));
        }
      }
      expect(disagreements).toEqual([]);
    });
  }

  it("dl-parse with withdrawn names and short GTINs allowed", () => {
    const disagreements: string[] = [];
    for (const vector of vectors("dl-parse")) {
      const parsed = parse(vector.input, { shortNames: true, shortGtins: true });
      const got = parsed.ok ? caret(parsed.elements) : null;
      if (vector.ok && got !== vector.expect) disagreements.push(JSON.stringify({ vector, parsed }));
    }
    expect(disagreements).toEqual([]);
  });

  it("raw element strings on their own, without asking for what may stand in another code", () => {
    const disagreements: string[] = [];
    for (const vector of vectors("raw-element-string")) {
      // The engine reads element strings only after "^"; scanners without identifier send none.
      if (!vector.input.startsWith("^")) continue;
      const parsed = parse(vector.input, { oneOfSeveral: true });
      if (parsed.ok !== vector.ok) disagreements.push(JSON.stringify({ vector, parsed }));
    }
    expect(disagreements).toEqual([]);
  });

  it("scandata-generate, read backwards: message and scanner data hold the same elements", () => {
    const disagreements: string[] = [];
    const options = { oneOfSeveral: true };
    const all = vectors("scandata-generate").filter(
      ({ input, ok, expect: data }) =>
        ok && input.startsWith("^") && data?.startsWith("]") && !data.includes("|"),
    );
    for (const vector of all) {
      const message = parse(vector.input.replace("|", "").replaceAll(/\^(?=\^)/g, ""), options);
      const data = parse(vector.expect ?? "", options);
      const same =
        message.ok && data.ok && JSON.stringify(message.elements) === JSON.stringify(data.elements);
      if (!same) disagreements.push(JSON.stringify({ vector, message, data }));
    }
    expect(disagreements).toEqual([]);
    expect(all.length).toBe(10);
  });

  it("readScan takes every sound pack and case of the set for what it is, and nothing else", () => {
    const disagreements: string[] = [];
    for (const vector of vectors("pharma-scandata")) {
      const reading = readScan(vector.input, { today: "2026-11-20" });
      const wanted = wantedKind(vector);
      if (reading.kind !== wanted) disagreements.push(JSON.stringify({ wanted, vector, reading }));
    }
    expect(disagreements).toEqual([]);
  });

  it("ai-association", () => {
    const disagreements: string[] = [];
    for (const vector of vectors("ai-association")) {
      const parsed = parse(vector.input);
      if (parsed.ok !== vector.ok) disagreements.push(JSON.stringify({ vector, parsed }));
    }
    expect(disagreements).toEqual([]);
  });

  it("dl-generate", () => {
    const disagreements: string[] = [];
    for (const vector of vectors("dl-generate")) {
      const parsed = parse(vector.input);
      const elements = parsed.ok ? parsed.elements.map(([ai, value]) => ({ ai, value })) : [];
      const got = formatDigitalLink(vector.stem ?? "", elements);
      if (got !== vector.expect) disagreements.push(JSON.stringify({ vector, got, parsed }));
    }
    expect(disagreements).toEqual([]);
  });
});
