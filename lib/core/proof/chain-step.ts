import { equalBytes } from "@/lib/core/bytes/bytes";
import { toHex } from "@/lib/core/bytes/hex";
import type { SignedCheckpoint } from "@/lib/core/log/checkpoint";
import { parseNoteKey } from "@/lib/core/log/note";
import type { Primitives } from "@/lib/core/log/primitives";
import type { Anchor, ProofFile } from "./proof-file";
import { type Detail, detail, type ProofStep, step } from "./proof-step";

/** What a reader is to ask the contract of an anchor about. */
export type ChainQuestion = {
  readonly anchor: Anchor;
  readonly logId: Uint8Array;
  readonly index: bigint;
  readonly entry: Uint8Array;
  readonly path: readonly Uint8Array[];
};

/** What the chain says; `answered: false` when this reader cannot ask that chain (another chain, no connection). */
export type ChainAnswer =
  | { readonly answered: false; readonly why: string }
  | {
      readonly answered: true;
      /** rootAt(logId, size): null when that size was never recorded. */
      readonly root: Uint8Array | null;
      /** verifyInclusion(…): the contract's own opinion of the whole path. */
      readonly includes: boolean;
      /** status(logId).headKey, 20 bytes; null for a log the contract does not know. */
      readonly headKey: Uint8Array | null;
      /** status(logId).forked: somebody proved that this log signed two histories. */
      readonly forked: boolean;
      /** Block of the Anchored event of this very head in the anchor's transaction; null when there is none. */
      readonly block: bigint | null;
    };

export type ReadChain = (question: ChainQuestion) => Promise<ChainAnswer>;

type ChainStepOptions = {
  readonly readChain: ReadChain | undefined;
  /** The only contracts to believe; undefined to believe the file, and say so. */
  readonly contracts: readonly Pick<Anchor, "chainId" | "contract">[] | undefined;
  /** Whether the path held here: one that did not is the log step's failure, and says nothing about the head. */
  readonly inLog: boolean;
};

type Outcome = Pick<ProofStep, "held" | "code" | "sentence">;

const outcome = (held: ProofStep["held"], code: string, sentence: string): Outcome => ({
  held,
  code,
  sentence,
});

/** Step 5: a chain holds this head, so that the log cannot take the statement out unnoticed. */
export async function checkChain(
  proof: ProofFile,
  signed: SignedCheckpoint | null,
  primitives: Primitives,
  options: ChainStepOptions,
): Promise<ProofStep> {
  const { readChain, contracts, inLog } = options;
  if (proof.anchors.length === 0) {
    return step("chain", "not-checked", "NOT_ANCHORED", "No chain holds this head of the log yet.");
  }
  const headKey = parseNoteKey(proof.keys.head, primitives.sha256)?.publicKey ?? null;
  const outcomes: Outcome[] = [];
  const details: Detail[] = [];
  for (const anchor of proof.anchors) {
    details.push(detail("contract", anchor.contract), detail("transaction", anchor.transaction));
    const isThisHead =
      signed !== null &&
      anchor.size === signed.checkpoint.size &&
      equalBytes(anchor.root, signed.checkpoint.root);
    const isExpected =
      contracts === undefined ||
      contracts.some((one) => one.chainId === anchor.chainId && equalBytes(one.contract, anchor.contract));
    if (!isThisHead) {
      outcomes.push(
        outcome(false, "ANCHOR_OF_ANOTHER_HEAD", "The file points to another head on the chain."),
      );
    } else if (!isExpected) {
      outcomes.push(
        outcome(false, "NOT_THE_EXPECTED_CONTRACT", "The file points to a contract you do not expect."),
      );
    } else if (!readChain) {
      outcomes.push(outcome("not-checked", "CHAIN_NOT_ASKED", "No chain was asked."));
    } else {
      const { logId, entry, leaf } = proof;
      const answer = await readChain({ anchor, logId, index: leaf.index, entry, path: leaf.path });
      if (answer.answered && answer.root) details.push(detail("rootOnChain", answer.root));
      outcomes.push(judge(anchor, answer, { headKey, inLog, isKnown: contracts !== undefined }));
    }
  }
  // One contradiction outweighs any number of agreements: a proof that is wrong somewhere is not a proof.
  const decisive =
    outcomes.find(({ held }) => held === false) ??
    outcomes.find(({ held }) => held === true) ??
    outcomes[0] ??
    outcome("not-checked", "NOT_ANCHORED", "No chain holds this head of the log yet.");
  return step("chain", decisive.held, decisive.code, decisive.sentence, details);
}

function judge(
  anchor: Anchor,
  answer: ChainAnswer,
  { headKey, inLog, isKnown }: { headKey: Uint8Array | null; inLog: boolean; isKnown: boolean },
): Outcome {
  const where = `Chain ${anchor.chainId}`;
  if (!answer.answered) {
    return outcome("not-checked", "CHAIN_SILENT", `${where} could not be asked: ${answer.why}.`);
  }
  if (!answer.root || !equalBytes(answer.root, anchor.root)) {
    return outcome(false, "NOT_ON_CHAIN", `${where} does not hold this head.`);
  }
  if (!headKey || !answer.headKey || !equalBytes(answer.headKey, headKey)) {
    return outcome(false, "OTHER_KEY_ON_CHAIN", `${where} knows this log under another key.`);
  }
  if (answer.forked) {
    return outcome(false, "LOG_FORKED", `${where} holds a proof that this log told two stories.`);
  }
  if (inLog && !answer.includes) {
    return outcome(
      false,
      "NOT_INCLUDED_ON_CHAIN",
      `The contract on chain ${anchor.chainId} does not accept this entry.`,
    );
  }
  if (answer.block !== anchor.block) {
    return outcome(
      false,
      "NOT_IN_THAT_BLOCK",
      `${where} holds this head, but not since block ${anchor.block} as the file says.`,
    );
  }
  const since = `${where} holds this head since block ${anchor.block}`;
  return isKnown
    ? outcome(true, "ON_CHAIN", `${since}.`)
    : outcome(
        true,
        "ON_CHAIN_AS_CLAIMED",
        `${since}, in contract 0x${toHex(anchor.contract)}. Compare that address with the one the log publishes.`,
      );
}
