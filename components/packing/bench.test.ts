import { describe, expect, it } from "vitest";
import type { KeptScan } from "@/components/deliveries/kept-scan";
import type { FoundUnit } from "@/lib/operations/find-units";
import {
  afterClose,
  type Bench,
  contentOf,
  fitOf,
  isFull,
  KEPT_BENCH,
  numberOf,
  onDay,
  packsIn,
  sizeOf,
  undone,
  withoutUnit,
  withUnit,
} from "./bench";

const SIZES = { "Ternavex 10 mg": 3 };
const packLink = (serial: string) => `https://id.gs1.org/01/09520101100016/21/${serial}`;
const caseLink = (n: number) => `https://id.gs1.org/00/${String(n).padStart(18, "0")}`;
const scan = (link: string): KeptScan => ({ link, raw: link, entry: "wedge", at: 1 });
const pack = (serial: string, change: Partial<FoundUnit> = {}): FoundUnit => ({
  link: packLink(serial),
  known: true,
  kind: "sgtin",
  here: true,
  standing: "HERE",
  state: "ACTIVE",
  parentLink: null,
  product: "Ternavex 10 mg",
  batch: "TX1",
  lastValidDay: "2028-03-31",
  packs: 1,
  ...change,
});
const container = (n: number, change: Partial<FoundUnit> = {}): FoundUnit => ({
  ...pack("", { packs: 3, ...change }),
  link: caseLink(n),
  kind: "sscc",
});
const bench = (change: Partial<Bench> = {}): Bench => ({ ...KEPT_BENCH.empty, day: "2026-11-20", ...change });
const judge = (at: Bench, unit: FoundUnit, opening = false) =>
  fitOf(at, scan(unit.link), unit, { sizes: SIZES, opening });
function add(at: Bench, ...units: FoundUnit[]): Bench {
  return units.reduce((before, unit) => {
    const fits = judge(before, unit);
    if (fits.kind !== "add") throw new Error(fits.kind);
    return withUnit(before, fits.unit);
  }, at);
}

describe("a pack scanned into a case", () => {
  it("goes in, fills it to its product's size and no further", () => {
    const two = add(bench(), pack("A"), pack("B"));
    expect([packsIn(two), sizeOf(two, SIZES), isFull(two, SIZES)]).toEqual([2, 3, false]);
    const full = add(two, pack("C"));
    expect(isFull(full, SIZES)).toBe(true);
    expect(judge(full, pack("D"))).toEqual({ kind: "full" });
  });

  it("of another batch, or another product's batch of the same number, stays out", () => {
    const one = add(bench(), pack("A"));
    expect(judge(one, pack("B", { batch: "TX2" }))).toMatchObject({ kind: "other-batch", batch: "TX2" });
    expect(judge(one, pack("B", { product: "Semvia 1 mg" }))).toMatchObject({ kind: "other-batch" });
    expect(judge({ ...one, mixed: true }, pack("B", { batch: "TX2" })).kind).toBe("add");
  });

  it("twice counts once", () => {
    expect(judge(add(bench(), pack("A")), pack("A"))).toEqual({ kind: "duplicate" });
  });

  it.each([
    ["unknown", pack("A", { known: false, kind: null, standing: null })],
    ["away", pack("A", { standing: "ELSEWHERE", here: false })],
    ["away", pack("A", { standing: "IN_TRANSIT", here: false })],
    ["gone", pack("A", { state: "DESTROYED" })],
    ["gone", pack("A", { state: "STOLEN" })],
    ["gone", pack("A", { state: "VOID" })],
    ["elsewhere-packed", pack("A", { parentLink: caseLink(9) })],
  ])("is %s and not added", (kind, unit) => {
    expect(judge(bench(), unit).kind).toBe(kind);
  });

  it("of a product without a known size fills nothing up: a person closes the case, or sets the size", () => {
    const pens = add(bench(), pack("A", { product: "Semvia 1 mg" }));
    expect(sizeOf(pens, SIZES)).toBeNull();
    expect(isFull(pens, SIZES)).toBe(false);
    expect(isFull({ ...pens, sizes: { "Semvia 1 mg": 1 } }, SIZES)).toBe(true);
  });
});

describe("a case that exists", () => {
  it("is opened by its label when nothing else is open, counts what is in it, and takes the same batch only", () => {
    const opened = judge(bench(), container(1, { packs: 2 }));
    if (opened.kind !== "parent") throw new Error(opened.kind);
    const at = bench({ parent: opened.parent });
    expect(packsIn(at)).toBe(2);
    expect(judge(at, pack("A", { batch: "TX2" })).kind).toBe("other-batch");
    expect(isFull(add(at, pack("A")), SIZES)).toBe(true);
    expect(judge(at, pack("B", { parentLink: caseLink(1) }))).toMatchObject({ kind: "inside" });
    expect(judge(at, container(1))).toEqual({ kind: "duplicate" });
  });

  it("is not opened while another case is", () => {
    expect(judge(add(bench(), pack("A")), container(1))).toEqual({ kind: "other-level" });
  });

  it("that came full is not closed again by itself", () => {
    const at = bench({
      parent: { link: caseLink(1), packs: 3, product: "Ternavex 10 mg", batch: "TX1", lastValidDay: null },
    });
    expect(isFull(at, SIZES)).toBe(false);
    expect(judge(at, pack("A"))).toEqual({ kind: "full" });
  });
});

describe("a pallet", () => {
  const pallet = bench({ level: "pallet" });

  it("takes cases of any batch without limit, and no loose packs", () => {
    const two = add(pallet, container(1), container(2, { batch: null, product: null, packs: 40 }));
    expect([two.units.length, packsIn(two), isFull(two, SIZES)]).toEqual([2, 43, false]);
    expect(judge(two, pack("A"))).toEqual({ kind: "other-level" });
    expect(contentOf(two)).toEqual({ product: null, batch: null, lastValidDay: "2028-03-31" });
  });

  it("that exists is opened only when that is asked for: its label looks like a case's", () => {
    expect(judge(pallet, container(7)).kind).toBe("add");
    expect(judge(pallet, container(7), true).kind).toBe("parent");
  });

  it("takes no case that stands on another one", () => {
    expect(judge(pallet, container(1, { parentLink: caseLink(5) }))).toMatchObject({
      kind: "elsewhere-packed",
    });
  });
});

describe("the bench", () => {
  it("takes the last one back first, then the container that was opened", () => {
    const two = add(bench(), pack("A"), pack("B"));
    expect(undone(two).units.map(({ link }) => link)).toEqual([packLink("A")]);
    expect(withoutUnit(two, packLink("A")).units.map(({ link }) => link)).toEqual([packLink("B")]);
    const opened = bench({
      parent: { link: caseLink(1), packs: 2, product: null, batch: null, lastValidDay: null },
    });
    expect(undone(opened).parent).toBeNull();
  });

  it("numbers the containers of a day, those it made only, and starts again the next day without losing the open one", () => {
    const full = add(bench(), pack("A"), pack("B"), pack("C"));
    const next = afterClose(full, "1".repeat(18), caseLink(1));
    expect(next).toMatchObject({ units: [], closed: { number: 1, packs: 3, units: 3, batch: "TX1" } });
    expect(numberOf(next)).toBe(2);
    expect(numberOf({ ...next, level: "pallet" })).toBe(1);
    const reopened = {
      ...next,
      parent: { link: caseLink(1), packs: 3, product: null, batch: null, lastValidDay: null },
    };
    expect(numberOf(afterClose(reopened, "1".repeat(18), caseLink(1)))).toBe(2);
    const tomorrow = onDay(add(next, pack("D")), "2026-11-21");
    expect([numberOf(tomorrow), tomorrow.units.length]).toEqual([1, 1]);
  });

  it("survives a reload as it was, and nothing that is damaged is taken for a bench", () => {
    const open = add(bench(), pack("A"));
    expect(KEPT_BENCH.parse(JSON.parse(JSON.stringify(open)))).toEqual(open);
    for (const json of [null, [], {}, { ...open, units: [{}] }, { ...open, level: "box" }]) {
      expect(KEPT_BENCH.parse(json)).toBeNull();
    }
  });
});
