import { BOOKS, type Book } from "@/lib/core/custody/quantities";
import type { BatchId, EventId, ShipmentId, SiteId } from "@/lib/core/pack/ids";
import type { Counted } from "@/lib/core/recall/buckets";
import type { QuantityTx, SiteLot } from "../quantity-ports";
import { PRODUCTS } from "./cast";
import { type BatchState, must, openBatchHolds, type Session, type State, siteOfCast } from "./memory-state";
import { productIn, recallIn } from "./memory-units";

/** Packs without serials, with the guards of the database. */
export function memoryQuantities({ state, scope }: Session): QuantityTx {
  const ownSite = (site: SiteId): void => {
    if (siteOfCast(site)?.organisation.id !== scope.orgId) throw new Error("Not this organisation's site");
  };
  const lotAt = (
    batch: BatchState,
    site: SiteId,
    book: Book,
    markets: readonly string[] = [scope.country],
  ): SiteLot => {
    const product = productIn(state, batch.productId, markets);
    const { id, holderId, name, strength, state: sold } = product;
    return {
      gtin: product.gtin,
      serialised: isSerialised(batch),
      book,
      count: countAt(state, batch.id, site, book),
      batch: {
        id: batch.id,
        number: batch.number,
        state: batch.state,
        held: batch.heldAt !== null || openBatchHolds(state, batch.id).length > 0,
        recalled: recallIn(batch.recalls, markets) !== null,
        lastValidDay: batch.lastValidDay,
      },
      product: { id, holderId, name, strength, state: sold },
    };
  };
  const linesOf = (id: ShipmentId) => state.quantityLines.filter(({ shipmentId }) => shipmentId === id);
  const delivery = (id: ShipmentId, side: "senderId" | "receiverId", states: readonly string[]) => {
    const row = state.shipments.get(id);
    if (row?.[side] !== scope.orgId || !states.includes(row.state)) {
      throw new Error("Not an open delivery of this organisation");
    }
    return row;
  };
  const move = (
    eventId: EventId,
    siteId: SiteId,
    of: readonly { batchId: BatchId; book: Book; delta: number }[],
  ) => {
    ownSite(siteId);
    for (const { batchId, book, delta } of of) {
      if (isSerialised(must(state.batches.get(batchId), "batch"))) {
        throw new Error("Packs of this batch have serials");
      }
      if (countAt(state, batchId, siteId, book) + delta < 0) throw new Error("Below zero");
      state.quantityMoves = [...state.quantityMoves, { eventId, siteId, batchId, book, delta }];
    }
  };
  return {
    async lockLots(siteId, named, markets) {
      ownSite(siteId);
      return [...state.batches.values()]
        .flatMap((batch) => BOOKS.map((book) => lotAt(batch, siteId, book, markets)))
        .filter(({ gtin, batch, book }) =>
          named.some(
            (one) => one.gtin === gtin && one.batch === batch.number && (one.book ?? "STOCK") === book,
          ),
        );
    },
    async moveQuantities({ eventId, siteId, of }) {
      move(eventId, siteId, of);
    },
    async shipQuantities({ shipmentId, eventId, of }) {
      const row = delivery(shipmentId, "senderId", ["OPEN"]);
      const open = { received: 0, missing: 0, takenBack: 0 };
      state.quantityLines = [...state.quantityLines, ...of.map((line) => ({ shipmentId, ...line, ...open }))];
      const off = of.map(({ batchId, book, quantity }) => ({ batchId, book, delta: -quantity }));
      move(eventId, row.senderSiteId, off);
    },
    async receiveQuantities({ shipmentId, eventId, siteId, of }) {
      delivery(shipmentId, "receiverId", ["OPEN", "PARTLY_RECEIVED"]);
      state.quantityLines = state.quantityLines.map((line) => {
        const now = line.shipmentId === shipmentId && of.find(({ batchId }) => batchId === line.batchId);
        if (!now) return line;
        const received = line.received + now.received;
        const missing = line.missing + now.missing;
        if (received + missing > line.quantity) throw new Error("More than was shipped");
        return { ...line, received, missing };
      });
      const on = of.flatMap(({ batchId, received }) =>
        received > 0 ? [{ batchId, book: "STOCK" as const, delta: received }] : [],
      );
      if (on.length > 0) move(must(eventId, "event"), siteId, on);
    },
    async returnQuantities(shipmentId, eventId) {
      const row = delivery(shipmentId, "senderId", ["OPEN"]);
      const back = linesOf(shipmentId).map(({ batchId, book, quantity }) => ({
        batchId,
        book,
        delta: quantity,
      }));
      move(eventId, row.senderSiteId, back);
    },
    async takeBackQuantity(exceptionId, batch, eventId) {
      const { shipmentId, kind, outcome, quantity, thread } = must(
        state.exceptions.get(exceptionId),
        "report",
      );
      const row = must(state.shipments.get(shipmentId), "shipment");
      const told = thread.some(({ said }) => said === "carried-out");
      if (row.senderId !== scope.orgId || kind !== "missing" || outcome !== "not-sent" || told || !quantity) {
        throw new Error("No such open report of this organisation");
      }
      const line = must(
        linesOf(shipmentId).find(({ batchId }) => batchId === batch),
        "line",
      );
      state.quantityLines = state.quantityLines.map((one) =>
        one === line ? { ...line, takenBack: line.takenBack + quantity } : one,
      );
      move(eventId, row.senderSiteId, [{ batchId: batch, book: line.book, delta: quantity }]);
    },
    async deliveriesOfLots(named) {
      const brings = (id: ShipmentId) =>
        linesOf(id).some(({ batchId, quantity, received, missing }) => {
          const { number, productId } = must(state.batches.get(batchId), "batch");
          const { gtin } = productIn(state, productId);
          const asked = named.some((one) => one.gtin === gtin && one.batch === number);
          return asked && quantity > received + missing;
        });
      return [...state.shipments.values()]
        .filter(
          ({ receiverId, state: at }) =>
            receiverId === scope.orgId && ["OPEN", "PARTLY_RECEIVED"].includes(at),
        )
        .filter(({ id }) => brings(id))
        .map(({ id, despatchAdvice }) => ({ shipmentId: id, despatchAdvice }));
    },
    async shippedQuantities(shipmentId) {
      const row = state.shipments.get(shipmentId);
      if (!row || ![row.senderId, row.receiverId].includes(scope.orgId)) return [];
      return linesOf(shipmentId)
        .map(({ shipmentId: _of, takenBack: _back, ...line }) => {
          const { number: batch, productId } = must(state.batches.get(line.batchId), "batch");
          const { gtin, name, strength, holderId } = productIn(state, productId);
          return { ...line, productId, holderId, gtin, batch, product: `${name} ${strength}` };
        })
        .sort((a, b) => (`${a.gtin} ${a.batch}` < `${b.gtin} ${b.batch}` ? -1 : 1));
    },
    async quantities(siteId) {
      if (siteOfCast(siteId)?.organisation.id !== scope.orgId) return [];
      return [...state.batches.values()]
        .flatMap((batch) => BOOKS.map((book) => lotAt(batch, siteId, book)))
        .filter(({ count }) => count > 0)
        .map(({ gtin, book, count, batch, product }) => ({
          gtin,
          batch: batch.number,
          product: product.name,
          strength: product.strength,
          lastValidDay: batch.lastValidDay,
          batchState: batch.state,
          batchHeld: batch.held,
          recalled: batch.recalled,
          book,
          count,
        }))
        .sort((a, b) => (`${a.gtin} ${a.batch} ${a.book}` < `${b.gtin} ${b.batch} ${b.book}` ? -1 : 1));
    },
  };
}

export const isSerialised = ({ productId }: BatchState): boolean =>
  must(
    PRODUCTS.find(({ id }) => id === productId),
    "product",
  ).serialised;

const countAt = (state: State, batch: BatchId, site: SiteId, book: Book): number =>
  state.quantityMoves
    .filter((move) => move.batchId === batch && move.siteId === site && move.book === book)
    .reduce((sum, { delta }) => sum + delta, 0);

/** How many of a batch were ever counted in. */
export const countedIn = (state: State, batch: BatchId): number =>
  movedBy(state, batch, "stock_taking").reduce((sum, { delta }) => sum + delta, 0);

const movedBy = (state: State, batch: BatchId, step: string) =>
  state.quantityMoves.filter(
    ({ batchId, eventId }) => batchId === batch && state.events.get(eventId)?.bizStep === step,
  );

/** What quantity_places of the database answers, one row a move. */
export function quantityPlaces(
  state: State,
  batch: BatchId,
): readonly (Counted & { readonly site: SiteId })[] {
  const row = (
    site: SiteId,
    n: number,
    disposition: Counted["disposition"],
    { state: at = "ACTIVE", held = false }: Partial<Pick<Counted, "state" | "held">> = {},
  ) => (n > 0 ? [{ site, state: at, disposition, held, count: n }] : []);
  const sites = new Set(state.quantityMoves.map(({ siteId }) => siteId));
  return [
    ...[...sites].flatMap((site) =>
      BOOKS.flatMap((book) => {
        const disposition = book === "RETURNED" || book === "RETRIEVED" ? book : "AT_SITE";
        return row(site, countAt(state, batch, site, book), disposition, { held: book === "SET_ASIDE" });
      }),
    ),
    ...movedBy(state, batch, "dispensing").flatMap(({ siteId, delta }) =>
      row(siteId, -delta, "WITH_PATIENT", { state: "SUPPLIED" }),
    ),
    ...movedBy(state, batch, "destroying").flatMap(({ siteId, delta }) => row(siteId, -delta, "DISPOSED")),
    ...state.quantityLines.flatMap(({ shipmentId, batchId, quantity, received, missing, takenBack }) => {
      const { state: at, senderSiteId } = must(state.shipments.get(shipmentId), "shipment");
      return batchId !== batch || at === "VOIDED"
        ? []
        : [
            ...row(senderSiteId, quantity - received - missing, "IN_TRANSIT"),
            ...row(senderSiteId, missing - takenBack, "UNKNOWN"),
          ];
    }),
  ];
}

/** Sites to which some are on their way. */
export const quantityDestinations = (state: State, batch: BatchId): readonly SiteId[] =>
  state.quantityLines
    .filter(({ batchId, quantity, received, missing }) => batchId === batch && quantity > received + missing)
    .map(({ shipmentId }) => must(state.shipments.get(shipmentId), "shipment"))
    .filter(({ state: at }) => at === "OPEN" || at === "PARTLY_RECEIVED")
    .map(({ receiverSiteId }) => receiverSiteId);
