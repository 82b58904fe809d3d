/** What an organisation is licensed to do; one may have several. `logistics` is a third-party logistics provider. */
export const CAPABILITIES = [
  "holder",
  "manufacturer",
  "contract_manufacturer",
  "logistics",
  "wholesaler",
  "repackager",
  "pharmacy",
  "hospital",
  "reverse_logistics",
  "regulator",
] as const;
export type Capability = (typeof CAPABILITIES)[number];

/** What a person does in an organisation, at one site or at all of them. The last two exist in authorities only. */
export const ROLES = [
  "operator",
  "lead",
  "responsible",
  "admin",
  "auditor",
  "inspector",
  "recall_officer",
] as const;
export type Role = (typeof ROLES)[number];

export type Permission = {
  /** Organisations that may do it in their own name: one of these capabilities. */
  readonly capabilities: readonly Capability[];
  /** Organisations that may do it for another one that delegated it to them. */
  readonly delegates: readonly Capability[];
  readonly roles: readonly Role[];
  /** Authorities have roles of their own; empty: they may not. */
  readonly regulator: readonly Role[];
  /** site: where the person is active only. organisation: wherever its goods and data are. */
  readonly scope: "site" | "organisation";
};

const MAKERS = ["holder", "manufacturer"] as const;
const GOODS = [
  "holder",
  "manufacturer",
  "contract_manufacturer",
  "logistics",
  "wholesaler",
  "repackager",
  "pharmacy",
  "hospital",
  "reverse_logistics",
] as const;
const COUNTERS = ["pharmacy", "hospital"] as const;
const HANDS = ["operator", "lead", "responsible"] as const;
const LEADS = ["lead", "responsible"] as const;
const SIGNS = ["responsible"] as const;
const READS = ["operator", "lead", "responsible", "auditor"] as const;
const ADMIN = ["admin"] as const;
const INSPECTS = ["inspector", "recall_officer"] as const;
const RECALLS = ["recall_officer"] as const;
const NONE = [] as const;

/** One row: own name · for others · roles · authority's roles · scope. */
const row = (
  capabilities: readonly Capability[],
  delegates: readonly Capability[],
  roles: readonly Role[],
  regulator: readonly Role[],
  scope: Permission["scope"],
): Permission => ({ capabilities, delegates, roles, regulator, scope });

/**
 * Who may do what: the whole of it, as data, so that a test can walk every denial. Named like the operations.
 * What the table can't know (custody, state, the ten days) is decided by the transition itself.
 */
export const PERMISSIONS = {
  // The maker
  "create-batch": row(MAKERS, ["manufacturer", "contract_manufacturer"], LEADS, NONE, "organisation"),
  "commission-packs": row(
    MAKERS,
    ["manufacturer", "contract_manufacturer", "logistics"],
    HANDS,
    NONE,
    "site",
  ),
  "void-packs": row(MAKERS, ["manufacturer", "contract_manufacturer"], LEADS, NONE, "site"),
  "print-labels": row([...MAKERS, "repackager"], ["contract_manufacturer", "logistics"], HANDS, NONE, "site"),
  "release-batch": row(MAKERS, NONE, SIGNS, NONE, "organisation"),
  "manage-products": row(MAKERS, NONE, ["admin", "responsible"], NONE, "organisation"),

  // Everyone who has goods
  "pack-units": row(GOODS, ["logistics", "contract_manufacturer"], HANDS, NONE, "site"),
  "unpack-units": row(GOODS, ["logistics", "contract_manufacturer"], HANDS, NONE, "site"),
  "ship-units": row(GOODS, ["logistics", "contract_manufacturer"], HANDS, NONE, "site"),
  "void-shipment": row(GOODS, ["logistics"], LEADS, NONE, "site"),
  "receive-shipment": row(GOODS, ["logistics"], HANDS, NONE, "site"),
  "count-in-stock": row(GOODS, ["logistics"], HANDS, NONE, "site"),
  "put-away": row(GOODS, ["logistics"], HANDS, NONE, "site"),
  "restock-packs": row(GOODS, ["logistics"], LEADS, NONE, "site"),
  "resolve-exception": row(GOODS, NONE, LEADS, NONE, "site"),
  "verify-pack": row(GOODS, NONE, HANDS, INSPECTS, "site"),
  "quarantine-pack": row(GOODS, NONE, HANDS, INSPECTS, "site"),
  "place-hold": row(GOODS, NONE, LEADS, INSPECTS, "site"),
  "release-hold": row(GOODS, NONE, SIGNS, INSPECTS, "site"),
  "destroy-pack": row(GOODS, NONE, SIGNS, NONE, "site"),
  "report-stolen": row(GOODS, NONE, SIGNS, INSPECTS, "organisation"),

  // Counters
  "dispense-pack": row(COUNTERS, NONE, HANDS, NONE, "site"),
  "open-pack": row(["hospital"], NONE, HANDS, NONE, "site"),
  "issue-to-ward": row(["hospital"], NONE, HANDS, NONE, "site"),

  // Other ends of a pack's way
  "export-pack": row(["holder", "wholesaler"], NONE, HANDS, NONE, "site"),
  "sample-pack": row(["holder", "wholesaler", "pharmacy"], NONE, HANDS, NONE, "site"),
  "free-sample-pack": row(["holder", "wholesaler"], NONE, HANDS, NONE, "site"),
  "lock-pack": row(["holder", "wholesaler"], NONE, LEADS, INSPECTS, "site"),
  "unlock-pack": row(["holder", "wholesaler"], NONE, LEADS, INSPECTS, "site"),
  "check-out-pack": row(["repackager"], NONE, HANDS, NONE, "site"),
  "repack-packs": row(["repackager"], NONE, HANDS, NONE, "site"),
  // Whoever may set one of the states that are undone; a lock has a row of its own.
  "undo-pack": row(["holder", "wholesaler", "repackager", ...COUNTERS], NONE, LEADS, NONE, "site"),

  // Batches and products on the market
  "hold-batch": row(MAKERS, NONE, SIGNS, INSPECTS, "organisation"),
  "unhold-batch": row(MAKERS, NONE, SIGNS, INSPECTS, "organisation"),
  "prepare-recall": row(MAKERS, NONE, SIGNS, RECALLS, "organisation"),
  "sign-recall": row(MAKERS, NONE, SIGNS, RECALLS, "organisation"),
  "cancel-recall": row(MAKERS, NONE, SIGNS, RECALLS, "organisation"),
  "withdraw-product": row(["holder"], NONE, SIGNS, RECALLS, "organisation"),
  "answer-recall": row(GOODS, NONE, LEADS, NONE, "site"),

  // Reading
  "trace-pack": row(GOODS, NONE, READS, INSPECTS, "organisation"),
  "view-stock": row(GOODS, NONE, READS, NONE, "organisation"),
  "view-batches": row(GOODS, NONE, READS, INSPECTS, "organisation"),
  "view-shipments": row(GOODS, NONE, READS, NONE, "organisation"),
  "view-recalls": row(GOODS, NONE, READS, INSPECTS, "organisation"),
  "view-alerts": row(GOODS, NONE, READS, INSPECTS, "organisation"),
  "view-proof": row(GOODS, NONE, [...READS, "admin"], INSPECTS, "organisation"),
  "view-audit": row(GOODS, NONE, ["auditor", "admin", "responsible"], INSPECTS, "organisation"),

  // Other systems (EPCIS). What a captured event means for packs is asked for besides, by the operation it comes to.
  "view-events": row(GOODS, NONE, READS, INSPECTS, "organisation"),
  "capture-events": row(GOODS, ["logistics", "contract_manufacturer"], HANDS, NONE, "site"),
  "manage-subscriptions": row(GOODS, NONE, ["responsible", "admin"], NONE, "organisation"),

  // Settings
  "view-health": row(GOODS, NONE, ["admin", "auditor"], ["admin"], "organisation"),
  "manage-members": row(GOODS, NONE, ADMIN, ADMIN, "organisation"),
  "manage-sites": row(GOODS, NONE, ADMIN, ADMIN, "organisation"),
  "manage-partners": row(GOODS, NONE, ADMIN, ADMIN, "organisation"),
  "manage-delegations": row(GOODS, NONE, ADMIN, NONE, "organisation"),
  "manage-keys": row(GOODS, NONE, ADMIN, ADMIN, "organisation"),
} as const satisfies Record<string, Permission>;

/** What can be done, named like the operation that does it. */
export type Action = keyof typeof PERMISSIONS;
export const ACTIONS = Object.keys(PERMISSIONS) as readonly Action[];
