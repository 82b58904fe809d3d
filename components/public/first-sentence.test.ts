import { describe, expect, it } from "vitest";
import words from "@/messages/en/public-verdict.json";
import { firstSentence } from "./first-sentence";

describe("the large line of an answer", () => {
  it("is its first sentence without the full stop", () => {
    expect(firstSentence("Code recognised. Dispensed once, Nov 2026.")).toEqual({
      title: "Code recognised",
      rest: "Dispensed once, Nov 2026.",
    });
    expect(firstSentence("Ask a pharmacist before using this pack.")).toEqual({
      title: "Ask a pharmacist before using this pack",
      rest: "",
    });
  });

  it("is not cut inside a number or an abbreviation with a letter after its point", () => {
    expect(firstSentence("Batch 2.5 is recalled. Stop.").title).toBe("Batch 2.5 is recalled");
  });

  it("loses no word of any answer there is", () => {
    for (const answer of Object.values(words.answer)) {
      const { title, rest } = firstSentence(answer);
      const letters = (text: string) => text.replace(/[\s.]/g, "");
      expect(letters(title + rest)).toBe(letters(answer));
      expect(title).not.toBe("");
    }
  });
});
