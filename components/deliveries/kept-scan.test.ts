import { describe, expect, it } from "vitest";
import { isKeptScan, mainEntry } from "./kept-scan";

describe("what was kept in the browser is only used when it is whole", () => {
  it("refuses anything an older version or a damaged store may hold", () => {
    const whole = { raw: "]C100395201010000004183", entry: "wedge", at: 1, link: "https://id.gs1.org/00/3" };
    expect(isKeptScan(whole)).toBe(true);
    for (const broken of [null, 1, "x", [], {}, { ...whole, link: undefined }, { ...whole, at: "1" }]) {
      expect(isKeptScan(broken)).toBe(false);
    }
  });
});

describe("the data-entry mode of a request is how most of it came in", () => {
  it("counts, and keeps to the earliest when equal", () => {
    expect(mainEntry([{ entry: "camera" }, { entry: "wedge" }, { entry: "wedge" }])).toBe("wedge");
    expect(mainEntry([{ entry: "tray" }, { entry: "wedge" }])).toBe("tray");
    expect(mainEntry([])).toBe("wedge");
  });
});
