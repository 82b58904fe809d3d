import { describe, expect, it } from "vitest";
import { proofQuestion } from "./proof-source";

const EVENT = "c5008d74-38f2-8577-8e96-62dd697c1be1";
const ask = (eventId: string, query: string) => proofQuestion(eventId, new URLSearchParams(query));

describe("the address of a proof", () => {
  it("names one step of one pack, its serial decoded once", () => {
    expect(ask(EVENT, "gtin=09520101100016&serial=a%2Fb%25%2B")).toEqual({
      eventId: EVENT,
      gtin: "09520101100016",
      serial: "a/b%+",
    });
  });

  it.each([
    ["no-event", "gtin=09520101100016&serial=A1"],
    [EVENT, ""],
    [EVENT, "gtin=9520101100016&serial=A1"],
    [EVENT, "gtin=09520101100016&serial="],
    [EVENT, "gtin=09520101100016&serial=with space"],
    [EVENT, `gtin=09520101100016&serial=${"A".repeat(21)}`],
  ])("asks the database nothing for %s?%s", (eventId, query) => expect(ask(eventId, query)).toBeNull());
});
