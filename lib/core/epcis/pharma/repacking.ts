import type { Uri } from "@/lib/core/epcis/members";
import {
  type EventFacts,
  header,
  type Instances,
  nonEmpty,
  type PharmaObjectEvent,
  type PharmaTransformationEvent,
  packsEvent,
  place,
} from "./event-facts";

/** Packs leave sale to be repacked. */
export const checkOut = (facts: EventFacts & Instances): PharmaObjectEvent =>
  packsEvent(facts, {
    action: "OBSERVE",
    bizStep: "removing",
    disposition: "inactive",
    state: "CHECKED_OUT",
  });

export type Repackage = EventFacts & {
  /** The old packs. */
  readonly inputs: readonly Uri[];
  /** The new packs, all of one batch. */
  readonly outputs: readonly Uri[];
  readonly lotNumber: string;
  /** Last valid day, "2027-10-31". */
  readonly itemExpirationDate: string;
};

/** New packs replace old ones: the genealogy that a recall of the old batch follows. */
export const repackage = (facts: Repackage): PharmaTransformationEvent => ({
  type: "TransformationEvent",
  ...header(facts),
  inputEPCList: nonEmpty(facts.inputs),
  outputEPCList: nonEmpty(facts.outputs),
  bizStep: "repackaging",
  readPoint: place(facts.readPoint),
  ilmd: {
    "cbvmda:lotNumber": facts.lotNumber,
    "cbvmda:itemExpirationDate": facts.itemExpirationDate,
  },
});
