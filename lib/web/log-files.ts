import { concat } from "@/lib/core/bytes/bytes";
import { parseTilePath, TILE_WIDTH, tileWidth } from "@/lib/core/log/tiles";
import { HASH_BYTES } from "@/lib/core/merkle/hash";
import type { PublicLog, PublicRegistry } from "@/lib/operations/public-ports";
import { problem } from "./problem";

/**
 * The log as C2SP tlog-tiles lays it out: a signed checkpoint, tiles and entry bundles. Anybody may read it from
 * anywhere; it holds nothing but hashes. Only what a published checkpoint covers is served, so that nobody ever sees
 * a tree that was not signed.
 */
type Source = Pick<PublicRegistry, "log">;

const EVERYWHERE = { "Access-Control-Allow-Origin": "*" } as const;
/** A full tile never changes; a partial one of a given width neither, but is asked for only until it is fuller. */
const FOR_EVER = "public, max-age=31536000, immutable";
const A_WHILE = "public, max-age=300";

export async function checkpointFile({ log }: Source): Promise<Response> {
  const head = await (await log())?.latestCheckpoint();
  return head
    ? new Response(head.note, {
        headers: {
          "Content-Type": "text/plain; charset=utf-8",
          // The newest one is wanted, whatever stands between.
          "Cache-Control": "no-cache",
          ...EVERYWHERE,
        },
      })
    : missing();
}

/** `path`: what follows `tile/`, for example `0/x001/067` or `entries/000.p/12`. */
export async function tileFile({ log }: Source, path: string): Promise<Response> {
  const tile = parseTilePath(path);
  const source = tile && (await log());
  const head = source && (await source.latestCheckpoint());
  if (!head || tile.width > tileWidth(tile.level, tile.index, head.size)) return missing();
  const bytes = tile.entries
    ? await bundle(source, tile.index, tile.width)
    : (await source.readTile(tile)).subarray(0, tile.width * HASH_BYTES);
  return new Response(new Uint8Array(bytes), {
    headers: {
      "Content-Type": "application/octet-stream",
      "Cache-Control": tile.width === TILE_WIDTH ? FOR_EVER : A_WHILE,
      ...EVERYWHERE,
    },
  });
}

/** Each entry after its length as a big-endian uint16 (tlog-tiles, "Log Entries"). */
async function bundle(source: PublicLog, index: bigint, width: number): Promise<Uint8Array> {
  const entries = await source.readEntries(index * BigInt(TILE_WIDTH), width);
  if (entries.length !== width) throw new Error(`The log has ${entries.length} of ${width} entries`);
  return concat(
    ...entries.flatMap((entry) => [new Uint8Array([entry.length >> 8, entry.length & 255]), entry]),
  );
}

const missing = (): Response =>
  problem(
    {
      code: "TILE_UNKNOWN",
      message: "There is no such file in the log.",
      next: "Read the checkpoint: it says how large the log is.",
    },
    { headers: EVERYWHERE },
  );
