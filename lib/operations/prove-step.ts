import { equalBytes } from "@/lib/core/bytes/bytes";
import type { Sha256 } from "@/lib/core/hash";
import { inclusionPathFromTiles } from "@/lib/core/log/tiles";
import { type LogPlace, publicProof } from "@/lib/core/proof/build-proof";
import { buildEntry, type Leaf } from "@/lib/core/proof/leaf";
import type { PublicProof } from "@/lib/core/proof/proof-file";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { publicStepOf } from "@/lib/core/verdict/public-steps";
import type { ProofMaterial, PublicLog, PublicRegistry } from "./public-ports";

export type ProveCode = "STEP_UNKNOWN" | "NOT_LOGGED_YET";

/**
 * A public proof of one step of one pack: the statement and this pack opened, all else closed. With an anchor when a
 * chain holds a head that includes it, else under the newest checkpoint. A step that the public may not know of (a hold,
 * a theft) is answered as one that doesn't exist.
 */
export async function proveStep(
  deps: { readonly registry: PublicRegistry; readonly sha256: Sha256 },
  step: { readonly eventId: string; readonly link: string },
): Promise<Result<PublicProof, ProveCode>> {
  const [material, log] = await Promise.all([
    deps.registry.proofMaterial(step.eventId, step.link),
    deps.registry.log(),
  ]);
  const epc = material?.epcs.find(({ link }) => link === step.link);
  if (!material || !epc || publicStepOf(material.statement) === "closed") {
    return refuse(
      "STEP_UNKNOWN",
      "There is no such step of this pack.",
      "Open the proof from the pack's own page.",
    );
  }
  const place = log && (await placeOf(material, log, deps.sha256));
  if (!place) {
    return refuse(
      "NOT_LOGGED_YET",
      "This step is recorded and waits for the log.",
      "Try again in a few seconds.",
    );
  }
  const proof = publicProof(leafOf(material, deps.sha256), epc, place, deps.sha256);
  if (!proof) throw new Error(`Event ${step.eventId} does not open the pack it names`);
  return ok(proof);
}

/** Builds the leaf again from what is kept. The entry must come out as logged, or something kept was changed. */
export function leafOf(material: ProofMaterial, sha256: Sha256): Leaf {
  const leaf = buildEntry({ kind: "event", signatures: [], ...material }, sha256);
  if (!equalBytes(leaf.entry, material.entry)) throw new Error("A kept event does not give its logged entry");
  return leaf;
}

async function placeOf(material: ProofMaterial, log: PublicLog, sha256: Sha256): Promise<LogPlace | null> {
  const index = material.leafIndex;
  if (index === null) return null;
  const anchored = await log.anchoredHead(index);
  const head = anchored?.head ?? (await log.latestCheckpoint());
  if (!head || head.size <= index) return null;
  return {
    origin: log.origin,
    leaf: {
      index,
      size: head.size,
      path: await inclusionPathFromTiles(index, head.size, log.readTile, sha256),
    },
    checkpoint: head.note,
    keys: log.keys,
    anchors: anchored?.anchors ?? [],
  };
}
