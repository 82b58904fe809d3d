import { AI_TABLE } from "./ai-table";
import { type CharsetCheck, checkCset39, checkCset64, checkCset82, checkDigits } from "./charset";
import { LINTERS, type Linter, type LinterName } from "./linters";

/** One part of a value: its characters, its length and what else must hold. */
export type Component = {
  readonly charset: CharsetCheck;
  readonly min: number;
  readonly max: number;
  readonly optional: boolean;
  readonly linters: readonly Linter[];
};

/** An AI or a pattern of AIs ("31nn"): the digits they share, and how long they are. */
export type AiPattern = { readonly prefix: string; readonly length: number; readonly text: string };

export type AiEntry = {
  readonly ai: string;
  /** GS1 data title. */
  readonly title: string;
  readonly components: readonly Component[];
  /** Length of the whole value. */
  readonly min: number;
  readonly max: number;
  /** Value length when the AI belongs to the predefined-length table, else 0: then a separator ends the value. */
  readonly predefined: number;
  /** All must hold; each is a list of alternatives, each alternative a list of AIs that must all be there. */
  readonly requires: readonly (readonly (readonly AiPattern[])[])[];
  readonly excludes: readonly AiPattern[];
  /** Qualifier sequences when it is a Digital Link primary key, else null. */
  readonly keyQualifiers: readonly (readonly string[])[] | null;
  /** Whether it may stand in the query of a Digital Link. */
  readonly attribute: boolean;
};

/**
 * Length of AI and value together, by the first two digits (GS1 General Specifications, figure 7.8.5-2). An AI
 * outside this table needs a separator after it even when its length is fixed (7040, 8111).
 */
const PREDEFINED: readonly (readonly [first: number, last: number, total: number])[] = [
  [0, 0, 20],
  [1, 3, 16],
  [4, 4, 18],
  [11, 19, 8],
  [20, 20, 4],
  [31, 36, 10],
  [41, 41, 16],
];

const predefinedTotal = new Uint8Array(100);
for (const [first, last, total] of PREDEFINED) predefinedTotal.fill(total, first, last + 1);

const CHARSETS: Readonly<Record<string, CharsetCheck>> = {
  N: checkDigits,
  X: checkCset82,
  Y: checkCset39,
  Z: checkCset64,
};

function component(text: string): Component {
  const [form = "", ...linters] = text.split(",");
  const optional = form.startsWith("[");
  const [, set = "", variable, length] = /^\[?([NXYZ])(\.\.)?(\d+)\]?$/.exec(form) ?? [];
  const charset = CHARSETS[set];
  if (!charset) throw new Error(`The AI table has a format that can't be read: ${text}`);
  const max = Number(length);
  return {
    charset,
    min: variable ? 1 : max,
    max,
    optional,
    linters: linters.map((name) => LINTERS[name as LinterName]),
  };
}

const pattern = (text: string): AiPattern => ({
  text,
  prefix: text.replace(/n+$/, ""),
  length: text.length,
});

const rulesNamed = (rules: readonly string[], name: string): readonly string[] =>
  rules.filter((rule) => rule.startsWith(`${name}=`)).map((rule) => rule.slice(name.length + 1));

function entryOfRow(ai: string, format: string, title: string, rules: readonly string[]): AiEntry {
  const components = format.split(" ").map(component);
  const total = predefinedTotal[Number(ai.slice(0, 2))] ?? 0;
  const key = rules.find((rule) => rule === "key" || rule.startsWith("key="));
  return {
    ai,
    title,
    components,
    min: components.reduce((sum, part) => sum + (part.optional ? 0 : part.min), 0),
    max: components.reduce((sum, part) => sum + part.max, 0),
    predefined: total === 0 ? 0 : total - ai.length,
    requires: rulesNamed(rules, "req").map((rule) =>
      rule.split(",").map((alternative) => alternative.split("+").map(pattern)),
    ),
    excludes: rulesNamed(rules, "ex").flatMap((rule) => rule.split(",").map(pattern)),
    keyQualifiers:
      key === undefined
        ? null
        : key
            .slice(4)
            .split("|")
            .map((sequence) => (sequence === "" ? [] : sequence.split(","))),
    attribute: !rules.includes("no-attribute"),
  };
}

const byAi = new Map<string, AiEntry>();
/** AI length by first two digits; 0 where no AI starts so. The first two digits always decide it. */
const aiLength = new Uint8Array(100);
/** Entries by the AI read as a number, one table a length: the lookup of the hot path makes no strings. */
const tables: readonly (AiEntry | undefined)[][] = [[], [], [], [], []];

for (const [range, format, title, rules] of AI_TABLE) {
  const [first = "", last = first] = range.split("-");
  for (let n = Number(first); n <= Number(last); n++) {
    const ai = String(n).padStart(first.length, "0");
    const entry = entryOfRow(ai, format, title, rules === undefined ? [] : rules.split(" "));
    byAi.set(ai, entry);
    aiLength[Number(ai.slice(0, 2))] = ai.length;
    const table = tables[ai.length];
    if (table) table[n] = entry;
  }
}

/** Every AI of the table, in its order. */
export const allEntries = (): Iterable<AiEntry> => byAi.values();

/** The entry of an AI, or undefined when there is no such AI. */
export const entryOf = (ai: string): AiEntry | undefined => byAi.get(ai);

/** The entry of the AI that starts at text[at], or undefined when none does. */
export function entryAt(text: string, at: number, end: number): AiEntry | undefined {
  if (at + 2 > end) return undefined;
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  if (tens < 0 || tens > 9 || ones < 0 || ones > 9) return undefined;
  let number = tens * 10 + ones;
  const length = aiLength[number] ?? 0;
  if (length === 0 || at + length > end) return undefined;
  for (let i = at + 2; i < at + length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return undefined;
    number = number * 10 + digit;
  }
  return tables[length]?.[number];
}

const PLAIN_NAMES: ReadonlyMap<string, string> = new Map([
  ["00", "SSCC"],
  ["01", "product code"],
  ["02", "content's product code"],
  ["10", "batch"],
  ["11", "production date"],
  ["17", "expiry date"],
  ["21", "serial number"],
  ["37", "count"],
  ["414", "location number"],
]);

/** What to call an AI in a sentence: "expiry date (17)". */
export const nameOfAi = (ai: string): string => {
  const name = PLAIN_NAMES.get(ai) ?? byAi.get(ai)?.title;
  return name === undefined ? `AI (${ai})` : `${name} (${ai})`;
};

export const matches = (wanted: AiPattern, ai: string): boolean =>
  ai.length === wanted.length && ai.startsWith(wanted.prefix);
