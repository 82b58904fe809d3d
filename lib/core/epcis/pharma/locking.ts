import {
  type EventFacts,
  header,
  type Instances,
  nonEmpty,
  type PharmaObjectEvent,
  place,
} from "./event-facts";

/** Packs are locked in the registry until whoever locked them, or an authority, unlocks them. */
export const lock = (facts: EventFacts & Instances): PharmaObjectEvent => ({
  type: "ObjectEvent",
  ...header(facts),
  epcList: nonEmpty(facts.epcs),
  action: "OBSERVE",
  bizStep: "holding",
  disposition: "unavailable",
  readPoint: place(facts.readPoint),
  "packproof:registryState": "LOCKED",
});

export const unlock = (facts: EventFacts & Instances): PharmaObjectEvent => ({
  type: "ObjectEvent",
  ...header(facts),
  epcList: nonEmpty(facts.epcs),
  action: "OBSERVE",
  bizStep: "inspecting",
  disposition: "sellable_accessible",
  readPoint: place(facts.readPoint),
  "packproof:registryState": "ACTIVE",
});

/** Packs are reported stolen. OBSERVE: the codes still exist, and whoever scans one must hear of it. */
export const stolen = (facts: EventFacts & Instances): PharmaObjectEvent => ({
  type: "ObjectEvent",
  ...header(facts),
  epcList: nonEmpty(facts.epcs),
  action: "OBSERVE",
  bizStep: "inspecting",
  disposition: "stolen",
  readPoint: place(facts.readPoint),
  "packproof:registryState": "STOLEN",
});
