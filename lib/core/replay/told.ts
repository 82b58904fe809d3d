/** An event as a replay reads it: what its columns say, and nothing of what the ledger made of it. */
export type Told = {
  /** Its place in the ledger's order. */
  readonly seq: number;
  readonly eventId: string;
  readonly type: string;
  readonly action: string | null;
  readonly bizStep: string | null;
  readonly disposition: string | null;
  readonly registryState: string | null;
  /** Who captured it, and where. */
  readonly orgId: string;
  readonly siteId: string;
  /** The capturer's word for itself in the public statement. */
  readonly actorKind: string | null;
};

/** As the ledger keeps it beside each EPC of an event (lib/core/proof/leaf, EPC_ROLE). */
export type NamedAs = "object" | "parent" | "child" | "input" | "output";

export type Custody = { readonly orgId: string; readonly siteId: string; readonly place: string };
