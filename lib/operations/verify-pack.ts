import type { ForbiddenCode } from "@/lib/core/access/can";
import { policyOf } from "@/lib/core/policy/market-policy";
import { ok, type Result } from "@/lib/core/refusal";
import { isUndoOpen, undoOpenUntil } from "@/lib/core/time/undo-window";
import type { Asked } from "@/lib/core/verdict/asked";
import { type Verdict, verdictOf } from "@/lib/core/verdict/verdict";
import { look } from "./gate";
import type { Deps } from "./ports";
import { faultOf, matchOf, queryOf, type Reading } from "./reading";
import type { VerifyAnswer } from "./reading-ports";
import type { TenantScope } from "./scope";
import { hereOf, isPack, packFactsOf } from "./unit";

export type Verified = {
  readonly verdict: Verdict;
  readonly product: {
    readonly name: string;
    readonly strength: string;
    readonly form: string;
    readonly packSize: string;
  } | null;
  /** As read where the registry disagrees: a mismatch never shows what the registry holds. */
  readonly pack: {
    readonly gtin: string;
    readonly serial: string;
    readonly batch: string | null;
    readonly expiry: string | null;
  };
  /** This site dispensed it: until when that can be undone (epoch milliseconds). */
  readonly undo: { readonly open: boolean; readonly until: number } | null;
  /** Whether it stands in this site's stock, so that quarantine can hold it. */
  readonly here: boolean;
  /** Epoch milliseconds. */
  readonly at: number;
};

/** Is this pack good to dispense, here and now? Records the look; changes nothing else. */
export const verifyPack = (
  deps: Deps,
  scope: TenantScope,
  reading: Reading,
): Promise<Result<Verified, ForbiddenCode>> =>
  look(deps, scope, "verify-pack", async (now) =>
    ok(viewOf(scope, reading, await deps.ledger.verify(scope, queryOf(reading, now)), now)),
  );

/** The verdict and what the screen may show with it. */
export function viewOf(scope: TenantScope, reading: Reading, answer: VerifyAnswer, now: number): Verified {
  const asked = askedOf(reading, answer, now, scope.country);
  const facts = asked.kind === "pack" ? asked.facts : null;
  const { product } = answer;
  // What was not given is filled in only where nothing disagrees: an answer must not help anyone guess.
  const agrees =
    asked.kind === "pack" && asked.match.batch !== "mismatch" && asked.match.expiry !== "mismatch";
  const shown = agrees ? asked.facts.batch : null;
  const supplied = facts?.supplied?.siteId === scope.siteId ? facts.supplied : null;
  return {
    verdict: verdictOf(asked, hereOf(scope)),
    product: product && {
      name: product.name,
      strength: product.strength,
      form: product.form,
      packSize: product.packSize,
    },
    pack: {
      gtin: reading.gtin,
      serial: reading.serial,
      batch: reading.batch ?? shown?.number ?? null,
      expiry: reading.expiry ?? shown?.expiry ?? null,
    },
    undo: supplied && { open: isUndoOpen(supplied, now), until: undoOpenUntil(supplied) },
    here: facts?.custody.siteId === scope.siteId && facts.custody.place === "AT_SITE",
    at: now,
  };
}

/** What a reading asks, once the registry has said what it knows. */
export function askedOf(
  reading: Reading,
  { product, unit, repeats, journey, near }: VerifyAnswer,
  now: number,
  market: string,
): Asked {
  if (!product) return { kind: "unknown-product", legalRegistry: policyOf(market).legalRegistry };
  if (!product.serialised) return { kind: "not-serialised", linear: false };
  if (!unit || !isPack(unit)) {
    return {
      kind: "unknown-serial",
      fault: faultOf(reading, near),
      printConfirmed: reading.printConfirmed,
    };
  }
  return {
    kind: "pack",
    facts: packFactsOf(unit, now, { repeats, journey }),
    match: matchOf(reading, unit),
    now,
  };
}
