import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { PUBLIC_CODES } from "./public-verdict";
import { ACTION_CODES, REASON_CODES } from "./reason";
import { SCAN_FAULTS } from "./triage";

const read = (name: string): Record<string, Record<string, string>> => {
  const path = fileURLToPath(new URL(`../../../messages/en/${name}.json`, import.meta.url));
  return JSON.parse(readFileSync(path, "utf8"));
};
const reasons = read("reasons");
const answers = read("public-verdict");

const PARAMS = {
  class: 1,
  depth: "patient",
  days: 2,
  n: 2,
  of: 3,
  since: 0,
  day: 0,
  remaining: 3,
  fault: "DOUBLED",
  hold: "h",
};
const fallback = /\{|undefined|MISSING/;

describe("the words of a verdict", () => {
  it("has a sentence for every reason and a label for every action, and none besides", () => {
    expect(Object.keys(reasons.reason ?? {}).sort()).toEqual([...REASON_CODES].sort());
    expect(Object.keys(reasons.action ?? {}).sort()).toEqual([...ACTION_CODES].sort());
    expect(Object.keys(answers.answer ?? {}).sort()).toEqual([...PUBLIC_CODES].sort());
  });

  it("forms every sentence from the parameters its reason carries", () => {
    const t = createTranslator({ locale: "en-GB", messages: reasons as never, timeZone: "UTC" });
    for (const code of REASON_CODES)
      expect(t(`reason.${code}` as never, PARAMS as never)).not.toMatch(fallback);
    for (const fault of SCAN_FAULTS) {
      expect(t("reason.SCAN_PROBLEM" as never, { fault } as never)).not.toBe("Probably a scanner fault.");
    }
  });

  it("says the month of dispensing and no more", () => {
    const t = createTranslator({ locale: "en-GB", messages: answers as never });
    expect(t("answer.SUPPLIED_ONCE" as never, { month: "Nov 2026" } as never)).toBe(
      "Code recognised. Dispensed once, Nov 2026.",
    );
  });
});
