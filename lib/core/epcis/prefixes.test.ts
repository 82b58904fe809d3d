import { describe, expect, it } from "vitest";
import { expandCurie, extensionName, prefixesOf, prefixesOfDocument } from "./prefixes";

describe("prefixes of a JSON-LD @context", () => {
  it("are the standard's own and the document's, the last one named first in force", () => {
    const prefixes = prefixesOf([
      "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
      { my: "https://a.example/", "@vocab": "https://v.example/", term: { "@id": "https://t.example/x" } },
      { my: "https://b.example/" },
    ]);
    expect(expandCurie("my:x", prefixes)).toBe("https://b.example/x");
    expect(expandCurie("cbv:BizStep-shipping", prefixes)).toBe("https://ref.gs1.org/cbv/BizStep-shipping");
    expect(extensionName("term:y", prefixes)).toBe("{https://t.example/x}y");
    expect(prefixes.has("@vocab")).toBe(false);
  });

  it("are read once for a document, however many events ask", () => {
    const context = Array.from({ length: 50_000 }, (_, i) => ({ [`p${i}`]: `https://x.example/${i}/` }));
    const first = prefixesOfDocument(context);
    expect(first.get("p49999")).toBe("https://x.example/49999/");
    expect(prefixesOfDocument(context)).toBe(first);
    expect(prefixesOfDocument("https://x.example/context")).toBe(prefixesOfDocument(undefined));
  });
});
