import type { Uri } from "@/lib/core/epcis/members";
import {
  type EventFacts,
  header,
  type Located,
  nonEmpty,
  type PharmaObjectEvent,
  place,
} from "./event-facts";

/** Packs without serials: how many of which batch (LGTIN, AI 01/10), each batch once. */
export type Quantities = {
  readonly quantities: readonly { readonly epcClass: Uri; readonly quantity: number }[];
};

/** What stands here is counted in: so many are on the book from now on. */
export const countQuantitiesIn = (facts: EventFacts & Quantities & Located): PharmaObjectEvent =>
  quantityEvent(facts, { bizStep: "stock_taking", disposition: "sellable_accessible" });

/** Handed out to patients. No registry state: there is no registry of these packs. */
export const supplyQuantities = (facts: EventFacts & Quantities & Located): PharmaObjectEvent =>
  quantityEvent(facts, { bizStep: "dispensing", disposition: "dispensed" });

/** Destroyed before a witness. */
export const destroyQuantities = (facts: EventFacts & Quantities & Located): PharmaObjectEvent =>
  quantityEvent(facts, { bizStep: "destroying", disposition: "destroyed" });

/** What a customer, or a recall, brought back: no stock until the returns desk says so. */
export const quantitiesCameBack = (
  facts: EventFacts & Quantities & Located & { readonly by: "returned" | "recalled" },
): PharmaObjectEvent => quantityEvent(facts, { bizStep: "accepting", disposition: facts.by });

/** What came back, or was set aside, is stock again. */
export const restockQuantities = (facts: EventFacts & Quantities & Located): PharmaObjectEvent =>
  quantityEvent(facts, { bizStep: "accepting", disposition: "sellable_accessible" });

/** Something is wrong with them: they are kept apart until somebody has decided. */
export const setQuantitiesAside = (facts: EventFacts & Quantities & Located): PharmaObjectEvent =>
  quantityEvent(facts, { bizStep: "inspecting", disposition: "non_sellable_other" });

const quantityEvent = (
  facts: EventFacts & Quantities & Located,
  told: Pick<PharmaObjectEvent, "bizStep" | "disposition">,
): PharmaObjectEvent => ({
  type: "ObjectEvent",
  ...header(facts),
  quantityList: nonEmpty(facts.quantities.map(({ epcClass, quantity }) => ({ epcClass, quantity }))),
  action: "OBSERVE",
  ...told,
  readPoint: place(facts.readPoint),
  bizLocation: place(facts.bizLocation),
});
