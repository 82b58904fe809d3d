import type { Journey } from "@/lib/core/custody/journey";
import type { RegistryState } from "@/lib/core/pack/axes";
import type { BatchId, EpcId, EventId, OrgId } from "@/lib/core/pack/ids";
import type { PublicStatement } from "@/lib/core/proof/statement";
import type { EntryMode } from "./ports";
import type { ProductFacts, Unit } from "./unit";

/** What the ledger answers when nothing is changed. */

export type VerifyQuery = {
  readonly gtin: string;
  readonly serial: string;
  /** Serials this one may have been before a scanner fault (triage), asked only when it is unknown. */
  readonly near: readonly string[];
  readonly entry: EntryMode;
  readonly at: number;
};

export type VerifyAnswer = {
  readonly product: (ProductFacts & { readonly serialised: boolean }) | null;
  readonly unit: Unit | null;
  /** Looks at this pack by this site since this site supplied it. */
  readonly repeats: number;
  /** From where another site last had it in hand to here, as far as a pack can be followed (seen_elsewhere). */
  readonly journey: Journey | null;
  /** The first of `near` that is registered. */
  readonly near: string | null;
};

/** A pack that came out of repacking, reached from a batch that went in. */
export type ReplacingPack = {
  readonly link: string;
  readonly gtin: string;
  readonly serial: string;
  readonly batchId: BatchId;
  readonly batch: string;
  readonly state: RegistryState;
  /** 1: made of packs of the batch itself; above: repacked again since. */
  readonly generation: number;
};

/** A unit beneath a root that the asking organisation holds or is about to receive. */
export type TreeNode = {
  readonly id: EpcId;
  readonly parentId: EpcId | null;
  readonly rootId: EpcId;
  readonly link: string;
  readonly kind: "sgtin" | "sscc";
  readonly gtin: string | null;
  readonly serial: string | null;
  readonly sscc: string | null;
  readonly state: RegistryState;
  readonly depth: number;
  readonly batch: string | null;
  readonly lastValidDay: string | null;
  readonly product: string | null;
};

export type Trace = {
  readonly unit: Unit | null;
  /** Null: the asking organisation may not look; `owner` is whom to ask. */
  readonly events: readonly TraceEvent[] | null;
  readonly owner: string | null;
};

export type TraceEvent = {
  readonly eventId: EventId;
  readonly seq: string;
  /** 0: names the pack itself; above: a container while the pack was in it. */
  readonly level: number;
  /** Party to the event: the fields that are null otherwise are shown. */
  readonly party: boolean;
  readonly mine: boolean;
  readonly statement: PublicStatement;
  readonly type: string;
  readonly bizStep: string | null;
  readonly disposition: string | null;
  readonly registryState: string | null;
  readonly eventTime: number | null;
  readonly recordTime: number | null;
  readonly offset: string | null;
  readonly organisation: string | null;
  readonly orgId: OrgId | null;
  readonly site: string | null;
  readonly gln: string | null;
  readonly entryMode: string | null;
  readonly person: string | null;
  /** Decimal; null: not logged yet. */
  readonly leafIndex: string | null;
};
