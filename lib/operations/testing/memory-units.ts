import { RECALL_DEPTHS } from "@/lib/core/pack/axes";
import type { EpcId, OrgId } from "@/lib/core/pack/ids";
import type { Content } from "../ports";
import type { TreeNode } from "../reading-ports";
import type { BatchRow, ProductFacts, Unit } from "../unit";
import { ORGANISATIONS, PRODUCTS } from "./cast";
import {
  type BatchState,
  byLink,
  climb,
  type EpcRow,
  epcOf,
  isRegulator,
  must,
  openBatchHolds,
  openHolds,
  rootOf,
  type State,
  siteOfCast,
} from "./memory-state";

/** What the reading functions of the database answer, from the maps. */

export function productOf(id: string): ProductFacts {
  const {
    caseGtin: _case,
    caseSize: _size,
    serialised: _serialised,
    markets: _markets,
    unserialisedMarkets: _without,
    ...facts
  } = must(
    PRODUCTS.find((product) => product.id === id),
    "product",
  );
  return facts;
}

export function batchRowOf(state: State, id: NonNullable<EpcRow["batchId"]>, market?: string): BatchRow {
  const {
    plannedSize: _size,
    heldAt,
    heldByOrgId: _by,
    productId: _product,
    recalls,
    ...batch
  } = must(state.batches.get(id), "batch");
  return { ...batch, held: heldAt !== null, recall: recallIn(recalls, market) };
}

/** The recall of that market; without one, the gravest of all. */
export function recallIn(
  recalls: BatchState["recalls"],
  market?: string | readonly string[],
): BatchRow["recall"] {
  const markets = typeof market === "string" ? [market] : market;
  const [gravest] = recalls
    .filter((recall) => !markets || markets.includes(recall.market))
    .sort((a, b) => RECALL_DEPTHS.indexOf(b.depth) - RECALL_DEPTHS.indexOf(a.depth) || a.class - b.class);
  if (!gravest) return null;
  const { market: _market, ...recall } = gravest;
  return recall;
}

/** As a product stands on these markets; without any, withdrawn if it is so anywhere. */
export function productIn(state: State, id: string, market?: string | readonly string[]): ProductFacts {
  const facts = productOf(id);
  const markets = typeof market === "string" ? [market] : market;
  const withdrawn = state.withdrawals.some(
    (row) => row.productId === facts.id && (!markets || markets.includes(row.market)),
  );
  return withdrawn ? { ...facts, state: "WITHDRAWN" } : facts;
}

/** Ids are numbers in text: ordered as the database orders them. */
export const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
  BigInt(a.id) < BigInt(b.id) ? -1 : a.id === b.id ? 0 : 1;

export function unitOf(state: State, row: EpcRow, market?: string): Unit {
  const path = climb(state, row.id);
  const root = must(path.at(-1), "root");
  const event = state.events.get(row.stateEventId);
  return {
    id: row.id,
    kind: row.kind,
    link: row.link,
    gtin: row.gtin,
    serial: row.serial,
    sscc: row.sscc,
    state: row.state,
    ownDisposition: row.ownDisposition,
    parentId: row.parentId,
    parentLink: row.parentId && epcOf(state, row.parentId).link,
    rootId: root.id,
    rootLink: root.link,
    depth: path.length - 1,
    holderId: must(root.holderId, "holder"),
    siteId: root.siteId,
    place: must(root.place, "place"),
    siteTracksFrom: root.siteId && siteOfCast(root.siteId)?.site.tracks ? 0 : null,
    holds: [
      ...path.flatMap(({ id }) => openHolds(state, id)),
      ...(row.batchId ? openBatchHolds(state, row.batchId) : []),
    ]
      .sort((a, b) => a.placedAt - b.placedAt)
      .map(({ id, kind, reason, placedByOrgId, epcId }) => ({
        id,
        kind,
        reason,
        placedByOrgId,
        byRegulator: isRegulator(placedByOrgId),
        own: epcId === row.id,
      })),
    remaining: row.remaining,
    replaced: state.genealogy.some(({ epcId, side }) => epcId === row.id && side === "old"),
    replaces: state.genealogy.some(({ epcId, side }) => epcId === row.id && side === "new"),
    batch: row.batchId && batchRowOf(state, row.batchId, market),
    product: row.batchId && productIn(state, must(state.batches.get(row.batchId), "batch").productId, market),
    stateEvent: event
      ? {
          eventId: event.id,
          orgId: event.capturerId,
          siteId: event.siteId,
          eventTime: event.eventTime,
          recordTime: event.recordTime,
        }
      : null,
  };
}

export const unitsAt = (state: State, links: readonly string[], market?: string): readonly Unit[] =>
  [...new Set(links)]
    .flatMap((link) => byLink(state, link) ?? [])
    .sort(byId)
    .map((row) => unitOf(state, row, market));

/** Possessed, on its way here, missing from a delivery to here, or possessed by nobody who tracks. */
export function mayTouch(state: State, org: OrgId, root: EpcRow): boolean {
  if (root.holderId === org) return true;
  const shipments = [...state.shipments.values()].filter(({ receiverId }) => receiverId === org);
  const onItsWay = shipments.some(
    ({ state: at, lines }) =>
      (at === "OPEN" || at === "PARTLY_RECEIVED") &&
      lines.some(({ epcId, state: line }) => epcId === root.id && line === "expected"),
  );
  const missing =
    root.ownDisposition === "UNKNOWN" &&
    [...state.exceptions.values()].some(
      ({ kind, link, outcome, shipmentId }) =>
        kind === "missing" &&
        outcome !== "found" &&
        link === root.link &&
        shipments.some(({ id }) => id === shipmentId),
    );
  const emptyTote =
    root.grai !== undefined && root.place === "AT_SITE" && childrenOf(state, root.id).length === 0;
  const untracked = !root.siteId || !siteOfCast(root.siteId)?.site.tracks;
  return (
    onItsWay ||
    missing ||
    emptyTote ||
    (root.place === "AT_SITE" && (untracked || root.ownDisposition === "LEFT_NETWORK"))
  );
}

/** As the database refuses with insufficient_privilege: whatever the code above believes. */
export function guardUnits(state: State, org: OrgId, ids: readonly EpcId[]): void {
  for (const id of ids) {
    if (!mayTouch(state, org, rootOf(state, id)))
      throw new Error("A unit is not in this organisation's custody");
  }
}

export const childrenOf = (state: State, id: EpcId): readonly EpcRow[] =>
  [...state.epcs.values()].filter(({ parentId }) => parentId === id);

export function treeOf(state: State, org: OrgId, links: readonly string[]): readonly TreeNode[] {
  const nodes: TreeNode[] = [];
  const add = (row: EpcRow, rootId: EpcId, depth: number): void => {
    const batch = row.batchId && state.batches.get(row.batchId);
    const product = batch ? productOf(batch.productId) : null;
    nodes.push({
      id: row.id,
      parentId: row.parentId,
      rootId,
      link: row.link,
      kind: row.kind,
      gtin: row.gtin,
      serial: row.serial,
      sscc: row.sscc,
      state: row.state,
      depth,
      batch: batch ? batch.number : null,
      lastValidDay: batch ? batch.lastValidDay : null,
      product: product && `${product.name} ${product.strength}`,
    });
    for (const child of childrenOf(state, row.id)) add(child, rootId, depth + 1);
  };
  for (const link of new Set(links)) {
    const row = byLink(state, link);
    if (row && mayTouch(state, org, rootOf(state, row.id))) add(row, row.id, 0);
  }
  return nodes.sort((a, b) => a.depth - b.depth || byId(a, b));
}

export function contentsOf(
  state: State,
  org: OrgId,
  roots: readonly EpcId[],
  markets?: readonly string[],
): readonly Content[] {
  const rows = new Map<string, Content>();
  const count = (pack: EpcRow, rootId: EpcId, containersHeld: boolean): void => {
    if (!pack.batchId) return;
    const batch = must(state.batches.get(pack.batchId), "batch");
    const holds = openHolds(state, pack.id);
    const held = holds.length > 0;
    const recallHeld = holds.some(({ kind }) => kind === "RECALL");
    const key = [rootId, batch.id, pack.state, pack.ownDisposition, held, containersHeld, recallHeld].join();
    const product = productIn(state, batch.productId, markets);
    rows.set(key, {
      rootId,
      count: (rows.get(key)?.count ?? 0) + 1,
      state: pack.state,
      ownDisposition: pack.ownDisposition,
      held,
      containersHeld,
      recallHeld,
      batch: {
        id: batch.id,
        number: batch.number,
        state: batch.state,
        held: batch.heldAt !== null || openBatchHolds(state, batch.id).length > 0,
        recalled: recallIn(batch.recalls, markets) !== null,
        lastValidDay: batch.lastValidDay,
      },
      product: {
        id: product.id,
        holderId: product.holderId,
        name: product.name,
        strength: product.strength,
        state: product.state,
      },
    });
  };
  const walk = (row: EpcRow, rootId: EpcId, heldAround: boolean): void => {
    if (row.kind === "sgtin") {
      count(row, rootId, heldAround);
      return;
    }
    const held = heldAround || openHolds(state, row.id).length > 0;
    for (const child of childrenOf(state, row.id)) walk(child, rootId, held);
  };
  for (const id of roots) {
    if (!mayTouch(state, org, rootOf(state, id))) continue;
    const around = climb(state, id).slice(1);
    walk(
      epcOf(state, id),
      id,
      around.some((row) => openHolds(state, row.id).length > 0),
    );
  }
  return [...rows.values()];
}

/** The packs in a unit, itself included when it is one. */
export const packsIn = (state: State, row: EpcRow): readonly EpcRow[] =>
  row.kind === "sgtin" ? [row] : childrenOf(state, row.id).flatMap((child) => packsIn(state, child));

/** As the database's function of that name: there are packs in it, and all are of this organisation's batches. */
export function madeAll(state: State, org: OrgId, id: EpcId): boolean {
  const packs = packsIn(state, epcOf(state, id));
  return (
    packs.length > 0 &&
    packs.every(({ batchId }) => batchId !== null && state.batches.get(batchId)?.holderId === org)
  );
}

export const organisationName = (id: OrgId): string =>
  must(
    ORGANISATIONS.find((organisation) => organisation.id === id),
    "organisation",
  ).name;
