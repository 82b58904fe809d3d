import { type EventFacts, type Instances, type PharmaObjectEvent, packsEvent } from "./event-facts";

/** Packs are locked in the registry until whoever locked them, or an authority, unlocks them. */
export const lock = (facts: EventFacts & Instances): PharmaObjectEvent =>
  packsEvent(facts, { action: "OBSERVE", bizStep: "holding", disposition: "unavailable", state: "LOCKED" });

export const unlock = (facts: EventFacts & Instances): PharmaObjectEvent =>
  packsEvent(facts, {
    action: "OBSERVE",
    bizStep: "inspecting",
    disposition: "sellable_accessible",
    state: "ACTIVE",
  });

/** Packs are reported stolen. OBSERVE: the codes still exist, and whoever scans one must hear of it. */
export const stolen = (facts: EventFacts & Instances): PharmaObjectEvent =>
  packsEvent(facts, { action: "OBSERVE", bizStep: "inspecting", disposition: "stolen", state: "STOLEN" });
