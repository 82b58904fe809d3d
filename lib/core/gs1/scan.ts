import { type Code, type Form, readCode } from "./code";
import { type Element, issue } from "./element";
import { type Expiry, readExpiry } from "./expiry";
import { hasError, type Issue } from "./issue";
import { keyboardHints } from "./keyboard-hints";
import { glnLink, gtinLink, packLink, ssccLink } from "./link";
import { checkCompleteness, findLostSeparator } from "./pack-profile";

export type Pack = {
  /** 14 digits. */
  readonly gtin: string;
  /** Exactly as in the code: never trimmed, never changed in case. */
  readonly serial: string;
  readonly batch: string | null;
  readonly expiry: Expiry | null;
  /** National healthcare numbers, AIs 710–717: PZN, CIP, CN … */
  readonly national: readonly { readonly ai: string; readonly value: string }[];
};

type Common = {
  /** The text as it came in; all ranges refer to it. */
  readonly raw: string;
  readonly form: Form;
  /** AIM symbology identifier, "]d2" …, or null when none was sent. */
  readonly symbology: string | null;
  readonly elements: readonly Element[];
  readonly issues: readonly Issue[];
};

/** What a scan is about. `link` is the canonical Digital Link of the thing. */
export type ScanReading =
  | (Common & { readonly kind: "pack"; readonly pack: Pack; readonly link: string })
  | (Common & {
      readonly kind: "logistic-unit";
      readonly sscc: string;
      readonly link: string;
      /** What the unit holds, when its label says so (AIs 02 and 37). */
      readonly content: {
        readonly gtin: string;
        readonly count: number;
        readonly batch: string | null;
      } | null;
    })
  | (Common & {
      readonly kind: "product";
      readonly gtin: string;
      readonly link: string;
      readonly batch: string | null;
      readonly expiry: Expiry | null;
    })
  | (Common & {
      readonly kind: "location";
      readonly gln: string;
      readonly extension: string | null;
      readonly link: string;
    })
  | (Common & { readonly kind: "unreadable" });

export type ScanOptions = {
  /** YYYY-MM-DD, for the century of dates. */
  readonly today: string;
};

const LOCATION_AIS = ["414", "410", "411", "412", "413", "416", "417", "415"] as const;

const valueUnder = (elements: readonly Element[], ai: string): string | undefined => {
  for (const element of elements) if (element.ai === ai) return element.value;
  return undefined;
};

/**
 * Reads anything a scanner, a camera, a paste or a link can deliver: scanner data with or without symbology
 * identifier, bracketed text, a Digital Link on any domain, EAN/UPC/ITF-14 digits, a bare SSCC. Answers "unreadable"
 * whenever an issue is an error: then nothing of it may be used. Linear in the length, never throws.
 */
export function readScan(raw: string, options: ScanOptions): ScanReading {
  const code = readCode(raw, { tolerant: true });
  const issues = [...code.issues];
  const lost = valueUnder(code.elements, "01") === undefined ? null : lostSeparator(code);
  if (lost) issues.push(lost);
  for (const hint of keyboardHints(raw, code.symbology, code.elements)) issues.push(hint);
  const { form, symbology, elements } = code;
  const common: Common = { raw, form, symbology, elements, issues };
  if (hasError(issues)) return { kind: "unreadable", ...common };
  return (
    logisticUnit(common) ??
    tradeItem(common, issues, options.today) ??
    location(common) ??
    nothing(common, issues)
  );
}

const lostSeparator = (code: Code): Issue | null =>
  code.form === "element-string" ? findLostSeparator(code.elements) : null;

function logisticUnit(common: Common): ScanReading | null {
  const { elements } = common;
  const sscc = valueUnder(elements, "00");
  if (sscc === undefined) return null;
  const gtin = valueUnder(elements, "02");
  const count = valueUnder(elements, "37");
  const batch = valueUnder(elements, "10") ?? null;
  const content = gtin !== undefined && count !== undefined ? { gtin, count: Number(count), batch } : null;
  return { kind: "logistic-unit", sscc, link: ssccLink(sscc), content, ...common };
}

function tradeItem(common: Common, issues: Issue[], today: string): ScanReading | null {
  const { elements } = common;
  const gtin = valueUnder(elements, "01");
  if (gtin === undefined) return null;
  const serial = valueUnder(elements, "21");
  const batch = valueUnder(elements, "10") ?? null;
  const yymmdd = valueUnder(elements, "17");
  const expiry = yymmdd === undefined ? null : readExpiry(yymmdd, today);
  if (yymmdd !== undefined && expiry === null) return noSuchDay(common, issues);
  if (serial === undefined) return { kind: "product", gtin, link: gtinLink(gtin), batch, expiry, ...common };
  for (const missing of checkCompleteness(elements, common.raw.length)) issues.push(missing);
  const national = elements.filter(({ ai }) => ai.length === 3 && ai.startsWith("71"));
  return {
    kind: "pack",
    pack: { gtin, serial, batch, expiry, national: national.map(({ ai, value }) => ({ ai, value })) },
    link: packLink(gtin, serial),
    ...common,
  };
}

/** 29 February of a year that the century window makes no leap year: only the reader's calendar tells. */
function noSuchDay(common: Common, issues: Issue[]): ScanReading {
  const element = common.elements.find(({ ai }) => ai === "17");
  const at = element ?? { from: 0, to: 0 };
  const message = "The expiry date (17) names a day that doesn't exist in its month.";
  issues.push(issue("ILLEGAL_DAY", "error", message, at.from, at.to));
  return { kind: "unreadable", ...common };
}

function location(common: Common): ScanReading | null {
  for (const ai of LOCATION_AIS) {
    const gln = valueUnder(common.elements, ai);
    if (gln === undefined) continue;
    const extension = (ai === "414" ? valueUnder(common.elements, "254") : undefined) ?? null;
    return { kind: "location", gln, extension, link: glnLink(gln, extension ?? undefined), ...common };
  }
  return null;
}

function nothing(common: Common, issues: Issue[]): ScanReading {
  const message =
    common.form === "plain"
      ? "This isn't a GS1 code: it holds free text. Scan the square code with the product code and the serial."
      : "The code is sound, but names no pack, product, case, pallet or place.";
  const kind = common.form === "plain" ? "NOT_GS1" : "NO_SUBJECT";
  issues.push(issue(kind, "error", message, 0, common.raw.length));
  return { kind: "unreadable", ...common };
}
