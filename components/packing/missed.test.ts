import { describe, expect, it } from "vitest";
import { KEPT_BENCH } from "./bench";
import { afterAnswer, KEPT_MISSED, type Missed, missedOf, withMissed, withoutMissed } from "./missed";

const open = { ...KEPT_BENCH.empty, done: { case: 6, pallet: 0 } };
const link = (serial: string) => `https://id.gs1.org/01/09520101100016/21/${serial}`;
const code = (serial: string) => `]d2010952010110001621${serial}\u001d1728033110TX24107`;
const scan = (raw: string, at = 1) => ({ raw, entry: "wedge", at }) as const;

const failed = (serial: string, at = 1) => missedOf(scan(code(serial), at), link(serial), "in", open);
const part = (raw: string) => missedOf(scan(raw), null, "in", open);
const listOf = (...all: readonly Missed[]) => all.reduce(withMissed, KEPT_MISSED.empty);
const left = (list: readonly Missed[]) => list.map((each) => each.link ?? each.raw);

describe("a scan that did not go in", () => {
  it("knows the container it was meant for: the pack may lie in it", () => {
    expect(failed("A1")).toMatchObject({ level: "case", number: 7, meant: "in" });
    const parent = { link: link("C"), packs: 3, product: null, batch: null, lastValidDay: null };
    expect(missedOf(scan("x"), null, "in", { ...open, parent }).number).toBeNull();
  });

  it("is one entry however often it is scanned, in its place, with the newest attempt", () => {
    const list = listOf(failed("A1"), failed("B2"), failed("A1", 9), part("7KP3Q9"), part("7KP3Q9"));
    expect(left(list)).toEqual([link("A1"), link("B2"), "7KP3Q9"]);
    expect(list[0]?.at).toBe(9);
  });

  it("leaves when a person says so, and nothing else leaves with it", () => {
    const list = listOf(failed("A1"), part("7KP3Q9"), failed("B2"));
    expect(left(withoutMissed(list, failed("A1", 5)))).toEqual(["7KP3Q9", link("B2")]);
    expect(left(withoutMissed(list, part("7KP3Q9")))).toEqual([link("A1"), link("B2")]);
  });

  it("leaves when the same unit is answered later", () => {
    const list = listOf(failed("A1"), failed("B2"));
    expect(left(afterAnswer(list, link("B2"), code("B2")))).toEqual([link("A1")]);
    expect(afterAnswer(list, link("C3"), code("C3"))).toEqual(list);
  });
});

describe("a part of a code", () => {
  const settled = (raw: string, serial: string) =>
    left(afterAnswer(listOf(part(raw)), link(serial), code(serial)));

  it("leaves with the whole code when it holds all of the serial", () => {
    for (const cut of [1, 2, 9, 20]) expect(settled(code("7KP3Q9").slice(cut), "7KP3Q9")).toEqual([]);
    expect(settled("100016217KP3Q9\u001d17", "7KP3Q9")).toEqual([]);
  });

  it("stays for the next pack of the same batch, which begins and ends with the same text", () => {
    for (const raw of ["]d20109520101", "]d2010952010110001621", "1728033110TX24107", "\u001d1728033110TX"])
      expect(settled(raw, "7KP3Q9"), raw).toEqual([raw]);
    expect(settled("P3Q9\u001d1728033110TX24107", "8LP3Q9")).toHaveLength(1);
    expect(settled(code("7KP3Q9").slice(5), "7KP3Q8")).toHaveLength(1);
  });

  it("of a case number leaves with the whole number", () => {
    const whole = "]C100095201010000000019";
    const list = listOf(part(whole.slice(1)), part("]C10009520"));
    const answered = afterAnswer(list, "https://id.gs1.org/00/095201010000000019", whole);
    expect(left(answered)).toEqual(["]C10009520"]);
  });
});

describe("what was kept in the browser", () => {
  it("is only used when it is whole", () => {
    const list = listOf(failed("A1"), part("7KP3Q9"));
    expect(KEPT_MISSED.parse(JSON.parse(JSON.stringify(list)))).toEqual(list);
    const [entry] = list;
    for (const broken of [null, {}, [null], [1], [{ ...entry, meant: "x" }], [{ ...entry, number: "7" }]])
      expect(KEPT_MISSED.parse(broken)).toBeNull();
  });
});
