import type { LogHead, ReadTile } from "@/lib/core/log/tiles";
import type {
  AnchorRow,
  AnchorStore,
  LastPublished,
  LogKeys,
  LogStore,
  PublishedHead,
  WaitingEntry,
} from "../log-ports";

export type MemoryLog = LogStore & {
  /** What business transactions would put into the outbox. */
  record(entry: Uint8Array): void;
  readonly leaves: () => readonly Uint8Array[];
  readonly notes: () => readonly string[];
  /** The store as it is now: for a database restored from a backup. */
  backup(): MemoryLog;
};

type Kept = {
  readonly outbox: readonly WaitingEntry[];
  readonly leaves: readonly Uint8Array[];
  readonly tiles: ReadonlyMap<string, Uint8Array>;
  readonly head: LogHead | null;
  readonly keys: LogKeys | null;
  readonly checkpoints: ReadonlyMap<bigint, PublishedHead>;
  readonly seq: number;
};

const EMPTY: Kept = {
  outbox: [],
  leaves: [],
  tiles: new Map(),
  head: null,
  keys: null,
  checkpoints: new Map(),
  seq: 0,
};

/** The log in memory; one transaction after the other. */
export function memoryLog(from: Kept = EMPTY): MemoryLog {
  let kept = from;
  let last: Promise<unknown> = Promise.resolve();
  const head = (): LogHead => {
    if (!kept.head) throw new Error("The log is not open");
    return kept.head;
  };
  const readTile: ReadTile = async ({ level, index }) => {
    const hashes = kept.tiles.get(`${level}/${index}`);
    if (!hashes) throw new Error(`The log has no tile ${level}/${index}`);
    return hashes;
  };
  return {
    async open(empty, keys) {
      kept = { ...kept, head: kept.head ?? empty, keys: kept.keys ?? keys };
      if (kept.keys?.checkpoint !== keys.checkpoint || kept.keys.head !== keys.head) {
        throw new Error("The log was signed with other keys");
      }
    },
    head: async () => head(),
    readTile,
    sequence(limit, grow) {
      const turn = last.then(async () => {
        const entries = kept.outbox.slice(0, limit);
        if (entries.length === 0) return 0;
        const { tiles, size, root } = await grow(head(), entries, readTile);
        const next = new Map(kept.tiles);
        for (const { level, index, hashes } of tiles) next.set(`${level}/${index}`, hashes);
        kept = {
          ...kept,
          outbox: kept.outbox.slice(entries.length),
          leaves: [...kept.leaves, ...entries.map(({ entry }) => entry)],
          tiles: next,
          head: { size, root },
        };
        return entries.length;
      });
      last = turn.catch(() => undefined);
      return turn;
    },
    async latestCheckpoint() {
      return [...kept.checkpoints.values()].sort((a, b) => (a.size < b.size ? 1 : -1))[0] ?? null;
    },
    checkpointAt: async (size) => kept.checkpoints.get(size) ?? null,
    async saveCheckpoint(published) {
      const before = kept.checkpoints.get(published.size);
      if (before && before.note !== published.note) throw new Error("Two notes for one size");
      kept = { ...kept, checkpoints: new Map(kept.checkpoints).set(published.size, published) };
    },
    record(entry) {
      const seq = kept.seq + 1;
      kept = { ...kept, seq, outbox: [...kept.outbox, { seq: String(seq), kind: 1, eventId: null, entry }] };
    },
    leaves: () => kept.leaves,
    notes: () => [...kept.checkpoints.values()].map(({ note }) => note),
    backup: () => memoryLog(kept),
  };
}

export function memoryLastPublished(): LastPublished {
  let published: LogHead | null = null;
  return {
    read: async () => published,
    async write(head) {
      published = head;
    },
  };
}

const IN_FLIGHT = ["pending", "signed", "submitted", "mined"];
const isInFlight = ({ state }: Pick<AnchorRow, "state">): boolean => IN_FLIGHT.includes(state);

export type MemoryAnchors = AnchorStore & { readonly rows: () => readonly AnchorRow[] };

/** Anchors in memory: at most one in flight, and a step only from the state that was read. */
export function memoryAnchors(): MemoryAnchors {
  let rows: readonly AnchorRow[] = [];
  const newest = (a: AnchorRow, b: AnchorRow): number => b.createdAt - a.createdAt;
  const fresh = (row: Pick<AnchorRow, "id" | "oldSize" | "size" | "root">, at: number): AnchorRow => ({
    ...row,
    state: "pending",
    nonce: null,
    rawTx: null,
    txHash: null,
    fees: null,
    block: null,
    createdAt: at,
    updatedAt: at,
  });
  const changed = (row: AnchorRow, change: Parameters<AnchorStore["update"]>[1], at: number): AnchorRow => {
    const { blockTime: _time, gasUsed: _gas, error: _error, ...columns } = change;
    return { ...row, ...columns, updatedAt: at };
  };
  /** False, as the database's unique index would have it, when two would be in flight. */
  const commit = (next: readonly AnchorRow[]): boolean => {
    if (next.filter(isInFlight).length > 1) return false;
    rows = next;
    return true;
  };
  return {
    rows: () => rows,
    inFlight: async () => rows.find(isInFlight) ?? null,
    withNonce: async (nonce) => rows.filter((row) => row.nonce === nonce).sort(newest),
    newestFinal: async () =>
      rows.filter(({ state }) => state === "final").sort((a, b) => (a.size < b.size ? 1 : -1))[0] ?? null,
    ofSize: async (size) => rows.filter((row) => row.size === size).sort(newest),
    lost: async () => {
      const final = new Set(rows.filter(({ state }) => state === "final").map(({ size }) => size));
      const sizes = new Set(
        rows.filter(({ state, size }) => state === "lost" && !final.has(size)).map((row) => row.size),
      );
      return [...sizes].sort((a, b) => (a < b ? -1 : 1));
    },
    insert: async (row, at) => commit([...rows, fresh(row, at)]),
    async update({ id, state }, change, at) {
      if (!rows.some((row) => row.id === id && row.state === state)) return false;
      return commit(rows.map((row) => (row.id === id ? changed(row, change, at) : row)));
    },
    async supersede({ id, state }, row, change, at) {
      if (!rows.some((old) => old.id === id && old.state === state)) return false;
      return commit([
        ...rows.map((old) => (old.id === id ? changed(old, { state: "superseded" }, at) : old)),
        changed(fresh(row, at), change, at),
      ]);
    },
  };
}

/** One line a row, for expectations: "12 final". */
export const storyOf = (anchors: MemoryAnchors): readonly string[] =>
  anchors.rows().map(({ size, state }) => `${size} ${state}`);
