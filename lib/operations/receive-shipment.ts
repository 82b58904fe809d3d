import { type Expected, matchReceipt, type ReceiptProgress } from "@/lib/core/custody/expectations";
import { canReceive } from "@/lib/core/custody/receive";
import { markMissing } from "@/lib/core/epcis/pharma/stock";
import type { EpcId, ShipmentId } from "@/lib/core/pack/ids";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { coversProducts, type OnBehalf, onBehalf } from "./acting-for";
import { takeOut } from "./containers";
import { type Command, type GateCode, perform } from "./perform";
import type { Deps, EntryMode, LedgerTx, TreeNode } from "./ports";
import { newEvent, recordEvent } from "./record-event";
import type { TenantScope } from "./scope";
import { siteOf } from "./ship-units";
import { takeIn } from "./take-in";
import type { Unit } from "./unit";

export type ReceiveShipment = Command &
  OnBehalf & {
    readonly shipmentId: ShipmentId;
    /** Links of everything scanned, in order: containers count for all they hold. */
    readonly scans: readonly string[];
    /** The person has seen what is missing and reports it. */
    readonly reportMissing: boolean;
    readonly entry: EntryMode;
  };

export type Received = {
  readonly packs: number;
  readonly missing: number;
  readonly overage: number;
  /** Units that came in under a hold because something is wrong with them. */
  readonly held: number;
};

export type ReceiveShipmentCode =
  | GateCode
  | "SHIPMENT_UNKNOWN"
  | "SHIPMENT_CLOSED"
  | "ALREADY_RECEIVED"
  | "NOTHING_SCANNED"
  | "UNITS_MISSING";

/** C1: what is physically there is received; what is not is reported, what is too much is set aside. */
export async function receiveShipment(
  deps: Deps,
  own: TenantScope,
  command: ReceiveShipment,
): Promise<Result<Received, ReceiveShipmentCode>> {
  const scope = await onBehalf(deps, own, command);
  const organisations = await deps.directory.organisations(scope);
  return perform(deps, scope, { action: "receive-shipment", command }, async (tx, now) => {
    const delivery = await tx.lockShipment(command.shipmentId);
    if (!delivery || delivery.receiverId !== scope.orgId) {
      return refuse("SHIPMENT_UNKNOWN", "There is no such delivery to your site.", "Scan a unit of it.");
    }
    const open = canReceive(delivery.state);
    if (!open.ok) return open;
    const lines = delivery.lines.filter(({ state }) => state === "expected");
    const roots = await tx.lock(
      lines.map(({ link }) => link),
      "custody",
    );
    const contents = scope.actingFor ? await tx.contents(roots.map(({ id }) => id)) : [];
    const covered = coversProducts(
      scope,
      "receive-shipment",
      contents.map(({ product }) => product),
      now,
    );
    if (!covered.ok) return covered;
    const nodes = await tx.tree(roots.map(({ link }) => link));
    const progress = matchReceipt(expectedOf(nodes), command.scans);
    // Not by packs: an empty pallet that comes back is a delivery, too.
    if (progress.scanned.length === 0) {
      return refuse(
        "NOTHING_SCANNED",
        "Nothing of this delivery has been scanned yet.",
        "Scan its first unit.",
      );
    }
    if (progress.missing.length > 0 && !command.reportMissing) {
      return refuse(
        "UNITS_MISSING",
        `${progress.packs.missing} of ${progress.packs.expected} packs were not scanned.`,
        "Scan the rest, or report them missing.",
        { missing: progress.packs.missing, received: progress.packs.received },
      );
    }
    const missing = await splitMissing(deps, tx, scope, {
      roots,
      nodes,
      progress,
      entry: command.entry,
      now,
    });
    const arrived = roots.filter(({ link }) => !missing.lines.has(link));
    const senderGln = siteOf(organisations, delivery.senderSiteId)?.site.gln ?? scope.siteGln;
    const ownerGln = organisations.find(({ id }) => id === delivery.ownerId)?.sites[0]?.gln;
    const held = await takeIn(deps, tx, scope, {
      delivery,
      arrived,
      senderGln,
      ownerGln,
      buyerGln: organisations.find(({ id }) => id === delivery.buyerId)?.sites[0]?.gln,
      entry: command.entry,
      now,
    });
    if (!held.ok) return held;

    await tx.settleShipment({
      id: delivery.id,
      state: "RECEIVED",
      received: arrived.map(({ id }) => id),
      missing: roots.filter(({ link }) => missing.lines.has(link)).map(({ id }) => id),
      at: now,
      eventId: held.value.eventId,
    });
    for (const [kind, links] of [
      ["missing", progress.missing],
      ["overage", progress.overage],
    ] as const) {
      for (const link of links) {
        await tx.raiseException({
          id: deps.ids.uuid(),
          shipmentId: delivery.id,
          kind,
          link,
          note:
            kind === "missing"
              ? "Not found when the delivery was received"
              : "Not announced with the delivery",
          personId: scope.personId,
          at: now,
        });
      }
    }
    return ok({
      packs: progress.packs.received,
      missing: progress.packs.missing,
      overage: progress.overage.length,
      held: held.value.held,
    });
  });
}

/** The tree of a delivery as the receipt rules want it: packs inside counted on every level. */
export function expectedOf(nodes: readonly TreeNode[]): readonly Expected[] {
  const linkOf = new Map(nodes.map(({ id, link }) => [id, link]));
  const packs = new Map<string, number>();
  // Deepest first, so that every child is counted before its parent is.
  for (const node of [...nodes].sort((a, b) => b.depth - a.depth)) {
    const own = (packs.get(node.id) ?? 0) + (node.kind === "sgtin" ? 1 : 0);
    packs.set(node.id, own);
    if (node.parentId !== null) packs.set(node.parentId, (packs.get(node.parentId) ?? 0) + own);
  }
  return nodes.map((node) => ({
    id: node.link,
    parentId: node.parentId === null ? null : (linkOf.get(node.parentId) ?? null),
    packs: packs.get(node.id) ?? 0,
  }));
}

type Splitting = {
  readonly roots: readonly Unit[];
  readonly nodes: readonly TreeNode[];
  readonly progress: ReceiptProgress;
  readonly entry: EntryMode;
  readonly now: number;
};

/**
 * Takes what is missing out of containers that did arrive, so that it stays with the sender, and marks all of it
 * missing: both sides then hold the same open question.
 */
async function splitMissing(
  deps: Deps,
  tx: LedgerTx,
  scope: TenantScope,
  { roots, nodes, progress, entry, now }: Splitting,
): Promise<{ readonly lines: ReadonlySet<string> }> {
  const rootLinks = new Set(roots.map(({ link }) => link));
  const lines = new Set(progress.missing.filter((link) => rootLinks.has(link)));
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
  return { lines };
}

/** These units and everything beneath them. */
function withContents(nodes: readonly TreeNode[], units: readonly Unit[]): readonly EpcId[] {
  const found = new Set(units.map(({ id }) => id));
  // Nodes come from the roots downwards, so a parent is seen before its children.
  for (const { id, parentId } of nodes) if (parentId !== null && found.has(parentId)) found.add(id);
  return [...found];
}
