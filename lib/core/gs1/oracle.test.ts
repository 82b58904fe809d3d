import bwipjs from "bwip-js/node";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AI_TABLE } from "./ai-table";
import { anyElement, damaged, elementsOfAi, type SampleElement } from "./arbitrary.test-helper";
import { allEntries, entryOf } from "./dictionary";
import { formatBracketed } from "./human-readable";
import { parse } from "./parse";

/**
 * bwip-js prints our labels and refuses bad data by its own reading of the same standard: an independent opinion. It
 * knows one escape, "^" and three digits.
 */
function printerTakes(elements: readonly SampleElement[]): boolean {
  const escaped = elements.map(({ ai, value }) => ({ ai, value: value.replaceAll("^", "^094") }));
  try {
    bwipjs.raw("gs1datamatrix", formatBracketed(escaped, "^040"), "parse");
    return true;
  } catch {
    return false;
  }
}

const CURRENCY = /^39[13]\d$/;
const currencyIn = (elements: readonly SampleElement[], ...codes: readonly string[]): boolean =>
  elements.some(({ ai, value }) => CURRENCY.test(ai) && codes.includes(value.slice(0, 3)));

/** Where the two readings differ, and why ours stays. All else is a fault of one of them and fails. */
const DIFFERENCES: readonly {
  readonly reason: string;
  readonly ours: "taken" | "refused";
  readonly covers: (elements: readonly SampleElement[], codes: readonly string[]) => boolean;
}[] = [
  {
    reason:
      "It asks for two digits of a company prefix; GS1's linters gcppos1 and gcppos2 for the four that every one has.",
    ours: "refused",
    covers: (_, codes) =>
      codes.every((code) => code === "INVALID_GCP_PREFIX" || code === "TOO_SHORT_FOR_GCP"),
  },
  {
    reason: "Its list of currencies is older: VED and ZWG came (ISO 4217 amendments 170 and 177).",
    ours: "taken",
    covers: (elements) => currencyIn(elements, "924", "926"),
  },
  {
    reason: "Its list of currencies is older: HRK, SLL, CUC and ZWL were withdrawn.",
    ours: "refused",
    covers: (elements) => currencyIn(elements, "191", "694", "931", "932"),
  },
  {
    reason: "Its list of package types lacks AT (atomizer) and APE (aluminium packed in polyethylene).",
    ours: "taken",
    covers: (elements) => elements.some(({ ai, value }) => ai === "7041" && /^(AT|APE)$/.test(value)),
  },
];

/** Element strings on which the two disagree and no known difference says why. */
const disagreements = (all: Iterable<readonly SampleElement[]>): string[] => {
  const found: string[] = [];
  for (const elements of all) {
    const text = formatBracketed(elements);
    const parsed = parse(text);
    if (parsed.ok === printerTakes(elements)) continue;
    const codes = parsed.ok ? [] : parsed.issues.map(({ code }) => code);
    const ours = parsed.ok ? "taken" : "refused";
    if (DIFFERENCES.some((known) => known.ours === ours && known.covers(elements, codes))) continue;
    found.push(JSON.stringify({ text, ours, codes }));
  }
  return found;
};

const COMPANIONS: ReadonlyMap<string, string> = new Map([
  ...elementsOfAi.map((arbitrary, i): [string, string] => {
    const [{ ai, value } = { ai: "", value: "" }] = fc.sample(arbitrary, { numRuns: 1, seed: i });
    return [ai, value];
  }),
  ["01", "09506000134352"],
  ["00", "095154114700673535"],
  ["21", "A1"],
]);

/** The element with companions that satisfy what it requires, taking the first alternative each time. */
function withCompanions(element: SampleElement): readonly SampleElement[] {
  const elements = [element];
  for (let i = 0; i < elements.length; i++) {
    for (const [alternative = []] of entryOf(elements[i]?.ai ?? "")?.requires ?? []) {
      for (const { text } of alternative) {
        const ai = text.replaceAll("n", "0");
        if (elements.some((other) => other.ai === ai)) continue;
        elements.push({ ai, value: COMPANIONS.get(ai) ?? "1" });
      }
    }
  }
  return elements;
}

/** For every AI, so many samples of what `make` makes of its elements. The seeds are fixed. */
function* ofEveryAi<Value>(
  each: number,
  seed: number,
  make: (element: fc.Arbitrary<SampleElement>) => fc.Arbitrary<Value>,
): Generator<Value> {
  for (const [i, element] of elementsOfAi.entries()) {
    yield* fc.sample(make(element), { numRuns: each, seed: seed * 1000 + i });
  }
}

const unknownAi = fc
  .integer({ min: 0, max: 9999 })
  .map((n) => String(n).padStart(4, "0"))
  .filter((digits) => ![2, 3, 4].some((length) => entryOf(digits.slice(0, length))))
  .map((ai): SampleElement => ({ ai, value: "1" }));

describe("agreement with the label printer's own checks", () => {
  it("knows all 541 AIs in 224 rows", () => {
    expect([...allEntries()].length).toBe(541);
    expect(AI_TABLE.length).toBe(224);
  });

  it("10,000 element strings, sound and broken, of every AI", () => {
    const all = [
      ...[...ofEveryAi(7, 1, (element) => element)].map(withCompanions),
      ...[...ofEveryAi(1, 2, (element) => element)].map((element) => [element]),
      ...[...ofEveryAi(8, 3, damaged)].map(withCompanions),
      // With what may contradict it, or stand twice, or be unknown.
      ...[...ofEveryAi(3, 4, (element) => fc.tuple(element, fc.oneof(anyElement, element, unknownAi)))].map(
        ([element, other]) => [...withCompanions(element), other],
      ),
    ];
    expect(all.length).toBeGreaterThan(10_000);
    expect(disagreements(all)).toEqual([]);
  }, 120_000);

  it("every code of the code lists, and every code that could be in them", () => {
    const characters = [..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
    const pairs = characters.flatMap((first) => characters.map((second) => first + second));
    const numbers = Array.from({ length: 1000 }, (_, n) => String(n).padStart(3, "0"));
    const all = [
      ...numbers.map((code) => ({ ai: "3910", value: `${code}1` })),
      ...numbers.map((code) => ({ ai: "422", value: code })),
      ...pairs.map((code) => ({ ai: "4307", value: code })),
      ...pairs.map((code) => ({ ai: "7041", value: code })),
      ...numbers.slice(0, 100).map((code) => ({ ai: "7241", value: code.slice(1) })),
    ];
    expect(disagreements(all.map(withCompanions))).toEqual([]);
  }, 60_000);

  it("has met every difference it names", () => {
    const examples: readonly SampleElement[] = [
      { ai: "401", value: "12A" },
      { ai: "3910", value: "9241" },
      { ai: "3910", value: "9321" },
      { ai: "7041", value: "APE" },
    ];
    const met = examples.map((element) => {
      const elements = withCompanions(element);
      const parsed = parse(formatBracketed(elements));
      return [parsed.ok ? "taken" : "refused", printerTakes(elements) === parsed.ok];
    });
    expect(met).toEqual(DIFFERENCES.map(({ ours }) => [ours, false]));
  });
});
