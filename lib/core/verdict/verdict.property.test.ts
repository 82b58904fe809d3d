import { describe, expect, it } from "vitest";
import {
  BATCH_STATES,
  HOLD_KINDS,
  type HoldKind,
  OWN_DISPOSITIONS,
  type PackFacts,
  PRODUCT_STATES,
  REGISTRY_STATES,
} from "@/lib/core/pack/axes";
import { supply } from "@/lib/core/pack/supply";
import {
  ALL_MATCH,
  HOSPITAL,
  HOUR,
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
import { byGravity, finding } from "./finding";
import { reasonRank } from "./reason";
import { type Verdict, verdictOf } from "./verdict";

const CUSTODIES = [
  { siteId: PHARMACY.siteId, place: "AT_SITE" },
  { siteId: OTHER_PHARMACY.siteId, place: "AT_SITE" },
  { siteId: HOSPITAL.siteId, place: "AT_SITE" },
  { siteId: OTHER_PHARMACY.siteId, place: "IN_TRANSIT" },
  { siteId: null, place: "AT_SITE" },
] as const;
const SUPPLIES = [
  null,
  suppliedAt(PHARMACY, { repeatCount: 1 }),
  suppliedAt(PHARMACY, { repeatCount: 2 }),
  suppliedAt(OTHER_PHARMACY),
  suppliedAt(HOSPITAL),
];
const HOLDS: readonly (readonly HoldKind[])[] = [
  [],
  ...HOLD_KINDS.map((kind) => [kind]),
  ["ALERT", "RECALL"],
  ["EXCEPTION", "SUSPECT"],
];
const EXPIRIES = ["2027-10-31", "2026-11-19"];
const MATCHES: readonly ReadingMatch[] = [
  ALL_MATCH,
  { ...ALL_MATCH, batch: "not-given", expiry: "not-given" },
  { ...ALL_MATCH, batch: "mismatch" },
  { ...ALL_MATCH, expiry: "mismatch", fault: "DAY_DIFFERS" },
  { ...ALL_MATCH, batch: "mismatch", printConfirmed: true },
];
/** 500 km in five minutes. */
const JOURNEYS = [
  null,
  {
    from: { latitude: 48.21, longitude: 16.37, at: NOW - HOUR / 12 },
    to: { latitude: 47.5, longitude: 9.75, at: NOW },
  },
];
const HERES = [PHARMACY, HOSPITAL, WAREHOUSE];

type Case = { readonly facts: PackFacts; readonly match: ReadingMatch; readonly verdict: Verdict };

/** The same sequence in every run (Numerical Recipes' generator), and in step with none of the loops. */
let seed = 1;
const draw = <One>(from: readonly One[]): One | undefined => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return from[Math.floor((seed / 2 ** 32) * from.length)];
};

/** Every combination of the pack's axes; who asks and how the reading compares are drawn for each. */
function* everything(): Generator<Case & { readonly here: (typeof HERES)[number] }> {
  for (const registryState of REGISTRY_STATES)
    for (const ownDisposition of [null, ...OWN_DISPOSITIONS])
      for (const holds of HOLDS)
        for (const state of BATCH_STATES)
          for (const held of [false, true])
            for (const recall of [null, RECALL])
              for (const productState of PRODUCT_STATES)
                for (const expiry of EXPIRIES)
                  for (const custody of CUSTODIES)
                    for (const supplied of registryState === "SUPPLIED" ? SUPPLIES : [null])
                      for (const journey of JOURNEYS) {
                        const facts = packFacts({
                          registryState,
                          ownDisposition,
                          holds: holds.map(hold),
                          batch: { state, held, recall, expiry },
                          product: { state: productState },
                          custody,
                          supplied,
                          journey,
                        });
                        const here = draw(HERES) ?? PHARMACY;
                        const match = draw(MATCHES) ?? ALL_MATCH;
                        yield {
                          facts,
                          match,
                          here,
                          verdict: verdictOf({ kind: "pack", facts, match, now: NOW }, here),
                        };
                      }
}

/** STOLEN = ILLEGITIMATE > WITHDRAWN > RECALLED > EXPIRED > DESTROYED, other states > held > rest. */
const PRECEDENCE = [
  ["STOLEN", "ILLEGITIMATE_HOLD"],
  ["WITHDRAWN"],
  ["RECALLED", "RECALL_HOLD"],
  ["EXPIRED"],
  ["DESTROYED"],
  ["VOID", "NOT_COMMISSIONED", "SUPPLIED", "SUPPLIED_ELSEWHERE", "SUPPLIED_HERE_REPEATEDLY", "EXPORTED"],
  ["BATCH_HELD", "REGULATOR_HOLD", "SUSPECT_HOLD"],
  ["CLONE_SUSPECTED"],
  ["BATCH_UNRELEASED"],
];
const classOf = new Map(PRECEDENCE.flatMap((codes, rank) => codes.map((code) => [code, rank] as const)));

function saysGravestFirst({ kind, reason, others }: Verdict): boolean {
  const first = classOf.get(reason.code);
  if (kind !== "STOP" || first === undefined) return true;
  return others.every(({ code }) => first <= (classOf.get(code) ?? PRECEDENCE.length));
}

describe("the verdict over every combination of axes", () => {
  it("is one of the four, offers dispensing with VERIFIED only, agrees with supply and says the gravest first", () => {
    const broken: unknown[] = [];
    const kinds = new Set<string>();
    for (const { facts, match, here, verdict } of everything()) {
      kinds.add(verdict.kind);
      const { kind, action, reason, others } = verdict;
      const offers = action.code === "DISPENSE" || action.code === "USE_ON_WARD" || action.code === "KEEP";
      const supplied = supply({ facts, match, here, now: NOW });
      const rules = {
        isAnAnswer: kind === "VERIFIED" || kind === "STOP" || kind === "CHECK",
        dispenseOnlyWhenVerified: offers === (kind === "VERIFIED"),
        stopQuarantines: kind !== "STOP" || action.code === "QUARANTINE",
        supplyAgrees: supplied.ok === (kind === "VERIFIED" && reason.code !== "HOSPITAL_STOCK"),
        gravestFirst: saysGravestFirst(verdict),
        nothingTwice: new Set([reason, ...others].map(({ code }) => code)).size === others.length + 1,
      };
      if (Object.values(rules).includes(false)) broken.push({ facts, here, match, verdict, rules });
      if (broken.length > 3) break;
    }
    expect(broken).toEqual([]);
    expect(kinds).toEqual(new Set(["VERIFIED", "STOP", "CHECK"]));
  }, 60_000);

  it("orders findings the same way whatever order they were found in", () => {
    const stop = finding("STOP", "QUARANTINE", "BATCH_UNRELEASED");
    const check = finding("CHECK", "RESOLVE_HOLD", "ALERT_HOLD");
    expect([check, stop].sort(byGravity)).toEqual([stop, check].sort(byGravity));
    expect(reasonRank("STOLEN")).toBeLessThan(reasonRank("WITHDRAWN"));
  });
});
