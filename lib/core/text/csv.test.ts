import { describe, expect, it } from "vitest";
import { csvField, csvOf } from "./csv";

describe("a field of a table", () => {
  it.each([
    ["=1+1", "'=1+1"],
    ["+5", "'+5"],
    ["-5", "'-5"],
    ["@SUM", "'@SUM"],
    ["A=1", "A=1"],
    ['A"B', '"A""B"'],
    ["A,B", '"A,B"'],
    ['=",', `"'="","`],
    [null, ""],
    [7, "7"],
  ])("writes %j so that it is read as it is and never computed", (value, text) => {
    expect(csvField(value)).toBe(text);
  });
});

it("ends every row, the last one too, as RFC 4180 has it", () => {
  expect(
    csvOf([
      ["a", "b"],
      ["=1", 2],
    ]),
  ).toBe("a,b\r\n'=1,2\r\n");
});
