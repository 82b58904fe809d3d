import type { ReadTile } from "@/lib/core/log/tiles";
import type { Recall, RegistryState } from "@/lib/core/pack/axes";
import type { EpcRef } from "@/lib/core/proof/leaf";
import type { Anchor } from "@/lib/core/proof/proof-file";
import type { PublicStatement } from "@/lib/core/proof/statement";
import type { TrayCode } from "./desk-ports";
import type { LogKeys, PublishedHead } from "./log-ports";

/** What the public pages read: no scope, and so nothing that belongs to somebody. */
export type PublicRegistry = {
  pack(gtin: string, serial: string): Promise<PublicRecord>;
  history(gtin: string, serial: string): Promise<PublicHistory>;
  /** Stays in the server: a public proof is built from it and never contains the key or another link. */
  proofMaterial(eventId: string, link: string): Promise<ProofMaterial | null>;
  log(): Promise<PublicLog | null>;
  /** Codes to press on the demo's check page; empty outside the demo. */
  tray(): Promise<readonly TrayCode[]>;
};

export type PublicRecord = {
  readonly product: {
    readonly name: string;
    readonly strength: string;
    readonly form: string;
    readonly packSize: string;
    readonly state: "ACTIVE" | "WITHDRAWN";
    readonly serialised: boolean;
    readonly maker: string;
  } | null;
  readonly pack: {
    readonly state: RegistryState;
    /** "2026-11": of the event that set the state. */
    readonly stateMonth: string | null;
    readonly batch: string;
    readonly expiryPrinted: string;
    readonly lastValidDay: string;
    readonly batchState: "PACKAGED" | "RELEASED";
    readonly illegitimate: boolean;
    readonly serialRecalled: boolean;
    readonly recall: Recall | null;
    readonly conflict: boolean;
  } | null;
};

export type PublicHistory = {
  readonly steps: readonly PublicStep[];
  /** Steps of the containers it was in: a count, not proven here. */
  readonly containerSteps: number;
};

export type PublicStep = {
  readonly eventId: string;
  readonly statement: PublicStatement;
  readonly logged: boolean;
  readonly anchored: boolean;
  readonly final: boolean;
};

export type ProofMaterial = {
  readonly eventHash: string;
  readonly eventKey: Uint8Array;
  readonly recordHash: Uint8Array;
  readonly statement: PublicStatement;
  readonly entry: Uint8Array;
  /** Null while it waits for the sequencer. */
  readonly leafIndex: bigint | null;
  readonly epcs: readonly EpcRef[];
};

export type PublicLog = {
  readonly origin: string;
  readonly keys: LogKeys;
  readonly readTile: ReadTile;
  /** Logged entries (32 bytes each) from `first` on, at most `count`. */
  readEntries(first: bigint, count: number): Promise<readonly Uint8Array[]>;
  latestCheckpoint(): Promise<PublishedHead | null>;
  /** The smallest head with this leaf that a chain holds: final ones first, then mined ones; null: none yet. */
  anchoredHead(leafIndex: bigint): Promise<{ head: PublishedHead; anchors: readonly Anchor[] } | null>;
};
