import { equalBytes } from "@/lib/core/bytes/bytes";
import { keysOf, signCheckpoint } from "@/lib/core/log/checkpoint";
import { formatNoteKey } from "@/lib/core/log/note";
import { appendToTiles, type LogHead, rootFromTiles } from "@/lib/core/log/tiles";
import { emptyRoot, leafHash } from "@/lib/core/merkle/hash";
import type { LogDeps } from "./log-ports";

/** Entries taken in one transaction: bounds its length, not the throughput (the caller goes on while any wait). */
const BATCH = 4096;
const TURNS = 8;

/** Makes sure the log exists under this origin and these keys. Throws when the database keeps another one. */
export function openLog({ log, origin, primitives, signers }: LogDeps): Promise<void> {
  const { sha256 } = primitives;
  const keys = keysOf(origin, signers.ed25519.publicKey, signers.head.address);
  return log.open(
    { size: 0n, root: emptyRoot(sha256) },
    { checkpoint: formatNoteKey(keys.ed25519, sha256), head: formatNoteKey(keys.head, sha256) },
  );
}

export type Sequenced = {
  /** Entries that went into the log. */
  readonly logged: number;
  /** More wait: go on without resting. */
  readonly more: boolean;
};

/**
 * Moves what waits in the outbox into the log, in order, a few transactions at most: a long backlog is worked off in
 * turns, so that heads are published meanwhile and a worker that is to stop can. Throws, and moves nothing, when the
 * log is not the one whose head was published last.
 */
export async function sequenceLog(deps: LogDeps): Promise<Sequenced> {
  const { log, primitives } = deps;
  const { sha256 } = primitives;
  await trustedHead(deps);
  let logged = 0;
  for (let turn = 0; turn < TURNS; turn++) {
    const moved = await log.sequence(BATCH, (head, entries, readTile) =>
      appendToTiles(
        head,
        entries.map(({ entry }) => leafHash(entry, sha256)),
        readTile,
        sha256,
      ),
    );
    logged += moved;
    if (moved < BATCH) return { logged, more: false };
  }
  return { logged, more: true };
}

/**
 * The committed head, once it is sure that it extends the last published one. A database restored from a backup may be
 * older than the log, or have lived another life since: growing it would fork what people hold proofs of. The last
 * published head, kept outside the database, tells.
 */
async function trustedHead({ log, primitives, lastPublished }: LogDeps): Promise<LogHead> {
  // In this order: what was published was committed before, also when another worker does both between our questions.
  const before = await lastPublished.read();
  const head = await log.head();
  if (!before) return head;
  if (before.size > head.size) {
    throw new Error(
      `The log has ${head.size} leaves, but ${before.size} were published. The database is older than the log: restore a newer backup.`,
    );
  }
  const again =
    before.size === head.size ? head.root : await rootFromTiles(before.size, log.readTile, primitives.sha256);
  if (!equalBytes(again, before.root)) {
    throw new Error(
      `The log's first ${before.size} leaves are not the published ones: refusing to sign a fork.`,
    );
  }
  return head;
}

/**
 * Signs the committed head if it grew. Signing is deterministic, so two workers publish the same bytes; and nothing
 * is ever signed below or beside the last published head.
 */
export async function publishCheckpoint(deps: LogDeps): Promise<boolean> {
  const { log, origin, primitives, signers, lastPublished, clock } = deps;
  const head = await trustedHead(deps);
  if (head.size === 0n || (await log.checkpointAt(head.size))) return false;
  const signed = await signCheckpoint({ origin, ...head }, signers, primitives);
  // Outside first: after a crash between the two the next tick signs the same bytes again.
  const before = await lastPublished.read();
  if (!before || before.size < head.size) await lastPublished.write(head);
  await log.saveCheckpoint({ ...head, ...signed }, clock.now());
  return true;
}
