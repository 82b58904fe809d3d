import type { BatchState, HoldKind, OwnDisposition, Recall, RegistryState } from "./axes";
import type { HoldId } from "./ids";

/** What a transition does to one pack. The operation writes it and the event in one transaction. */
export type PackEffect = {
  /** Absent: S stays. */
  readonly registryState?: RegistryState;
  /** Absent: D stays; null: the pack follows its root again. */
  readonly ownDisposition?: OwnDisposition | null;
  /** Absent: stays; else the units left in a pack that is open from now on. */
  readonly remaining?: number;
  readonly holdsAdded?: readonly HoldKind[];
  readonly holdsReleased?: readonly HoldId[];
  /** The pack is in a container that stays behind: its unpack event comes first, in the same transaction. */
  readonly unpackFirst?: boolean;
  /** No tracking site possessed it: the same transaction counts it in here first. */
  readonly countInFirst?: boolean;
  /** False: everything is so already; answer as the first time and write nothing. */
  readonly changed: boolean;
};

export type BatchEffect = {
  readonly state?: BatchState;
  readonly held?: boolean;
  readonly recall?: Recall;
  readonly changed: boolean;
};

export const UNCHANGED = { changed: false } as const;
