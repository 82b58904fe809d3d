import { type CarryOutCode, carryOut, type FollowUp } from "@/lib/core/custody/exceptions";
import { standingOf } from "@/lib/core/custody/standing";
import { restockQuantities as backOnTheBook } from "@/lib/core/epcis/pharma/quantities";
import { countIn } from "@/lib/core/epcis/pharma/stock";
import { glnLink, lgtinLink } from "@/lib/core/gs1/link";
import type { PersonId, ShipmentId } from "@/lib/core/pack/ids";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { custodyOf } from "./containers";
import { countInStock } from "./count-in-stock";
import { destroyPacks } from "./destroy-packs";
import { destroyQuantities } from "./destroy-quantities";
import type { DeliveryException } from "./exception-ports";
import { inside } from "./inside";
import { type GateCode, perform } from "./perform";
import type { Delivery, Deps, EntryMode, LedgerTx } from "./ports";
import type { ShippedQuantity } from "./quantity-ports";
import { newEvent, recordEvent } from "./record-event";
import { releaseHold } from "./release-hold";
import { exceptionOf, type OfException, say } from "./resolve-exception";
import { restockQuantities } from "./restock-quantities";
import type { TenantScope } from "./scope";
import { shipUnits } from "./ship-units";
import { putAside } from "./wait-for-data";

export type CarryOutOutcome = OfException & {
  /** Who saw a destruction; null otherwise. */
  readonly witness: PersonId | null;
  readonly entry: EntryMode;
};

/**
 * What both sides agreed on is done by the side that has the goods: by the operation that it would use at a screen, with
 * that operation's rights, refusals and events, and once.
 */
export const carryOutOutcome = (
  deps: Deps,
  scope: TenantScope,
  command: CarryOutOutcome,
): Promise<
  Result<{ readonly did: FollowUp["act"] }, GateCode | CarryOutCode | "EXCEPTION_UNKNOWN" | string>
> =>
  perform<{ readonly did: FollowUp["act"] }, string>(
    deps,
    scope,
    { action: "resolve-exception", command },
    async (tx, now) => {
      const found = await exceptionOf(tx, scope, command);
      if (!found.ok) return found;
      const { exception, delivery, side } = found.value;
      const act = carryOut({ ...exception, carriedOut: isCarriedOut(exception) }, side);
      if (!act.ok) return act;
      const { link } = exception;
      if (link === null || exception.outcome === null)
        throw new Error("Nothing to carry out was let through");
      const doing = { ...command, link, quantity: exception.quantity, delivery, now };
      const done = await tx.attempt(() => ACTS[act.value](deps, tx, scope, doing));
      if (!done.ok) return done;
      const said = { side, said: "carried-out", outcome: exception.outcome, at: now } as const;
      await say(tx, scope, { ...command, text: "" }, said);
      return ok({ did: act.value });
    },
  );

/** Since both agreed the last time: what was seen again is another question. */
export const isCarriedOut = ({ thread }: DeliveryException): boolean =>
  thread
    .slice(thread.findLastIndex(({ said }) => said === "agreed"))
    .some(({ said }) => said === "carried-out");

type Doing = CarryOutOutcome & {
  readonly link: string;
  readonly quantity: number | null;
  readonly delivery: Delivery;
  readonly now: number;
};

type Act = (deps: Deps, tx: LedgerTx, scope: TenantScope, doing: Doing) => Promise<Result<unknown>>;

const ACTS: Readonly<Record<FollowUp["act"], Act>> = {
  "take-back": async (deps, tx, scope, doing) => {
    if (doing.delivery.senderSiteId !== scope.siteId) {
      return refuse("PLACE_ELSEWHERE", "This delivery left another of your sites.", "Do it at that site.");
    }
    return doing.quantity === null
      ? takeBack(deps, tx, scope, doing)
      : takeBackQuantity(deps, tx, scope, doing, doing.quantity);
  },
  "take-in": async (deps, tx, scope, { link, delivery, entry, requestKey, now }) => {
    const [unit] = await tx.lock([link], "transition");
    const custody = unit && custodyOf(unit, now);
    if (custody && standingOf({ custody, ownDisposition: null }, scope) === "FIRST_SEEN") {
      return countInStock(inside(deps, tx), scope, { requestKey, units: [link], entry });
    }
    const note = `Accepted, though not announced with ${delivery.despatchAdvice}`;
    const senderId = delivery.senderId === scope.orgId ? null : delivery.senderId;
    return ok(await putAside(deps, tx, scope, { links: [link], note, senderId, now }));
  },
  release: async (deps, tx, scope, doing) => {
    const { link, entry, requestKey } = doing;
    if (doing.quantity !== null) {
      // That they are good enough is what both sides have agreed on.
      const declared = { handedOver: false, intact: true, storedWell: true };
      const lines = await setAside(tx, doing);
      return restockQuantities(inside(deps, tx), scope, { requestKey, lines, declared, entry });
    }
    const [unit] = await tx.lock([link], "transition");
    const hold = unit?.holds.find(({ own, kind }) => own && kind === "EXCEPTION");
    if (!hold) return ok(null);
    return releaseHold(inside(deps, tx), scope, { requestKey, link, holdId: hold.id, entry });
  },
  "send-back": async (deps, tx, scope, doing) => {
    const { link, delivery, entry, requestKey } = doing;
    const goods =
      doing.quantity === null ? { units: [link] } : { units: [], quantities: await setAside(tx, doing) };
    return shipUnits(inside(deps, tx), scope, {
      ...goods,
      requestKey,
      receiverSiteId: delivery.senderSiteId,
      orderNumber: null,
      purpose: delivery.senderId === delivery.receiverId ? "transfer" : "return",
      takeOff: true,
      entry,
    });
  },
  destroy: async (deps, tx, scope, doing) => {
    const { link, witness, entry, requestKey } = doing;
    const common = { requestKey, witness, entry };
    if (doing.quantity !== null) {
      return destroyQuantities(inside(deps, tx), scope, { ...common, lines: await setAside(tx, doing) });
    }
    const packs = (await tx.tree([link])).filter(({ kind }) => kind === "sgtin");
    const links = packs.map((pack) => pack.link);
    return destroyPacks(inside(deps, tx), scope, { ...common, links, mode: "all-or-nothing" });
  },
};

/** It never left: it stands at the sender's site as before, and nobody asks where it is. */
async function takeBack(
  deps: Deps,
  tx: LedgerTx,
  scope: TenantScope,
  { link, delivery, entry, now }: Doing,
): Promise<Result<unknown>> {
  const [unit] = await tx.lock([link], "custody");
  if (unit?.holderId !== scope.orgId || unit.ownDisposition !== "UNKNOWN") {
    return refuse(
      "NOT_REPORTED_MISSING",
      "This unit is not reported missing from a delivery of yours any more.",
      "Scan it to see where it is.",
      { link },
    );
  }
  await tx.move([unit.id], { holderId: scope.orgId, siteId: scope.siteId, place: "AT_SITE" });
  const nodes = await tx.tree([link]);
  await tx.setDisposition(
    nodes.map(({ id }) => id),
    null,
  );
  const { id, facts } = newEvent(deps, scope, now);
  await recordEvent(deps, tx, scope, {
    id,
    event: countIn({ ...facts, epcs: [link], bizLocation: glnLink(scope.siteGln) }),
    units: [{ id: unit.id, link, role: "object" }],
    parties: [delivery.senderId, delivery.receiverId],
    entry,
    seq: await tx.nextSeq(),
    now,
  });
  return ok(null);
}

async function takeBackQuantity(
  deps: Deps,
  tx: LedgerTx,
  scope: TenantScope,
  { link, delivery, exceptionId, entry, now }: Doing,
  quantity: number,
): Promise<Result<unknown>> {
  const line = await lineOf(tx, delivery.id, link);
  const { id, facts } = newEvent(deps, scope, now);
  await tx.takeBackQuantity(exceptionId, line.batchId, id);
  await recordEvent(deps, tx, scope, {
    id,
    event: backOnTheBook({
      ...facts,
      quantities: [{ epcClass: link, quantity }],
      bizLocation: glnLink(scope.siteGln),
    }),
    units: [],
    classes: [link],
    parties: [delivery.senderId, delivery.receiverId],
    entry,
    seq: await tx.nextSeq(),
    now,
  });
  return ok(null);
}

/** The packs without serials that a difference is about, where a receipt has put them. */
async function setAside(tx: LedgerTx, { link, quantity, delivery }: Doing) {
  const { gtin, batch } = await lineOf(tx, delivery.id, link);
  return [{ gtin, batch, quantity: quantity ?? 0, book: "SET_ASIDE" as const }];
}

async function lineOf(tx: LedgerTx, id: ShipmentId, link: string): Promise<ShippedQuantity> {
  const lines = await tx.shippedQuantities(id);
  const line = lines.find(({ gtin, batch }) => lgtinLink(gtin, batch) === link);
  if (!line) throw new Error("A difference is about no line of its delivery");
  return line;
}
