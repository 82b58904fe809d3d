import { afterEach, describe, expect, it, vi } from "vitest";
import { changeKept, forgetKept, type Kind, readKept } from "./kept";

const NUMBERS: Kind<readonly number[]> = {
  empty: [],
  parse: (json) => (Array.isArray(json) && json.every((each) => typeof each === "number") ? json : null),
};
const add = (key: string, n: number) => changeKept(NUMBERS, key, (before) => [...before, n]);

function storage(full = false) {
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => {
      if (full) throw new DOMException("full", "QuotaExceededError");
      kept.set(key, text);
    },
    removeItem: (key: string) => kept.delete(key),
  });
  return kept;
}

afterEach(() => vi.unstubAllGlobals());

describe("work that is not sent yet is not lost", () => {
  it("stands in the browser's storage after every change, for the page that comes after a reload", () => {
    const kept = storage();
    add("a", 1);
    add("a", 2);
    expect(kept.get("a")).toBe("[1,2]");
    expect(readKept(NUMBERS, "a")).toEqual([1, 2]);
    forgetKept("a");
    expect(kept.has("a")).toBe(false);
  });

  it("two changes before anything renders both count", () => {
    storage();
    expect([add("b", 1), add("b", 2)]).toEqual([[1], [1, 2]]);
  });

  it("lasts as long as the page where storage is refused, full or absent", () => {
    storage(true);
    add("c", 1);
    expect(readKept(NUMBERS, "c")).toEqual([1]);
    forgetKept("c");
    expect(readKept(NUMBERS, "c")).toEqual([]);
    vi.unstubAllGlobals();
    expect(add("d", 4)).toEqual([4]);
  });

  it("keys do not mix, and damaged text is nothing rather than something wrong", () => {
    const kept = storage();
    add("e", 1);
    kept.set("f", "{oops");
    kept.set("g", '["1"]');
    expect(["e", "f", "g"].map((key) => readKept(NUMBERS, key))).toEqual([[1], [], []]);
  });
});
