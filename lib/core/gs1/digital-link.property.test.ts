import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyElement, elementsOfAi, gtin14, packSerial, type SampleElement } from "./arbitrary.test-helper";
import { allEntries, entryOf } from "./dictionary";
import { formatDigitalLink } from "./digital-link";
import { packLink, parseLink } from "./link";
import { parse } from "./parse";
import { readScan } from "./scan";

const pairs = (elements: readonly SampleElement[]) => elements.map(({ ai, value }) => [ai, value]);
const sorted = (all: readonly (readonly string[])[]) => [...all].sort();

const SSCC: SampleElement = { ai: "00", value: "095154114700673535" };

const elementOf: ReadonlyMap<string, fc.Arbitrary<SampleElement>> = new Map(
  [...allEntries()].map(({ ai }, i) => [ai, elementsOfAi[i] ?? fc.constant(SSCC)]),
);

/** A key under which the AI is a qualifier, and the qualifiers of the same path that stand before it. */
function pathTo(ai: string): readonly string[] | null {
  for (const key of allEntries()) {
    for (const sequence of key.keyQualifiers ?? []) {
      if (sequence.includes(ai)) return [key.ai, ...sequence.slice(0, sequence.indexOf(ai) + 1)];
    }
  }
  return null;
}

/** Elements whose link shows the AI where it belongs: as key, as qualifier with its path, or in the query. */
function company(ai: string): fc.Arbitrary<readonly SampleElement[]> {
  const key = entryOf(ai)?.keyQualifiers !== null;
  const path = key ? [ai] : (pathTo(ai) ?? ["00", ai]);
  return fc.tuple(...path.map((name) => elementOf.get(name) ?? fc.constant(SSCC)));
}

describe("parsing a Digital Link undoes formatting", () => {
  it("for every AI that may stand in one; the others are refused", () => {
    const never: string[] = [];
    for (const { ai } of allEntries()) {
      const read = (elements: readonly SampleElement[]): string => {
        const link = formatDigitalLink("https://x.example", elements);
        if (link === null) return "no link";
        expect(parse(link, { oneOfSeveral: true }), link).toMatchObject({
          ok: true,
          kind: "digital-link",
          elements: pairs(elements),
          digitalLink: link.replace("https://x.example", "https://id.gs1.org"),
          issues: [],
        });
        return "read";
      };
      const outcomes = new Set(fc.sample(company(ai), { numRuns: 10, seed: Number(ai) }).map(read));
      expect(outcomes.size, ai).toBe(1);
      if (!outcomes.has("no link")) continue;
      never.push(ai);
      const forced = parse(`https://x.example/00/${SSCC.value}?${ai}=1`, { oneOfSeveral: true });
      expect(
        forced.issues.map(({ code }) => code),
        ai,
      ).toEqual(["LINK_ATTRIBUTE_NOT_ALLOWED"]);
    }
    expect(never).toEqual(["03", "7041", "8014", "8040", "8041", "8042", "8043", "8200"]);
  });

  it("for a pack with anything else on it", () => {
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
          if (!conflict) expect(read.ok && sorted(read.elements)).toEqual(sorted(pairs(distinct)));
        },
      ),
    );
  });
});

describe("a pack's canonical link", () => {
  it("names it and nothing else: reading it gives GTIN and serial back", () => {
    fc.assert(
      fc.property(gtin14, packSerial, (gtin, serial) => {
        const link = packLink(gtin, serial);
        expect(parseLink(link)?.elements).toMatchObject([
          { ai: "01", value: gtin },
          { ai: "21", value: serial },
        ]);
        expect(readScan(link, { today: "2026-11-20" })).toMatchObject({ kind: "pack", link });
      }),
    );
  });

  it("differs when GTIN or serial differ", () => {
    fc.assert(
      fc.property(packSerial, packSerial, (a, b) => {
        expect(packLink("09506000134352", a) === packLink("09506000134352", b)).toBe(a === b);
      }),
    );
  });
});
