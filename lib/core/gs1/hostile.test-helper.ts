import { formatElementString } from "./element-string";
import { hasError } from "./issue";
import { LINTERS, type LinterName, lint } from "./linters";
import { parse } from "./parse";
import { readScan } from "./scan";

/** Input meant to trip parsers up, and what must hold of every answer to it. For tests and bench/fuzz-gs1.ts. */

export type Random = (below: number) => number;

/** Seeded random integers (mulberry32): the same seed gives the same cases everywhere. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** Codes that are sound, as a start for damage. */
const SOUND: readonly string[] = [
  "]d2010950600013435221A1b(2\u001d1727120010LOT7\u001d71012345678",
  "]C100095154114700673535025340849443468437398\u001d10VIL0Q8",
  "^0109506000134352392512599^310165432190A^430902790858483015297971",
  "(01)09506000134352(21)A\\(1(17)271200(10)LOT(8030)AbC-_=",
  "(8110)0123456123456111101231011012303271231(00)095154114700673535(4302)A%20B(7258)1/2",
  "https://x.example/a/01/09506000134352/22/2A/10/L%2F7/21/S?17=271200&3103=000195&u=1#top",
  "[)>\u001e06\u001d9N110375286414\u001d1T12345\u001dD271200\u001dS12\u001d16D20250101\u001e\u0004",
  "]E09506000134352",
  "095154114700673535",
];

const FRAGMENTS: readonly string[] = [
  ..."()\\/?&%=+#^|~ 01289AaSé",
  ..."\u001d\u001e\u0004\u0000\ud800\udc00\u241d\r\n",
  ...["]d2", "]C1", "]Q1", "]E0", "]d", "{GS}", "<GS", "[)>\u001e06\u001d", "9N", "https://", "//", "http:"],
  ...["01", "09506000134352", "10", "17", "21", "271200", "8110", "4309", "7258", "8030", "(01)", "(21)"],
  ...["/01/", "/10/", "?17=", "&10=", "%2", "%00", "%41", "\\(", "\u{1f48a}"],
];

const pick = (random: Random, from: readonly string[]): string => from[random(from.length)] ?? "";

const ofCharacters = (random: Random, length: number, below: number): string => {
  let text = "";
  for (let i = 0; i < length; i++) text += String.fromCharCode(random(below));
  return text;
};

function ofFragments(random: Random): string {
  let text = "";
  for (let i = random(30); i > 0; i--) text += pick(random, FRAGMENTS);
  return text;
}

function damagedCode(random: Random): string {
  let text = pick(random, SOUND);
  for (let i = random(5); i > 0; i--) {
    const at = random(text.length + 1);
    text = text.slice(0, at) + (random(3) ? pick(random, FRAGMENTS) : "") + text.slice(at + random(4));
  }
  return text;
}

/** One of a thousand is long: up to `longest` characters of one piece repeated, after a start that opens a parser. */
export function hostileText(random: Random, longest: number): string {
  const kind = random(1000);
  if (kind === 0) {
    const piece = pick(random, FRAGMENTS) + pick(random, FRAGMENTS);
    return (pick(random, SOUND) + pick(random, FRAGMENTS) + piece.repeat(longest)).slice(
      0,
      random(longest + 1),
    );
  }
  if (kind < 150) return ofCharacters(random, random(80), 0x10000);
  if (kind < 300) return ofCharacters(random, random(80), 0x80);
  return kind < 600 ? ofFragments(random) : damagedCode(random);
}

const LINTER_NAMES = Object.keys(LINTERS) as LinterName[];

type Ranged = { readonly from: number; readonly to: number };

const inside = (items: readonly Ranged[], length: number): boolean =>
  items.every(({ from, to }) => 0 <= from && from <= to && to <= length);

/**
 * Asks every reader and every linter about a text and says what is wrong with an answer; null when nothing is. What
 * throws inside comes out: it is a fault too.
 */
export function faultOf(text: string): string | null {
  const reading = readScan(text, { today: "2026-11-20" });
  if (!inside([...reading.issues, ...reading.elements], text.length)) return "readScan points outside";
  if ((reading.kind === "unreadable") !== hasError(reading.issues)) return "readScan contradicts its issues";
  const allowed = parse(text, {
    shortNames: true,
    shortGtins: true,
    oneOfSeveral: true,
    profile: "medicine",
  });
  if (!inside(allowed.issues, text.length)) return "parse with options points outside";
  const parsed = parse(text);
  if (!inside(parsed.issues, text.length)) return "parse points outside";
  if (parsed.ok === hasError(parsed.issues)) return "parse contradicts its issues";
  if (parsed.ok && parsed.elements.length > 0) {
    const elements = parsed.elements.map(([ai, value]) => ({ ai, value }));
    const again = parse(`^${formatElementString(elements, { fnc1: "^" })}`);
    if (!again.ok) return "what was read can't be written down";
    if (again.elements.join() !== parsed.elements.join())
      return "what was read reads otherwise when written down";
    if (parsed.digitalLink !== null && !parse(parsed.digitalLink).ok) return "its Digital Link can't be read";
  }
  for (const name of LINTER_NAMES) {
    const answer = lint(name, text);
    if (!answer.ok && !inside([{ from: answer.at[0], to: answer.at[1] }], text.length))
      return `${name} points outside`;
  }
  return null;
}

/** Starts that open a parser, and pieces that keep it busy when repeated: for measuring time against length. */
export const OPENINGS: readonly string[] = [
  "",
  "]d2",
  "^",
  "\u001d",
  "https://x.example/01/09506000134352",
  "https://x.example/01/09506000134352?",
  "(01)",
  "[)>\u001e06\u001d",
];

export const PIECES: readonly string[] = [
  ...[
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
    "&=",
    "%41",
    "%",
  ],
  ...[
    "|",
    "{GS}",
    "<GS",
    "[GS",
    "\u241d",
    " ",
    "\t",
    "\u001d",
    "^",
    "]",
    "9",
    "0",
    "S\u001d",
    "1T",
    "a",
    "A1",
    "=",
    "-",
  ],
  ...["3100123456", "9N110375286414\u001d", "91A\u001d", "\ud800", "é", "\u0000", "1/", "10A2117271200"],
];
