import { describe, expect, it } from "vitest";
import { readScan, type ScanReading } from "./scan";

const today = "2026-11-20";
const read = (raw: string): ScanReading => readScan(raw, { today });
const GS = "\u001d";
const GTIN = "09506000134352";

const packOf = (reading: ScanReading) => (reading.kind === "pack" ? reading.pack : reading.kind);
const codes = (reading: ScanReading) => reading.issues.map(({ code }) => code);
const faultText = (reading: ScanReading) => {
  const found = reading.issues.find(({ severity }) => severity === "error");
  return found && [found.code, reading.raw.slice(found.from, found.to)];
};

describe("readScan", () => {
  it("reads one pack from every way it can be written down", () => {
    const pack = {
      gtin: GTIN,
      serial: "A1b(2",
      batch: "LOT7",
      expiry: { yymmdd: "271200", lastValidDay: "2027-12-31", dayGiven: false },
      national: [],
    };
    const ways = [
      `]d201${GTIN}21A1b(2${GS}1727120010LOT7`,
      `]Q310LOT7${GS}01${GTIN}1727120021A1b(2`,
      `01${GTIN}17271200${GS}10LOT7${GS}21A1b(2${GS}`,
      `${GS}01${GTIN}10LOT7${GS}1727120021A1b(2\r\n`,
      `01${GTIN}10LOT7|1727120021A1b(2`,
      `01${GTIN}10LOT7{GS}1727120021A1b(2`,
      `^01${GTIN}10LOT7^1727120021A1b(2`,
      `(01)${GTIN}(21)A1b\\(2(17)271200(10)LOT7`,
      `https://id.gs1.org/01/${GTIN}/10/LOT7/21/A1b(2?17=271200`,
      `HTTP://maker.example/some/path/01/${GTIN}/10/LOT7/21/A1b%282?17=271200&utm=x#top`,
      `]Q1https://maker.example/01/${GTIN}/10/LOT7/21/A1b%282?17=271200`,
    ];
    for (const way of ways) {
      const reading = read(way);
      expect(packOf(reading), way).toEqual(pack);
      expect(reading.kind === "pack" && reading.link).toBe(`https://id.gs1.org/01/${GTIN}/21/A1b%282`);
    }
  });

  it("names national numbers beside the product code", () => {
    const reading = read(`]d201${GTIN}21A1${GS}1727123110L${GS}71012345678${GS}7153012345`);
    expect(packOf(reading)).toMatchObject({
      national: [
        { ai: "710", value: "12345678" },
        { ai: "715", value: "3012345" },
      ],
    });
  });

  it("tells what a full pack code lacks without refusing it", () => {
    expect(codes(read(`]d201${GTIN}21A1`))).toEqual(["BATCH_MISSING", "EXPIRY_MISSING"]);
    expect(read(`https://id.gs1.org/01/${GTIN}/21/A1`).kind).toBe("pack");
  });

  it("reads logistic units, with what their label says they hold", () => {
    const sscc = "095154114700673535";
    expect(read(`]C100${sscc}025340849443468437398${GS}10VIL0Q8`)).toMatchObject({
      kind: "logistic-unit",
      sscc,
      link: `https://id.gs1.org/00/${sscc}`,
      content: { gtin: "53408494434684", count: 398, batch: "VIL0Q8" },
    });
    for (const way of [sscc, `00${sscc}`, `(00)${sscc}`, `https://x.example/00/${sscc}`]) {
      expect(read(way), way).toMatchObject({ kind: "logistic-unit", sscc, content: null });
    }
  });

  it("reads a product without serial from every retail code", () => {
    for (const [way, gtin] of [
      ["9506000134352", GTIN],
      ["]E09506000134352", GTIN],
      ["96385074", "00000096385074"],
      ["]E496385074", "00000096385074"],
      ["416000336108", "00416000336108"],
      ["12345678901231", "12345678901231"],
      [`01${GTIN}17271200`, GTIN],
    ] as const) {
      expect(read(way), way).toMatchObject({ kind: "product", gtin, link: `https://id.gs1.org/01/${gtin}` });
    }
  });

  it("reads places", () => {
    expect(read("(414)9520123456788(254)A/1")).toMatchObject({
      kind: "location",
      gln: "9520123456788",
      extension: "A/1",
      link: "https://id.gs1.org/414/9520123456788/254/A%2F1",
    });
    expect(read("4109520123456788")).toMatchObject({ kind: "location", gln: "9520123456788" });
  });

  it("points at the characters that are wrong, and reads nothing out of such a code", () => {
    const cases: [string, [string, string]][] = [
      [`]d20109506000134353${""}21A1`, ["INCORRECT_CHECK_DIGIT", "3"]],
      [`]d201${GTIN}21A1${GS}17270230`, ["ILLEGAL_DAY", "30"]],
      [`]d201${GTIN}21A1${GS}17271331`, ["ILLEGAL_MONTH", "13"]],
      [`]d201${GTIN}21A 1`, ["INVALID_CSET82_CHARACTER", " "]],
      [`]d201${GTIN}21123456789012345678901`, ["VALUE_TOO_LONG", "1"]],
      [`]d201${GTIN}21`, ["VALUE_EMPTY", ""]],
      [`]d201${GTIN}21A1${GS}21B2`, ["AI_REPEATED_DIFFERENT", "B2"]],
      [`]d201${GTIN}375`, ["AI_CONFLICT", "5"]],
      [`]d201${GTIN}05XX`, ["AI_UNKNOWN", "05XX"]],
      ["]d217320315", ["AI_REQUIRED_MISSING", "320315"]],
      ["9506000134353", ["INCORRECT_CHECK_DIGIT", "3"]],
      ["095154114700673536", ["INCORRECT_CHECK_DIGIT", "6"]],
      [`(01)${GTIN}(2x)1`, ["BRACKETS_MALFORMED", "(2x)1"]],
      [`https://x.example/01/${GTIN}/21/A1/10/B2`, ["LINK_PATH_ORDER", `01/${GTIN}/21/A1/10/B2`]],
      ["https://x.example/about", ["LINK_WITHOUT_KEY", "/about"]],
      ["https://x.example/01/9506000134352", ["LINK_GTIN_NOT_14", "9506000134352"]],
      [`https://x.example/01/${GTIN}?17=271301`, ["ILLEGAL_MONTH", "13"]],
    ];
    for (const [raw, expected] of cases) {
      const reading = read(raw);
      expect([raw, faultText(reading)]).toEqual([raw, expected]);
      expect(reading.kind).toBe("unreadable");
    }
  });

  it("never reads a symbol without FNC1 as GS1 data, however much it looks like it", () => {
    expect(codes(read(`]d101${GTIN}21A1`))).toEqual(["NOT_GS1"]);
    expect(codes(read(`]Q101${GTIN}21A1`))).toEqual(["NOT_GS1"]);
    expect(codes(read(`]C001${GTIN}21A1`))).toEqual(["SYMBOLOGY_UNSUPPORTED"]);
  });

  it("reports a lost separator instead of a wrong batch or serial", () => {
    const swallowed: [string, string][] = [
      [`01${GTIN}1727120010LOT721SERIAL9`, "21SERIAL9"],
      [`01${GTIN}21A1B2C31727120010LOT7`, "1727120010LOT7"],
      [`01${GTIN}21A1B2C310LOT717271200`, "17271200"],
      [`01${GTIN}10LOT71727120021A1B2C3`, "1727120021A1B2C3"],
    ];
    for (const [raw, tail] of swallowed) {
      const reading = read(raw);
      const found = reading.issues.find(({ code }) => code === "SEPARATOR_LOST");
      expect([raw, reading.kind, found && raw.slice(found.from, found.to)]).toEqual([
        raw,
        "unreadable",
        tail,
      ]);
    }
  });

  it("only warns when the serial may hold the batch by chance: the pack stays known by its serial", () => {
    const reading = read(`]d201${GTIN}1727120021A1B2C310LOT7`);
    expect(reading.issues.map(({ code, severity }) => [code, severity])).toEqual([
      ["SEPARATOR_LOST", "warn"],
      ["BATCH_MISSING", "warn"],
    ]);
    expect(packOf(reading)).toMatchObject({ serial: "A1B2C310LOT7" });
  });

  it("suspects no separator in a code that is complete, or short without being swallowed", () => {
    expect(read(`]d201${GTIN}21A17271200X${GS}1727120010B21C`).kind).toBe("pack");
    expect(read(`]d201${GTIN}21A10B`).kind).toBe("pack");
    expect(read(`]d201${GTIN}1727120010LOT7`).kind).toBe("product");
  });

  it("hints at Caps Lock and at a wrong keyboard layout without touching the data", () => {
    const small = read(`01${GTIN}21abc1${GS}1727120010lot7`);
    expect(codes(small)).toEqual(["CASE_SUSPECTED"]);
    expect(packOf(small)).toMatchObject({ serial: "abc1", batch: "lot7" });
    expect(codes(read(`]d201${GTIN}21abc1${GS}1727120010lot7`))).toEqual([]);
    expect(codes(read(`]D201${GTIN}21A1`))).toContain("CASE_SUSPECTED");
    expect(codes(read(`+d201${GTIN}21A1`))).toContain("LAYOUT_SUSPECTED");
    expect(codes(read("à&à_'à"))).toContain("LAYOUT_SUSPECTED");
  });

  it("answers an empty scan", () => {
    for (const raw of ["", " \r\n", "]d2", "]", "]C1"]) expect(read(raw).kind, raw).toBe("unreadable");
  });
});
