import { utf8 } from "@/lib/core/bytes/bytes";
import { keysOf, logIdOf, signCheckpoint } from "@/lib/core/log/checkpoint";
import { formatNoteKey } from "@/lib/core/log/note";
import type { Primitives } from "@/lib/core/log/primitives";
import { leafHash } from "@/lib/core/merkle/hash";
import { rootFromPath } from "@/lib/core/merkle/verify";
import { fullProof, type LogPlace, publicProof } from "../build-proof";
import type { ReadChain } from "../chain-step";
import { buildEntry, type EpcRef, type Leaf } from "../leaf";
import type { FullProof, PublicProof } from "../proof-file";
import type { PublicStatement } from "../statement";
import type { OpenRecord } from "../verify-proof";

/** Signers of a log in tests. */
export type SampleKeys = Parameters<typeof signCheckpoint>[1];

export const sampleStatement: PublicStatement = {
  type: "ObjectEvent",
  action: "OBSERVE",
  bizStep: "dispensing",
  disposition: "dispensed",
  registryState: "SUPPLIED",
  outcome: "applied",
  month: "2026-11",
  actorKind: "pharmacy",
  country: "AT",
};

export const packLink = (serial: number): string =>
  `https://id.gs1.org/01/09506000134352/21/PACK${String(serial).padStart(16, "0")}`;

const RECORD = '{"what":"a record of a test"}';
const EVENT_HASH = `ni:///sha-256;${"ab".repeat(32)}?ver=CBV2.0`;

export type Sample = {
  readonly leaf: Leaf;
  readonly public: PublicProof;
  readonly full: FullProof;
  readonly openRecord: OpenRecord;
  /** A chain that holds this sample's head, and nothing else. */
  readonly readChain: ReadChain;
};

/**
 * A proof of pack number `pack` of an event with `packs` packs, as leaf `index` of a log of `size`. The log's other
 * nodes are made up: a path and the root it leads to are as good as those of a log that was really filled.
 */
export async function sampleProof(
  { packs = 3, pack = 1, index = 5n, size = 11n, path = 4, anchors = 1 },
  signers: SampleKeys,
  primitives: Primitives,
): Promise<Sample> {
  const { sha256 } = primitives;
  const origin = "packproof.example/log";
  const epcs: EpcRef[] = Array.from({ length: packs }, (_, i) => ({ role: "object", link: packLink(i) }));
  const eventKey = sha256(utf8("event key of a test"));
  const signatures = [sha256(utf8("a signature"))];
  const leaf = buildEntry(
    {
      kind: "event",
      statement: sampleStatement,
      epcs,
      eventHash: EVENT_HASH,
      recordHash: sha256(utf8(RECORD)),
      eventKey,
      signatures,
    },
    sha256,
  );
  const hashes = Array.from({ length: path }, (_, i) => sha256(utf8(`node ${i}`)));
  const root = rootFromPath(leafHash(leaf.entry, sha256), index, size, hashes, sha256);
  if (!root) throw new Error(`a path of ${path} does not fit leaf ${index} of ${size}`);
  const { note } = await signCheckpoint({ origin, size, root }, signers, primitives);
  const keys = keysOf(origin, signers.ed25519.publicKey, signers.head.address);
  const anchor = (n: number) => ({
    chainId: BigInt(31_337 + n),
    contract: sha256(utf8("contract")).slice(12),
    size,
    root,
    block: 1_204n,
    transaction: sha256(utf8("transaction")),
  });
  const place: LogPlace = {
    origin,
    leaf: { index, size, path: hashes },
    checkpoint: note,
    keys: { checkpoint: formatNoteKey(keys.ed25519, sha256), head: formatNoteKey(keys.head, sha256) },
    anchors: Array.from({ length: anchors }, (_, n) => anchor(n)),
  };
  const epc: EpcRef = { role: "object", link: packLink(pack) };
  const open = publicProof(leaf, epc, place, sha256);
  const whole = fullProof(leaf, epc, place, { eventKey, record: RECORD, signatures }, sha256);
  if (!open || !whole) throw new Error("the event names this pack");

  const known = new Map(
    place.anchors.map((one) => [JSON.stringify([String(one.chainId), [...one.contract]]), one]),
  );
  const readChain: ReadChain = async ({ anchor: asked, logId, index: at, entry }) => {
    const held = known.get(JSON.stringify([String(asked.chainId), [...asked.contract]]));
    const isHere =
      held !== undefined && String(logId) === String(logIdOf(origin, sha256)) && asked.size === size;
    return {
      answered: true,
      root: isHere ? root : null,
      includes: isHere && at === index && String(entry) === String(leaf.entry),
      headKey: signers.head.address,
      forked: false,
      block: held && String(asked.transaction) === String(held.transaction) ? held.block : null,
    };
  };
  const openRecord: OpenRecord = (record) => (record === RECORD ? { eventHash: EVENT_HASH, epcs } : null);
  return { leaf, public: open, full: whole, openRecord, readChain };
}
