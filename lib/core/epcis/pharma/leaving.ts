import { type EventFacts, type Instances, type PharmaObjectEvent, packsEvent } from "./event-facts";

/** Packs leave the market they were made for. */
export const exportPacks = (facts: EventFacts & Instances): PharmaObjectEvent =>
  packsEvent(facts, {
    action: "OBSERVE",
    bizStep: "departing",
    disposition: "unavailable",
    state: "EXPORTED",
  });

export type Sample = EventFacts &
  Instances & {
    /** SAMPLE for an authority's test, FREE_SAMPLE for a prescriber. */
    readonly kind: "SAMPLE" | "FREE_SAMPLE";
  };

export const sample = (facts: Sample): PharmaObjectEvent =>
  packsEvent(facts, {
    action: "OBSERVE",
    bizStep: "sampling",
    disposition: "unavailable",
    state: facts.kind,
  });

/** Packs are destroyed, with a witness. DELETE: the codes never come back. */
export const destroy = (facts: EventFacts & Instances): PharmaObjectEvent =>
  packsEvent(facts, {
    action: "DELETE",
    bizStep: "destroying",
    disposition: "destroyed",
    state: "DESTROYED",
  });

/**
 * Recalled or expired packs are destroyed, with a witness. OBSERVE without a state: in the registry they stay what
 * they were, so that it can say how much of a recalled batch is accounted for.
 */
export const dispose = (facts: EventFacts & Instances): PharmaObjectEvent =>
  packsEvent(facts, { action: "OBSERVE", bizStep: "destroying", disposition: "destroyed" });

/** Codes that were commissioned and never shipped are taken back. DELETE, like `destroy`. */
export const voidPacks = (facts: EventFacts & Instances): PharmaObjectEvent =>
  packsEvent(facts, { action: "DELETE", bizStep: "decommissioning", disposition: "inactive", state: "VOID" });
