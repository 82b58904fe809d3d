import type { ExceptionKind } from "@/lib/core/custody/exceptions";
import { type Expected, matchReceipt, type ReceiptProgress } from "@/lib/core/custody/expectations";
import {
  matchQuantities,
  type QuantityLine,
  type QuantityProgress,
  type SeenQuantity,
  seenAmong,
} from "@/lib/core/custody/quantities";
import { canReceive } from "@/lib/core/custody/receive";
import type { ShipmentId } from "@/lib/core/pack/ids";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { coversProducts, type OnBehalf, onBehalf } from "./acting-for";
import { meetExpectations } from "./meet-expectations";
import { siteOf } from "./parties";
import { type Command, type GateCode, perform } from "./perform";
import type { Delivery, Deps, EntryMode, LedgerTx } from "./ports";
import type { ShippedQuantity } from "./quantity-ports";
import type { TreeNode } from "./reading-ports";
import { leaveExpected, splitMissing } from "./receipt-rest";
import { bookQuantities } from "./receive-quantities";
import type { TenantScope } from "./scope";
import { type SeenUnit, takeIn } from "./take-in";

export type ReceiveShipment = Command &
  OnBehalf & {
    readonly shipmentId: ShipmentId;
    /** Links of everything scanned, in order: containers count for all they hold. */
    readonly scans: readonly string[];
    /** Packs without serials that came, as counted. */
    readonly quantities?: readonly QuantityLine[] | undefined;
    /** The person has seen what is missing and reports it. */
    readonly reportMissing: boolean;
    /** What was not scanned comes later: the delivery stays open with it. */
    readonly moreToCome?: boolean | undefined;
    /** What was wrong with goods that came, seen by the person who scans. */
    readonly problems?: readonly SeenUnit[] | undefined;
    /** And with how many of the packs without serials that were counted. */
    readonly quantityProblems?: readonly SeenQuantity[] | undefined;
    readonly entry: EntryMode;
  };

export type Received = {
  readonly packs: number;
  readonly missing: number;
  readonly overage: number;
  /** Units that came in under a hold because something is wrong with them. */
  readonly held: number;
  /** Packs without serials that are set aside because something is wrong with them. */
  readonly setAside: number;
  /** Packs that are still expected with this delivery. */
  readonly expected: number;
};

export type ReceiveShipmentCode =
  | GateCode
  | "SHIPMENT_UNKNOWN"
  | "SHIPMENT_CLOSED"
  | "ALREADY_RECEIVED"
  | "NOTHING_SCANNED"
  | "UNITS_MISSING"
  | "QUANTITY_INVALID";

/** C1: what is physically there is received; what is not is reported or waited for, what is too much is set aside. */
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
    const roots = await tx.lock(linksOf(delivery, "expected"), "custody");
    const plain = matchQuantities(await tx.shippedQuantities(delivery.id), command.quantities ?? []);
    const contents = scope.actingFor ? await tx.contents(roots.map(({ id }) => id)) : [];
    const covered = coversProducts(
      scope,
      "receive-shipment",
      [
        ...contents.map(({ product }) => product),
        ...plain.lines.map(({ line }) => ({ id: line.productId, holderId: line.holderId })),
      ],
      now,
    );
    if (!covered.ok) return covered;
    const nodes = await tx.tree(roots.map(({ link }) => link));
    const expected = expectedOf(nodes);
    const problems = command.problems ?? [];
    const progress = matchReceipt(expected, await scansOf(tx, delivery, expected, command));
    const among = seenAmong(plain, command.quantityProblems ?? []);
    if (!among.ok) return among;
    const complete = mayClose(command, delivery, progress, plain);
    if (!complete.ok) return complete;
    const splitting = {
      shipmentId: delivery.id,
      roots,
      nodes,
      expected,
      progress,
      entry: command.entry,
      now,
    };
    const later = command.moreToCome === true && (progress.missing.length > 0 || plain.absent > 0);
    const absent = await (later ? leaveExpected : splitMissing)(deps, tx, scope, splitting);
    const arrived = roots.filter(({ link }) => !absent.has(link));
    const known = new Set(nodes.map(({ link }) => link));
    const takenIn = await takeIn(deps, tx, scope, {
      delivery,
      arrived,
      quantities: plain.lines.flatMap(({ line, came }) => (came > 0 ? [{ ...line, quantity: came }] : [])),
      seen: problems.filter(({ link }) => link !== null && known.has(link)),
      senderGln: siteOf(organisations, delivery.senderSiteId)?.site.gln ?? scope.siteGln,
      ownerGln: organisations.find(({ id }) => id === delivery.ownerId)?.sites[0]?.gln,
      buyerGln: organisations.find(({ id }) => id === delivery.buyerId)?.sites[0]?.gln,
      entry: command.entry,
      now,
    });
    if (!takenIn.ok) return takenIn;
    const booked = await bookQuantities(deps, tx, scope, {
      delivery,
      eventId: takenIn.value.eventId,
      progress: plain,
      seen: command.quantityProblems ?? [],
      later,
      entry: command.entry,
      now,
    });
    await tx.settleShipment({
      id: delivery.id,
      state: later ? "PARTLY_RECEIVED" : "RECEIVED",
      received: arrived.map(({ id }) => id),
      missing: later ? [] : roots.filter(({ link }) => absent.has(link)).map(({ id }) => id),
      at: now,
      eventId: takenIn.value.eventId,
    });
    await meetExpectations(tx, progress.scanned, nodes, now);
    const told = new Set(problems.map(({ link }) => link));
    const overage = progress.overage.filter((link) => !told.has(link));
    await raise(deps, tx, scope, { shipmentId: delivery.id, now }, [
      ...(later ? [] : progress.missing.map(of("missing", "Not found when the delivery was received"))),
      ...overage.map(of("overage", "Not announced with the delivery")),
      ...booked.differences,
      ...problems,
      ...takenIn.value.found,
    ]);
    return ok({
      packs: progress.packs.received + plain.received,
      missing: later ? 0 : progress.packs.missing + plain.absent,
      overage: progress.overage.length + plain.over.length,
      held: takenIn.value.held,
      setAside: booked.setAside,
      expected: later ? progress.packs.missing + plain.absent : 0,
    });
  });
}

const linksOf = ({ lines }: Delivery, wanted: Delivery["lines"][number]["state"]): readonly string[] =>
  lines.filter(({ state }) => state === wanted).map(({ link }) => link);

const of = (kind: ExceptionKind, note: string) => (link: string) => ({ kind, link, note });

/**
 * Everything that is there: what was scanned, and expected units that somebody found something wrong with. What came in
 * with an earlier part of this delivery is no surprise when it is scanned again.
 */
async function scansOf(
  tx: LedgerTx,
  delivery: Delivery,
  expected: readonly Expected[],
  { scans, problems = [] }: ReceiveShipment,
): Promise<readonly string[]> {
  const known = new Set(expected.map(({ id }) => id));
  const before = delivery.state === "PARTLY_RECEIVED" ? await tx.tree(linksOf(delivery, "received")) : [];
  const here = new Set(before.map(({ link }) => link));
  const wrong = problems.flatMap(({ link }) => (link !== null && known.has(link) ? [link] : []));
  return [...scans.filter((link) => !here.has(link)), ...wrong.filter((link) => !scans.includes(link))];
}

/** What of a delivery was not seen is never passed over in silence: it is waited for or reported. */
function mayClose(
  { moreToCome, reportMissing }: ReceiveShipment,
  { state }: Delivery,
  { scanned, missing, packs }: ReceiptProgress,
  plain: QuantityProgress<ShippedQuantity>,
): Result<true, "NOTHING_SCANNED" | "UNITS_MISSING"> {
  // Not by packs: an empty pallet that comes back is a delivery, too. The rest of one may be reported without a scan.
  const absent = missing.length > 0 || plain.absent > 0;
  const closesTheRest = state === "PARTLY_RECEIVED" && reportMissing && !moreToCome && absent;
  if (scanned.length === 0 && plain.received === 0 && !closesTheRest) {
    return refuse(
      "NOTHING_SCANNED",
      "Nothing of this delivery has been scanned yet.",
      "Scan its first unit.",
    );
  }
  if (absent && !reportMissing && !moreToCome) {
    return refuse(
      "UNITS_MISSING",
      `${packs.missing + plain.absent} of ${packs.expected + plain.absent + plain.received} packs were not seen.`,
      "Scan or count the rest, or report them missing.",
      { missing: packs.missing + plain.absent, received: packs.received + plain.received },
    );
  }
  return ok(true);
}

async function raise(
  deps: Deps,
  tx: LedgerTx,
  { personId }: TenantScope,
  { shipmentId, now }: { readonly shipmentId: ShipmentId; readonly now: number },
  found: readonly {
    readonly kind: ExceptionKind;
    readonly link: string | null;
    readonly quantity?: number;
    readonly note: string;
  }[],
): Promise<void> {
  for (const { quantity = null, ...of } of found) {
    await tx.raiseException({ ...of, quantity, id: deps.ids.uuid(), shipmentId, personId, at: now });
  }
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
