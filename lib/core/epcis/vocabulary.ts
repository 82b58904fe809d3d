/**
 * The bare words of the Core Business Vocabulary (CBV 2.0 §7), as EPCIS 2.0 JSON documents use them. Lists and not
 * only types, because validation reads them too.
 */
export const BIZ_STEPS = [
  "accepting",
  "arriving",
  "assembling",
  "collecting",
  "commissioning",
  "consigning",
  "creating_class_instance",
  "cycle_counting",
  "decommissioning",
  "departing",
  "destroying",
  "disassembling",
  "dispensing",
  "encoding",
  "entering_exiting",
  "holding",
  "inspecting",
  "installing",
  "killing",
  "loading",
  "other",
  "packing",
  "picking",
  "receiving",
  "removing",
  "repackaging",
  "repairing",
  "replacing",
  "reserving",
  "retail_selling",
  "sampling",
  "sensor_reporting",
  "shipping",
  "staging_outbound",
  "stock_taking",
  "stocking",
  "storing",
  "transporting",
  "unloading",
  "unpacking",
  "void_shipping",
] as const;

export const DISPOSITIONS = [
  "active",
  "available",
  "completeness_inferred",
  "completeness_verified",
  "conformant",
  "container_closed",
  "container_open",
  "damaged",
  "destroyed",
  "dispensed",
  "disposed",
  "encoded",
  "expired",
  "in_progress",
  "in_transit",
  "inactive",
  "mismatch_class",
  "mismatch_instance",
  "mismatch_quantity",
  "needs_replacement",
  "no_pedigree_match",
  "non_conformant",
  "non_sellable_other",
  "partially_dispensed",
  "recalled",
  "reserved",
  "retail_sold",
  "returned",
  "sellable_accessible",
  "sellable_not_accessible",
  "stolen",
  "unavailable",
  "unknown",
] as const;

export const BIZ_TRANSACTION_TYPES = [
  "bol",
  "cert",
  "desadv",
  "inv",
  "pedigree",
  "po",
  "poc",
  "prodorder",
  "recadv",
  "rma",
  "testprd",
  "testres",
  "upevt",
] as const;

export const SOURCE_DESTINATION_TYPES = ["owning_party", "possessing_party", "location"] as const;

export const ERROR_REASONS = ["did_not_occur", "incorrect_data"] as const;

export const ACTIONS = ["ADD", "OBSERVE", "DELETE"] as const;

/** A word of one's own is written as a URI or CURIE, so it always holds a colon. */
export type OwnWord = `${string}:${string}`;

export type BizStep = (typeof BIZ_STEPS)[number] | OwnWord;
export type Disposition = (typeof DISPOSITIONS)[number] | OwnWord;
export type BizTransactionType = (typeof BIZ_TRANSACTION_TYPES)[number] | OwnWord;
export type SourceDestinationType = (typeof SOURCE_DESTINATION_TYPES)[number] | OwnWord;
export type ErrorReason = (typeof ERROR_REASONS)[number] | OwnWord;
export type Action = (typeof ACTIONS)[number];
