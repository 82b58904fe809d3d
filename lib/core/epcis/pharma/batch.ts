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

export type RecallBatch = EventFacts &
  (ObjectClass | Instances) & {
    /** Where, how serious and how deep; absent: not said. */
    readonly scope?: { readonly markets: readonly string[]; readonly class: number; readonly depth: string };
    /** The hold that came first ends with the recall: one event says both. */
    readonly endsHold?: boolean;
  };

/** A batch is recalled; for a range of serials its packs are named instead of the class. */
export const recallBatch = (facts: RecallBatch): PharmaObjectEvent => ({
  type: "ObjectEvent",
  ...header(facts),
  ...objects(facts),
  action: "OBSERVE",
  bizStep: "holding",
  disposition: "recalled",
  persistentDisposition: {
    set: ["recalled"],
    ...(facts.endsHold ? { unset: ["non_sellable_other" as const] } : {}),
  },
  readPoint: place(facts.readPoint),
  ...(facts.scope
    ? {
        "packproof:market": [...facts.scope.markets].sort(),
        "packproof:recallClass": String(facts.scope.class),
        "packproof:recallDepth": facts.scope.depth,
      }
    : {}),
});

/** A product (AI 01) may no longer be sold on these markets. */
export const withdrawProduct = (
  facts: EventFacts & ObjectClass & { readonly markets: readonly string[] },
): PharmaObjectEvent => ({
  type: "ObjectEvent",
  ...header(facts),
  ...objects(facts),
  action: "OBSERVE",
  bizStep: "holding",
  disposition: "non_sellable_other",
  readPoint: place(facts.readPoint),
  "packproof:market": [...facts.markets].sort(),
});
