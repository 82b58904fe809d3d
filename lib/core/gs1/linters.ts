import { checkCset39, checkCset64, checkCset82, checkDigits } from "./charset";
import type { Fault, FaultCode } from "./fault";
import * as codes from "./lint-codes";
import * as coupons from "./lint-coupons";
import * as dates from "./lint-dates";
import * as numbers from "./lint-numbers";

/** Checks text[from, to) and returns the first fault. Linear in the length, never throws. */
export type Linter = (text: string, from: number, to: number) => Fault | null;

/** The linters of the GS1 Barcode Syntax Dictionary, by its names. */
export const LINTERS = {
  couponcode: coupons.lintCouponcode,
  couponposoffer: coupons.lintCouponposoffer,
  cset39: checkCset39,
  cset64: checkCset64,
  cset82: checkCset82,
  csetnumeric: checkDigits,
  csum: numbers.lintCsum,
  csumalpha: codes.lintCsumalpha,
  gcppos1: numbers.lintGcppos1,
  gcppos2: numbers.lintGcppos2,
  hasnondigit: numbers.lintHasnondigit,
  hh: dates.lintHh,
  hhmi: dates.lintHhmi,
  hyphen: codes.lintHyphen,
  iban: codes.lintIban,
  importeridx: codes.lintImporteridx,
  iso3166: codes.lintIso3166,
  iso3166999: codes.lintIso3166999,
  iso3166alpha2: codes.lintIso3166alpha2,
  iso4217: codes.lintIso4217,
  iso5218: codes.lintIso5218,
  latitude: numbers.lintLatitude,
  longitude: numbers.lintLongitude,
  mediatype: codes.lintMediatype,
  mi: dates.lintMi,
  nonzero: numbers.lintNonzero,
  nozeroprefix: numbers.lintNozeroprefix,
  packagetype: codes.lintPackagetype,
  pcenc: codes.lintPcenc,
  pieceoftotal: numbers.lintPieceoftotal,
  posinseqslash: numbers.lintPosinseqslash,
  ss: dates.lintSs,
  winding: codes.lintWinding,
  yesno: codes.lintYesno,
  yymmd0: dates.lintYymmd0,
  yymmdd: dates.lintYymmdd,
  yyyymmd0: dates.lintYyyymmd0,
  yyyymmdd: dates.lintYyyymmdd,
  zero: numbers.lintZero,
} as const satisfies Record<string, Linter>;

export type LinterName = keyof typeof LINTERS;

export const isLinterName = (name: string): name is LinterName => Object.hasOwn(LINTERS, name);

export type LintResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: FaultCode; readonly at: readonly [from: number, to: number] };

/** Runs one linter over a whole value. The code is GS1's own name of the fault without its prefix GS1_LINTER_. */
export function lint(name: LinterName, value: string): LintResult {
  const found = LINTERS[name](value, 0, value.length);
  return found ? { ok: false, code: found.code, at: [found.from, found.to] } : { ok: true };
}
