import { describe, expect, it } from "vitest";
import { checkList, readCodeList } from "./code-list";

const GTIN = "09520101100016";
const items = (text: string) => readCodeList(text).map(({ item }) => item);
const scanned = (serial: string) => `01${GTIN}21${serial}\u001d10TX1`;

describe("the packs that a file names", () => {
  it.each([
    ["columns headed gtin and serial, whatever stands besides", `n,gtin,serial,result\n0,${GTIN},A1,done`],
    ["semicolons", `GTIN;Serial number\n${GTIN};A1\n`],
    ["two columns without a heading", `${GTIN},A1\n`],
    ["a product code that lost its zero in a table", `gtin\tserial\n9520101100016\tA1`],
  ])("are read from %s", (_, text) => {
    expect(items(text)).toEqual([[GTIN, "A1"]]);
  });

  it("are the scanned codes as they were read, separators and all", () => {
    const codes = [scanned("A1"), `(01)${GTIN}(21)A,2`, `https://id.gs1.org/01/${GTIN}/21/A3`];
    expect(items(codes.join("\r\n"))).toEqual(codes);
    expect(items(`no;code\n1;${codes[0]}\n2;`)).toEqual([codes[0], " "]);
  });

  it("keep the line they stand in, so that a person finds them in the file", () => {
    expect(readCodeList(`gtin,serial\n\n${GTIN},A1`).map(({ row }) => row)).toEqual([3]);
  });
});

describe("the dry run", () => {
  it("counts the lines that hold the code of a pack, and shows the first that don't", () => {
    const list = readCodeList([scanned("A1"), "9520101100016", "rubbish"].join("\n"));
    expect(checkList(list, "2026-11-20")).toEqual({
      checked: 3,
      readable: 1,
      unread: [
        { row: 2, text: "9520101100016" },
        { row: 3, text: "rubbish" },
      ],
    });
  });

  it("looks at the first thousand lines only, however long the list is", () => {
    const text = Array.from({ length: 1_500 }, (_, n) => `${GTIN},S${n}`).join("\n");
    expect(checkList(readCodeList(text), "2026-11-20")).toMatchObject({ checked: 1_000, readable: 1_000 });
  });
});
