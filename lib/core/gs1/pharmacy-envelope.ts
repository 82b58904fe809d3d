import { checkDigits } from "./charset";
import { checkDigit } from "./check-digit";
import { entryOf } from "./dictionary";
import { checkValue, type Element, issue } from "./element";
import { GS, type Parsed } from "./element-string";
import type { Issue } from "./issue";

/**
 * The code that German makers may print instead of a GS1 one: an ISO/IEC 15434 envelope of format 06 with the data
 * identifiers of ISO/IEC 15418: 9N pharmacy product number, S serial, 1T batch, D expiry, 8P GTIN, 16D production
 * date (IFA coding specification for securPharm). It names the same packs: a PPN of the German register, "11" with a
 * PZN, corresponds to the GTIN 0 4150 PZN and check digit. The elements come out as GS1 AIs.
 */
const HEADER = "[)>";
const RS = "\u001e";
const EOT = "\u0004";

export const looksLikeEnvelope = (text: string, from: number): boolean => text.startsWith(HEADER, from);

/** Data identifiers of a medicine pack and the AIs that mean the same. 9N and 16D need translation. */
const SAME_MEANING: ReadonlyMap<string, string> = new Map([
  ["S", "21"],
  ["1T", "10"],
  ["D", "17"],
  ["8P", "01"],
]);

type Part = { readonly identifier: string; readonly from: number; readonly to: number };

/** Reads text[from, to), which starts with the header. Linear in the length, never throws. */
export function parsePharmacyEnvelope(text: string, from: number, to: number): Parsed {
  const issues: Issue[] = [];
  const start = `${HEADER}${RS}06${GS}`;
  if (!text.startsWith(start, from)) {
    const message =
      "The envelope doesn't start as ISO 15434 format 06 asks: the scanner may drop control characters.";
    issues.push(issue("ENVELOPE_MALFORMED", "error", message, from, to));
    return { elements: [], issues };
  }
  const end = text.startsWith(RS + EOT, to - 2)
    ? to - 2
    : text.endsWith(RS) && to === text.length
      ? to - 1
      : to;
  const parts = partsOf(text, from + start.length, end);
  const elements: Element[] = [];
  // A pharmacy product number is what the German register knows the pack by; a GTIN beside it is the same product's.
  const hasPpn = parts.some(({ identifier }) => identifier === "9N");
  for (const part of parts) {
    if (part.identifier === "9N") readPpn(text, part, elements, issues);
    else if (part.identifier === "16D") addProductionDate(text, part, elements, issues);
    else if (!(part.identifier === "8P" && hasPpn)) addSameMeaning(text, part, elements, issues);
  }
  // Other trades use the envelope too, with serials and batches of their own things.
  if (issues.length === 0 && !elements.some(({ ai }) => ai === "01")) {
    issues.push(issue("ENVELOPE_MALFORMED", "error", "The envelope names no medicine pack.", from, to));
  }
  return { elements, issues };
}

/** Splits at the separators; an identifier is up to three digits and a letter. */
function partsOf(text: string, from: number, to: number): readonly Part[] {
  const parts: Part[] = [];
  let at = from;
  while (at < to) {
    const separator = text.indexOf(GS, at);
    const end = separator === -1 || separator > to ? to : separator;
    const [identifier = ""] = /^\d{0,3}[A-Z]/.exec(text.slice(at, Math.min(at + 4, end))) ?? [];
    parts.push({ identifier, from: at + identifier.length, to: end });
    at = end + 1;
  }
  return parts;
}

function add(
  ai: string,
  value: string,
  { from, to }: { readonly from: number; readonly to: number },
  elements: Element[],
  issues: Issue[],
): void {
  const entry = entryOf(ai);
  const wrong = entry && checkValue(entry, value, 0, value.length);
  if (wrong) {
    const direct = value.length === to - from;
    issues.push({ ...wrong, from: direct ? from + wrong.from : from, to: direct ? from + wrong.to : to });
  }
  const before = elements.find((element) => element.ai === ai);
  if (before === undefined) elements.push({ ai, value, from, to });
  else if (before.value !== value) {
    const message = "The envelope names the same thing twice with different values.";
    issues.push(issue("AI_REPEATED_DIFFERENT", "error", message, from, to));
  }
}

function addSameMeaning(text: string, part: Part, elements: Element[], issues: Issue[]): void {
  const ai = SAME_MEANING.get(part.identifier);
  if (ai !== undefined) add(ai, text.slice(part.from, part.to), part, elements, issues);
  // Other identifiers are allowed and say nothing about which pack this is.
  else if (part.identifier === "") {
    const message = "A part of the envelope starts without a data identifier.";
    issues.push(issue("ENVELOPE_MALFORMED", "error", message, part.from, part.to));
  }
}

function addProductionDate(text: string, part: Part, elements: Element[], issues: Issue[]): void {
  const length = part.to - part.from;
  if (length === 8) add("11", text.slice(part.from + 2, part.to), part, elements, issues);
  else {
    const code = length < 8 ? "DATE_TOO_SHORT" : "DATE_TOO_LONG";
    issues.push(issue(code, "error", "The production date needs eight digits.", part.from, part.to));
  }
}

const PZN_REGISTER = "11";
const PPN_LENGTH = 12;

function readPpn(text: string, part: Part, elements: Element[], issues: Issue[]): void {
  const { from, to } = part;
  const ppn = text.slice(from, to);
  const pzn = ppn.slice(2, 10);
  if (ppn.length !== PPN_LENGTH || !ppn.startsWith(PZN_REGISTER) || checkDigits(ppn, 0, ppn.length)) {
    const message = "The pharmacy product number isn't one of the German register (11 and a PZN).";
    issues.push(issue("ENVELOPE_MALFORMED", "error", message, from, to));
  } else if (!ppnHolds(ppn) || !pznHolds(pzn)) {
    const message = "The pharmacy product number has a wrong check digit.";
    issues.push(issue("INCORRECT_CHECK_DIGIT", "error", message, from, to));
  } else {
    const gtin = `04150${pzn}`;
    add("01", gtin + checkDigit(gtin), part, elements, issues);
    add("710", pzn, part, elements, issues);
  }
}

/** PPN: weights 2, 3, 4 … over the characters' ASCII values, modulo 97, as two digits. */
function ppnHolds(ppn: string): boolean {
  let sum = 0;
  for (let i = 0; i < PPN_LENGTH - 2; i++) sum += ppn.charCodeAt(i) * (i + 2);
  return sum % 97 === Number(ppn.slice(-2));
}

/** PZN: weights 1 to 7, modulo 11; a remainder of 10 is never issued. */
function pznHolds(pzn: string): boolean {
  let sum = 0;
  for (let i = 0; i < 7; i++) sum += Number(pzn.charAt(i)) * (i + 1);
  return sum % 11 === Number(pzn.charAt(7));
}
