import type { EventId } from "@/lib/core/pack/ids";
import type { CaptureTx, UnderWay } from "../capture-ports";
import { documentOf } from "../given-event";
import type { LedgerTx } from "../ports";
import type { TenantScope } from "../scope";
import { regulatesProduct } from "./memory-authority";
import { byLink, climb, copyOf, delegated, must, type Session, type State } from "./memory-state";

/** What captures ask of the ledger besides, in memory; `as`: the same transaction for somebody else. */
export function memoryCapture(session: Session, as: (scope: TenantScope) => LedgerTx): CaptureTx {
  const { state, scope } = session;
  const org = scope.orgId;
  return {
    async attempt(work) {
      const before = copyOf(state);
      const result = await work();
      if (!result.ok) Object.assign(state, before);
      return result;
    },
    async knownEvents(names, hashes) {
      const recorded = [...state.events.values()]
        .filter(({ capturerId }) => capturerId === org)
        .map((row) => ({
          name: nameOf(state, row.id),
          hash: row.eventHash,
          eventId: row.id,
          effect: row.effect,
          correction: row.isCorrection,
        }));
      const waiting = [...state.captures.values()]
        .filter(({ orgId, effect }) => orgId === org && effect === "pending")
        .map(({ given: { name, hash } }) => ({
          name,
          hash,
          eventId: null,
          effect: "pending" as const,
          correction: false,
        }));
      return [...recorded, ...waiting].filter(
        ({ name, hash }) => names.includes(name) || hashes.includes(hash),
      );
    },
    async keepCapture(kept) {
      state.captures.set(kept.id, { ...kept, orgId: org, scope, eventId: null });
    },
    async batchOf(productId, number) {
      const batch = [...state.batches.values()].find(
        (row) =>
          row.productId === productId &&
          row.number === number &&
          (row.holderId === org ||
            regulatesProduct(org, productId) ||
            delegated(org, row.holderId, "commission-packs", productId)),
      );
      return batch ? { id: batch.id, lastValidDay: batch.lastValidDay } : null;
    },
    async madeAfter(links, at) {
      const events = [...state.events.values()].sort((a, b) =>
        Number(BigInt(a.ledgerSeq) - BigInt(b.ledgerSeq)),
      );
      for (const link of links) {
        const unit = byLink(state, link);
        const first = unit && events.find(({ epcs }) => epcs.some(({ id }) => id === unit.id));
        if (first && first.eventTime > at) return { link, at: first.eventTime };
      }
      return null;
    },
    underWay: async (links) =>
      underWay(state, links).filter((line) => [line.senderId, line.receiverId].includes(org)),
    async freeAdvice(wanted) {
      const used = new Set(
        [...state.shipments.values()]
          .filter(({ senderId }) => senderId === org)
          .map(({ despatchAdvice }) => despatchAdvice),
      );
      for (let n = 2, advice = wanted; ; n++) {
        if (!used.has(advice)) return advice;
        advice = `${wanted}/${n}`;
      }
    },
    namesOf: async (ids) => ids.map((id) => nameOf(state, id)),
    async takeWaiting(links, receiver, now) {
      const coming = (link: string) =>
        underWay(state, [link]).some(
          ({ receiverId, senderId }) => receiverId === receiver && senderId === org,
        );
      if (!links.some(coming)) throw new Error("Nothing of this goes there");
      const taken = [...state.captures.values()]
        .filter(
          ({ orgId, effect, waitsFor, waitsUntil }) =>
            orgId === receiver &&
            effect === "pending" &&
            (waitsUntil ?? 0) > now &&
            waitsFor.some((link) => links.includes(link)) &&
            waitsFor.every((link) => underWay(state, [link]).some((line) => line.receiverId === receiver)),
        )
        .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
      for (const row of taken) state.captures.set(row.id, { ...row, effect: "applied" });
      return taken.map(({ id, given, scope: by }) => ({ id, document: documentOf(given), scope: by }));
    },
    async settleWaiting(id, { eventId, refusal }) {
      const row = must(state.captures.get(id), "capture");
      state.captures.set(id, {
        ...row,
        eventId,
        effect: refusal === null ? "applied" : "refused",
        refusal: refusal ?? row.refusal,
      });
    },
    inNameOf: ({ scope: by }, work) => work(as(by)),
    async isLatest(id) {
      const event = must(state.events.get(id), "event");
      const units = new Set(event.epcs.map((epc) => epc.id));
      return ![...state.events.values()].some(
        (later) =>
          later.effect === "applied" &&
          BigInt(later.ledgerSeq) > BigInt(event.ledgerSeq) &&
          later.epcs.some((epc) => units.has(epc.id)),
      );
    },
  };
}

const nameOf = (state: State, id: EventId): string => state.events.get(id)?.name ?? `urn:uuid:${id}`;

/** Which of these are, or are in, a line of an open delivery that is still expected. */
export const underWay = (state: State, links: readonly string[]): readonly UnderWay[] =>
  links.flatMap((link) => {
    const unit = byLink(state, link);
    if (!unit) return [];
    const way = new Set(climb(state, unit.id).map(({ id }) => id));
    return [...state.shipments.values()]
      .filter(
        ({ state: at, lines }) =>
          (at === "OPEN" || at === "PARTLY_RECEIVED") &&
          lines.some((line) => line.state === "expected" && way.has(line.epcId)),
      )
      .map(({ id, senderId, receiverId }) => ({ link, shipmentId: id, senderId, receiverId }));
  });
