import type { BatchFacts, PackFacts, RegistryState } from "@/lib/core/pack/axes";
import { isExpired } from "@/lib/core/time/days";
import type { LocalDay } from "@/lib/core/time/zone";

/** Shape of a public answer: ✓ recognised · ! ask a pharmacist · ? nothing can be said · … two fields are wanted. */
export type PublicKind = "RECOGNISED" | "ASK" | "NOT_TRACKED" | "INCOMPLETE";

/** Each code has its sentence in messages/en/public-verdict.json. */
export const PUBLIC_CODES = [
  "ACTIVE",
  "SUPPLIED_ONCE",
  "SAMPLE",
  "EXPORTED",
  "CONFLICT",
  "NOT_RECOGNISED",
  "ASK_PHARMACIST",
  "WITHDRAWN",
  "RECALLED_PATIENT",
  "RECALLED_PATIENT_TEXT",
  "RECALLED_TRADE",
  "EXPIRED",
  "NOT_TRACKED",
  "NEEDS_BATCH_AND_EXPIRY",
  "NO_SERIAL_NEEDED",
] as const;
export type PublicCode = (typeof PUBLIC_CODES)[number];

/**
 * What anybody may be told. There is deliberately no place in this type for possessor, site, GLN, route,
 * quantity, order number, another serial, an exact time, the dispensing pharmacy, a hold or an investigation.
 */
export type PublicVerdict = {
  readonly kind: PublicKind;
  readonly code: PublicCode;
  readonly params: {
    /** Month of dispensing, "2026-11". */
    readonly month?: string;
    /** The text approved with a recall. */
    readonly text?: string;
  };
};

/** All that the public rules look at: less than PackFacts on purpose. */
export type PublicFacts = {
  readonly registryState: RegistryState;
  readonly illegitimate: boolean;
  readonly serialRecalled: boolean;
  readonly withdrawn: boolean;
  readonly batch: Pick<BatchFacts, "expiry" | "state" | "recall">;
  /** Month of the supply, "2026-11"; null when not supplied. */
  readonly suppliedMonth: string | null;
  /** Scanned elsewhere, or too often, after it was supplied. */
  readonly conflict: boolean;
};

export type PublicAsked =
  | { readonly kind: "unknown-product" }
  | { readonly kind: "not-serialised" }
  /** `complete`: product code, serial, batch and expiry were all given. */
  | { readonly kind: "unknown-serial"; readonly complete: boolean }
  | {
      readonly kind: "pack";
      readonly facts: PublicFacts;
      readonly complete: boolean;
      /** Batch and expiry both equal the registry's. */
      readonly matches: boolean;
      readonly today: LocalDay;
    };

/** Narrows the ledger's facts to what the public rules may see. */
export function publicFacts(facts: PackFacts, suppliedMonth: string | null, conflict: boolean): PublicFacts {
  const has = (kind: "ILLEGITIMATE" | "RECALL"): boolean => facts.holds.some((hold) => hold.kind === kind);
  return {
    registryState: facts.registryState,
    illegitimate: has("ILLEGITIMATE"),
    serialRecalled: has("RECALL"),
    withdrawn: facts.product.state === "WITHDRAWN",
    batch: facts.batch,
    suppliedMonth,
    conflict,
  };
}

const say = (kind: PublicKind, code: PublicCode, params: PublicVerdict["params"] = {}): PublicVerdict => ({
  kind,
  code,
  params,
});

/**
 * The public answer: total. Without all four elements it is the same for a serial that exists and one that
 * doesn't; with a wrong batch or expiry it is the same as for an unknown serial. So nobody learns a valid code by
 * trying.
 */
export function publicVerdictOf(asked: PublicAsked): PublicVerdict {
  if (asked.kind === "unknown-product") return say("NOT_TRACKED", "NOT_TRACKED");
  if (asked.kind === "not-serialised") return say("NOT_TRACKED", "NO_SERIAL_NEEDED");
  if (!asked.complete) return say("INCOMPLETE", "NEEDS_BATCH_AND_EXPIRY");
  if (asked.kind === "unknown-serial" || !asked.matches) return say("ASK", "NOT_RECOGNISED");
  return ofPack(asked.facts, asked.today);
}

function ofPack(facts: PublicFacts, today: LocalDay): PublicVerdict {
  const { registryState: state, batch } = facts;
  // A number that was never put on a pack is no more recognised than one that doesn't exist.
  if (state === "ALLOCATED" || state === "VOID") return say("ASK", "NOT_RECOGNISED");
  // One sentence for all of these, so that it betrays neither a theft nor an investigation.
  if (state === "STOLEN" || facts.illegitimate) return say("ASK", "ASK_PHARMACIST");
  if (facts.withdrawn) return say("ASK", "WITHDRAWN");
  // A recall by serial numbers carries no depth: the cautious reading is the patient's.
  const depth = batch.recall?.depth ?? (facts.serialRecalled ? "patient" : null);
  if (depth === "patient") {
    const text = batch.recall?.publicText?.trim();
    return text ? say("ASK", "RECALLED_PATIENT_TEXT", { text }) : say("ASK", "RECALLED_PATIENT");
  }
  if (facts.conflict) return say("ASK", "CONFLICT");
  if (isExpired(batch.expiry, today)) return say("ASK", "EXPIRED");
  const answer = ofState(facts);
  // "You need do nothing" may soften a ✓ only, never an answer that sends someone to a pharmacist.
  return depth && answer.kind === "RECOGNISED" ? say("ASK", "RECALLED_TRADE") : answer;
}

function ofState({ registryState, batch, suppliedMonth }: PublicFacts): PublicVerdict {
  switch (registryState) {
    case "ACTIVE":
      return batch.state === "RELEASED" ? say("RECOGNISED", "ACTIVE") : say("ASK", "ASK_PHARMACIST");
    case "SUPPLIED":
      return suppliedMonth === null
        ? say("ASK", "ASK_PHARMACIST")
        : say("RECOGNISED", "SUPPLIED_ONCE", { month: suppliedMonth });
    case "SAMPLE":
    case "FREE_SAMPLE":
      return say("RECOGNISED", "SAMPLE");
    case "EXPORTED":
      return say("ASK", "EXPORTED");
    default:
      return say("ASK", "ASK_PHARMACIST");
  }
}
