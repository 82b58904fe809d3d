import { standingOf } from "@/lib/core/custody/standing";
import type { Here, PackFacts } from "@/lib/core/pack/axes";
import { type Blocker, type BlockerCode, blockersOf, recallStops } from "@/lib/core/pack/blockers";
import { suppliedHere } from "@/lib/core/pack/conflict";
import { isHospitalStock } from "@/lib/core/pack/hospital-stock";
import { repeatOf } from "@/lib/core/pack/repeats";
import { policyOf } from "@/lib/core/policy/market-policy";
import { atNoonUtc, daysBetween } from "@/lib/core/time/days";
import { localDay } from "@/lib/core/time/zone";
import type { ReadingMatch } from "./asked";
import { type Finding, finding } from "./finding";

/** Holds that ask for one thing to be done; every other blocker stops. */
const CHECK_HOLDS: ReadonlySet<BlockerCode> = new Set(["ALERT_HOLD", "TEMPERATURE_HOLD", "EXCEPTION_HOLD"]);

/** Everything there is to say about a known pack, read here and now. Never empty. */
export function packFindings(
  facts: PackFacts,
  match: ReadingMatch,
  here: Here,
  now: number,
): readonly Finding[] {
  const ward = isHospitalStock(facts, here);
  const grave = [
    ...blockersOf(facts, localDay(here.timeZone, now), here)
      .filter(({ code }) => !(ward && code === "SUPPLIED"))
      .map((blocker) => fromBlocker(blocker, facts, here, now)),
    ...mismatches(match),
    ...incomplete(match, here),
    ...whereabouts(facts, here, ward),
  ];
  return [
    ...(grave.length > 0 ? grave : [positive(facts, here, ward)]),
    ...notices(facts, here),
    ...notCompared(match, here),
  ];
}

function fromBlocker({ code, params }: Blocker, facts: PackFacts, here: Here, now: number): Finding {
  if (code === "SUPPLIED") return supplied(facts, here, now);
  return CHECK_HOLDS.has(code)
    ? finding("CHECK", "RESOLVE_HOLD", code, params)
    : finding("STOP", "QUARANTINE", code, params);
}

function supplied({ supplied }: PackFacts, here: Here, now: number): Finding {
  if (!supplied) return finding("STOP", "QUARANTINE", "SUPPLIED");
  if (suppliedHere(supplied, here)) {
    const { n, of, tolerated } = repeatOf(supplied.repeatCount, policyOf(here.market).repeatsTolerated);
    return tolerated
      ? finding("CHECK", "SET_ASIDE", "SUPPLIED_HERE", { n, of })
      : finding("STOP", "QUARANTINE", "SUPPLIED_HERE_REPEATEDLY", { n, of });
  }
  const day = (instant: number): string => localDay(here.timeZone, instant);
  const days = Math.max(0, daysBetween(day(supplied.eventTime), day(now)));
  return finding("STOP", "QUARANTINE", "SUPPLIED_ELSEWHERE", { days });
}

/** Both fields are told; a fault that explains them, or a print not compared yet, keeps it from being an alarm. */
function mismatches({ batch, expiry, fault, printConfirmed }: ReadingMatch): readonly Finding[] {
  const codes = [
    ...(expiry === "mismatch" ? (["EXPIRY_MISMATCH"] as const) : []),
    ...(batch === "mismatch" ? (["BATCH_MISMATCH"] as const) : []),
  ];
  if (codes.length === 0) return [];
  if (printConfirmed) return codes.map((code) => finding("STOP", "QUARANTINE", code));
  if (fault) return [finding("CHECK", "SCAN_AGAIN", "SCAN_PROBLEM", { fault })];
  return codes.map((code) => finding("CHECK", "COMPARE_PRINT", code));
}

function whereabouts(facts: PackFacts, here: Here, ward: boolean): readonly Finding[] {
  const found: Finding[] = [];
  if (facts.reportedMissing || facts.ownDisposition === "UNKNOWN") {
    found.push(finding("CHECK", "REOPEN_MISSING", "REPORTED_MISSING"));
  }
  if (facts.ownDisposition === "RETURNED") found.push(finding("CHECK", "RELEASE_RETURN", "RETURNED"));
  // Of a pack that was dispensed elsewhere it would mislead to say "receive it first".
  if (facts.registryState !== "ACTIVE" && !ward) return found;
  const standing = standingOf(facts, here);
  if (standing === "IN_TRANSIT") found.push(finding("CHECK", "RECEIVE_FIRST", "IN_TRANSIT"));
  if (standing === "ELSEWHERE") found.push(finding("CHECK", "RECEIVE_FIRST", "POSSESSED_ELSEWHERE"));
  return found;
}

function positive(facts: PackFacts, here: Here, ward: boolean): Finding {
  if (ward) return finding("VERIFIED", "USE_ON_WARD", "HOSPITAL_STOCK", stockParams(facts, here));
  const action = here.setting === "other" ? "KEEP" : "DISPENSE";
  const firstSeen = standingOf(facts, here) === "FIRST_SEEN";
  return finding("VERIFIED", action, firstSeen ? "FIRST_SEEN_HERE" : "DISPENSABLE");
}

/** The site's day of its decommissioning (its noon), and what is left of an opened pack (-1: it is whole). */
const stockParams = ({ supplied, remaining }: PackFacts, here: Here) => ({
  day: supplied ? atNoonUtc(localDay(here.timeZone, supplied.eventTime)) : 0,
  remaining: remaining ?? -1,
});

/** A recall that ends above this counter is told, and stops nothing. */
const notices = ({ batch: { recall } }: PackFacts, here: Here): readonly Finding[] =>
  recall && !recallStops(recall, here)
    ? [finding("NEUTRAL", "NOTHING_TO_DO", "RECALL_NOTICE", { class: recall.class })]
    : [];

/** Where typed entry must be whole, what lacks is asked for: the print has it. */
const incomplete = (match: ReadingMatch, here: Here): readonly Finding[] =>
  policyOf(here.market).typedMayLack
    ? []
    : lacking(match).map((code) => finding("CHECK", "SCAN_AGAIN", code));

/** Elsewhere the verdict stands but says what nobody compared. */
const notCompared = (match: ReadingMatch, here: Here): readonly Finding[] =>
  policyOf(here.market).typedMayLack
    ? lacking(match).map((code) => finding("NEUTRAL", "NOTHING_TO_DO", code))
    : [];

const lacking = ({ batch, expiry }: ReadingMatch) => [
  ...(batch === "not-given" ? (["BATCH_NOT_COMPARED"] as const) : []),
  ...(expiry === "not-given" ? (["EXPIRY_NOT_COMPARED"] as const) : []),
];
