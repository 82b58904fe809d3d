import { equalBytes } from "@/lib/core/bytes/bytes";
import { keysOf, signCheckpoint } from "@/lib/core/log/checkpoint";
import { formatNoteKey } from "@/lib/core/log/note";
import { appendToTiles, rootFromTiles } from "@/lib/core/log/tiles";
import { emptyRoot, leafHash } from "@/lib/core/merkle/hash";
import type { LogDeps } from "./log-ports";

/** Entries taken in one transaction: bounds its length, not the throughput (the caller goes on while any wait). */
const BATCH = 4096;

/** Makes sure the log exists under this origin and these keys. Throws when the database keeps another one. */
export function openLog({ log, origin, primitives, signers }: LogDeps): Promise<void> {
  const { sha256 } = primitives;
  const keys = keysOf(origin, signers.ed25519.publicKey, signers.head.address);
  return log.open(
    { size: 0n, root: emptyRoot(sha256) },
    { checkpoint: formatNoteKey(keys.ed25519, sha256), head: formatNoteKey(keys.head, sha256) },
  );
}

/** Moves what waits in the outbox into the log, in order. Returns how many entries were logged. */
export async function sequenceLog({ log, primitives }: LogDeps): Promise<number> {
  const { sha256 } = primitives;
  let total = 0;
  for (;;) {
    const moved = await log.sequence(BATCH, (head, entries, readTile) =>
      appendToTiles(
        head,
        entries.map(({ entry }) => leafHash(entry, sha256)),
        readTile,
        sha256,
      ),
    );
    total += moved;
    if (moved < BATCH) return total;
  }
}

/**
 * Signs the committed head if it grew. Signing is deterministic, so two workers publish the same bytes; and nothing
 * is ever signed below or beside the last published head, which is also kept outside the database: a database
 * restored from a backup must not make this log lie.
 */
export async function publishCheckpoint(deps: LogDeps): Promise<boolean> {
  const { log, origin, primitives, signers, lastPublished, clock } = deps;
  const head = await log.head();
  if (head.size === 0n) return false;
  const before = await lastPublished.read();
  if (before && before.size > head.size) {
    throw new Error(
      `The log has ${head.size} leaves, but ${before.size} were published. The database is older than the log: restore a newer backup.`,
    );
  }
  if (before) {
    const again =
      before.size === head.size
        ? head.root
        : await rootFromTiles(before.size, log.readTile, primitives.sha256);
    if (!equalBytes(again, before.root)) {
      throw new Error(
        `The log's first ${before.size} leaves are not the published ones: refusing to sign a fork.`,
      );
    }
  }
  if (await log.checkpointAt(head.size)) return false;
  const signed = await signCheckpoint({ origin, ...head }, signers, primitives);
  // Outside first: after a crash between the two the next tick signs the same bytes again.
  await lastPublished.write(head);
  await log.saveCheckpoint({ ...head, ...signed }, clock.now());
  return true;
}
