import type { Sha256 } from "@/lib/core/hash";
import type { CheckpointSigners } from "@/lib/core/log/checkpoint";
import type { Primitives } from "@/lib/core/log/primitives";
import type { LogHead, ReadTile, Tile } from "@/lib/core/log/tiles";
import type { Clock, Ids } from "./ports";

/** The world, as the operations of the log see it: lib/db, lib/chain and lib/jobs implement it. */

export type LogDeps = {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly primitives: Primitives;
  readonly origin: string;
  readonly logId: Uint8Array;
  readonly log: LogStore;
  readonly signers: CheckpointSigners;
  readonly lastPublished: LastPublished;
};

/** C2SP verifier keys, as people compare and configure them. */
export type LogKeys = { readonly checkpoint: string; readonly head: string };

export type WaitingEntry = {
  /** Decimal. */
  readonly seq: string;
  readonly kind: number;
  readonly eventId: string | null;
  /** 32 bytes. */
  readonly entry: Uint8Array;
};

export type Growth = LogHead & { readonly tiles: readonly Tile[] };

export type PublishedHead = LogHead & { readonly note: string; readonly headSignature: Uint8Array };

export type LogStore = {
  /** Makes the log's row at the first start. Throws when this database already keeps a log of another origin or key. */
  open(empty: LogHead, keys: LogKeys): Promise<void>;
  head(): Promise<LogHead>;
  /**
   * One transaction: locks the log's row, takes up to `limit` waiting entries in their order, lets `grow` compute the
   * new head and tiles, and writes all of it. Returns how many entries moved.
   */
  sequence(
    limit: number,
    grow: (head: LogHead, entries: readonly WaitingEntry[], readTile: ReadTile) => Promise<Growth>,
  ): Promise<number>;
  readonly readTile: ReadTile;
  latestCheckpoint(): Promise<PublishedHead | null>;
  checkpointAt(size: bigint): Promise<PublishedHead | null>;
  saveCheckpoint(head: PublishedHead, at: number): Promise<void>;
};

/** The last published head, kept outside the database, so that a restored backup cannot make us sign a fork. */
export type LastPublished = {
  read(): Promise<LogHead | null>;
  write(head: LogHead): Promise<void>;
};

export const ANCHOR_STATES = [
  "pending",
  "signed",
  "submitted",
  "mined",
  "final",
  "reverted",
  "superseded",
  "lost",
] as const;
export type AnchorState = (typeof ANCHOR_STATES)[number];

export type AnchorRow = {
  readonly id: string;
  readonly oldSize: bigint;
  readonly size: bigint;
  readonly root: Uint8Array;
  readonly state: AnchorState;
  readonly nonce: number | null;
  readonly rawTx: `0x${string}` | null;
  readonly txHash: `0x${string}` | null;
  readonly fees: Fees | null;
  readonly block: bigint | null;
  readonly createdAt: number;
  readonly updatedAt: number;
};

/** Wei per gas. */
export type Fees = { readonly maxFeePerGas: bigint; readonly maxPriorityFeePerGas: bigint };

/** Anchors of this log by this contract on this chain. */
export type AnchorStore = {
  /** The one row that is pending, signed, submitted or mined. */
  inFlight(): Promise<AnchorRow | null>;
  /** Every row that ever used this nonce: of two that replaced each other only one gets mined. */
  withNonce(nonce: number): Promise<readonly AnchorRow[]>;
  /** The final row of the greatest size. */
  newestFinal(): Promise<AnchorRow | null>;
  /** Every row of this size, newest first. */
  ofSize(size: bigint): Promise<readonly AnchorRow[]>;
  /** Sizes that were published as anchored and are no longer on the chain, smallest first. */
  lost(): Promise<readonly bigint[]>;
  /** False: another row is in flight already. */
  insert(row: Pick<AnchorRow, "id" | "oldSize" | "size" | "root">, at: number): Promise<boolean>;
  /** Only while the row is in the state it was read in; false: another worker has moved it on. */
  update(row: Pick<AnchorRow, "id" | "state">, change: AnchorChange, at: number): Promise<boolean>;
  /** One transaction: the old row becomes superseded, the new one is in flight under the same nonce; false as above. */
  supersede(
    old: Pick<AnchorRow, "id" | "state">,
    row: Pick<AnchorRow, "id" | "oldSize" | "size" | "root">,
    change: AnchorChange,
    at: number,
  ): Promise<boolean>;
};

export type AnchorChange = {
  readonly state: AnchorState;
  readonly nonce?: number;
  readonly rawTx?: `0x${string}`;
  readonly txHash?: `0x${string}`;
  readonly fees?: Fees;
  readonly block?: bigint | null;
  readonly blockTime?: number | null;
  readonly gasUsed?: bigint | null;
  readonly error?: string | null;
};

export type ChainFault = { readonly kind: string; readonly detail?: string; readonly error?: string };
export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fault: ChainFault };

/** What anchoring asks of a chain; lib/chain's client is one. */
export type AnchorChain = {
  head(logId: Uint8Array): Promise<Answer<{ readonly size: bigint; readonly root: Uint8Array } | null>>;
  rootAt(logId: Uint8Array, size: bigint): Promise<Answer<Uint8Array | null>>;
  nextNonce(): Promise<Answer<number>>;
  prepareAnchor(
    step: AnchorStep,
    placement: { readonly nonce: number; readonly replace?: Fees },
  ): Promise<
    Answer<{
      readonly rawTx: `0x${string}`;
      readonly hash: `0x${string}`;
      readonly nonce: number;
      readonly fees: Fees;
    }>
  >;
  broadcast(rawTx: `0x${string}`): Promise<Answer<"sent" | "mined">>;
  receiptOf(hash: `0x${string}`): Promise<
    Answer<{
      readonly status: "success" | "reverted";
      readonly block: bigint;
      readonly gasUsed: bigint;
    } | null>
  >;
  finalizedBlock(): Promise<Answer<bigint>>;
  /** After a head was mined: the embedded chain makes it final and keeps its state; real chains do nothing. */
  settle(): Promise<Answer<void>>;
};

export type AnchorStep = {
  readonly logId: Uint8Array;
  readonly oldSize: bigint;
  readonly newSize: bigint;
  readonly root: Uint8Array;
  readonly proof: readonly Uint8Array[];
  readonly headSignature: Uint8Array;
};

export type AnchorDeps = Pick<LogDeps, "clock" | "ids" | "logId" | "log"> & {
  readonly sha256: Sha256;
  readonly anchors: AnchorStore;
  readonly chain: AnchorChain;
  /** Milliseconds from one anchor to the next. */
  readonly interval: number;
  /** Milliseconds after which an unmined transaction is replaced. */
  readonly stuckAfter: number;
};
