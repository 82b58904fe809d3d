import bwipjs from "bwip-js/node";
import fc from "fast-check";
import { expect, it } from "vitest";
import { anyElement, damaged, elementsOfAi, type SampleElement } from "./arbitrary.test-helper";
import { entryOf } from "./dictionary";
import { formatDigitalLink } from "./digital-link";
import { parse } from "./parse";

/** The label printer reads Digital Links too before it prints them: an independent opinion (oracle.test.ts). */
function printerTakes(link: string): boolean {
  try {
    bwipjs.raw("gs1dldatamatrix", link, "");
    return true;
  } catch {
    return false;
  }
}

/** Where the two readings differ, and why ours stays. */
const DIFFERENCES: readonly {
  readonly reason: string;
  readonly covers: (taken: boolean, codes: readonly string[], link: string) => boolean;
}[] = [
  {
    reason: "It asks for two digits of a company prefix, GS1's linters for four.",
    covers: (_, codes) =>
      codes.length > 0 &&
      codes.every((code) => code === "INVALID_GCP_PREFIX" || code === "TOO_SHORT_FOR_GCP"),
  },
  {
    reason:
      "It takes any character in parameters that are not GS1 data; RFC 3986 allows only some in a link.",
    covers: (taken, codes, link) => !taken && codes[0] === "LINK_MALFORMED" && / .*=| [^=]*$/.test(link),
  },
  {
    reason: "It takes a % with too little after it as itself; RFC 3986 asks for %25.",
    covers: (taken, codes, link) =>
      !taken && codes[0] === "LINK_MALFORMED" && /%[0-9A-F]?([/&#?]|$)/i.test(link),
  },
  {
    reason: "It pads GTINs of 8, 12 and 13 digits, GS1's engine only when it is told to.",
    covers: (_, codes) => codes.length > 0 && codes.every((code) => code === "LINK_GTIN_NOT_14"),
  },
  {
    reason: "It takes a parameter without a name for an unknown AI; it is no GS1 data and ignored.",
    covers: (taken, _, link) => taken && /[?&]=/.test(link),
  },
];

const GTIN: SampleElement = { ai: "01", value: "09506000134352" };

/** A link that holds the elements, with a GTIN as its key when the first of them is none. */
const linkOf = (elements: readonly SampleElement[]): string | null =>
  formatDigitalLink("https://x.example/p", [
    ...(elements[0] && entryOf(elements[0].ai)?.keyQualifiers ? [] : [GTIN]),
    ...elements,
  ]);

const LENGTH_OF_ORIGIN = "https://x.example/".length;
const PIECES = [
  "/",
  "?",
  "&",
  "=",
  "%",
  "+",
  "#",
  "0",
  "A",
  "%2F",
  "%41",
  "%00",
  " ",
  "01/",
  "/10/",
  "/21/A",
];

/** A link with a character of its path or query replaced. */
const broken = (link: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(link, fc.nat(), fc.constantFrom(...PIECES)).map(([sound, place, piece]) => {
    const at = LENGTH_OF_ORIGIN + (place % (sound.length - LENGTH_OF_ORIGIN));
    return sound.slice(0, at) + piece + sound.slice(at + 1);
  });

it("Digital Links of every AI, sound and broken: the label printer takes what we take", () => {
  const links = elementsOfAi.flatMap((element, i) => {
    const of = (elements: fc.Arbitrary<readonly SampleElement[]>, numRuns: number) =>
      fc.sample(elements, { numRuns, seed: 9000 + i }).map(linkOf);
    const sound = of(
      fc.tuple(element, fc.array(anyElement, { maxLength: 2 })).map((all) => all.flat()),
      2,
    );
    const wrong = of(
      damaged(element).map((one) => [one]),
      2,
    );
    const [base] = sound.concat(wrong).filter((link) => link !== null);
    const torn = base ? fc.sample(broken(fc.constant(base)), { numRuns: 3, seed: 9900 + i }) : [];
    return [...sound, ...wrong, ...torn].filter((link) => link !== null);
  });
  const disagreements = links.filter((link) => {
    const parsed = parse(link);
    if (parsed.ok === printerTakes(link)) return false;
    const codes = parsed.ok ? [] : parsed.issues.map(({ code }) => code);
    return !DIFFERENCES.some(({ covers }) => covers(parsed.ok, codes, link));
  });
  expect(links.length).toBeGreaterThan(3000);
  expect(disagreements).toEqual([]);
}, 60_000);
