import { describe, expect, it } from "vitest";
import type { PackFacts } from "@/lib/core/pack/axes";
import {
  ALL_MATCH,
  HOSPITAL,
  hold,
  NOW,
  OTHER_PHARMACY,
  PHARMACY,
  packFacts,
  RECALL,
  suppliedAt,
  WAREHOUSE,
} from "@/lib/core/pack/testing/pack-facts";
import type { ReadingMatch } from "./asked";
import { verdictOf } from "./verdict";

const ask = (facts: PackFacts = packFacts(), here = PHARMACY, match: ReadingMatch = ALL_MATCH) => {
  const { kind, reason, others, action } = verdictOf({ kind: "pack", facts, match, now: NOW }, here);
  return [kind, reason.code, action.code, others.map(({ code }) => code)] as const;
};

describe("verdict at a station", () => {
  it("verifies a pack in order, here or seen for the first time", () => {
    expect(ask()).toEqual(["VERIFIED", "DISPENSABLE", "DISPENSE", []]);
    const firstSeen = packFacts({ custody: { siteId: null } });
    expect(ask(firstSeen)).toEqual(["VERIFIED", "FIRST_SEEN_HERE", "DISPENSE", []]);
    const leftNetwork = packFacts({
      custody: { siteId: OTHER_PHARMACY.siteId },
      ownDisposition: "LEFT_NETWORK",
    });
    expect(ask(leftNetwork)[1]).toBe("FIRST_SEEN_HERE");
  });

  it("offers a warehouse to keep what a pharmacy would dispense", () => {
    expect(ask(packFacts({ custody: { siteId: WAREHOUSE.siteId } }), WAREHOUSE)[2]).toBe("KEEP");
  });

  it("says receive first for what another site holds or a lorry carries", () => {
    const elsewhere = packFacts({ custody: { siteId: OTHER_PHARMACY.siteId } });
    expect(ask(elsewhere)).toEqual(["CHECK", "POSSESSED_ELSEWHERE", "RECEIVE_FIRST", []]);
    expect(ask(packFacts({ custody: { place: "IN_TRANSIT" } }))[1]).toBe("IN_TRANSIT");
  });

  it("lists every other reason below the first", () => {
    const facts = packFacts({
      holds: [hold("ALERT"), hold("SUSPECT")],
      batch: { recall: RECALL, expiry: "2026-01-31", held: true },
    });
    expect(ask(facts)).toEqual([
      "STOP",
      "RECALLED",
      "QUARANTINE",
      ["EXPIRED", "BATCH_HELD", "SUSPECT_HOLD", "ALERT_HOLD"],
    ]);
  });

  it("lets an amber hold wait behind a red reason, though held comes before unreleased", () => {
    const facts = packFacts({ holds: [hold("TEMPERATURE")], batch: { state: "PACKAGED" } });
    expect(ask(facts)).toEqual(["STOP", "BATCH_UNRELEASED", "QUARANTINE", ["TEMPERATURE_HOLD"]]);
  });

  it("stops a copy: dispensed elsewhere two days ago, by days and without saying where", () => {
    const at = NOW - 48 * 3_600_000;
    const facts = packFacts({
      registryState: "SUPPLIED",
      ownDisposition: "WITH_PATIENT",
      supplied: suppliedAt(OTHER_PHARMACY, { eventTime: at, recordTime: at }),
    });
    const verdict = verdictOf({ kind: "pack", facts, match: ALL_MATCH, now: NOW }, PHARMACY);
    expect(verdict).toMatchObject({
      kind: "STOP",
      reason: { code: "SUPPLIED_ELSEWHERE", params: { days: 2 } },
      action: { code: "QUARANTINE" },
      others: [],
    });
  });

  it("takes two repeats here for a slip and the third for an alarm", () => {
    const scan = (repeatCount: number) =>
      ask(packFacts({ registryState: "SUPPLIED", supplied: suppliedAt(PHARMACY, { repeatCount }) }));
    expect(scan(0)).toEqual(["CHECK", "SUPPLIED_HERE", "SET_ASIDE", []]);
    expect(scan(1)[0]).toBe("CHECK");
    expect(scan(2)).toEqual(["STOP", "SUPPLIED_HERE_REPEATEDLY", "QUARANTINE", []]);
  });

  it("knows a hospital's own decommissioned stock, which recall and expiry still stop", () => {
    const ward = {
      registryState: "SUPPLIED",
      supplied: suppliedAt(HOSPITAL),
      custody: { siteId: HOSPITAL.siteId, holderOrgId: HOSPITAL.orgId },
    } as const;
    expect(ask(packFacts(ward), HOSPITAL)).toEqual(["VERIFIED", "HOSPITAL_STOCK", "USE_ON_WARD", []]);
    expect(ask(packFacts({ ...ward, batch: { recall: RECALL } }), HOSPITAL)[1]).toBe("RECALLED");
    expect(ask(packFacts({ ...ward, batch: { expiry: "2026-11-19" } }), HOSPITAL)[1]).toBe("EXPIRED");
    expect(ask(packFacts(ward), PHARMACY)[0]).toBe("STOP");
  });

  it("asks for one thing when a pack was reported missing", () => {
    expect(ask(packFacts({ reportedMissing: true }))).toEqual([
      "CHECK",
      "REPORTED_MISSING",
      "REOPEN_MISSING",
      [],
    ]);
  });

  it("stays silent about a mismatch until it is neither a scanner's fault nor a misread print", () => {
    const mismatch = (change: Partial<ReadingMatch>) =>
      ask(packFacts(), PHARMACY, { ...ALL_MATCH, batch: "mismatch", ...change });
    expect(mismatch({ fault: "CASE_FLIPPED" })).toEqual(["CHECK", "SCAN_PROBLEM", "SCAN_AGAIN", []]);
    expect(mismatch({})).toEqual(["CHECK", "BATCH_MISMATCH", "COMPARE_PRINT", []]);
    expect(mismatch({ printConfirmed: true })).toEqual(["STOP", "BATCH_MISMATCH", "QUARANTINE", []]);
    expect(mismatch({ fault: "CASE_FLIPPED", printConfirmed: true })[0]).toBe("STOP");
  });

  it("marks what a typed entry left uncompared", () => {
    const typed = { ...ALL_MATCH, batch: "not-given", expiry: "not-given" } as const;
    expect(ask(packFacts(), PHARMACY, typed)[3]).toEqual(["BATCH_NOT_COMPARED", "EXPIRY_NOT_COMPARED"]);
  });

  it("never carries the registry's batch or expiry, so an answer helps nobody guess", () => {
    const facts = packFacts({ batch: { recall: RECALL, expiry: "2026-01-31" } });
    const match = { ...ALL_MATCH, batch: "mismatch", expiry: "mismatch" } as const;
    const text = JSON.stringify(verdictOf({ kind: "pack", facts, match, now: NOW }, PHARMACY));
    expect(text).not.toMatch(/TX24107|2026-01/);
  });
});

describe("verdict without a pack", () => {
  const said = (asked: Parameters<typeof verdictOf>[0]) => {
    const { kind, reason, action } = verdictOf(asked, PHARMACY);
    return [kind, reason.code, action.code];
  };

  it("stops an unknown serial of a known product, unless a near one explains it", () => {
    expect(said({ kind: "unknown-serial", fault: null, printConfirmed: false })).toEqual([
      "STOP",
      "SERIAL_UNKNOWN",
      "QUARANTINE",
    ]);
    expect(said({ kind: "unknown-serial", fault: "LAYOUT_SWAPPED", printConfirmed: false })[0]).toBe("CHECK");
    expect(said({ kind: "unknown-serial", fault: "LAYOUT_SWAPPED", printConfirmed: true })[0]).toBe("STOP");
  });

  it("can't tell about an unknown product, but stops it where Packproof is the legal registry", () => {
    expect(said({ kind: "unknown-product", legalRegistry: false })).toEqual([
      "CANNOT_TELL",
      "PRODUCT_UNKNOWN",
      "USE_NATIONAL_SYSTEM",
    ]);
    expect(said({ kind: "unknown-product", legalRegistry: true })[0]).toBe("STOP");
  });

  it("never looks green when the registry can't be reached", () => {
    expect(said({ kind: "registry-unreachable", since: NOW })).toEqual([
      "CANNOT_TELL",
      "REGISTRY_UNREACHABLE_SINCE",
      "WAIT_FOR_REGISTRY",
    ]);
    expect(said({ kind: "registry-unreachable", since: null }).slice(0, 2)).toEqual([
      "CANNOT_TELL",
      "REGISTRY_UNREACHABLE",
    ]);
  });

  it("gives goods without serials a neutral line and no alarm", () => {
    expect(said({ kind: "not-serialised", linear: false })).toEqual([
      "NEUTRAL",
      "NOT_SERIALISED",
      "NOTHING_TO_DO",
    ]);
    expect(said({ kind: "not-serialised", linear: true })[2]).toBe("SCAN_SQUARE_CODE");
  });

  it("asks to scan a broken code again", () => {
    expect(said({ kind: "unreadable", issue: "CHECK_DIGIT" })).toEqual([
      "CHECK",
      "FORMAT_INVALID",
      "SCAN_AGAIN",
    ]);
  });
});
