import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyElement, elementsOfAi, type SampleElement } from "./arbitrary.test-helper";
import { parseBracketed } from "./bracketed";
import { formatElementString, GS, type Parsed, parseElementString } from "./element-string";
import { formatBracketed } from "./human-readable";
import { parse } from "./parse";

const readBack = (elements: readonly SampleElement[]): Parsed => {
  const message = formatElementString(elements, { fnc1: GS });
  return parseElementString(message, 0, message.length, GS.charCodeAt(0));
};

const pairs = (elements: readonly SampleElement[]) => elements.map(({ ai, value }) => [ai, value]);

describe("parsing undoes formatting", () => {
  it("for each of the 541 AIs: scanner data, element strings with each FNC1, brackets", () => {
    for (const arbitrary of elementsOfAi) {
      fc.assert(
        fc.property(arbitrary, (element) => {
          const message = formatElementString([element], { fnc1: GS });
          const ways = [`]d2${message}`, GS + message, `^${message}`, formatBracketed([element])];
          for (const way of ways) {
            const parsed = parse(way, { oneOfSeveral: true });
            expect(parsed, way).toMatchObject({ ok: true, elements: pairs([element]), issues: [] });
          }
        }),
        { numRuns: 10 },
      );
    }
  });

  it("for any elements in any order, from scanner data and from brackets", () => {
    fc.assert(
      fc.property(fc.array(anyElement, { minLength: 1, maxLength: 8 }), (elements) => {
        expect(readBack(elements)).toMatchObject({ elements, issues: [] });
        const text = formatBracketed(elements);
        expect(parseBracketed(text, 0, text.length)).toMatchObject({ elements, issues: [] });
      }),
    );
  });

  it("with a separator after every element too, which is tolerated and told", () => {
    fc.assert(
      fc.property(fc.array(anyElement, { minLength: 1, maxLength: 4 }), (elements) => {
        const message = elements.map(({ ai, value }) => ai + value + GS).join("");
        const parsed = parseElementString(message, 0, message.length, GS.charCodeAt(0));
        expect(parsed.elements).toMatchObject(elements);
        expect(parsed.issues.every(({ severity }) => severity === "info")).toBe(true);
        expect(parsed.issues.at(-1)?.code).toBe("SEPARATOR_TRAILING");
      }),
    );
  });

  it("and an element's range is where its value stands in the raw text", () => {
    fc.assert(
      fc.property(fc.array(anyElement, { minLength: 1, maxLength: 8 }), (elements) => {
        const message = formatElementString(elements, { fnc1: GS });
        for (const { value, from, to } of readBack(elements).elements) {
          expect(message.slice(from, to)).toBe(value);
        }
      }),
    );
  });
});
