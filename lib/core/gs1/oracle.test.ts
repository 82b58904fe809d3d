import bwipjs from "bwip-js/node";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AI_TABLE } from "./ai-table";
import { elementsOfRow, type SampleElement } from "./arbitrary.test-helper";
import { allEntries, entryOf } from "./dictionary";
import { formatBracketed } from "./human-readable";
import { parse } from "./parse";

/** bwip-js prints our labels and refuses bad data by its own reading of the same standard: an independent opinion. */
function opinionOfPrinter(text: string): string {
  try {
    bwipjs.raw("gs1datamatrix", text, "parse");
    return "ok";
  } catch (error) {
    return String(error);
  }
}

const VALUES: ReadonlyMap<string, string> = new Map(
  elementsOfRow.map((row, i) => {
    const [element = { ai: "", value: "" }] = fc.sample(row, { numRuns: 1, seed: i });
    return [element.ai, element.value];
  }),
);

/** The element with companions that satisfy what it requires, taking the first alternative each time. */
function withCompanions(element: SampleElement): readonly SampleElement[] {
  const elements = [element];
  for (let i = 0; i < elements.length; i++) {
    const ai = elements[i]?.ai ?? "";
    for (const [alternative = []] of entryOf(ai)?.requires ?? []) {
      for (const { text } of alternative) {
        if (elements.some((other) => other.ai === text)) continue;
        elements.push({ ai: text, value: COMPANIONS[text] ?? VALUES.get(text) ?? "1" });
      }
    }
  }
  return elements;
}

const COMPANIONS: Readonly<Record<string, string>> = {
  "01": "09506000134352",
  "00": "095154114700673535",
  "21": "A1",
};

const disagreements = (texts: readonly string[]): string[] =>
  texts.flatMap((text) => {
    const printer = opinionOfPrinter(text.replaceAll("\\(", "^040"));
    const parsed = parse(text);
    if (parsed.ok === (printer === "ok")) return [];
    // It doesn't look at company prefixes.
    if (!parsed.ok && parsed.issues.every(({ code }) => code.includes("GCP"))) return [];
    return [JSON.stringify({ text, printer, ours: parsed.ok ? "ok" : parsed.issues[0] })];
  });

describe("agreement with the label printer's own checks", () => {
  it("knows all 541 AIs in 224 rows", () => {
    expect([...allEntries()].length).toBe(541);
    expect(AI_TABLE.length).toBe(224);
  });

  it("sound elements of every row, with the company they require", () => {
    const texts = elementsOfRow.flatMap((row, i) =>
      fc.sample(row, { numRuns: 2, seed: 7 + i }).map((element) => formatBracketed(withCompanions(element))),
    );
    expect(disagreements(texts)).toEqual([]);
  }, 60_000);

  it("elements of every row with one character changed, cut or added", () => {
    const texts = elementsOfRow.flatMap((row, i) => {
      const damaged = fc.tuple(row, fc.nat(), fc.constantFrom("0", "5", "A", "z", "-", ""), fc.boolean());
      return fc.sample(damaged, { numRuns: 3, seed: 70 + i }).map(([element, at, character, insert]) => {
        const place = at % element.value.length;
        const value =
          element.value.slice(0, place) + character + element.value.slice(place + (insert ? 0 : 1));
        return formatBracketed(withCompanions({ ai: element.ai, value }));
      });
    });
    expect(disagreements(texts)).toEqual([]);
  }, 60_000);

  it("elements on their own, without the company they require", () => {
    const texts = elementsOfRow.flatMap((row, i) =>
      fc.sample(row, { numRuns: 1, seed: 700 + i }).map((element) => formatBracketed([element])),
    );
    expect(disagreements(texts)).toEqual([]);
  }, 60_000);
});
