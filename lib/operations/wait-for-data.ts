import type { ForbiddenCode } from "@/lib/core/access/can";
import { standingOf } from "@/lib/core/custody/standing";
import type { OrgId, ShipmentId } from "@/lib/core/pack/ids";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import type { Announcement, SaidToBeSent, WaitingOutcome, WaitingUnit } from "./arrival-ports";
import { custodyOf } from "./containers";
import { look } from "./gate";
import { type Command, type GateCode, perform } from "./perform";
import type { Deps, LedgerTx } from "./ports";
import type { TenantScope } from "./scope";

/** Until then the sender's data may come; after that it is an exception that somebody must follow up. */
export const WAITING_HOURS = 24;

export type WaitForData = Command & {
  readonly links: readonly string[];
  /** Where they came from, as far as anybody knows. */
  readonly note: string;
};

export type WaitsForData = {
  readonly waiting: number;
  /** Units whose delivery is known: receive it instead. */
  readonly announced: readonly { readonly link: string; readonly shipmentId: ShipmentId }[];
  /** Units in this site's stock. */
  readonly here: readonly string[];
};

/**
 * Goods came before any data about them: they are put aside and wait. Custody is not touched; a receipt alone takes
 * nothing from a party that holds it.
 */
export const waitForData = (
  deps: Deps,
  scope: TenantScope,
  command: WaitForData,
): Promise<Result<WaitsForData, GateCode | "NOTHING_SCANNED">> =>
  perform(deps, scope, { action: "receive-shipment", command }, async (tx, now) => {
    const links = [...new Set(command.links)];
    if (links.length === 0) {
      return refuse("NOTHING_SCANNED", "Nothing has been scanned yet.", "Scan the first unit.");
    }
    return ok(await putAside(deps, tx, scope, { links, note: command.note, senderId: null, now }));
  });

type Early = {
  readonly links: readonly string[];
  readonly note: string;
  readonly senderId: OrgId | null;
  readonly now: number;
};

/** Of what came, whatever is neither here nor known to be coming waits for its data. */
export async function putAside(
  deps: Pick<Deps, "ids">,
  tx: LedgerTx,
  scope: TenantScope,
  { links, now, ...early }: Early,
): Promise<WaitsForData> {
  const deliveries = await tx.deliveriesOf(links);
  const units = await tx.lock(links, "transition");
  const here = units
    .filter((unit) => standingOf({ custody: custodyOf(unit, now), ownDisposition: null }, scope) === "HERE")
    .map(({ link }) => link);
  const waiting = links.filter((link) => deliveries[link] === undefined && !here.includes(link));
  await stillWaiting(deps, tx, scope, { ...early, links: waiting, now });
  return {
    waiting: waiting.length,
    announced: links.flatMap((link) => {
      const shipmentId = deliveries[link];
      return shipmentId === undefined ? [] : [{ link, shipmentId }];
    }),
    here,
  };
}

/** Writes them down once, however often they are scanned. */
export async function stillWaiting(
  deps: Pick<Deps, "ids">,
  tx: LedgerTx,
  { siteId, personId }: TenantScope,
  { links, note, senderId, now }: Early,
): Promise<void> {
  if (links.length === 0) return;
  await tx.waitForData(
    links.map((link) => ({ id: deps.ids.uuid(), siteId, link, note, since: now, senderId, personId })),
  );
}

export type EndWaiting = Command & {
  readonly links: readonly string[];
  readonly outcome: Exclude<WaitingOutcome, "received">;
};

/** Goods that no data will come for leave the list: sent back, or set aside for good. */
export const endWaiting = (
  deps: Deps,
  scope: TenantScope,
  command: EndWaiting,
): Promise<Result<{ readonly changed: boolean }, GateCode | "NOT_WAITING">> =>
  perform(deps, scope, { action: "resolve-exception", command }, async (tx, now) => {
    const waiting = new Set((await tx.waiting()).map(({ link }) => link));
    const stranger = command.links.find((link) => !waiting.has(link));
    if (stranger !== undefined || command.links.length === 0) {
      return refuse("NOT_WAITING", "This unit does not wait for data.", "Choose one from the list.", {
        link: stranger ?? null,
      });
    }
    await tx.endWaiting(command.links, command.outcome, now);
    return ok({ changed: true });
  });

export type WaitingLine = WaitingUnit & {
  /** Milliseconds. */
  readonly age: number;
  /** When it becomes an exception (epoch milliseconds). */
  readonly due: number;
  readonly overdue: boolean;
  /** The delivery that brings it, since its sender's data came; null: still none. */
  readonly shipmentId: ShipmentId | null;
  /** By name. */
  readonly sender: string | null;
};

export type AnnouncedDelivery = Announcement & {
  /** Deliveries in Packproof that bring what it announces. */
  readonly shipmentIds: readonly ShipmentId[];
};

export type UnshippedLine = SaidToBeSent & { readonly receiver: string };

export type Arrivals = {
  readonly waiting: readonly WaitingLine[];
  /** Others have waited for these longer than a day, and say they came from here: ship them, or tell them otherwise. */
  readonly unshipped: readonly UnshippedLine[];
  /** Announced by suppliers' files and still expected. */
  readonly announced: readonly AnnouncedDelivery[];
};

/** What came without data, with its clock, and what files announce: matched with deliveries as soon as they are known. */
export const viewArrivals = (
  deps: Pick<Deps, "clock" | "ledger" | "directory">,
  scope: TenantScope,
): Promise<Result<Arrivals, ForbiddenCode>> =>
  look(deps, scope, "view-shipments", async (now) => {
    const organisations = await deps.directory.organisations(scope);
    const nameOf = (id: OrgId | null) => organisations.find((one) => one.id === id)?.name ?? null;
    const dueOf = ({ since }: { readonly since: number }) => since + WAITING_HOURS * 3_600_000;
    return deps.ledger.transact(scope, async (tx) => {
      const waiting = await tx.waiting();
      const said = await tx.saidToBeSent();
      const announced = await tx.announcements();
      const linksOf = ({ lines }: Announcement) =>
        lines.flatMap((line) => ("link" in line ? [line.link] : []));
      const links = [...waiting.map(({ link }) => link), ...announced.flatMap(linksOf)];
      const deliveries = links.length === 0 ? {} : await tx.deliveriesOf(links);
      return ok({
        waiting: waiting.map((unit) => {
          const due = dueOf(unit);
          const shipmentId = deliveries[unit.link] ?? null;
          const sender = nameOf(unit.senderId);
          return { ...unit, age: now - unit.since, due, overdue: now > due, shipmentId, sender };
        }),
        unshipped: said
          .filter((unit) => now > dueOf(unit))
          .map((unit) => ({ ...unit, receiver: nameOf(unit.receiverId) ?? unit.receiverId })),
        announced: announced.map((one) => ({
          ...one,
          shipmentIds: [...new Set(linksOf(one).flatMap((link) => deliveries[link] ?? []))],
        })),
      });
    });
  });
