import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import { EPCIS_CONTEXT } from "./namespaces";
import { documentWith, eventWith, written } from "./writing.test-helper";

describe("names and prefixes", () => {
  const elementOf = (event: JsonObject, more: JsonObject = {}): string =>
    /<\/action>\s*(<[\s\S]*)<\/ObjectEvent>/
      .exec(written(documentWith([eventWith(event)], more)))?.[1]
      ?.trim() ?? "";
  const declared = (event: JsonObject, more: JsonObject = {}): string[] =>
    written(documentWith([eventWith(event)], more))
      .match(/xmlns:\w+="[^"]*"/g)
      ?.slice(1) ?? [];

  it("are as the nearest @context has them, one prefix a namespace", () => {
    const event = {
      "@context": { our: "https://ns.example.org/my/", my: "urn:x:" },
      "our:a": "1",
      "my:b": "2",
    };
    expect(elementOf(event)).toBe("<our:a>1</our:a>\n        <my:b>2</my:b>");
    expect(declared(event)).toEqual(['xmlns:our="https://ns.example.org/my/"', 'xmlns:my="urn:x:"']);
  });

  it("get another prefix where XML needs the one they have", () => {
    const context = [EPCIS_CONTEXT, { epcis: "urn:a:", xsi: "urn:b:", "a+b": "urn:d:" }];
    const event = { "epcis:a": "1", "xsi:b": "2", "a+b:d": "4" };
    expect(declared(event, { "@context": context })).toEqual([
      'xmlns:epcis1="urn:a:"',
      'xmlns:xsi1="urn:b:"',
      'xmlns:ns="urn:d:"',
    ]);
  });

  it("may be full URIs", () => {
    const event = { "https://ns.example.org/my/field": "1", "http://example.com/ns#other": "2" };
    expect(elementOf(event)).toBe("<ns:field>1</ns:field>\n        <ns1:other>2</ns1:other>");
  });

  it("have the namespace that XML has for the CBV's master data", () => {
    const event = { action: "ADD", ilmd: { "cbvmda:lotNumber": "L" } };
    expect(declared(event)).toEqual(['xmlns:cbvmda="urn:epcglobal:cbv:mda"']);
  });

  it("leave a CURIE a CURIE where its prefix stays, and make it a URI where not", () => {
    const context = [EPCIS_CONTEXT, { my: "https://ns.example.org/my/", epcis: "urn:a:" }];
    const event = { "my:a": ["my:x", "epcis:y", "no: curie", "https://example.org"] };
    expect(elementOf(event, { "@context": context })).toBe(
      ["my:x", "urn:a:y", "no: curie", "https://example.org"]
        .map((text) => `<my:a>${text}</my:a>`)
        .join("\n        "),
    );
  });

  it("spell the words of the CBV as asked for", () => {
    const event = eventWith({ bizStep: "shipping", disposition: "in_transit" });
    expect(written(documentWith([event]), { version: "2.0", cbv: "urn" })).toContain("cbv:disp:in_transit<");
    expect(written(documentWith([event]), { version: "1.2", cbv: "web-uri" })).toContain("Disp-in_transit<");
  });
});
