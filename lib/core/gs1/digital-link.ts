import { checkAssociations } from "./associations";
import { type AiEntry, entryOf, nameOfAi } from "./dictionary";
import { checkValue, type Element, issue } from "./element";
import type { Parsed } from "./element-string";
import type { Issue, IssueCode } from "./issue";
import { encodeForPrint, percentDecode } from "./percent";

/** GS1 Digital Link: URI Syntax. Any domain; only the path and the query carry identity. */

/** Whether a text is meant as a web address: then it is read as a Digital Link or not at all. */
export const looksLikeLink = (text: string, from: number): boolean =>
  /^https?:\/\//i.test(text.slice(from, from + 8));

export type LinkOptions = {
  /** Read the withdrawn names "gtin", "ser" … instead of AIs in the path. */
  readonly shortNames?: boolean;
  /** Read GTINs of 8, 12 or 13 digits and pad them. */
  readonly shortGtins?: boolean;
  /** The code is one of several on the thing: don't ask for elements that may stand in another. */
  readonly oneOfSeveral?: boolean;
};

/** Names that GS1 Digital Link 1.0 allowed in the path, withdrawn since 1.2. */
const SHORT_NAMES: ReadonlyMap<string, string> = new Map([
  ["gtin", "01"],
  ["cpv", "22"],
  ["lot", "10"],
  ["ser", "21"],
  ["sscc", "00"],
  ["gdti", "253"],
  ["gcn", "255"],
  ["ginc", "401"],
  ["gsin", "402"],
  ["gln", "414"],
  ["glnx", "254"],
  ["payTo", "415"],
  ["refNo", "8020"],
  ["partyGln", "417"],
  ["grai", "8003"],
  ["giai", "8004"],
  ["itip", "8006"],
  ["cpid", "8010"],
  ["cpsn", "8011"],
  ["gmn", "8013"],
  ["gsrnp", "8017"],
  ["gsrn", "8018"],
  ["srin", "8019"],
]);

const BARE = /^[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]*$/;

class Reader {
  readonly elements: Element[] = [];
  readonly issues: Issue[] = [];
  constructor(
    readonly text: string,
    readonly options: LinkOptions,
  ) {}

  fail(code: IssueCode, message: string, from: number, to: number): void {
    this.issues.push(issue(code, "error", message, from, to));
  }

  add(entry: AiEntry, from: number, to: number, inQuery: boolean): void {
    const written = this.text.slice(from, to);
    let value = percentDecode(written, inQuery);
    if (value === null) {
      this.fail(
        "LINK_MALFORMED",
        `The ${nameOfAi(entry.ai)} has a % that stands for no character.`,
        from,
        to,
      );
      return;
    }
    if (entry.ai === "01" && value.length !== 14) value = this.paddedGtin(value, from, to, inQuery);
    const wrong = checkValue(entry, value, 0, value.length);
    if (wrong && !(wrong.code === "VALUE_TOO_SHORT" && entry.ai === "01")) {
      const direct = value === written;
      const start = direct ? from + wrong.from : from;
      this.issues.push({ ...wrong, from: start, to: direct ? from + wrong.to : to });
    }
    if (this.elements.some((element) => element.ai === entry.ai)) {
      this.fail("LINK_AI_REPEATED", `The ${nameOfAi(entry.ai)} stands twice in the link.`, from, to);
      return;
    }
    this.elements.push({ ai: entry.ai, value, from, to });
  }

  /** In the query a short GTIN is only a statement about the key of the path, so it is padded without asking. */
  private paddedGtin(value: string, from: number, to: number, inQuery: boolean): string {
    const short = value.length === 8 || value.length === 12 || value.length === 13;
    if (short && (inQuery || this.options.shortGtins)) return value.padStart(14, "0");
    if (value.length < 14)
      this.fail("LINK_GTIN_NOT_14", "A link needs its product code in 14 digits.", from, to);
    return value;
  }
}

/** Links may be as long as they like; sentences about them may not. */
const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

type Segment = { readonly from: number; readonly to: number };

function segmentsOf(text: string, from: number, to: number, delimiter: string): Segment[] {
  const segments: Segment[] = [];
  let start = from;
  for (let i = from; i <= to; i++) {
    if (i < to && text.charAt(i) !== delimiter) continue;
    segments.push({ from: start, to: i });
    start = i + 1;
  }
  return segments;
}

/** Reads text[from, to), which starts with http:// or https://. Linear in the length, never throws. */
export function parseDigitalLink(text: string, from: number, to: number, options: LinkOptions = {}): Parsed {
  const reader = new Reader(text, options);
  const authority = text.indexOf("//", from) + 2;
  const until = (character: string, start: number, end: number): number => {
    const at = text.indexOf(character, start);
    return at === -1 || at > end ? end : at;
  };
  const end = until("#", authority, to);
  const pathEnd = until("?", authority, end);
  const pathStart = until("/", authority, pathEnd);
  if (!BARE.test(text.slice(from, to))) {
    reader.fail("LINK_MALFORMED", "The link has a character that web addresses can't hold.", from, to);
  } else if (pathStart === authority || text.slice(authority, pathStart).includes("%")) {
    reader.fail("LINK_MALFORMED", "The link has no usable domain.", authority, pathStart);
  } else {
    readPath(reader, pathStart, pathEnd);
    if (reader.issues.length === 0 && pathEnd < end) readQuery(reader, pathEnd + 1, end);
  }
  if (reader.issues.every(({ severity }) => severity !== "error")) {
    checkAssociations(reader.elements, reader.issues, options.oneOfSeveral);
  }
  return { elements: reader.elements, issues: reader.issues };
}

/** Walks back from the end in pairs of AI and value until the AI is a primary key: the rightmost one counts. */
function readPath(reader: Reader, from: number, to: number): void {
  const segments = segmentsOf(reader.text, from + 1, to, "/");
  const pairs: { entry: AiEntry; value: Segment }[] = [];
  for (let i = segments.length - 2; i >= 0; i -= 2) {
    const name = segments[i];
    const value = segments[i + 1];
    if (name === undefined || value === undefined) break;
    const written = reader.text.slice(name.from, name.to);
    const entry = entryOf(reader.options.shortNames ? (SHORT_NAMES.get(written) ?? written) : written);
    if (entry === undefined) break;
    pairs.push({ entry, value });
    if (entry.keyQualifiers === null) continue;
    pairs.reverse();
    const qualifiers = pairs.slice(1).map((pair) => pair.entry.ai);
    if (!entry.keyQualifiers.some((sequence) => isSubsequence(qualifiers, sequence))) {
      const message = `After the ${nameOfAi(entry.ai)} the parts ${shortened(qualifiers.join(", "))} can't stand in this order.`;
      reader.fail("LINK_PATH_ORDER", message, name.from, to);
    }
    for (const pair of pairs) reader.add(pair.entry, pair.value.from, pair.value.to, false);
    return;
  }
  reader.fail(
    "LINK_WITHOUT_KEY",
    "This web address isn't a GS1 link: it names no product, unit or place.",
    from,
    to,
  );
}

function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let at = 0;
  for (const item of part) {
    at = whole.indexOf(item, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function readQuery(reader: Reader, from: number, to: number): void {
  const path = reader.elements.map(({ ai }) => ai);
  const [key = "", ...qualifiers] = path;
  for (const parameter of segmentsOf(reader.text, from, to, "&")) {
    const [name = ""] = reader.text.slice(parameter.from, parameter.to).split("=", 1);
    const nameEnd = parameter.from + name.length;
    if (nameEnd === parameter.to || !/^\d+$/.test(name)) {
      if (parameter.to > parameter.from) ignored(reader, name, parameter);
      continue;
    }
    const entry = entryOf(name);
    if (entry === undefined) {
      reader.fail(
        "AI_UNKNOWN",
        `There is no application identifier ${shortened(name)}.`,
        parameter.from,
        parameter.to,
      );
    } else if (!entry.attribute) {
      const message = `The ${nameOfAi(name)} may not stand after the question mark.`;
      reader.fail("LINK_ATTRIBUTE_NOT_ALLOWED", message, parameter.from, parameter.to);
    } else if (fitsInPath(name, key, qualifiers)) {
      const message = `The ${nameOfAi(name)} belongs in the path of the link, not after the question mark.`;
      reader.fail("LINK_BELONGS_IN_PATH", message, parameter.from, parameter.to);
    } else reader.add(entry, nameEnd + 1, parameter.to, true);
  }
}

const ignored = (reader: Reader, name: string, { from, to }: Segment): void => {
  const message = `The part “${shortened(name)}” of the link isn't GS1 data and was ignored.`;
  reader.issues.push(issue("LINK_PARAMETER_IGNORED", "info", message, from, to));
};

/** Whether an AI would be a qualifier of the key beside those the path already has. */
const fitsInPath = (ai: string, key: string, qualifiers: readonly string[]): boolean =>
  (entryOf(key)?.keyQualifiers ?? []).some(
    (sequence) => sequence.includes(ai) && qualifiers.every((qualifier) => sequence.includes(qualifier)),
  );

type AiAndValue = { readonly ai: string; readonly value: string };

/**
 * The Digital Link of these elements on an origin ("https://example.com"), or null when they have no primary key or
 * one of them may not stand in a link. The first key in their order becomes the path; the rest goes into the query.
 */
export function formatDigitalLink(origin: string, elements: readonly AiAndValue[]): string | null {
  const key = elements.find(({ ai }) => entryOf(ai)?.keyQualifiers);
  if (key === undefined) return null;
  const values = new Map(elements.map(({ ai, value }) => [ai, value]));
  const present = (sequence: readonly string[]): string[] => sequence.filter((ai) => values.has(ai));
  const path = (entryOf(key.ai)?.keyQualifiers ?? [])
    .map(present)
    .reduce((best, sequence) => (sequence.length > best.length ? sequence : best), []);
  let link = origin.replace(/\/+$/, "");
  for (const ai of [key.ai, ...path]) {
    link += `/${ai}/${encodeForPrint(values.get(ai) ?? "")}`;
    values.delete(ai);
  }
  // As GS1's own engine writes it: predefined lengths first, otherwise in the order of the elements.
  const isPredefined = (ai: string): boolean => (entryOf(ai)?.predefined ?? 0) > 0;
  const rest = [...values].sort(([a], [b]) => Number(isPredefined(b)) - Number(isPredefined(a)));
  let delimiter = "?";
  for (const [ai, value] of rest) {
    if (!entryOf(ai)?.attribute) return null;
    link += `${delimiter}${ai}=${encodeForPrint(value)}`;
    delimiter = "&";
  }
  return link;
}
