import { isCset82 } from "@/lib/core/gs1/charset";
import { hasValidCheckDigit } from "@/lib/core/gs1/check-digit";
import { readExpiry } from "@/lib/core/gs1/expiry";
import { toGtin14 } from "@/lib/core/gs1/gtin";

/** The four things printed beside the square code, as a person typed them. */
export type TypedPack = {
  readonly gtin: string;
  readonly serial: string;
  readonly batch: string;
  readonly expiry: string;
};

export type TypedField = keyof TypedPack;

/** What is wrong with a field; the sentence stands in the catalogue under this name. */
export type TypedFault =
  | "missing"
  | "gtinLength"
  | "checkDigit"
  | "notDigits"
  | "tooLong"
  | "character"
  | "expiryUnclear"
  | "expiryNoSuchDay"
  | "ssccLength";

export type TypedResult =
  | { readonly ok: true; readonly raw: string }
  | { readonly ok: false; readonly faults: Readonly<Partial<Record<TypedField, TypedFault>>> };

/** Spaces are put in by people and by labels; no GS1 value typed here contains one. Case is never touched. */
const withoutSpaces = (text: string) => text.replace(/\s+/g, "");

/** A bracket inside a value is written "\(" in the bracketed form. */
const escaped = (value: string) => value.replaceAll("(", "\\(");

/**
 * The bracketed element string of a typed pack, "(01)…(21)…(17)…(10)…", or what to correct in which field. Batch
 * and expiry may be left empty.
 * @param today YYYY-MM-DD
 */
export function typedPack(typed: TypedPack, today: string): TypedResult {
  const gtin = withoutSpaces(typed.gtin);
  const serial = withoutSpaces(typed.serial);
  const batch = withoutSpaces(typed.batch);
  const expiry = typed.expiry.trim() === "" ? "" : expiryDigits(typed.expiry);
  const faults: Partial<Record<TypedField, TypedFault>> = {};
  const note = (field: TypedField, fault: TypedFault | null) => {
    if (fault) faults[field] = fault;
  };

  note("gtin", gtinFault(gtin));
  note("serial", serial === "" ? "missing" : variableFault(serial));
  note("batch", batch === "" ? null : variableFault(batch));
  if (expiry === null) faults.expiry = "expiryUnclear";
  else if (expiry !== "" && readExpiry(expiry, today) === null) faults.expiry = "expiryNoSuchDay";
  if (Object.keys(faults).length > 0) return { ok: false, faults };

  const parts = [`(01)${toGtin14(gtin)}`, `(21)${escaped(serial)}`];
  if (expiry) parts.push(`(17)${expiry}`);
  if (batch) parts.push(`(10)${escaped(batch)}`);
  return { ok: true, raw: parts.join("") };
}

/** The element string of a typed SSCC, 18 digits, with or without the (00) printed before it. */
export function typedSscc(
  typed: string,
): { readonly ok: true; readonly raw: string } | { readonly ok: false; readonly fault: TypedFault } {
  const digits = withoutSpaces(typed).replace(/^\(00\)/, "");
  const sscc = digits.length === 20 && digits.startsWith("00") ? digits.slice(2) : digits;
  if (sscc === "") return { ok: false, fault: "missing" };
  if (!/^\d+$/.test(sscc)) return { ok: false, fault: "notDigits" };
  if (sscc.length !== 18) return { ok: false, fault: "ssccLength" };
  return hasValidCheckDigit(sscc) ? { ok: true, raw: `(00)${sscc}` } : { ok: false, fault: "checkDigit" };
}

function gtinFault(gtin: string): TypedFault | null {
  if (gtin === "") return "missing";
  if (!/^\d+$/.test(gtin)) return "notDigits";
  if (![8, 12, 13, 14].includes(gtin.length)) return "gtinLength";
  return toGtin14(gtin) === null ? "checkDigit" : null;
}

/** Batch and serial: at most 20 of GS1's 82 characters. */
function variableFault(value: string): TypedFault | null {
  if (value.length > 20) return "tooLong";
  return isCset82(value) ? null : "character";
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/**
 * YYMMDD of an expiry date as it is printed on packs (day 00 when none is given): 280331, 03/2028, 03.28, 2028-03,
 * 31.03.2028, 31 Mar 2028, MAR 2028. Null when it could mean two things (03/04/2028) or nothing.
 */
export function expiryDigits(printed: string): string | null {
  const text = printed.trim().toLowerCase();
  const compact = /^(\d{2})(\d{2})(\d{2})$/.exec(text);
  if (compact) {
    const [, first, second, third] = compact;
    // 032028 can only be March 2028: there is no month 20.
    return second === "20" ? `${third}${first}00` : text;
  }
  const parts = text.split(/[\s./-]+/).filter((part) => part !== "");
  if (/^(19|20)\d{6}$/.test(text)) return text.slice(2);
  const word = /^(\d{1,2})?[\s./-]*([a-z]{3})[a-z]*[\s./-]*(\d{4}|\d{2})$/.exec(text);
  if (word) {
    const month = months.indexOf(word[2] ?? "") + 1;
    return month === 0 ? null : yymmdd(word[3] ?? "", month, Number(word[1] ?? 0));
  }
  if (parts.some((part) => !/^\d+$/.test(part))) return null;
  const [a = "", b = "", c = ""] = parts;
  if (parts.length === 2) {
    if (a.length === 4) return yymmdd(a, Number(b), 0);
    return a.length <= 2 && (b.length === 4 || b.length === 2) ? yymmdd(b, Number(a), 0) : null;
  }
  if (parts.length !== 3) return null;
  if (a.length === 4) return yymmdd(a, Number(b), Number(c));
  const [first, second] = [Number(a), Number(b)];
  // With dots the day comes first everywhere; with slashes it depends on the country, unless one cannot be a month.
  if (text.includes(".") || first > 12 || first === second) return yymmdd(c, second, first);
  return second > 12 ? yymmdd(c, first, second) : null;
}

const two = (n: number) => String(n).padStart(2, "0");

function yymmdd(year: string, month: number, day: number): string | null {
  const known = (year.length === 2 || year.length === 4) && month >= 1 && month <= 12 && day <= 99;
  return known ? `${year.slice(-2)}${two(month)}${two(day)}` : null;
}
