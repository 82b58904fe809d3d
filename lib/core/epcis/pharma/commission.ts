import {
  type EventFacts,
  header,
  type Instances,
  type Located,
  nonEmpty,
  type PharmaObjectEvent,
  place,
} from "./event-facts";

export type CommissionPacks = EventFacts &
  Instances &
  Located & {
    /** Batch, AI 10. */
    readonly lotNumber: string;
    /** Last day of use, "YYYY-MM-DD"; for an expiry of day 00 the last day of the month. */
    readonly itemExpirationDate: string;
  };

/** Packs get their serials: from here on they exist and are ACTIVE. */
export const commissionPacks = (facts: CommissionPacks): PharmaObjectEvent => ({
  type: "ObjectEvent",
  ...header(facts),
  epcList: nonEmpty(facts.epcs),
  action: "ADD",
  bizStep: "commissioning",
  disposition: "active",
  readPoint: place(facts.readPoint),
  bizLocation: place(facts.bizLocation),
  ilmd: { "cbvmda:lotNumber": facts.lotNumber, "cbvmda:itemExpirationDate": facts.itemExpirationDate },
  "packproof:registryState": "ACTIVE",
});

/** Cases and pallets get their codes (SSCC, or SGTIN of the case). They have no registry state. */
export const commissionContainers = (facts: EventFacts & Instances): PharmaObjectEvent => ({
  type: "ObjectEvent",
  ...header(facts),
  epcList: nonEmpty(facts.epcs),
  action: "ADD",
  bizStep: "commissioning",
  disposition: "active",
  readPoint: place(facts.readPoint),
});
