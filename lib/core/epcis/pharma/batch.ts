import {
  type EventFacts,
  header,
  type Instances,
  type ObjectClass,
  objects,
  type PharmaObjectEvent,
  place,
} from "./event-facts";

/** A responsible person releases a batch (AI 01/10) for sale. */
export const releaseBatch = (facts: EventFacts & ObjectClass): PharmaObjectEvent => ({
  type: "ObjectEvent",
  ...header(facts),
  ...objects(facts),
  action: "OBSERVE",
  bizStep: "inspecting",
  disposition: "conformant",
  readPoint: place(facts.readPoint),
});

/** A batch is recalled; for a range of serials its packs are named instead of the class. */
export const recallBatch = (facts: EventFacts & (ObjectClass | Instances)): PharmaObjectEvent => ({
  type: "ObjectEvent",
  ...header(facts),
  ...objects(facts),
  action: "OBSERVE",
  bizStep: "holding",
  disposition: "recalled",
  persistentDisposition: { set: ["recalled"] },
  readPoint: place(facts.readPoint),
});
