import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { restoreSeparators } from "./separators";

describe("stand-ins for the group separator", () => {
  it("become U+001D", () => {
    for (const standIn of ["|", "~", "{GS}", "<GS>", "␝"])
      expect(restoreSeparators(`21A${standIn}10B`)).toEqual({ text: "21A\u001d10B", replaced: true });
  });

  it("are nothing to a web address, with or without its symbology identifier", () => {
    for (const link of ["https://x.org/~a/01/1|2", "]Q1HTTPS://x.org/~a"])
      expect(restoreSeparators(link)).toEqual({ text: link, replaced: false });
  });

  it("no other text of GS1's character set is ever changed", () => {
    const set82 = [
      ..."!\"%&'()*+,-./0123456789:;=?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz\u001d",
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...set82)), (characters) => {
        const text = characters.join("");
        expect(restoreSeparators(text)).toEqual({ text, replaced: false });
      }),
    );
  });
});
