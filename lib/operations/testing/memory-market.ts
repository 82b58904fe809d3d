import type { HoldId } from "@/lib/core/pack/ids";
import type { MarketTx, RecallId, RecallSite } from "../market-ports";
import { placeOf } from "../record-print";
import { ORGANISATIONS, PRODUCTS } from "./cast";
import {
  regulatedMarket,
  regulatesBatch,
  regulatesProduct,
  regulatesShipment,
  regulatesUnit,
} from "./memory-authority";
import { madeOf } from "./memory-life";
import { quantityDestinations, quantityPlaces } from "./memory-quantities";
import {
  type EpcRow,
  epcOf,
  type HoldRow,
  isRegulator,
  must,
  openHolds,
  type RecallRow,
  rootOf,
  type Session,
  type State,
  siteOfCast,
} from "./memory-state";
import { byId, madeAll, mayTouch, packsIn, productOf } from "./memory-units";

/** The packs of a recall: of whole batches, or from one to another in the order they were made. */
export const packsOf = (state: State, recall: Pick<RecallRow, "batchIds" | "range">): readonly EpcRow[] =>
  [...state.epcs.values()]
    .filter(({ id, batchId }) => {
      if (!batchId || !recall.batchIds.includes(batchId)) return false;
      const { range } = recall;
      return !range || (placeOf(range.from) <= placeOf(id) && placeOf(id) <= placeOf(range.to));
    })
    .sort((a, b) => Number(placeOf(a.id) - placeOf(b.id)));

/** Recalls, withdrawals and holds on batches and deliveries in memory, with the guards of the database's functions. */
export function memoryMarket(session: Session): Omit<MarketTx, "unholdBatch"> {
  const { state, scope } = session;
  const org = scope.orgId;
  const draftOf = (id: RecallId): RecallRow => {
    const row = state.recalls.get(id);
    if (row?.orgId !== org) throw new Error("No such recall of this organisation");
    return row;
  };
  const mayHoldShipment = (id: HoldRow["shipmentId"]): boolean => {
    const row = id && state.shipments.get(id);
    if (!row) return false;
    return row.senderId === org || row.receiverId === org || regulatesShipment(state, org, id);
  };
  return {
    async holdSubject({ id, subject, kind, reason, at }) {
      const batchId = "batchId" in subject ? subject.batchId : null;
      const shipmentId = "shipmentId" in subject ? subject.shipmentId : null;
      const holder = batchId && state.batches.get(batchId)?.holderId;
      if (batchId ? holder !== org && !regulatesBatch(state, org, batchId) : !mayHoldShipment(shipmentId)) {
        throw new Error("This organisation may not hold this");
      }
      const row = { kind, reason, placedByOrgId: org, placedAt: at, released: false };
      state.holds.set(id, { ...row, id, epcId: null, batchId, shipmentId, fromHold: null });
      for (const { epcId } of (shipmentId && state.shipments.get(shipmentId)?.lines) || []) {
        const own = `h${++session.sequences.hold}` as HoldId;
        state.holds.set(own, { ...row, id: own, epcId, batchId: null, shipmentId: null, fromHold: id });
      }
    },
    async lockHold(id) {
      const hold = state.holds.get(id);
      if (!hold || hold.epcId || hold.released) return null;
      const holder = hold.batchId && state.batches.get(hold.batchId)?.holderId;
      const may =
        hold.placedByOrgId === org ||
        holder === org ||
        regulatesBatch(state, org, hold.batchId) ||
        mayHoldShipment(hold.shipmentId);
      const { kind, placedByOrgId, batchId, shipmentId } = hold;
      return may
        ? { id, kind, placedByOrgId, byRegulator: isRegulator(placedByOrgId), batchId, shipmentId }
        : null;
    },
    async heldShipment(id) {
      if (!mayHoldShipment(id)) return null;
      const { senderId, receiverId, state: at, lines } = must(state.shipments.get(id), "shipment");
      const roots = lines.map(({ epcId }) => ({ id: epcId, link: must(state.epcs.get(epcId), "unit").link }));
      return {
        senderId,
        receiverId,
        state: at,
        roots: roots.sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1)),
      };
    },
    async prepareRecall(draft) {
      const own = draft.batchIds.every((id) => state.batches.get(id)?.holderId === org);
      const authority =
        draft.markets.every((market) => market === regulatedMarket(org)) &&
        draft.batchIds.every((id) => regulatesBatch(state, org, id));
      if (!own && !authority) throw new Error("This organisation may not recall this batch");
      state.recalls.set(draft.id, { ...draft, orgId: org, state: "DRAFT", signedAt: null, signedBy: null });
    },
    async lockRecall(id) {
      const row = state.recalls.get(id);
      if (row?.orgId !== org) return null;
      const { orgId: _org, signedAt: _signed, signedBy: _by, personId, at: _at, ...draft } = row;
      return { ...draft, preparedBy: personId };
    },
    async cancelRecall(id) {
      state.recalls.set(id, { ...draftOf(id), state: "CANCELLED" });
    },
    async signRecall(id, { changes, personId, at }) {
      const draft = draftOf(id);
      if (draft.state !== "DRAFT") throw new Error("No such open draft");
      state.recalls.set(id, { ...draft, state: "SIGNED", signedAt: at, signedBy: personId });
      for (const { batchId, markets } of changes) {
        const batch = must(state.batches.get(batchId), "batch");
        const kept = batch.recalls.filter(({ market }) => !markets.includes(market));
        const recalls = markets.map((market) => ({
          ...draft.recall,
          market,
          at: batch.recalls.find((before) => before.market === market)?.at ?? at,
        }));
        state.batches.set(batchId, {
          ...batch,
          recalls: [...kept, ...recalls].sort((a, b) => (a.market < b.market ? -1 : 1)),
        });
      }
      for (const batchId of draft.heldBatchIds) {
        const batch = must(state.batches.get(batchId), "batch");
        if (batch.heldByOrgId === org)
          state.batches.set(batchId, { ...batch, heldAt: null, heldByOrgId: null });
      }
    },
    packsBetween: async ({ batchId, from, to, limit }) =>
      packsOf(state, { batchIds: [batchId], range: { from, to } })
        .slice(0, limit)
        .map(({ id, link }) => ({ id, link })),
    async replacingRecalled(id) {
      const recall = draftOf(id);
      return replacedBy(state, recall)
        .filter((row) => !openHolds(state, row.id).some(({ kind }) => kind === "RECALL"))
        .map((row) => ({ id: row.id, link: row.link, makerId: batchOf(state, row).holderId }));
    },
    async recallsOn(ids) {
      const depths = ["patient", "pharmacy", "wholesale"];
      const gravity = ({ recall, signedAt }: RecallRow) =>
        [depths.indexOf(recall.depth), recall.class, signedAt ?? 0] as const;
      const packs = ids.map((id) => must(state.epcs.get(id), "pack"));
      const reaches = (recall: RecallRow) =>
        packs.some(
          ({ id, batchId }) =>
            (!recall.range && batchId !== null && recall.batchIds.includes(batchId)) ||
            openHolds(state, id).some(({ recallId }) => recallId === recall.id),
        );
      return [...state.recalls.values()]
        .filter((recall) => recall.state === "SIGNED" && reaches(recall))
        .sort((a, b) => {
          const [x, y] = [gravity(a), gravity(b)];
          return x[0] - y[0] || x[1] - y[1] || x[2] - y[2] || (a.id < b.id ? -1 : 1);
        })
        .map(({ id, orgId, holderId, markets, recall }) => ({ id, orgId, holderId, markets, recall }));
    },
    async holdRecalled({ recallId, ids, at }) {
      const recall = must(state.recalls.get(recallId), "recall");
      const { reason } = recall;
      const replaced = new Set(replacedBy(state, recall).map(({ id }) => id));
      if (recall.orgId !== org && ids.some((id) => !replaced.has(id))) {
        throw new Error("This organisation may not recall these packs");
      }
      for (const epcId of ids) {
        const id = `h${++session.sequences.hold}` as HoldId;
        const row = {
          kind: "RECALL",
          reason,
          recallId,
          placedByOrgId: recall.orgId,
          placedAt: at,
          released: false,
        } as const;
        state.holds.set(id, { ...row, id, epcId, batchId: null, shipmentId: null, fromHold: null });
      }
    },
    recallsInside: async ({ roots, batches }, siteId) => {
      const packs = roots
        .filter((id) => mayTouch(state, org, rootOf(state, id)))
        .flatMap((id) => packsIn(state, epcOf(state, id)));
      const asked = new Set(packs.flatMap(({ id }) => openHolds(state, id).map(({ recallId }) => recallId)));
      const country = must(siteOfCast(siteId), "site").site.country;
      return [...state.recalls.values()]
        .filter(
          ({ id, state: at, range, batchIds, markets }) =>
            at === "SIGNED" &&
            markets.includes(country) &&
            (asked.has(id) ||
              (!range &&
                (packs.some(({ batchId }) => batchId && batchIds.includes(batchId)) ||
                  batches.some((one) => batchIds.includes(one))))) &&
            !state.responses.some((row) => row.recallId === id && row.siteId === siteId),
        )
        .sort((a, b) => (a.signedAt ?? 0) - (b.signedAt ?? 0) || (a.id < b.id ? -1 : 1))
        .map(({ id, recall }) => ({ id, class: recall.class }));
    },
    async notifySite(id, { siteId, due, at }) {
      const { organisation } = must(siteOfCast(siteId), "site");
      const sent = [...state.shipments.values()].some(
        (row) => row.senderId === org && row.receiverSiteId === siteId && row.state === "OPEN",
      );
      if (organisation.id !== org && !sent)
        throw new Error("Not this organisation's site, nor one it ships to");
      const notice = { step: "notified", impact: null, quantity: null, at, due } as const;
      state.responses = [...state.responses, { ...notice, recallId: id, siteId, orgId: organisation.id }];
    },
    regulated: async (ids) => ids.filter((id) => regulatesUnit(state, org, id)),
    madeAllOf: async (id) => madeAll(state, org, id),
    recallSites: async (id) => sitesOf(state, draftOf(id)),
    async notifyRecall(id, sites, at) {
      if (draftOf(id).state !== "SIGNED") throw new Error("Not a signed recall");
      const rows = sites.map(({ siteId, due }) => ({
        recallId: id,
        siteId,
        orgId: must(siteOfCast(siteId), "site").organisation.id,
        step: "notified" as const,
        impact: null,
        quantity: null,
        at,
        due,
      }));
      state.responses = [...state.responses, ...rows];
    },
    async recallAnswers(id, siteId) {
      const rows = state.responses.filter(
        (row) => row.recallId === id && row.siteId === siteId && row.orgId === org,
      );
      if (rows.length === 0) return null;
      return rows.map(({ step, impact, quantity }) => ({ step, impact, quantity }));
    },
    async answerRecall(id, { siteId, steps, at }) {
      const rows = steps.map((step) => ({ ...step, recallId: id, siteId, orgId: org, at, due: null }));
      state.responses = [...state.responses, ...rows];
    },
    async lockProduct(id) {
      const product = PRODUCTS.find((known) => known.id === id);
      if (!product || (product.holderId !== org && !regulatesProduct(org, id))) return null;
      const { holderId, gtin, name } = product;
      const rows = state.withdrawals.filter(({ productId }) => productId === id);
      const withdrawnFrom = rows.map(({ market }) => market).sort();
      return { id, holderId, gtin, name, withdrawnFrom, everywhere: product.state === "WITHDRAWN" };
    },
    async withdrawProduct(id, { markets }) {
      const own = productOf(id).holderId === org;
      if (
        !own &&
        !(regulatesProduct(org, id) && markets.every((market) => market === regulatedMarket(org)))
      ) {
        throw new Error("This organisation may not withdraw this product");
      }
      state.withdrawals = [...state.withdrawals, ...markets.map((market) => ({ productId: id, market }))];
    },
  };
}

const batchOf = (state: State, { batchId }: EpcRow) =>
  must(state.batches.get(must(batchId, "batch")), "batch");

const replacedBy = (state: State, recall: RecallRow): readonly EpcRow[] => {
  const packs = packsOf(state, recall).map(({ id }) => id);
  return [...madeOf(state, packs).keys()].map((id) => epcOf(state, id)).sort(byId);
};

function sitesOf(state: State, recall: RecallRow): readonly RecallSite[] {
  const there = new Set<string>();
  for (const pack of [...packsOf(state, recall), ...replacedBy(state, recall)]) {
    if (pack.state === "VOID") continue;
    const root = rootOf(state, pack.id);
    if (root.siteId) there.add(root.siteId);
    for (const { state: at, receiverSiteId, lines } of state.shipments.values()) {
      const coming = lines.some((line) => line.epcId === root.id && line.state === "expected");
      if (root.place === "IN_TRANSIT" && coming && (at === "OPEN" || at === "PARTLY_RECEIVED"))
        there.add(receiverSiteId);
    }
  }
  for (const batch of recall.range ? [] : recall.batchIds) {
    for (const { site } of quantityPlaces(state, batch)) there.add(site);
    for (const site of quantityDestinations(state, batch)) there.add(site);
  }
  return ORGANISATIONS.flatMap(({ id: orgId, sites }) =>
    sites.map(({ id: siteId, country }) => ({ siteId, orgId, country })),
  )
    .filter(({ siteId, country }) => there.has(siteId) && recall.markets.includes(country))
    .sort((a, b) => (a.siteId < b.siteId ? -1 : 1));
}
