import type { JsonObject } from "@/lib/core/canonical/json-value";

/** What the ledger knew when it took an event in. */
export type RecordFacts = {
  readonly capturer: string;
  readonly entryMode: string;
  /** Decimal. */
  readonly ledgerSeq: string;
  /** Epoch milliseconds. */
  readonly recordTime: number;
  /** GLN of the capturer's site. */
  readonly site: string;
  /** In whose name it was captured; null: in the capturer's own. */
  readonly actingFor: string | null;
};

/** The full record that C_rec commits to: the event, and what the ledger knew when it took it in. */
export const recordOf = (event: JsonObject, facts: RecordFacts) =>
  ({
    event,
    capturer: facts.capturer,
    entryMode: facts.entryMode,
    ledgerSeq: facts.ledgerSeq,
    recordTime: new Date(facts.recordTime).toISOString(),
    site: facts.site,
    ...(facts.actingFor === null ? {} : { actingFor: facts.actingFor }),
  }) satisfies JsonObject;
