import type { Uri } from "@/lib/core/epcis/members";
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

export type Supply = EventFacts &
  Instances &
  Located & {
    /** The pack was opened and only a part handed out. */
    readonly partial?: boolean;
  };

/** Packs are dispensed to a patient, or decommissioned for it at a hospital. */
export const supply = (facts: Supply): PharmaObjectEvent => ({
  type: "ObjectEvent",
  ...header(facts),
  epcList: nonEmpty(facts.epcs),
  action: "OBSERVE",
  bizStep: "dispensing",
  disposition: facts.partial ? "partially_dispensed" : "dispensed",
  readPoint: place(facts.readPoint),
  bizLocation: place(facts.bizLocation),
  "packproof:registryState": "SUPPLIED",
});

/** A further part of packs that are open already; their state was told when they were opened. */
export const supplyPart = (facts: EventFacts & Instances & Located): PharmaObjectEvent => ({
  type: "ObjectEvent",
  ...header(facts),
  epcList: nonEmpty(facts.epcs),
  action: "OBSERVE",
  bizStep: "dispensing",
  disposition: "partially_dispensed",
  readPoint: place(facts.readPoint),
  bizLocation: place(facts.bizLocation),
});

/** A hospital's decommissioned stock leaves its shelf: for a ward, or as the last part of an opened pack. */
export const issueToWard = (facts: EventFacts & Instances): PharmaObjectEvent =>
  packsEvent(facts, { action: "OBSERVE", bizStep: "dispensing", disposition: "dispensed" });

/** The named event is undone and the packs are ACTIVE again (Delegated Regulation (EU) 2016/161 Art. 13). */
export const undo = (facts: EventFacts & Instances & { readonly undoes: Uri }): PharmaObjectEvent => ({
  type: "ObjectEvent",
  ...header(facts),
  epcList: nonEmpty(facts.epcs),
  action: "OBSERVE",
  bizStep: "stocking",
  disposition: "sellable_accessible",
  readPoint: place(facts.readPoint),
  "packproof:registryState": "ACTIVE",
  "packproof:undoes": facts.undoes,
});
