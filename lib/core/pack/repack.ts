import { ok, type Refused, type Result, refuse } from "@/lib/core/refusal";
import { isGone, notAtHand } from "./at-hand";
import type { Here, PackFacts } from "./axes";
import { conflictFacts, setBy } from "./conflict";
import type { OrgId } from "./ids";

export type RepackCode =
  | "GENEALOGY_MISSING"
  | "NOT_CHECKED_OUT"
  | "ALREADY_REPLACED"
  | "ALREADY_INACTIVE"
  | "NOT_IN_CUSTODY"
  | "PRODUCT_NOT_YOURS"
  | "MIXED_BATCH";

export type NewPack = PackFacts & { readonly madeBy: OrgId };

export type RepackInput = {
  readonly olds: readonly PackFacts[];
  readonly news: readonly NewPack[];
  readonly here: Here;
  readonly now: number;
};

/**
 * T6, the new packs `replace` the old ones. All of it or nothing: a genealogy with a gap would let a recall of the old
 * batch pass a new pack by. An old pack that was recalled meanwhile is linked all the same, for the same reason.
 */
export function repack({ olds, news, here, now }: RepackInput): Result<true, RepackCode> {
  if (olds.length === 0 || news.length === 0) {
    return refuse(
      "GENEALOGY_MISSING",
      "Repacking needs the old packs and the new ones that replace them.",
      "Scan both: what went in and what came out.",
      { old: olds.length, new: news.length },
    );
  }
  for (const facts of olds) {
    const wrong = wrongOld(facts, here, now);
    if (wrong) return wrong;
  }
  for (const facts of news) {
    const wrong = wrongNew(facts, here, now);
    if (wrong) return wrong;
  }
  // The event tells one batch and expiry for all that came out (ilmd).
  const batches = new Set(news.map(({ batch }) => batch.id));
  return batches.size === 1
    ? ok(true)
    : refuse("MIXED_BATCH", "The new packs are of several batches.", "Link each batch on its own.");
}

function wrongOld(facts: PackFacts, here: Here, now: number): Refused<RepackCode> | null {
  const { link, stateSet } = facts;
  if (facts.replaced) {
    return refuse("ALREADY_REPLACED", "New packs replace one of the old packs already.", "Take it out.", {
      link,
    });
  }
  const outHere =
    facts.registryState === "CHECKED_OUT" && stateSet !== null && setBy(stateSet, here) === "THIS_SITE";
  if (!outHere) {
    return refuse(
      "NOT_CHECKED_OUT",
      "One of the old packs is not checked out for repacking at your site.",
      "Check it out first.",
      { ...conflictFacts(facts, here, now), link },
    );
  }
  return awayOf(facts, here);
}

function wrongNew(facts: NewPack, here: Here, now: number): Refused<RepackCode> | null {
  const { link } = facts;
  if (facts.madeBy !== here.orgId) {
    return refuse(
      "PRODUCT_NOT_YOURS",
      "One of the new packs was not made by you.",
      "Commission the new packs first, under your own product code.",
      { link },
    );
  }
  if (facts.replaces) {
    return refuse("ALREADY_REPLACED", "One of the new packs is linked already.", "Take it out.", { link });
  }
  if (facts.registryState !== "ACTIVE" || isGone(facts)) {
    return refuse("ALREADY_INACTIVE", "One of the new packs is no longer active.", "Take it out.", {
      ...conflictFacts(facts, here, now),
      link,
    });
  }
  return awayOf(facts, here);
}

function awayOf(facts: PackFacts, here: Here): Refused<"NOT_IN_CUSTODY"> | null {
  const away = notAtHand(facts, here);
  return (
    away && { ...away, refusal: { ...away.refusal, facts: { ...away.refusal.facts, link: facts.link } } }
  );
}
