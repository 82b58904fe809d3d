import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkDigit, hasValidCheckDigit } from "./check-digit";
import { daysInMonth, lastValidDay, readExpiry, resolveYear } from "./expiry";
import { gtinHasPrefix, toGtin14 } from "./gtin";
import { humanReadable } from "./human-readable";
import { glnLink, gtinLink, labelLink, lgtinLink, packLink, parseLink, partyLink, ssccLink } from "./link";
import { readScan } from "./scan";
import { randomSerial } from "./serial";
import { makeSscc, numberedSscc } from "./sscc";

const digits = (min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: min, maxLength: max });

describe("check digits", () => {
  it("are the standard's own examples", () => {
    expect(checkDigit("629104150021")).toBe("3");
    expect(checkDigit("37610425002123456")).toBe("9");
    expect(hasValidCheckDigit("6291041500213")).toBe(true);
  });

  it("find every single wrong digit", () => {
    fc.assert(
      fc.property(digits(7, 17), fc.nat(), fc.integer({ min: 1, max: 9 }), (body, at, by) => {
        const whole = body + checkDigit(body);
        const place = at % whole.length;
        const wrong = whole.slice(0, place) + ((Number(whole[place]) + by) % 10) + whole.slice(place + 1);
        expect(hasValidCheckDigit(whole)).toBe(true);
        expect(hasValidCheckDigit(wrong)).toBe(false);
      }),
    );
  });
});

describe("expiry dates", () => {
  const today = "2026-11-20";

  it("day 00 lasts to the end of its month, leap years included", () => {
    expect(lastValidDay("271200", today)).toBe("2027-12-31");
    expect(lastValidDay("280200", today)).toBe("2028-02-29");
    expect(lastValidDay("270200", today)).toBe("2027-02-28");
    expect(readExpiry("280229", today)).toEqual({
      yymmdd: "280229",
      lastValidDay: "2028-02-29",
      dayGiven: true,
    });
  });

  it("days and months that don't exist are no dates", () => {
    for (const wrong of ["270229", "270431", "271301", "270001", "271232", "27123", "2712311", "27O101"]) {
      expect(lastValidDay(wrong, today), wrong).toBeNull();
    }
  });

  it("the century follows the window of 49 years back and 50 ahead", () => {
    expect([76, 77, 26, 0, 99].map((yy) => resolveYear(yy, 2026))).toEqual([2076, 1977, 2026, 2000, 1999]);
    expect([46, 45, 0, 99].map((yy) => resolveYear(yy, 2096))).toEqual([2146, 2145, 2100, 2099]);
    const outside: number[][] = [];
    for (let current = 2000; current < 2100; current++) {
      for (let yy = 0; yy < 100; yy++) {
        const ahead = resolveYear(yy, current) - current;
        const kept = (current + ahead) % 100 === yy && ahead >= -49 && ahead <= 50;
        if (!kept) outside.push([current, yy, ahead]);
      }
    }
    expect(outside).toEqual([]);
  });

  it("29 February is judged in the year the window gives", () => {
    expect(lastValidDay("000229", today)).toBe("2000-02-29");
    expect(lastValidDay("000229", "2090-01-01")).toBeNull();
    expect(daysInMonth(2100, 2)).toBe(28);
    const raw = "]d20109506000134352" + "17000229" + "21A1";
    expect(readScan(raw, { today: "2090-01-01" })).toMatchObject({
      kind: "unreadable",
      issues: [{ code: "ILLEGAL_DAY" }],
    });
  });
});

describe("identifiers", () => {
  it("a GTIN of any length has one form of 14 digits", () => {
    expect(toGtin14("96385074")).toBe("00000096385074");
    expect(toGtin14("416000336108")).toBe("00416000336108");
    expect(toGtin14("9506000134352")).toBe("09506000134352");
    expect(toGtin14("9506000134353")).toBeNull();
    expect(toGtin14("950600013435")).toBeNull();
    expect(toGtin14("")).toBeNull();
  });

  it("a GTIN belongs to its company prefix at every packaging level, and a short GTIN to none", () => {
    expect(gtinHasPrefix("09506000134352", "9506000")).toBe(true);
    expect(gtinHasPrefix("59506000134357", "9506000")).toBe(true);
    expect(gtinHasPrefix("09506000134352", "9506001")).toBe(false);
    expect(gtinHasPrefix("00416000336108", "0416000")).toBe(true);
    expect(gtinHasPrefix("00000096385074", "9638")).toBe(false);
    expect(gtinHasPrefix("09506000134352", "")).toBe(false);
  });

  it("an SSCC has 18 digits with a right check digit, and one that doesn't fit is refused", () => {
    expect(makeSscc(3, "7610425", 2123456)).toEqual({ ok: true, value: "376104250021234569" });
    expect(makeSscc(0, "9506000", 10n ** 9n)).toMatchObject({
      ok: false,
      refusal: { code: "SSCC_RANGE_EXHAUSTED" },
    });
    for (const [extension, prefix, reference] of [
      [10, "9506000", 1],
      [-1, "9506000", 1],
      [1, "950", 1],
      [1, "95x6000", 1],
      [1, "9506000", -1],
      [1, "9506000", 1.5],
    ] as const) {
      expect(makeSscc(extension, prefix, reference)).toMatchObject({
        ok: false,
        refusal: { code: "SSCC_PARTS_INVALID" },
      });
    }
  });

  it("the n-th SSCC of a prefix goes on with the next extension digit, until all ten are used up", () => {
    expect(numberedSscc("952010100", 1n)).toEqual(makeSscc(0, "952010100", 1));
    expect(numberedSscc("952010100", 9_999_999n)).toEqual(makeSscc(0, "952010100", 9_999_999));
    expect(numberedSscc("952010100", 10_000_000n)).toEqual(makeSscc(1, "952010100", 0));
    expect(numberedSscc("952010100", 99_999_999n)).toEqual(makeSscc(9, "952010100", 9_999_999));
    expect(numberedSscc("952010100", 100_000_000n)).toMatchObject({
      ok: false,
      refusal: { code: "SSCC_RANGE_EXHAUSTED" },
    });
  });

  it("a random serial uses only characters people don't confuse, each as likely as the other", () => {
    const every = Uint8Array.from({ length: 256 }, (_, i) => i);
    let at = 0;
    const random = (length: number) => {
      at += length;
      return every.slice(at - length, at);
    };
    const counts = new Map<string, number>();
    for (let i = 0; i < 16; i++)
      for (const c of randomSerial(random, 16)) counts.set(c, (counts.get(c) ?? 0) + 1);
    expect([...counts.keys()].sort().join("")).toBe("23456789ABCDEFGHJKLMNPQRSTUVWXYZ");
    expect(new Set(counts.values())).toEqual(new Set([8]));
    expect(() => randomSerial(random, 21)).toThrow(RangeError);
  });
});

describe("links", () => {
  it("escape in serials exactly what the CBV event hash escapes", () => {
    expect(packLink("80614141123458", `6789/&%"!?()`)).toBe(
      "https://id.gs1.org/01/80614141123458/21/6789%2F%26%25%22%21%3F%28%29",
    );
    expect(packLink("01234567987651", "51qIgY)<&Jp3*j7'SDB")).toBe(
      "https://id.gs1.org/01/01234567987651/21/51qIgY%29%3C%26Jp3%2Aj7'SDB",
    );
    expect(packLink("09506000134352", "a-b.c_d;e='+,:>")).toBe(
      "https://id.gs1.org/01/09506000134352/21/a-b.c_d;e='%2B%2C%3A%3E",
    );
  });

  it("name every kind of thing", () => {
    expect(ssccLink("376104250021234569")).toBe("https://id.gs1.org/00/376104250021234569");
    expect(lgtinLink("09506000134352", "L/1")).toBe("https://id.gs1.org/01/09506000134352/10/L%2F1");
    expect(gtinLink("09506000134352")).toBe("https://id.gs1.org/01/09506000134352");
    expect(glnLink("9520123456788")).toBe("https://id.gs1.org/414/9520123456788");
    expect(glnLink("9520123456788", "A 1")).toBe("https://id.gs1.org/414/9520123456788/254/A%201");
    expect(partyLink("9520123456788")).toBe("https://id.gs1.org/417/9520123456788");
  });

  it("a label's link carries all four elements of a pack and reads back", () => {
    const data = { gtin: "09506000134352", serial: "A/1+b", batch: "L'7", expiry: "271200" };
    const link = labelLink("https://check.example/", data);
    expect(link).toBe("https://check.example/01/09506000134352/10/L%277/21/A%2F1%2Bb?17=271200");
    expect(readScan(link, { today: "2026-11-20" })).toMatchObject({
      kind: "pack",
      issues: [],
      pack: { gtin: data.gtin, serial: data.serial, batch: data.batch, expiry: { yymmdd: data.expiry } },
    });
    expect(labelLink("https://c.example", { gtin: data.gtin, serial: "A" })).toBe(
      "https://c.example/01/09506000134352/21/A",
    );
  });

  it("a text that is no web address is no link", () => {
    expect(parseLink("01/09506000134352")).toBeNull();
    expect(parseLink("https://x.example/01/09506000134352")?.issues).toEqual([]);
  });
});

describe("pharmacy envelopes (PPN)", () => {
  const envelope = (parts: readonly string[]) => `[)>\u001e06\u001d${parts.join("\u001d")}\u001e\u0004`;
  const read = (raw: string) => readScan(raw, { today: "2026-11-20" });

  it("name the same pack as the GS1 code of the same product", () => {
    const parts = ["9N110375286414", "1T12345ABCD", "D271200", "S12345ABCDEF98765", "16D20250101", "27Qx"];
    const ppn = read(`]d1${envelope(parts)}`);
    expect(ppn).toMatchObject({
      kind: "pack",
      form: "envelope",
      issues: [],
      pack: {
        gtin: "04150037528643",
        serial: "12345ABCDEF98765",
        batch: "12345ABCD",
        expiry: { lastValidDay: "2027-12-31" },
        national: [{ ai: "710", value: "03752864" }],
      },
    });
    const gs1 = read("]d20104150037528643" + "2112345ABCDEF98765\u001d1012345ABCD\u001d17271200");
    expect(ppn.kind === "pack" && gs1.kind === "pack" && ppn.link === gs1.link).toBe(true);
    expect(read(envelope(parts)).kind).toBe("pack");
  });

  it("point at what is wrong in them", () => {
    const fault = (parts: readonly string[]) => {
      const reading = read(envelope(parts));
      const found = reading.issues.find(({ severity }) => severity === "error");
      return [reading.kind, found?.code, found && reading.raw.slice(found.from, found.to)];
    };
    expect(fault(["9N110375286415", "SA1"])).toEqual(["unreadable", "INCORRECT_CHECK_DIGIT", "110375286415"]);
    expect(fault(["9N120375286414", "SA1"])).toEqual(["unreadable", "ENVELOPE_MALFORMED", "120375286414"]);
    expect(fault(["9N110375286414", "SA1", "D271301"])).toEqual(["unreadable", "ILLEGAL_MONTH", "13"]);
    expect(fault(["9N110375286414", "SA1", "SA2"])).toEqual(["unreadable", "AI_REPEATED_DIFFERENT", "A2"]);
    expect(fault(["9N110375286414", "?"])).toEqual(["unreadable", "ENVELOPE_MALFORMED", "?"]);
    expect(fault(["SA1", "1TB2"])).toEqual(["unreadable", "ENVELOPE_MALFORMED", envelope(["SA1", "1TB2"])]);
    expect(read("[)>069N110375286414SA1").kind).toBe("unreadable");
  });
});

describe("print", () => {
  it("spaces the identifier from the value, as people read it", () => {
    expect(
      humanReadable([
        { ai: "01", value: "09506000134352" },
        { ai: "21", value: "A(1" },
      ]),
    ).toEqual(["(01) 09506000134352", "(21) A(1"]);
  });
});
