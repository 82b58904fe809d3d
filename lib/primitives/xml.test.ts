import { describe, expect, it } from "vitest";
import type { XmlElement } from "@/lib/core/epcis/xml/element";
import { parseXml } from "./xml";

function parsed(text: string): XmlElement {
  const result = parseXml(text);
  if (!result.ok) throw new Error(result.refusal.message);
  return result.value;
}

describe("the XML tree", () => {
  it("has names with their namespaces, attributes without the declarations, and the prefixes in scope", () => {
    const root = parsed(
      '<a:x xmlns:a="urn:a" xmlns="urn:d" k="1" a:k="2"><y><a:z xmlns:a="urn:b"/></y></a:x>',
    );
    expect(root).toMatchObject({ namespace: "urn:a", name: "x", prefix: "a" });
    expect(root.attributes).toEqual([
      { namespace: "", name: "k", prefix: "", value: "1" },
      { namespace: "urn:a", name: "k", prefix: "a", value: "2" },
    ]);
    const [y] = root.children;
    const [z] = y?.children ?? [];
    expect(y).toMatchObject({ namespace: "urn:d", name: "y", prefix: "" });
    expect(y?.prefixes).toBe(root.prefixes);
    expect(z).toMatchObject({ namespace: "urn:b", name: "z" });
    expect(["a", "", "b"].map((prefix) => z?.prefixes.get(prefix))).toEqual(["urn:b", "urn:d", undefined]);
  });

  it("joins text over comments, references, CDATA and children, and knows where each element starts", () => {
    const root = parsed(
      "\uFEFF<?xml version='1.0'?>\n<x>a&lt;&#x1F600;<!-- no --><y/>\n<![CDATA[<b>]]><?pi x?>\r\n</x>\n",
    );
    expect(root.text).toBe("a<😀\n<b>\n");
    expect(root.children).toHaveLength(1);
    expect([root.line, root.children[0]?.line, root.children[0]?.column]).toEqual([2, 2, 32]);
  });

  it("takes any encoding a decoded text can have had, and no other", () => {
    for (const encoding of ["UTF-8", "utf-16", "US-ASCII"])
      expect(parseXml(`<?xml version="1.0" encoding="${encoding}"?><x/>`).ok).toBe(true);
    expect(parseXml('<?xml version="1.0" encoding="ISO-8859-1"?><x/>')).toMatchObject({
      refusal: { code: "XML_SYNTAX" },
    });
  });
});

describe("what is no XML, or could do harm", () => {
  it.each([
    ["", 1],
    ["  \n ", 2],
    ["text", 1],
    ["<x>", 1],
    ["<x>\n<y></x>", 2],
    ["<x/><y/>", 1],
    ["<x a='1' a='2'/>", 1],
    ["<x a=1/>", 1],
    ["<x>\n\n&nbsp;</x>", 3],
    ["<x>&</x>", 1],
    ["<p:x/>", 1],
    ["<x>\u0001</x>", 1],
    ["<x>&#0;</x>", 1],
    ["<x>]]></x>", 1],
    ["<x><!-- a -- b --></x>", 1],
    ["<x a='<'/>", 1],
    ["\0<x/>", 1],
  ])("refuses %j with its place", (text, line) => {
    const result = parseXml(text);
    expect(result).toMatchObject({ ok: false, refusal: { code: "XML_SYNTAX", facts: { line } } });
    if (!result.ok) expect(result.refusal.facts?.column).toBeGreaterThan(0);
  });

  it("refuses in few words, whatever it quotes", () => {
    const result = parseXml(`<${"x".repeat(1_000_000)}>`);
    expect(result.ok ? "" : result.refusal.message.length).toBeLessThan(300);
  });

  const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join(
    "",
  );
  it.each([
    ["a billion laughs", `<!DOCTYPE x [<!ENTITY l0 "ha">${laughs}]><x>&l9;</x>`],
    ["an external entity", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>\n<x>&e;</x>'],
    ["an external subset", '<!DOCTYPE x SYSTEM "http://example.com/x.dtd"><x/>'],
    ["a parameter entity", '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://example.com/">%p;]><x/>'],
  ])("refuses %s", (_, text) => {
    expect(parseXml(text)).toMatchObject({
      ok: false,
      refusal: { code: "XML_DOCTYPE", facts: { line: 1 } },
    });
  });

  it("takes a DOCTYPE that only names the outermost element", () => {
    for (const text of ["<!DOCTYPE x><x/>", "<!DOCTYPE  x >\n<x/>"])
      expect(parseXml(text)).toMatchObject({ ok: true, value: { name: "x" } });
  });

  it("takes 100 levels of nesting and refuses more, however many", () => {
    const nested = (levels: number): string => "<x>".repeat(levels) + "</x>".repeat(levels);
    expect(parseXml(nested(100)).ok).toBe(true);
    for (const levels of [101, 500_000])
      expect(parseXml(nested(levels))).toMatchObject({
        ok: false,
        refusal: { code: "TOO_DEEP", facts: { line: 1, column: 303 } },
      });
  });

  const declarations = (count: number): string =>
    Array.from({ length: count }, (_, i) => `xmlns:p${i}='urn:${i}'`).join(" ");

  it("reads what is huge in time in proportion to its size", () => {
    const huge = [
      `<x>${"&lt;".repeat(500_000)}</x>`,
      `<x a="${"&lt;".repeat(500_000)}"/>`,
      `<x>${" ".repeat(2_000_000)}</x>`,
      `<x>${"<y/>".repeat(300_000)}</x>`,
      `<x ${Array.from({ length: 50_000 }, (_, i) => `a${i}='1'`).join(" ")}/>`,
      `<x>${"<![CDATA[]]>".repeat(200_000)}</x>`,
      `<x ${declarations(50_000)}>${"<y xmlns:p='urn:p'/>".repeat(50_000)}</x>`,
      `<${"x".repeat(2_000_000)}/>`,
      `<!--${"-x".repeat(500_000)}--><x/>`,
    ];
    for (const text of huge) {
      const start = performance.now();
      expect(parseXml(text).ok).toBe(true);
      expect(performance.now() - start).toBeLessThan(5_000);
    }
  });
});
