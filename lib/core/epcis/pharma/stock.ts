import {
  type EventFacts,
  header,
  type Instances,
  type Located,
  nonEmpty,
  type PharmaObjectEvent,
  packsEvent,
  place,
} from "./event-facts";

/** Stock that was there before the site began to track is counted in: opens custody, never changes the state. */
export const countIn = (facts: EventFacts & Instances & Located): PharmaObjectEvent => ({
  type: "ObjectEvent",
  ...header(facts),
  epcList: nonEmpty(facts.epcs),
  action: "OBSERVE",
  bizStep: "stock_taking",
  disposition: "sellable_accessible",
  readPoint: place(facts.readPoint),
  bizLocation: place(facts.bizLocation),
});

/** Packs that should be here were not found. */
export const markMissing = (facts: EventFacts & Instances): PharmaObjectEvent =>
  packsEvent(facts, { action: "OBSERVE", bizStep: "stock_taking", disposition: "unknown" });

/** What a customer, or a recall, brought back, with all that is in it. */
export const cameBack = (
  facts: EventFacts & Instances & { readonly by: "returned" | "recalled" },
): PharmaObjectEvent => packsEvent(facts, { action: "OBSERVE", bizStep: "accepting", disposition: facts.by });

/** Packs that came back are stock again. */
export const restock = (facts: EventFacts & Instances): PharmaObjectEvent =>
  packsEvent(facts, { action: "OBSERVE", bizStep: "accepting", disposition: "sellable_accessible" });
