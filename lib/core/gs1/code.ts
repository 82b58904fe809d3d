import { checkAssociations } from "./associations";
import { looksBracketed, parseBracketed } from "./bracketed";
import { checkDigits } from "./charset";
import { checksumHolds } from "./check-digit";
import { type LinkOptions, looksLikeLink, parseDigitalLink } from "./digital-link";
import { type Element, issue } from "./element";
import { GS, type Parsed, parseElementString } from "./element-string";
import { hasError, type Issue, type IssueCode, type Severity } from "./issue";
import { looksLikeEnvelope, parsePharmacyEnvelope } from "./pharmacy-envelope";
import { withoutStandIns } from "./stand-ins";
import { carrierOf } from "./symbology";

/** How a code was written down. */
export type Form = "element-string" | "bracketed" | "digital-link" | "digits" | "envelope" | "plain";

/** What a text holds, before anyone asks what it is about. */
export type Code = Parsed & {
  readonly form: Form;
  /** AIM symbology identifier, "]d2" …, or null when none was sent. */
  readonly symbology: string | null;
};

export type CodeOptions = LinkOptions & {
  /** Refuse data without symbology identifier: then nothing but the identifier decides what the data is. */
  readonly symbologyRequired?: boolean;
  /** Read what scanners and people send, not what the letter allows: visible stand-ins, terminators, no identifier. */
  readonly tolerant?: boolean;
};

const GS_CODE = GS.charCodeAt(0);
const CARET_CODE = 94;
const NO_IDENTIFIER = "The scanner sent no symbology identifier.";

/** Nothing is read out of it, for this reason. */
const failed = (form: Form, symbology: string | null, found: Issue): Code => ({
  form,
  symbology,
  elements: [],
  issues: [found],
});

/** Recognises the form of text and reads it. Linear in the length, never throws. */
export function readCode(text: string, options: CodeOptions = {}): Code {
  const [from, to] = options.tolerant ? withoutBlanks(text) : [0, text.length];
  const error = (code: IssueCode, message: string, symbology: string | null = null): Code =>
    failed("plain", symbology, issue(code, "error", message, from, to));
  if (text.charAt(from) !== "]") {
    if (options.symbologyRequired) return error("SYMBOLOGY_MISSING", NO_IDENTIFIER);
    if (options.tolerant && from === to) return error("EMPTY", "There is nothing to read.");
    return readBare(text, from, to, options);
  }
  const symbology = text.slice(from, Math.min(from + 3, to));
  const carrier = carrierOf(symbology);
  const start = from + symbology.length;
  if (carrier === undefined) {
    return error("SYMBOLOGY_UNSUPPORTED", `A code of kind ${symbology} isn't a GS1 code.`, symbology);
  }
  if (carrier.holds === "plain") return { ...readPlain(text, start, to, options), symbology };
  if (start === to) return error("EMPTY", "The code is empty.", symbology);
  if (carrier.holds === "digits") return { ...readDigits(text, start, to, [carrier.length]), symbology };
  return { ...readElementString(text, start, to, options), symbology };
}

/** Terminators that scanners type after the data, and blanks around pasted text; the code itself can't hold them. */
function withoutBlanks(text: string): readonly [from: number, to: number] {
  const isBlank = (code: number): boolean => code === 32 || code === 9 || code === 10 || code === 13;
  let to = text.length;
  while (to > 0 && isBlank(text.charCodeAt(to - 1))) to--;
  let from = 0;
  while (from < to && isBlank(text.charCodeAt(from))) from++;
  return [from, to];
}

function readPlain(text: string, from: number, to: number, options: CodeOptions): Code {
  if (looksLikeLink(text, from)) return readLink(text, from, to, options);
  if (looksLikeEnvelope(text, from)) return readEnvelope(text, from, to);
  return { form: "plain", symbology: null, elements: [], issues: [] };
}

const readEnvelope = (text: string, from: number, to: number): Code => ({
  form: "envelope",
  symbology: null,
  ...parsePharmacyEnvelope(text, from, to),
});

function readBare(text: string, from: number, to: number, options: CodeOptions): Code {
  if (looksLikeLink(text, from)) return readLink(text, from, to, options);
  if (looksLikeEnvelope(text, from)) return readEnvelope(text, from, to);
  if (looksBracketed(text, from)) return associated("bracketed", parseBracketed(text, from, to), options);
  if (text.charCodeAt(from) === CARET_CODE) {
    if (from + 1 === to) {
      return failed("element-string", null, issue("EMPTY", "error", "The code is empty.", from, to));
    }
    return associated("element-string", parseElementString(text, from + 1, to, CARET_CODE), options);
  }
  if (KEY_LENGTHS.includes(to - from) && checkDigits(text, from, to) === null) {
    return readDigits(text, from, to, KEY_LENGTHS);
  }
  const marked = text.charCodeAt(from) === GS_CODE;
  const plain = marked || options.tolerant ? null : plainByTheLetter(text, from, to);
  return plain ?? readElementString(text, marked && from + 1 < to ? from + 1 : from, to, options);
}

/**
 * Text that nothing marks as GS1 data is plain data, as GS1's own engine takes it, with two exceptions. Digits in front
 * are an element string as a person types it: null. A separator, which nobody types, tells that a scanner sent the
 * text without saying what it is: refused.
 */
function plainByTheLetter(text: string, from: number, to: number): Code | null {
  const note = (code: IssueCode, severity: Severity, message: string): Code =>
    failed("plain", null, issue(code, severity, message, from, to));
  if (from === to) return note("EMPTY", "info", "There is nothing to read.");
  if (text.indexOf(GS, from) !== -1) return note("SYMBOLOGY_MISSING", "error", NO_IDENTIFIER);
  return checkDigits(text, from, from + 1) && note("NOT_GS1", "info", "Nothing marks this text as GS1 data.");
}

/** GTIN-8, -12, -13, -14 and SSCC, as typed by people or sent by scanners without identifier. */
const KEY_LENGTHS: readonly number[] = [8, 12, 13, 14, 18];

function readDigits(text: string, from: number, to: number, lengths: readonly number[]): Code {
  const fail = (code: IssueCode, message: string, start: number, end: number): Code =>
    failed("digits", null, issue(code, "error", message, start, end));
  const wrong = checkDigits(text, from, to);
  if (wrong) return fail(wrong.code, "This kind of code may only hold digits.", wrong.from, wrong.to);
  if (!lengths.includes(to - from)) {
    return fail("LENGTH_WRONG", `This kind of code has ${lengths.join(" or ")} digits.`, from, to);
  }
  if (!checksumHolds(text, from, to)) {
    const message = "The last digit doesn't fit the others: a digit was misread or mistyped.";
    return fail("INCORRECT_CHECK_DIGIT", message, to - 1, to);
  }
  const digits = text.slice(from, to);
  const element: Element =
    digits.length === 18
      ? { ai: "00", value: digits, from, to }
      : { ai: "01", value: digits.padStart(14, "0"), from, to };
  return { form: "digits", symbology: null, elements: [element], issues: [] };
}

const readLink = (text: string, from: number, to: number, options: CodeOptions): Code => ({
  form: "digital-link",
  symbology: null,
  ...parseDigitalLink(text, from, to, options),
});

function readElementString(text: string, from: number, to: number, options: CodeOptions): Code {
  const parse = (clean: string, start: number, end: number): Parsed =>
    associated("element-string", parseElementString(clean, start, end, GS_CODE), options);
  const parsed = options.tolerant ? withoutStandIns(text, from, to, parse) : parse(text, from, to);
  return { form: "element-string", symbology: null, elements: parsed.elements, issues: parsed.issues };
}

/** Rules between elements are asked only when every element is sound: the rest would be noise. */
function associated(form: Form, parsed: Parsed, options: CodeOptions): Code {
  const issues = [...parsed.issues];
  if (!hasError(issues)) checkAssociations(parsed.elements, issues, options.oneOfSeveral);
  return { form, symbology: null, elements: parsed.elements, issues };
}
