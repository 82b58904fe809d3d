import type { Sha256 } from "@/lib/core/hash";
import { logIdOf } from "@/lib/core/log/checkpoint";
import { pathOfLevels, sidesOfLevels } from "@/lib/core/merkle/tree";
import type { EpcRef, Leaf } from "./leaf";
import type { Anchor, FullProof, Place, PublicProof } from "./proof-file";

/** Where the leaf is in the log, under which checkpoint, and on which chains. */
export type LogPlace = {
  readonly origin: string;
  /** Inclusion of the leaf at the checkpoint's size. */
  readonly leaf: Place;
  readonly checkpoint: string;
  readonly keys: { readonly checkpoint: string; readonly head: string };
  readonly anchors: readonly Anchor[];
};

/**
 * The proof of one pack of an event that anybody may see: this pack, the statement, and closed hashes. Null when the
 * event does not name this EPC in this role.
 */
export function publicProof(leaf: Leaf, epc: EpcRef, place: LogPlace, sha256: Sha256): PublicProof | null {
  const index = leaf.epcs.findIndex(({ role, link }) => role === epc.role && link === epc.link);
  const salt = leaf.epcSalts[index];
  if (!salt) return null;
  // Members one by one: a spread of the leaf would publish whatever somebody adds to it later.
  return {
    kind: "public",
    origin: place.origin,
    logId: logIdOf(place.origin, sha256),
    statement: leaf.statement,
    statementSalt: leaf.statementSalt,
    epc: {
      role: epc.role,
      link: epc.link,
      salt,
      sides: sidesOfLevels(leaf.epcLevels, index),
      path: pathOfLevels(leaf.epcLevels, index),
    },
    epcRoot: leaf.epcRoot,
    rest: {
      kind: leaf.kind,
      recordCommitment: leaf.recordCommitment,
      signaturesHash: leaf.signaturesHash,
    },
    entry: leaf.entry,
    leaf: place.leaf,
    checkpoint: place.checkpoint,
    keys: place.keys,
    anchors: place.anchors,
  };
}

/** What opens the whole event. `record` is canonical/v1 text; whoever gets the key can open every EPC. */
export type Opening = Pick<FullProof, "eventKey" | "record" | "signatures">;

/** The proof for parties to the whole event. Null when the event does not name this EPC in this role. */
export function fullProof(
  leaf: Leaf,
  epc: EpcRef,
  place: LogPlace,
  opening: Opening,
  sha256: Sha256,
): FullProof | null {
  const open = publicProof(leaf, epc, place, sha256);
  if (!open) return null;
  const { eventKey, record, signatures } = opening;
  return { ...open, kind: "full", eventKey, record, signatures };
}
