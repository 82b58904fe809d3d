import { describe, expect, it } from "vitest";
import type { FoundUnit } from "@/lib/operations/find-units";
import {
  EMPTY_DRAFT,
  fitOf,
  isOrderNumber,
  KEPT_DRAFT,
  levelOfLine,
  type ShipLine,
  withLine,
  withoutLines,
} from "./draft";

const scan = (link: string) => ({ raw: link, entry: "wedge" as const, at: 1, link });
const found = (link: string, change: Partial<FoundUnit> = {}): FoundUnit => ({
  link,
  known: true,
  kind: "sscc",
  here: true,
  standing: "HERE",
  state: "ACTIVE",
  parentLink: null,
  product: "Ternavex 10 mg",
  batch: "TX24112",
  lastValidDay: "2028-03-31",
  packs: 24,
  ...change,
});
const line = (link: string, change: Partial<ShipLine> = {}): ShipLine => ({
  ...scan(link),
  kind: "sscc",
  packs: 24,
  product: "Ternavex 10 mg",
  batch: "TX24112",
  lastValidDay: "2028-03-31",
  parentLink: null,
  ...change,
});

describe("only what is known and stands here comes onto the list", () => {
  it("adds it with what is in it", () => {
    expect(fitOf([], scan("c1"), found("c1"))).toEqual({ kind: "add", line: line("c1") });
  });

  it("refuses the rest, each for its own reason", () => {
    expect(fitOf([line("c1")], scan("c1"), found("c1"))).toEqual({ kind: "duplicate" });
    expect(fitOf([], scan("x"), found("x", { known: false, kind: null }))).toEqual({ kind: "unknown" });
    for (const standing of ["ELSEWHERE", "IN_TRANSIT", "FIRST_SEEN"] as const) {
      expect(fitOf([], scan("c1"), found("c1", { standing, here: false }))).toEqual({
        kind: "away",
        standing,
      });
    }
    expect(fitOf([line("pallet")], scan("c1"), found("c1", { parentLink: "pallet" }))).toEqual({
      kind: "inside",
      container: "pallet",
    });
  });
});

describe("nothing goes out twice", () => {
  it("a container takes the lines that lie in it over", () => {
    const draft = { ...EMPTY_DRAFT, lines: [line("c1", { parentLink: "pallet" }), line("c2")] };
    expect(withLine(draft, line("pallet")).lines.map(({ link }) => link)).toEqual(["c2", "pallet"]);
  });
});

describe("taking off is asked anew when nothing packed is left", () => {
  it("forgets the decision with the last packed line", () => {
    const draft = { ...EMPTY_DRAFT, takeOff: true, lines: [line("c1", { parentLink: "p" }), line("c2")] };
    expect(withoutLines(draft, new Set(["c2"])).takeOff).toBe(true);
    expect(withoutLines(draft, new Set(["c1"])).takeOff).toBe(false);
  });
});

describe("a container is named by what it can hold", () => {
  const sizes = { "Ternavex 10 mg": 24, "Semvia 1 mg": 10 };
  it("more than a case of its product is a pallet", () => {
    expect(levelOfLine(line("c"), sizes)).toBe("case");
    expect(levelOfLine(line("c", { packs: 25 }), sizes)).toBe("pallet");
    expect(levelOfLine(line("c", { product: null, packs: 20 }), sizes)).toBe("case");
    expect(levelOfLine(line("c"), {})).toBe("unit");
    expect(levelOfLine(line("p", { kind: "sgtin", packs: 1 }), sizes)).toBe("pack");
  });
});

describe("what the browser kept is used only when it is whole", () => {
  it("reads its own writing and nothing else", () => {
    const draft = { ...EMPTY_DRAFT, receiverSiteId: "s", lines: [line("c1")] };
    expect(KEPT_DRAFT.parse(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
    for (const broken of [null, 3, [], {}, { ...draft, purpose: "gift" }, { ...draft, lines: [{}] }]) {
      expect(KEPT_DRAFT.parse(broken)).toBeNull();
    }
  });
});

describe("an order number becomes part of an identifier", () => {
  it("plain characters, up to 40; none is fine", () => {
    for (const good of ["", "PO-4711/26", "x".repeat(40), " 12 "]) expect(isOrderNumber(good)).toBe(true);
    for (const bad of ["Ö1", "x".repeat(41), "a\tb"]) expect(isOrderNumber(bad)).toBe(false);
  });
});
