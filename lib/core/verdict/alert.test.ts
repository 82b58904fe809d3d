import { describe, expect, it } from "vitest";
import {
  ALL_MATCH,
  NOW,
  OTHER_PHARMACY,
  PHARMACY,
  packFacts,
  RECALL,
  suppliedAt,
} from "@/lib/core/pack/testing/pack-facts";
import { alertCauseOf } from "./alert";
import type { ReadingMatch } from "./asked";
import { verdictOf } from "./verdict";

const causeOf = (change: Parameters<typeof packFacts>[0], match: ReadingMatch = ALL_MATCH) =>
  alertCauseOf(verdictOf({ kind: "pack", facts: packFacts(change), match, now: NOW }, PHARMACY));

describe("alerts", () => {
  it("are raised for a pack that is gone and for a serial nobody made", () => {
    const copy = { registryState: "SUPPLIED", supplied: suppliedAt(OTHER_PHARMACY) } as const;
    expect(causeOf(copy)).toBe("ALREADY_INACTIVE");
    // A recall must not hide the copy.
    expect(causeOf({ ...copy, batch: { recall: RECALL } })).toBe("ALREADY_INACTIVE");
    const unknown = { kind: "unknown-serial", fault: null, printConfirmed: false } as const;
    expect(alertCauseOf(verdictOf(unknown, PHARMACY))).toBe("SERIAL_UNKNOWN");
  });

  it("are not raised for expired, recalled or withdrawn packs", () => {
    expect(causeOf({ batch: { expiry: "2026-11-19" } })).toBeNull();
    expect(causeOf({ batch: { recall: RECALL } })).toBeNull();
    expect(causeOf({ product: { state: "WITHDRAWN" } })).toBeNull();
  });

  it("wait for a person to compare the print", () => {
    const mismatch = { ...ALL_MATCH, batch: "mismatch" } as const;
    expect(causeOf({}, mismatch)).toBeNull();
    expect(causeOf({}, { ...mismatch, fault: "CASE_FLIPPED" })).toBeNull();
    expect(causeOf({ batch: { recall: RECALL } }, mismatch)).toBeNull();
    expect(causeOf({}, { ...mismatch, printConfirmed: true })).toBe("BATCH_MISMATCH");
  });

  it("are raised for what is in two places at once, wherever that stands among the reasons", () => {
    const elsewhere = { latitude: 47.5, longitude: 9.75, at: NOW - 60_000 };
    const journey = { from: elsewhere, to: { latitude: 48.21, longitude: 16.37, at: NOW } };
    expect(causeOf({ journey })).toBe("CLONE_SUSPECTED");
    expect(causeOf({ journey, batch: { recall: RECALL } })).toBe("CLONE_SUSPECTED");
    expect(causeOf({ journey: { ...journey, from: { ...elsewhere, at: NOW - 86_400_000 } } })).toBeNull();
  });

  it("wait for the third repeat at the site that supplied the pack", () => {
    const scan = (repeatCount: number) =>
      causeOf({ registryState: "SUPPLIED", supplied: suppliedAt(PHARMACY, { repeatCount }) });
    expect([0, 1, 2].map(scan)).toEqual([null, null, "ALREADY_INACTIVE"]);
  });
});
