import {
  type EventFacts,
  header,
  type Instances,
  type ObjectClass,
  objects,
  type PharmaObjectEvent,
  place,
} from "./event-facts";

/** Packs, a container or a whole class may not be supplied for now. */
export const hold = (facts: EventFacts & (ObjectClass | Instances)): PharmaObjectEvent => ({
  type: "ObjectEvent",
  ...header(facts),
  ...objects(facts),
  action: "OBSERVE",
  bizStep: "holding",
  disposition: "non_sellable_other",
  persistentDisposition: { set: ["non_sellable_other"] },
  readPoint: place(facts.readPoint),
});

/** The hold ends; what else holds the objects stays. */
export const releaseHold = (facts: EventFacts & (ObjectClass | Instances)): PharmaObjectEvent => ({
  type: "ObjectEvent",
  ...header(facts),
  ...objects(facts),
  action: "OBSERVE",
  bizStep: "inspecting",
  disposition: "conformant",
  persistentDisposition: { unset: ["non_sellable_other"] },
  readPoint: place(facts.readPoint),
});
