import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import { limitEvents, orderEvents } from "./order-events";
import { parseQuery } from "./parse-query";

function query(text: string) {
  const parsed = parseQuery({ url: new URLSearchParams(text), context: { ex: "https://example.com/ns/" } });
  if (!parsed.ok) throw new Error(parsed.refusal.message);
  return parsed.value;
}
const ordered = (text: string, events: readonly JsonObject[]) =>
  orderEvents(query(text), events, { ex: "https://example.com/ns/" }).map(({ id }) => id);

describe("the order of events", () => {
  it("is by instant, whatever the zone, the latest first unless asked otherwise", () => {
    const events = [
      { id: "b", eventTime: "2026-01-01T01:30:00+01:00" },
      { id: "a", eventTime: "2026-01-01T00:00:00Z" },
      { id: "none" },
      { id: "c", eventTime: "2026-01-01T01:00:00Z" },
    ];
    expect(ordered("orderBy=eventTime", events)).toEqual(["c", "b", "a", "none"]);
    expect(ordered("orderBy=eventTime&orderDirection=ASC", events)).toEqual(["a", "b", "c", "none"]);
    expect(ordered("", events)).toEqual(["b", "a", "none", "c"]);
  });

  it("is by size for numbers, by UTF-8 for texts, and keeps equals as they were", () => {
    const numbers = [9, 10, -2, 10.5, 10].map((value, id) => ({ id, "ex:n": value }));
    expect(ordered("orderBy=ex:n&orderDirection=ASC", numbers)).toEqual([2, 0, 1, 4, 3]);
    const texts = ["\u{1F600}", "\uFF5E", "a", "Z"].map((value, id) => ({ id, "ex:t": value }));
    expect(ordered("orderBy=ex:t&orderDirection=ASC", texts)).toEqual([3, 2, 1, 0]);
  });

  it("takes of several quantities the one that comes first", () => {
    const events = [
      { id: "a", quantityList: [{ quantity: 1 }, { quantity: 9 }] },
      { id: "b", quantityList: [{ quantity: 5 }] },
    ];
    expect(ordered("orderBy=quantity&orderDirection=ASC", events)).toEqual(["a", "b"]);
    expect(ordered("orderBy=quantity", events)).toEqual(["a", "b"]);
  });
});

describe("limits", () => {
  it("cut, or refuse", () => {
    expect(limitEvents(query(""), [1, 2, 3])).toEqual({ ok: true, value: [1, 2, 3] });
    expect(limitEvents(query("eventCountLimit=2&orderBy=eventTime"), [1, 2, 3])).toEqual({
      ok: true,
      value: [1, 2],
    });
    expect(limitEvents(query("maxEventCount=3"), [1, 2, 3]).ok).toBe(true);
    expect(limitEvents(query("maxEventCount=2"), [1, 2, 3])).toMatchObject({
      refusal: { code: "QUERY_TOO_LARGE" },
    });
  });
});
