import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyElement, elementsOfRow, gtin14, packSerial, type SampleElement } from "./arbitrary.test-helper";
import { parseBracketed } from "./bracketed";
import { formatDigitalLink } from "./digital-link";
import { formatElementString, GS, type Parsed, parseElementString } from "./element-string";
import { formatBracketed } from "./human-readable";
import { packLink, parseLink } from "./link";
import { LINTERS, type LinterName, lint } from "./linters";
import { parse } from "./parse";
import { readScan } from "./scan";

const plain = ({ elements }: Parsed): SampleElement[] => elements.map(({ ai, value }) => ({ ai, value }));
const readBack = (elements: readonly SampleElement[]): Parsed => {
  const message = formatElementString(elements, { fnc1: GS });
  return parseElementString(message, 0, message.length, GS.charCodeAt(0));
};

describe("element strings", () => {
  it("every AI: a valid element reads back as it was written, without an issue", () => {
    for (const row of elementsOfRow) {
      fc.assert(
        fc.property(row, (element) => {
          const parsed = readBack([element]);
          expect(parsed.issues).toEqual([]);
          expect(plain(parsed)).toEqual([element]);
        }),
        { numRuns: 20 },
      );
    }
  });

  it("any elements in any order read back the same from scanner data and from brackets", () => {
    fc.assert(
      fc.property(fc.array(anyElement, { minLength: 1, maxLength: 8 }), (elements) => {
        expect(readBack(elements)).toMatchObject({ elements, issues: [] });
        const text = formatBracketed(elements);
        expect(parseBracketed(text, 0, text.length)).toMatchObject({ elements, issues: [] });
      }),
    );
  });

  it("an element's range is where its value stands in the raw text", () => {
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

describe("Digital Links", () => {
  it("a pack's canonical link names it and nothing else: reading it gives GTIN and serial back", () => {
    fc.assert(
      fc.property(gtin14, packSerial, (gtin, serial) => {
        const link = packLink(gtin, serial);
        expect(plain(parseLink(link) ?? { elements: [], issues: [] })).toEqual([
          { ai: "01", value: gtin },
          { ai: "21", value: serial },
        ]);
        expect(readScan(link, { today: "2026-11-20" })).toMatchObject({ kind: "pack", link });
      }),
    );
  });

  it("packs that differ in GTIN or serial differ in their link", () => {
    fc.assert(
      fc.property(packSerial, packSerial, (a, b) => {
        expect(packLink("09506000134352", a) === packLink("09506000134352", b)).toBe(a === b);
      }),
    );
  });

  it("a printed link reads back to the elements it was made of", () => {
    fc.assert(
      fc.property(
        gtin14,
        packSerial,
        packSerial,
        fc.array(anyElement, { maxLength: 4 }),
        (gtin, batch, serial, more) => {
          const elements = [
            { ai: "01", value: gtin },
            { ai: "10", value: batch },
            { ai: "21", value: serial },
            ...more,
          ];
          const distinct = elements.filter(
            (element, i) => elements.findIndex(({ ai }) => ai === element.ai) === i,
          );
          const link = formatDigitalLink("https://x.example", distinct);
          if (link === null) return;
          const read = parse(link, { oneOfSeveral: true });
          const conflict =
            !read.ok &&
            read.issues.every(({ code }) => code === "AI_CONFLICT" || code === "DIGSIG_UNSERIALISED");
          const sorted = (pairs: readonly (readonly [string, string])[]) => [...pairs].sort();
          if (!conflict) {
            expect(read.ok && sorted(read.elements)).toEqual(
              sorted(distinct.map(({ ai, value }) => [ai, value])),
            );
          }
        },
      ),
    );
  });
});

describe("hostile input", () => {
  const fragments = fc.constantFrom(
    GS,
    "]d2",
    "]C1",
    "]Q1",
    "]E0",
    "01",
    "09506000134352",
    "21",
    "10",
    "17",
    "271200",
    "(01)",
    "(",
    ")",
    "\\(",
    "https://",
    "x.example",
    "/01/",
    "/10/",
    "?17=",
    "&",
    "%",
    "%2",
    "%00",
    "+",
    "#",
    "^",
    "{GS}",
    "|",
    "~",
    "[)>\u001e06\u001d",
    "9N110375286414",
    "S",
    "\u001e\u0004",
    "é",
    "\ud800",
    " ",
    "8110",
    "4309",
    "7258",
    "8030",
    "=",
  );
  const text = fc.oneof(
    fc.string({ maxLength: 200 }),
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.array(fragments, { maxLength: 30 }).map((parts) => parts.join("")),
    fc
      .array(fc.oneof(fragments, fc.string({ maxLength: 5 })), { maxLength: 30 })
      .map((parts) => parts.join("")),
  );

  it("whatever comes in, reading answers, and every range lies inside the raw text", () => {
    fc.assert(
      fc.property(text, (raw) => {
        const reading = readScan(raw, { today: "2026-11-20" });
        for (const { from, to } of [...reading.issues, ...reading.elements]) {
          expect(0 <= from && from <= to && to <= raw.length, JSON.stringify({ raw, from, to })).toBe(true);
        }
        if (reading.kind !== "unreadable") {
          expect(reading.issues.some(({ severity }) => severity === "error")).toBe(false);
        }
        parse(raw, { shortNames: true, shortGtins: true });
      }),
      { numRuns: 3000 },
    );
  });

  it("no linter throws or points outside the value", () => {
    const names = Object.keys(LINTERS) as LinterName[];
    fc.assert(
      fc.property(fc.constantFrom(...names), text, (name, value) => {
        const result = lint(name, value);
        if (!result.ok) {
          const [from, to] = result.at;
          expect(0 <= from && from <= to && to <= value.length, JSON.stringify({ name, value, result })).toBe(
            true,
          );
        }
      }),
      { numRuns: 3000 },
    );
  });

  it("time grows in proportion to length, for the patterns that trap parsers", () => {
    const patterns = [
      "10A\u001d",
      "20",
      "2011",
      "(10)A",
      "(",
      "\\(",
      "/10/A",
      "01/",
      "?",
      "&",
      "&a=b",
      "&10=A",
      "%41",
      "|",
      "{GS}",
      "<GS",
      " ",
      "\u001d",
      "^",
      "]",
      "9",
      "S\u001d",
      "a",
      "3100123456",
    ];
    const heads = [
      "",
      "]d2",
      "^",
      "https://x.example/01/09506000134352",
      "https://x.example/01/09506000134352?",
      "(01)",
      "[)>\u001e06\u001d",
    ];
    const time = (raw: string): number => {
      const start = performance.now();
      readScan(raw, { today: "2026-11-20" });
      return performance.now() - start;
    };
    for (const head of heads) {
      for (const pattern of patterns) {
        const raw = head + pattern.repeat(Math.ceil(100_000 / pattern.length));
        // Quadratic time would take many seconds here; linear takes milliseconds even on a busy machine.
        expect(time(raw), JSON.stringify([head, pattern])).toBeLessThan(2000);
      }
    }
  }, 60_000);
});
