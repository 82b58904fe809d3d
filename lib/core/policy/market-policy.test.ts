import { describe, expect, it } from "vitest";
import { recallStops } from "@/lib/core/pack/blockers";
import { repeatOf } from "@/lib/core/pack/repeats";
import { supply } from "@/lib/core/pack/supply";
import { ALL_MATCH, NOW, PHARMACY, packFacts } from "@/lib/core/pack/testing/pack-facts";
import { VERDICT_KINDS } from "@/lib/core/verdict/reason";
import { verdictOf } from "@/lib/core/verdict/verdict";
import { mayOverride, policyOf } from "./market-policy";

describe("policies by market", () => {
  it("has an answer for every market: an unknown one takes the strictest reading", () => {
    expect(policyOf("ZZ")).toEqual(policyOf("AT"));
    expect(policyOf("ZZ").wholesaleStopsCounters).toBe(true);
  });

  it("never lets anybody override a STOP", () => {
    for (const market of ["AT", "GB", "US"]) {
      const may = VERDICT_KINDS.filter((kind) => mayOverride(kind, market));
      expect(may).toEqual(["CHECK", "CANNOT_TELL"]);
    }
  });

  it("tells a counter that isn't stopped that there is a recall above it", () => {
    const facts = packFacts({ batch: { recall: { depth: "wholesale", class: 3, publicText: null } } });
    const verdict = (market: string) => {
      const here = { ...PHARMACY, market };
      const { kind, reason, others } = verdictOf({ kind: "pack", facts, match: ALL_MATCH, now: NOW }, here);
      return [kind, reason.code, ...others.map(({ code }) => code)];
    };
    expect(verdict("AT")).toEqual(["STOP", "RECALLED"]);
    expect(verdict("US")).toEqual(["VERIFIED", "DISPENSABLE", "RECALL_NOTICE"]);
  });

  it("decides whether typed entry may lack batch and expiry: ENTRY_INCOMPLETE where it may not", () => {
    const ask = (market: string) => {
      const here = { ...PHARMACY, market };
      const match = { ...ALL_MATCH, batch: "not-given" } as const;
      const facts = packFacts();
      const { kind, reason } = verdictOf({ kind: "pack", facts, match, now: NOW }, here);
      const supplied = supply({ facts, match, here, now: NOW });
      return [kind, reason.code, supplied.ok ? "ok" : supplied.refusal.code];
    };
    expect(ask("AT")).toEqual(["VERIFIED", "DISPENSABLE", "ok"]);
    expect(ask("US")).toEqual(["CHECK", "BATCH_NOT_COMPARED", "ENTRY_INCOMPLETE"]);
  });

  it("decides how many repeats are a slip", () => {
    const { repeatsTolerated } = policyOf("FR");
    expect([0, 1, 2].map((earlier) => repeatOf(earlier, repeatsTolerated).tolerated)).toEqual([
      true,
      true,
      false,
    ]);
    expect(repeatOf(0, 0)).toEqual({ n: 2, of: 1, tolerated: false });
  });

  it("decides whom a recall to wholesalers stops: every depth below stops everywhere", () => {
    const stops = (depth: "wholesale" | "pharmacy", market: string, setting: "pharmacy" | "other") =>
      recallStops({ depth, class: 2, publicText: null }, { market, setting });
    expect([stops("wholesale", "AT", "pharmacy"), stops("wholesale", "US", "pharmacy")]).toEqual([
      true,
      false,
    ]);
    expect([stops("wholesale", "US", "other"), stops("pharmacy", "US", "pharmacy")]).toEqual([true, true]);
  });
});
