import type { Recall } from "@/lib/core/pack/axes";
import { recallBatch } from "@/lib/core/pack/batch-transitions";
import type { BatchId, PersonId } from "@/lib/core/pack/ids";
import { ok, type Result, refuse } from "@/lib/core/refusal";

/** A draft is reversible and a signed recall isn't: the same draft is never both. */
export const RECALL_STATES = ["DRAFT", "SIGNED", "CANCELLED"] as const;
export type RecallState = (typeof RECALL_STATES)[number];

/** A recall as it stands on one market (ISO 3166 alpha-2). */
export type MarketRecall = Recall & { readonly market: string };

export type RecalledBatch = {
  readonly id: BatchId;
  readonly number: string;
  readonly held: boolean;
  readonly recalls: readonly MarketRecall[];
};

export type PrepareInput = {
  readonly recall: Recall;
  readonly markets: readonly string[];
  readonly reason: string;
  /** Batches that are recalled whole, or the one batch a range of serials is of. */
  readonly batches: readonly RecalledBatch[];
  /** Only a range of serials: nothing is recalled on the batch itself. */
  readonly range: boolean;
  /** The authority's own market; null: the maker prepares it. */
  readonly authorityOf: string | null;
};

export type PrepareCode =
  | "RECALL_BATCHES_INVALID"
  | "RECALL_MARKETS_INVALID"
  | "RECALL_REASON_MISSING"
  | "FORBIDDEN_MARKET"
  | "RECALL_IRREVERSIBLE";

/**
 * T10, recall, first step: one person prepares. Nothing is recalled yet, but the hold comes first: every batch that
 * isn't held is held at once. Value: the batches to hold.
 */
export function prepareRecall(
  input: PrepareInput,
): Result<{ readonly hold: readonly BatchId[] }, PrepareCode> {
  const { recall, markets, batches, range } = input;
  if (batches.length === 0 || (range && batches.length > 1)) {
    return refuse(
      "RECALL_BATCHES_INVALID",
      "A recall is of one or more batches, or of serial numbers of one batch.",
      "Choose what is recalled.",
    );
  }
  if (markets.length === 0 || markets.some((market) => !/^[A-Z]{2}$/.test(market))) {
    return refuse(
      "RECALL_MARKETS_INVALID",
      "A recall names the markets it is for by their country codes.",
      "Choose at least one market.",
    );
  }
  const foreign = markets.find((market) => input.authorityOf !== null && market !== input.authorityOf);
  if (foreign !== undefined) {
    return refuse(
      "FORBIDDEN_MARKET",
      "An authority recalls on its own market only.",
      "Ask the authority of that market.",
      { market: foreign },
    );
  }
  if (input.reason.trim() === "") {
    return refuse("RECALL_REASON_MISSING", "A recall needs its reason.", "Say what is wrong.");
  }
  // Asked again when it is signed; here it saves the second person a walk in vain.
  const possible = range ? ok([]) : further(recall, markets, batches);
  if (!possible.ok) return possible;
  return ok({ hold: batches.filter(({ held }) => !held).map(({ id }) => id) });
}

export type SignInput = Omit<PrepareInput, "reason" | "authorityOf"> & {
  /** Batches that the draft put on hold and that are still held by the one who signs. */
  readonly heldFirst: readonly BatchId[];
  readonly state: RecallState;
  readonly preparedBy: PersonId;
  readonly signedBy: PersonId;
};

export type SignCode = "SAME_PERSON" | "RECALL_CANCELLED" | "RECALL_IRREVERSIBLE";

export type Signed = {
  readonly changed: boolean;
  readonly batches: readonly Recalled[];
  /** Batches whose hold has done its work: it ends with the recall it waited for. */
  readonly endHold: readonly BatchId[];
};

/** Which markets change for which batch. */
export type Recalled = { readonly batchId: BatchId; readonly markets: readonly string[] };

/**
 * T10, recall, second step: another person signs, and from then on it is irreversible. Signing what is signed changes
 * nothing, whoever asks; a market on which a batch is recalled exactly so already is left as it is.
 */
export function signRecall(input: SignInput): Result<Signed, SignCode> {
  const { state, recall, markets, batches, range } = input;
  if (state === "SIGNED") return ok({ changed: false, batches: [], endHold: [] });
  if (state === "CANCELLED") {
    return refuse(
      "RECALL_CANCELLED",
      "This recall was cancelled before it was signed.",
      "Prepare a new one.",
    );
  }
  if (input.preparedBy === input.signedBy) return samePerson();
  const { heldFirst: endHold } = input;
  if (range) return ok({ changed: true, batches: [], endHold });
  const changes = further(recall, markets, batches);
  return changes.ok ? ok({ changed: true, batches: changes.value, endHold }) : changes;
}

/** A draft may be cancelled by either person, a recall by nobody. */
export function cancelRecall(
  state: RecallState,
): Result<{ readonly changed: boolean }, "RECALL_IRREVERSIBLE"> {
  if (state === "SIGNED") {
    return refuse(
      "RECALL_IRREVERSIBLE",
      "This recall is signed. It can't be taken back.",
      "A recall can become deeper or more serious: prepare that one.",
    );
  }
  return ok({ changed: state === "DRAFT" });
}

/** Every batch on every market: deeper, more serious or the same, never less. Those that change. */
function further(
  recall: Recall,
  markets: readonly string[],
  batches: readonly RecalledBatch[],
): Result<readonly Recalled[], "RECALL_IRREVERSIBLE"> {
  const changes: Recalled[] = [];
  for (const { id, number, recalls } of batches) {
    const changed: string[] = [];
    for (const market of new Set(markets)) {
      const before = recalls.find((standing) => standing.market === market) ?? null;
      const effect = recallBatch({ number, before, recall });
      if (!effect.ok) return effect;
      if (effect.value.changed) changed.push(market);
    }
    if (changed.length > 0) changes.push({ batchId: id, markets: changed });
  }
  return ok(changes);
}

const samePerson = () =>
  refuse(
    "SAME_PERSON",
    "The person who prepared a recall can't sign it too.",
    "Ask another person who may recall to sign. The batch is on hold meanwhile.",
  );
