import type { Expected, ReceiptProgress } from "@/lib/core/custody/expectations";
import { markMissing } from "@/lib/core/epcis/pharma/stock";
import type { EpcId, ShipmentId } from "@/lib/core/pack/ids";
import { takeOut } from "./containers";
import type { Deps, EntryMode, LedgerTx } from "./ports";
import type { TreeNode } from "./reading-ports";
import { newEvent, recordEvent } from "./record-event";
import type { TenantScope } from "./scope";
import type { Unit } from "./unit";

/** What a receipt did not see, and where it stands: all of it stays with the sender. */
export type Splitting = {
  readonly shipmentId: ShipmentId;
  readonly roots: readonly Unit[];
  readonly nodes: readonly TreeNode[];
  readonly expected: readonly Expected[];
  readonly progress: ReceiptProgress;
  readonly entry: EntryMode;
  readonly now: number;
};

/** Lines nothing arrived of. */
type Untouched = ReadonlySet<string>;

const untouched = ({ roots, progress }: Splitting): Untouched => {
  const links = new Set(roots.map(({ link }) => link));
  return new Set(progress.missing.filter((link) => links.has(link)));
};

/**
 * The rest comes later: what was scanned out of a container that stays open is taken out of it, and goes on being
 * expected on its own.
 */
export async function leaveExpected(
  deps: Deps,
  tx: LedgerTx,
  scope: TenantScope,
  splitting: Splitting,
): Promise<Untouched> {
  const { shipmentId, expected, progress, entry, now } = splitting;
  const whole = untouched(splitting);
  const inside = progress.missing.filter((link) => !whole.has(link));
  if (inside.length > 0) {
    const units = await tx.lock(inside, "custody");
    await takeOut(deps, tx, scope, units, { entry, now });
    const packs = new Map(expected.map((unit) => [unit.id, unit.packs]));
    await tx.expectApart(
      shipmentId,
      units.map(({ id, link }) => ({ epcId: id, packCount: packs.get(link) ?? 0 })),
    );
  }
  return whole;
}

/**
 * Takes what is missing out of containers that did arrive, so that it stays with the sender, and marks all of it
 * missing: both sides then hold the same open question.
 */
export async function splitMissing(
  deps: Deps,
  tx: LedgerTx,
  scope: TenantScope,
  splitting: Splitting,
): Promise<Untouched> {
  const { nodes, progress, entry, now } = splitting;
  if (progress.missing.length > 0) {
    const units = await tx.lock(progress.missing, "custody");
    // Marked first: once out of its container a unit is the sender's alone, and no longer ours to say this of. Every
    // pack says it itself: whoever scans one out of a missing case later learns it, and the counters know.
    await tx.setDisposition(withContents(nodes, units), "UNKNOWN");
    await takeOut(deps, tx, scope, units, { entry, now });
    const { id, facts } = newEvent(deps, scope, now);
    await recordEvent(deps, tx, scope, {
      id,
      event: markMissing({ ...facts, epcs: units.map(({ link }) => link) }),
      units: units.map((unit) => ({ id: unit.id, link: unit.link, role: "object" })),
      parties: [...new Set(units.map(({ holderId }) => holderId))],
      entry,
      seq: await tx.nextSeq(),
      now,
    });
  }
  return untouched(splitting);
}

/** These units and everything beneath them. */
function withContents(nodes: readonly TreeNode[], units: readonly Unit[]): readonly EpcId[] {
  const found = new Set(units.map(({ id }) => id));
  // Nodes come from the roots downwards, so a parent is seen before its children.
  for (const { id, parentId } of nodes) if (parentId !== null && found.has(parentId)) found.add(id);
  return [...found];
}
