import { describe, expect, it } from "vitest";
import { readSerialList } from "./serial-list";

const serials = (text: string) => readSerialList(text).rows.map(({ serial }) => serial);

describe("the serial numbers of a line's export", () => {
  it.each([
    ["one a row", "A1\nB2\nC3"],
    ["Windows line ends and a last empty row", "A1\r\nB2\r\nC3\r\n"],
    ["old Mac line ends", "A1\rB2\rC3"],
    ["a byte order mark", "\ufeffA1\nB2\nC3\n"],
    ["empty rows between", "A1\n\n\nB2\n\nC3"],
    ["a header", "serial\nA1\nB2\nC3"],
    ["a header in capitals with a blank", "Serial Number\nA1\nB2\nC3"],
    ["CSV, first column", "A1,09520101100016\nB2,09520101100016\nC3,09520101100016"],
    ["CSV, headed column", "gtin,serial,lot\n1,A1,x\n1,B2,x\n1,C3,x"],
    ["semicolons, as Excel writes them here", "GTIN;SN;Lot\r\n1;A1;x\r\n1;B2;x\r\n1;C3;x\r\n"],
    ["tabs", "A1\tx\nB2\tx\nC3\tx"],
    ["quotes", '"A1","x"\n"B2","x"\n"C3","x"'],
    ["one quoted column", '"A1"\n"B2"\n"C3"'],
  ])("are read from %s", (_, text) => {
    expect(serials(text)).toEqual(["A1", "B2", "C3"]);
  });

  it("keep the row they stand in, so that a person finds them in the file", () => {
    expect(readSerialList("serial\nA1\n\nB2").rows).toEqual([
      { row: 2, serial: "A1" },
      { row: 4, serial: "B2" },
    ]);
  });

  it("are never trimmed or changed in case: what is wrong with one is said, not hidden", () => {
    expect(serials(" a1\nB 2\nc3 ")).toEqual([" a1", "B 2", "c3 "]);
  });

  it("may hold the signs that CSV uses, as GS1 allows them", () => {
    expect(serials('A"1\nB,2\nC3\nD4\nE5')).toEqual(['A"1', "B,2", "C3", "D4", "E5"]);
    expect(serials('serial,lot\n"A,1",x\n"B""2",x')).toEqual(["A,1", 'B"2']);
  });

  it("that stand in the list twice are named with their second row, however far apart", () => {
    const list = readSerialList("A1\nB2\nA1\nA1");
    expect(list.rows).toHaveLength(2);
    expect(list.twice).toEqual([
      { row: 3, serial: "A1" },
      { row: 4, serial: "A1" },
    ]);
  });

  it("are none in an empty file", () => {
    expect(readSerialList("").rows).toEqual([]);
    expect(readSerialList("\n\n \n").rows).toEqual([{ row: 3, serial: " " }]);
    expect(readSerialList("serial\n").rows).toEqual([]);
  });

  it("are read from a hundred thousand rows without delay", () => {
    const text = Array.from({ length: 100_000 }, (_, i) => `S${i}`).join("\n");
    const began = performance.now();
    expect(readSerialList(text).rows).toHaveLength(100_000);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
