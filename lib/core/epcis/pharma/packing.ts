import type { Uri } from "@/lib/core/epcis/members";
import {
  type EventFacts,
  header,
  type Located,
  nonEmpty,
  type PharmaAggregationEvent,
  place,
} from "./event-facts";

export type PackUnits = EventFacts &
  Located & {
    /** Case or pallet (AI 00, or 01/21 of a case). */
    readonly parent: Uri;
    /** Direct children only: one event a level. */
    readonly children: readonly Uri[];
  };

/** Children go into a parent. */
export const packUnits = (facts: PackUnits): PharmaAggregationEvent => ({
  type: "AggregationEvent",
  ...header(facts),
  parentID: facts.parent,
  childEPCs: nonEmpty(facts.children),
  action: "ADD",
  bizStep: "packing",
  disposition: "in_progress",
  readPoint: place(facts.readPoint),
  bizLocation: place(facts.bizLocation),
});

export type UnpackUnits = EventFacts & {
  readonly parent: Uri;
  /** Empty: all children leave. */
  readonly children: readonly Uri[];
};

/** Children leave their parent. */
export const unpackUnits = (facts: UnpackUnits): PharmaAggregationEvent => ({
  type: "AggregationEvent",
  ...header(facts),
  parentID: facts.parent,
  childEPCs: facts.children,
  action: "DELETE",
  bizStep: "unpacking",
  disposition: "in_progress",
  readPoint: place(facts.readPoint),
});
