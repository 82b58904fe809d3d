import { describe, expect, it } from "vitest";
import { packLink, ssccLink } from "@/lib/core/gs1/link";
import { linkParts, shortCode } from "./link-parts";

describe("a unit is shown by the code that stands on it", () => {
  it("gives a serial back exactly as the link was made of it", () => {
    for (const serial of ["4KP7ZQ3M9T2H", "a/b%20+c", "(x)&?=", "l1IO0"]) {
      expect(linkParts(packLink("09520101100016", serial))).toEqual({
        kind: "pack",
        gtin: "09520101100016",
        serial,
      });
    }
  });

  it("names a container by its SSCC, and nothing that is no unit", () => {
    expect(linkParts(ssccLink("395201010000004183"))).toEqual({
      kind: "container",
      sscc: "395201010000004183",
    });
    expect(linkParts("https://id.gs1.org/414/9520101000019")).toBeNull();
  });

  it("shortens from the left only, so that what differs stays", () => {
    expect(shortCode(ssccLink("395201010000004183"))).toBe("…004 183");
    expect(shortCode(packLink("09520101100016", "4KP7ZQ3M9T2H"))).toBe("…9T2H");
    expect(shortCode(packLink("09520101100016", "A1"))).toBe("…A1");
  });
});
