import { describe, expect, it } from "vitest";
import { packHref, readPackAddress } from "./pack-address";

const TODAY = "2026-11-20";
const GTIN = "09520101100016";
const read = (target: string) => readPackAddress(target, TODAY);
const packOf = (target: string) => {
  const address = read(target);
  return address.kind === "pack" ? address.pack : address;
};

const full = {
  gtin: GTIN,
  serial: "7QH2MX9D4TKR",
  batch: "TX24107",
  expiry: { yymmdd: "280331", lastValidDay: "2028-03-31", dayGiven: true },
};

describe("the address of a pack's page", () => {
  it.each([
    `/01/${GTIN}/10/TX24107/21/7QH2MX9D4TKR?17=280331`,
    `/01/${GTIN}/21/7QH2MX9D4TKR?17=280331&10=TX24107`,
    `/01/${GTIN}/21/7QH2MX9D4TKR?10=TX24107&17=280331&utm_source=box`,
    `/01/${GTIN}/10/TX24107/21/7QH2MX9D4TKR?17=280331&linkType=all`,
  ])("reads all four elements wherever the link puts them: %s", (target) =>
    expect(packOf(target)).toEqual(full),
  );

  it("asks about product and serial alone when the link has no more", () => {
    expect(packOf(`/01/${GTIN}/21/7QH2MX9D4TKR`)).toEqual({ ...full, batch: null, expiry: null });
  });

  it("takes a serial's percent-encoding off once, and never its letters' case", () => {
    expect(packOf(`/01/${GTIN}/21/a%2Fb%28%2B%25c`)).toMatchObject({ serial: "a/b(+%c" });
    expect(packOf(`/01/${GTIN}/21/abC?10=x%2By`)).toMatchObject({ serial: "abC", batch: "x+y" });
  });

  it("says day 00 as the last day of its month", () => {
    expect(packOf(`/01/${GTIN}/21/A1?17=280200`)).toMatchObject({
      expiry: { lastValidDay: "2028-02-29", dayGiven: false },
    });
  });

  it.each([
    ["/01/09520101100017/21/A1", "7"],
    [`/01/${GTIN}/21/A1?17=281331`, "13"],
    [`/01/${GTIN}/21/A1?17=270229`, "29"],
    [`/01/${GTIN}/21/A%201`, "A%201"],
    [`/01/${GTIN}/21/123456789012345678901`, "1"],
    [`/01/${GTIN}/21/A1/10/B2`, `01/${GTIN}/21/A1/10/B2`],
    ["/01/9520101100016/21/A1", "9520101100016"],
  ])("points at what is wrong in %s and reads no pack out of it", (target, wrong) => {
    const address = read(target);
    expect(address.kind).toBe("malformed");
    if (address.kind !== "malformed") return;
    expect(address.text.slice(address.from, address.to)).toBe(wrong);
    expect(address.message).not.toBe("");
  });

  it("accepts neither two batches nor a batch it cannot read behind the question mark", () => {
    expect(read(`/01/${GTIN}/21/A1?10=B1&10=B2`).kind).toBe("malformed");
    expect(read(`/01/${GTIN}/10/B1/21/A1?10=B2`).kind).toBe("malformed");
    expect(read(`/01/${GTIN}/21/A1?10=B+1`).kind).toBe("malformed");
    expect(read(`/01/${GTIN}/21/A1?10=`).kind).toBe("malformed");
  });

  it("tells a product's, a label's and a place's link from a pack's", () => {
    expect(read(`/01/${GTIN}`)).toEqual({ kind: "product", value: GTIN });
    expect(read("/00/095154114700673535")).toEqual({ kind: "logistic-unit", value: "095154114700673535" });
    expect(read("/414/9520123456788")).toEqual({ kind: "location", value: "9520123456788" });
  });

  it("is written so that it reads back to the same pack", () => {
    for (const serial of ["A1", "a/b(+%c", "!\"%&'()*+,-./:;<=>?", "_x"]) {
      const pack = { ...full, serial, batch: "B/7+" };
      expect(packOf(packHref(pack))).toEqual(pack);
    }
    expect(packHref({ ...full, batch: null, expiry: null })).toBe(`/01/${GTIN}/21/7QH2MX9D4TKR`);
  });
});
