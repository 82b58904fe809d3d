import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normaliseIdentifier } from "@/lib/core/epcis/identifiers/canonical";
import { normaliseNumericText } from "./numbers";
import { normaliseTime } from "./time";
import { joinSorted } from "./utf8-order";

describe("normaliseTime", () => {
  it.each([
    ["2026-03-01T08:15:30Z", "2026-03-01T08:15:30.000Z"],
    ["2026-03-01T08:15:30.1+01:00", "2026-03-01T07:15:30.100Z"],
    ["2026-03-01T00:30:00-11:45", "2026-03-01T12:15:00.000Z"],
    ["2026-01-01T00:30:00+01:00", "2025-12-31T23:30:00.000Z"],
    ["2026-03-01T08:15:30.1234999Z", "2026-03-01T08:15:30.123Z"],
    ["2026-03-01T08:15:30.1235Z", "2026-03-01T08:15:30.124Z"],
    ["2026-03-01T08:15:30.1225Z", "2026-03-01T08:15:30.123Z"],
    ["2026-12-31T23:59:59.9996Z", "2027-01-01T00:00:00.000Z"],
    ["2028-02-29T12:00:00Z", "2028-02-29T12:00:00.000Z"],
  ])("writes %s in UTC with milliseconds, half up and with its carry", (text, expected) => {
    expect(normaliseTime(text)).toBe(expected);
  });

  it.each([
    "2026-02-30T00:00:00Z",
    "2026-03-01",
    "2026-03-01T08:15:30",
    "2026-13-01T00:00:00Z",
    "soon",
    "2026-03-01T24:00:00Z",
  ])("leaves %s as it is: it is no moment", (text) => {
    expect(normaliseTime(text)).toBe(text);
  });

  it("gives one moment one text, whatever the zone", () => {
    const moment = fc.date({
      min: new Date("0100-01-02T00:00:00Z"),
      max: new Date("9999-12-30T00:00:00Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moment, fc.integer({ min: -14 * 60, max: 14 * 60 }), (date, offset) => {
        const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, -1);
        const two = (value: number): string => String(Math.trunc(value)).padStart(2, "0");
        const zone = `${offset < 0 ? "-" : "+"}${two(Math.abs(offset) / 60)}:${two(Math.abs(offset) % 60)}`;
        expect(normaliseTime(local + zone)).toBe(date.toISOString());
      }),
    );
  });
});

describe("normaliseNumericText", () => {
  it.each([
    ["007", "7"],
    ["+7", "7"],
    ["-0", "0"],
    ["1.50", "1.5"],
    ["20.0", "20"],
    ["20.", "20"],
    [".5", "0.5"],
    ["12345678901234567890", "12345678901234567890"],
    ["0.1000000000000000055511151231257827", "0.1000000000000000055511151231257827"],
  ])("writes %s as %s without a double", (text, expected) => {
    expect(normaliseNumericText(text)).toBe(expected);
  });

  it.each(["1E3", "1e3", "12A", "0x10", "1,5", "1 2", "NaN", "Infinity", ".", "", "-", "2026-03-01"])(
    "leaves %j as it is: a batch may be called so",
    (text) => {
      expect(normaliseNumericText(text)).toBe(text);
    },
  );
});

describe("joinSorted", () => {
  it("orders by UTF-8 bytes, also where UTF-16 order differs", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom("a", "Z", "é", "\uffff", "\ue000", "😀", "\u{10ffff}") })),
        (texts) => {
          const expected = [...texts].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
          expect(joinSorted([...texts])).toBe(expected.join(""));
        },
      ),
    );
  });
});

describe("a stranger's text of half a million characters", () => {
  const long = 500_000;
  it.each([
    ["digits and a letter", `${"0".repeat(long)}x`, normaliseNumericText],
    ["decimals without a zone", `2026-03-01T08:15:30.${"9".repeat(long)}`, normaliseTime],
    ["a link of keys", `https://example.org/${"01/".repeat(long / 3)}`, normaliseIdentifier],
    [
      "a link of escapes",
      `https://example.org/01/09521234123453/21/${"%41".repeat(long / 3)}`,
      normaliseIdentifier,
    ],
    ["a URN of dots", `urn:epc:id:sgtin:9521234.${"1.".repeat(long / 2)}`, normaliseIdentifier],
  ])(
    "of %s is read in linear time: no pattern backtracks, so none can stop the server",
    (_, text, normalise) => {
      expect(normalise(text)).toBe(text);
    },
  );
});
