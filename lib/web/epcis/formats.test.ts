import { describe, expect, it } from "vitest";
import { EPC_FORMATS } from "@/lib/core/epcis/epc-format";
import { CBV_FORMATS, type Media, wantedOf } from "./formats";

const ALL: readonly Media[] = ["json", "json-ld", "xml"];
const mediaFor = (accept: string | null, produces = ALL) => {
  const wanted = wantedOf(new Headers(accept === null ? {} : { accept }), produces);
  return wanted.ok ? wanted.value.media : wanted.refusal.code;
};

describe("the form of an answer", () => {
  it.each([
    [null, "json"],
    ["*/*", "json"],
    ["application/*", "json"],
    ["application/ld+json", "json-ld"],
    ["application/xml", "xml"],
    ["text/xml", "xml"],
    ["Application/XML; charset=utf-8", "xml"],
    ["application/json;q=0.5, application/xml", "xml"],
    ["application/xml;q=0.9, */*;q=0.1", "xml"],
    ["application/*, application/json;q=0", "json-ld"],
    ["application/xml, application/json", "json"],
    ["text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8", "xml"],
  ])("follows Accept: %s → %s", (accept, media) => {
    expect(mediaFor(accept)).toBe(media);
  });

  it.each(["text/html", "application/xml;q=0", "application/json;q=2", "", "application"])(
    "is refused where nothing fits: %s",
    (accept) => {
      expect(mediaFor(accept)).toBe("NOT_ACCEPTABLE");
    },
  );

  it("is refused where a resource has no such form", () => {
    expect(mediaFor("application/xml", ["json", "json-ld"])).toBe("NOT_ACCEPTABLE");
  });

  it("has Digital Links unless a caller asks otherwise, as EPCIS 2.0 says", () => {
    expect(wantedOf(new Headers(), ALL)).toEqual({
      ok: true,
      value: { media: "json", epcFormat: "Always_GS1_Digital_Link", cbvFormat: "No_Preference" },
    });
  });

  it.each(EPC_FORMATS)("takes GS1-EPC-Format: %s", (epcFormat) => {
    expect(wantedOf(new Headers({ "GS1-EPC-Format": epcFormat }), ALL)).toMatchObject({
      value: { epcFormat },
    });
  });

  it.each(CBV_FORMATS)("takes GS1-CBV-XML-Format: %s", (cbvFormat) => {
    const headers = new Headers({ "GS1-CBV-XML-Format": cbvFormat });
    expect(wantedOf(headers, ALL)).toMatchObject({ value: { cbvFormat } });
  });

  it.each(["GS1-EPC-Format", "GS1-CBV-XML-Format"])("refuses another %s", (name) => {
    expect(wantedOf(new Headers({ [name]: "always_epc_urn" }), ALL)).toMatchObject({
      refusal: { code: "NOT_ACCEPTABLE", facts: { header: name } },
    });
  });
});
