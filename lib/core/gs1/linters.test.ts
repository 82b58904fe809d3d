import { describe, expect, it } from "vitest";
import { checkDigit } from "./check-digit";
import type { FaultCode } from "./fault";
import { checkPair } from "./lint-codes";
import { isLinterName, LINTERS, type LinterName, lint } from "./linters";

/** Every linter with values it takes, and values it refuses: the fault marked «so» and its code. */
const CASES: Readonly<
  Record<
    LinterName,
    { readonly good: readonly string[]; readonly bad: readonly (readonly [string, FaultCode])[] }
  >
> = {
  couponcode: {
    good: ["0950110123456275100345", "09501101234562751003453270131", "095011012345627510034595271"],
    bad: [
      ["0950110«A»23456275100345", "NON_DIGIT_CHARACTER"],
      ["«7»950110123456275100345", "COUPON_INVALID_GCP_LENGTH"],
      ["0«95011»", "COUPON_TRUNCATED_GCP"],
      ["09501101234562751003453«271331»", "COUPON_INVALID_EXIPIRATION_DATE"],
      ["0950110123456275100345«7»", "COUPON_EXCESS_DATA"],
    ],
  },
  couponposoffer: {
    good: ["109501101234560765432"],
    bad: [
      ["«2»09501101234560765432", "COUPON_INVALID_FORMAT_CODE"],
      ["«10950110123456»", "COUPON_MISSING_SERIAL_NUMBER_VLI"],
      ["109501101234560«76543»", "COUPON_TRUNCATED_SERIAL_NUMBER"],
    ],
  },
  cset39: { good: ["CP-42/7#", ""], bad: [["CP-«c»", "INVALID_CSET39_CHARACTER"]] },
  cset64: {
    good: ["Zm9v_-", "Zm9v=="],
    bad: [
      ["Zm«+»v", "INVALID_CSET64_CHARACTER"],
      ["Zm9v«=»", "INVALID_CSET64_PADDING"],
    ],
  },
  cset82: {
    good: ["Lot/7_b?", ""],
    bad: [
      ["Lot« »7", "INVALID_CSET82_CHARACTER"],
      ["10«€»", "INVALID_CSET82_CHARACTER"],
    ],
  },
  csetnumeric: { good: ["952"], bad: [["95«O»2", "NON_DIGIT_CHARACTER"]] },
  csum: {
    good: ["9520123456788", "376104250021234569"],
    bad: [
      ["952012345678«9»", "INCORRECT_CHECK_DIGIT"],
      ["95201«x»3456788", "NON_DIGIT_CHARACTER"],
      ["«»", "TOO_SHORT_FOR_CHECK_DIGIT"],
    ],
  },
  csumalpha: {
    good: [`9520123a${checkPair("9520123a", 0, 8)}`],
    bad: [
      ["9520123a«22»", "INCORRECT_CHECK_PAIR"],
      ["95«#»20123aXY", "INVALID_CSET82_CHARACTER"],
      ["«9»", "TOO_SHORT_FOR_CHECK_PAIR"],
    ],
  },
  gcppos1: {
    good: ["9520A"],
    bad: [
      ["95«Z»0123", "INVALID_GCP_PREFIX"],
      ["«952»", "TOO_SHORT_FOR_GCP"],
    ],
  },
  gcppos2: {
    good: ["39520A"],
    bad: [
      ["395«Z»0123", "INVALID_GCP_PREFIX"],
      ["«3952»", "TOO_SHORT_FOR_GCP"],
    ],
  },
  hasnondigit: { good: ["952-0"], bad: [["«9520»", "REQUIRES_NON_DIGIT_CHARACTER"]] },
  hh: {
    good: ["07"],
    bad: [
      ["«25»", "ILLEGAL_HOUR"],
      ["«7»", "HOUR_TOO_SHORT"],
      ["«007»", "HOUR_TOO_LONG"],
    ],
  },
  hhmi: {
    good: ["0759"],
    bad: [
      ["«27»15", "ILLEGAL_HOUR"],
      ["07«77»", "ILLEGAL_MINUTE"],
      ["«075»", "HOUR_WITH_MINUTE_TOO_SHORT"],
      ["«07591»", "HOUR_WITH_MINUTE_TOO_LONG"],
    ],
  },
  hyphen: { good: ["---"], bad: [["«-+»", "NOT_HYPHEN"]] },
  iban: {
    good: ["AT611904300234573201", "NO9386011117947"],
    bad: [
      ["AT«16»1904300234573201", "INCORRECT_IBAN_CHECKSUM"],
      ["«XX»611904300234573201", "ILLEGAL_IBAN_COUNTRY_CODE"],
      ["AT6119«o»4300234573201", "INVALID_IBAN_CHARACTER"],
      ["«AT61190430»", "IBAN_TOO_SHORT"],
      ["«AT611904300234573201AT611904300234573»", "IBAN_TOO_LONG"],
    ],
  },
  importeridx: { good: ["q"], bad: [["«+»", "INVALID_IMPORT_IDX_CHARACTER"]] },
  iso3166: { good: ["040", "756"], bad: [["«999»", "NOT_ISO3166"]] },
  iso3166999: { good: ["999", "040"], bad: [["«041»", "NOT_ISO3166_OR_999"]] },
  iso3166alpha2: { good: ["AT"], bad: [["«at»", "NOT_ISO3166_ALPHA2"]] },
  iso4217: {
    good: ["978", "924"], // EUR, ZWG
    bad: [
      ["«040»", "NOT_ISO4217"], // ATS, replaced by EUR
      ["«932»", "NOT_ISO4217"], // ZWL, replaced by ZWG
    ],
  },
  iso5218: { good: ["9"], bad: [["«5»", "INVALID_BIOLOGICAL_SEX_CODE"]] },
  latitude: {
    good: ["1382073000"],
    bad: [
      ["«1800000007»", "INVALID_LATITUDE"],
      ["«138207300»", "LATITUDE_INVALID_LENGTH"],
    ],
  },
  longitude: {
    good: ["1963738000"],
    bad: [
      ["«3600000007»", "INVALID_LONGITUDE"],
      ["«196373800»", "LONGITUDE_INVALID_LENGTH"],
    ],
  },
  mediatype: { good: ["07", "85"], bad: [["«42»", "INVALID_MEDIA_TYPE"]] },
  mi: {
    good: ["42"],
    bad: [
      ["«77»", "ILLEGAL_MINUTE"],
      ["«4»", "MINUTE_TOO_SHORT"],
      ["«042»", "MINUTE_TOO_LONG"],
    ],
  },
  nonzero: { good: ["0070"], bad: [["«0000000»", "ILLEGAL_ZERO_VALUE"]] },
  nozeroprefix: { good: ["70", "0"], bad: [["«0»70", "ILLEGAL_ZERO_PREFIX"]] },
  packagetype: { good: ["BX", "APE"], bad: [["«bx»", "INVALID_PACKAGE_TYPE"]] },
  pcenc: {
    good: ["Caf%C3%A9", "100"],
    bad: [
      ["Caf«%C»", "INVALID_PERCENT_SEQUENCE"],
      ["«%G1»23", "INVALID_PERCENT_SEQUENCE"],
    ],
  },
  pieceoftotal: {
    good: ["0307"],
    bad: [
      ["«0703»", "PIECE_NUMBER_EXCEEDS_TOTAL"],
      ["«00»07", "ZERO_PIECE_NUMBER"],
      ["03«00»", "ZERO_TOTAL_PIECES"],
      ["«307»", "INVALID_LENGTH_FOR_PIECE_OF_TOTAL"],
    ],
  },
  posinseqslash: {
    good: ["4/7"],
    bad: [
      ["«7/4»", "POSITION_EXCEEDS_END"],
      ["«04»/7", "ILLEGAL_ZERO_PREFIX"],
      ["«4-7»", "POSITION_IN_SEQUENCE_MALFORMED"],
    ],
  },
  ss: {
    good: ["42"],
    bad: [
      ["«77»", "ILLEGAL_SECOND"],
      ["«4»", "SECOND_TOO_SHORT"],
      ["«042»", "SECOND_TOO_LONG"],
    ],
  },
  winding: { good: ["9"], bad: [["«4»", "INVALID_WINDING_DIRECTION"]] },
  yesno: { good: ["1"], bad: [["«7»", "NOT_ZERO_OR_ONE"]] },
  yymmd0: {
    good: ["271100", "280229"],
    bad: [
      ["2711«31»", "ILLEGAL_DAY"],
      ["27«17»01", "ILLEGAL_MONTH"],
      ["«2711»", "DATE_TOO_SHORT"],
      ["«20271130»", "DATE_TOO_LONG"],
    ],
  },
  yymmdd: { good: ["271130"], bad: [["2711«00»", "ILLEGAL_DAY"]] },
  yyyymmd0: { good: ["20271100"], bad: [["2027«17»00", "ILLEGAL_MONTH"]] },
  yyyymmdd: { good: ["20280229"], bad: [["210002«29»", "ILLEGAL_DAY"]] },
  zero: { good: ["0"], bad: [["«7»", "NOT_ZERO"]] },
};

describe("linters", () => {
  it.each(Object.entries(CASES))("%s", (name, { good, bad }) => {
    if (!isLinterName(name)) throw new Error(name);
    for (const value of good) expect(lint(name, value), value).toEqual({ ok: true });
    for (const [marked, code] of bad) {
      const value = marked.replace(/[«»]/g, "");
      const at = [marked.indexOf("«"), marked.indexOf("»") - 1];
      expect(lint(name, value), marked).toEqual({ ok: false, code, at });
    }
  });

  it("are the 39 of GS1's dictionary, known by name only", () => {
    expect(Object.keys(LINTERS).length).toBe(39);
    expect([isLinterName("csum"), isLinterName("toString"), isLinterName("")]).toEqual([true, false, false]);
  });

  it("csum finds the digit that completes any number", () => {
    for (let n = 0; n < 1000; n++) expect(lint("csum", `${n}${checkDigit(String(n))}`).ok).toBe(true);
  });
});
