import { couldTravel } from "@/lib/core/custody/journey";
import { policyOf } from "@/lib/core/policy/market-policy";
import { isExpired } from "@/lib/core/time/days";
import type { LocalDay } from "@/lib/core/time/zone";
import type { Here, HoldKind, PackFacts, Recall, RegistryState } from "./axes";

/**
 * Everything that keeps a pack from being supplied, in the order in which it is told. The order is the
 * precedence of the verdicts: STOLEN = ILLEGITIMATE > WITHDRAWN > RECALLED > EXPIRED > DESTROYED, other registry
 * states > held > rest.
 */
export const BLOCKER_CODES = [
  "STOLEN",
  "ILLEGITIMATE_HOLD",
  "WITHDRAWN",
  "RECALLED",
  "RECALL_HOLD",
  "EXPIRED",
  "DESTROYED",
  "VOID",
  "NOT_COMMISSIONED",
  "SUPPLIED",
  "EXPORTED",
  "SAMPLE",
  "FREE_SAMPLE",
  "LOCKED",
  "CHECKED_OUT",
  "DISPOSED",
  "WITH_PATIENT",
  "RETRIEVED",
  "BATCH_HELD",
  "REGULATOR_HOLD",
  "SUSPECT_HOLD",
  "ALERT_HOLD",
  "TEMPERATURE_HOLD",
  "EXCEPTION_HOLD",
  "CLONE_SUSPECTED",
  "BATCH_UNRELEASED",
] as const;
export type BlockerCode = (typeof BLOCKER_CODES)[number];

/** Plain values a sentence of the message catalogue may need; never another party's identity. */
export type Params = Readonly<Record<string, string | number>>;
export type Blocker = { readonly code: BlockerCode; readonly params: Params };

/** What a registry state alone means for a supply; null: nothing against it. */
export const STATE_BLOCKER = {
  ACTIVE: null,
  ALLOCATED: "NOT_COMMISSIONED",
  SUPPLIED: "SUPPLIED",
  EXPORTED: "EXPORTED",
  SAMPLE: "SAMPLE",
  FREE_SAMPLE: "FREE_SAMPLE",
  LOCKED: "LOCKED",
  CHECKED_OUT: "CHECKED_OUT",
  DESTROYED: "DESTROYED",
  STOLEN: "STOLEN",
  VOID: "VOID",
} as const satisfies Record<RegistryState, BlockerCode | null>;

const HOLD_BLOCKER: Record<HoldKind, BlockerCode> = {
  ALERT: "ALERT_HOLD",
  RECALL: "RECALL_HOLD",
  SUSPECT: "SUSPECT_HOLD",
  ILLEGITIMATE: "ILLEGITIMATE_HOLD",
  TEMPERATURE: "TEMPERATURE_HOLD",
  EXCEPTION: "EXCEPTION_HOLD",
  REGULATOR: "REGULATOR_HOLD",
};

const rankOf = new Map<BlockerCode, number>(BLOCKER_CODES.map((code, rank) => [code, rank]));

export const blockerRank = (code: BlockerCode): number => rankOf.get(code) ?? BLOCKER_CODES.length;

type Asked = Pick<PackFacts, "registryState" | "ownDisposition" | "holds" | "batch" | "product" | "journey">;

type Asking = Pick<Here, "market" | "setting">;

/** Whether a recall stops the pack at this site, or is a notice there: a counter far below the recall's depth. */
export const recallStops = (recall: Recall, { market, setting }: Asking): boolean =>
  recall.depth !== "wholesale" || setting === "other" || policyOf(market).wholesaleStopsCounters;

/**
 * All blockers of a pack on the asking site's calendar day, the gravest first, each kind once. Without `here` every
 * recall stops.
 */
export function blockersOf(facts: Asked, today: LocalDay, here?: Asking): readonly Blocker[] {
  const found = new Map<BlockerCode, Params>();
  const add = (code: BlockerCode, params: Params = {}): void => {
    if (!found.has(code)) found.set(code, params);
  };
  const { batch, registryState, ownDisposition, journey } = facts;

  const stateBlocker = STATE_BLOCKER[registryState];
  if (stateBlocker) add(stateBlocker);
  for (const { kind, id } of facts.holds) add(HOLD_BLOCKER[kind], { hold: id });
  if (facts.product.state === "WITHDRAWN") add("WITHDRAWN");
  if (batch.recall && (!here || recallStops(batch.recall, here))) {
    add("RECALLED", { class: batch.recall.class, depth: batch.recall.depth });
  }
  if (isExpired(batch.expiry, today)) add("EXPIRED");
  if (batch.held) add("BATCH_HELD");
  if (journey && !couldTravel(journey, policyOf(here?.market ?? "").travel)) add("CLONE_SUSPECTED");
  if (batch.state !== "RELEASED") add("BATCH_UNRELEASED");
  if (ownDisposition === "DISPOSED" || ownDisposition === "RETRIEVED") add(ownDisposition);
  if (ownDisposition === "WITH_PATIENT" && registryState !== "SUPPLIED") add("WITH_PATIENT");

  return [...found]
    .map(([code, params]) => ({ code, params }))
    .sort((a, b) => blockerRank(a.code) - blockerRank(b.code));
}

/**
 * S ACTIVE ∧ batch RELEASED and neither held nor recalled here ∧ product ACTIVE here ∧ not expired ∧ no hold, and not
 * seen too far away too short a time ago.
 * Whether the pack is in this site's custody is another question (custody/standing).
 */
export const dispensable = (facts: Asked, today: LocalDay): boolean => blockersOf(facts, today).length === 0;
