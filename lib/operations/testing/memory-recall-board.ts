import type { BatchId, EpcId, OrgId, SiteId } from "@/lib/core/pack/ids";
import { bucketOf } from "@/lib/core/recall/buckets";
import type { RecallBoard, RecallId, RecallLine } from "../market-ports";
import type { TenantScope } from "../scope";
import { regulatedMarket } from "./memory-authority";
import { packsOf } from "./memory-market";
import { countedIn, isSerialised, quantityPlaces } from "./memory-quantities";
import {
  type EpcRow,
  epcOf,
  must,
  openHolds,
  type RecallRow,
  rootOf,
  type State,
  siteOfCast,
} from "./memory-state";
import { organisationName, productOf } from "./memory-units";

/** Its own organisation; once signed its holder and the authorities of its markets. */
function seesBoard(org: OrgId, row: RecallRow): boolean {
  if (row.orgId === org) return true;
  const market = regulatedMarket(org);
  const authority = market !== null && row.markets.includes(market);
  return row.state === "SIGNED" && (row.holderId === org || authority);
}

/** Whoever sees the board, and once it is signed whoever must answer. */
const concerns = (state: State, org: OrgId, row: RecallRow): boolean =>
  seesBoard(org, row) ||
  (row.state === "SIGNED" &&
    state.responses.some(({ recallId, orgId }) => recallId === row.id && orgId === org));

const hasAcknowledged = (state: State, id: RecallId, site: SiteId): boolean =>
  state.responses.some(
    ({ recallId, siteId, step }) => recallId === id && siteId === site && step === "acknowledged",
  );

/** What my_recalls of the database answers. */
export const recallsOf = (state: State, { orgId: org }: TenantScope): readonly RecallLine[] =>
  [...state.recalls.values()]
    .filter((row) => concerns(state, org, row))
    .map((row) => {
      const { class: grave, depth } = row.recall;
      const asked = state.responses.filter(
        ({ recallId, step }) => recallId === row.id && step === "notified",
      );
      const unanswered = asked.filter(({ siteId }) => !hasAcknowledged(state, row.id, siteId));
      return {
        id: row.id,
        state: row.state,
        markets: row.markets,
        class: grave,
        depth,
        mine: row.orgId === org,
        at: row.signedAt ?? row.at,
        batches: row.batchIds
          .map((id) => must(state.batches.get(id), "batch"))
          .sort((a, b) => (a.number < b.number ? -1 : 1))
          .map(({ productId, number }) => {
            const { name, strength } = productOf(productId);
            return `${name} ${strength}, batch ${number}`;
          }),
        batchIds: row.batchIds,
        preparedBy: row.orgId === org ? row.personId : null,
        open: unanswered
          .filter(({ orgId }) => orgId === org)
          .map(({ siteId }) => siteId)
          .sort(),
        unanswered: seesBoard(org, row) ? unanswered.length : null,
      };
    })
    .sort((a, b) => b.at - a.at);

/** What recall_board of the database answers. */
export function boardOf(state: State, { orgId: org }: TenantScope, id: RecallId): RecallBoard | null {
  const row = state.recalls.get(id);
  const market = regulatedMarket(org);
  if (!row || !concerns(state, org, row)) return null;
  const board = seesBoard(org, row);
  const packs = packsOf(state, row);
  const customers = [...state.shipments.values()].filter(({ senderId }) => senderId === org);
  const { markets, recall, reason, at: preparedAt, signedAt } = row;
  const serialOf = (epc: EpcId) => must(epcOf(state, epc).serial, "serial");
  const looked = state.looks.filter(
    ({ epcId, at }) => signedAt !== null && at >= signedAt && packs.some((pack) => pack.id === epcId),
  );
  const stopped = looked.filter(({ siteId }) =>
    markets.includes(must(siteOfCast(siteId), "site").site.country),
  );
  return {
    id,
    state: row.state,
    organisation: organisationName(row.orgId),
    maker: organisationName(row.holderId),
    preparedBy: row.orgId === org ? row.personId : null,
    signedBy: row.orgId === org ? row.signedBy : null,
    serials: row.range && { from: serialOf(row.range.from), to: serialOf(row.range.to) },
    markets,
    recall,
    reason,
    preparedAt,
    signedAt,
    batches: row.batchIds
      .map((batchId) => must(state.batches.get(batchId), "batch"))
      .sort((a, b) => (a.number < b.number ? -1 : 1))
      .map((batch) => {
        const product = productOf(batch.productId);
        const own = packs.filter(({ batchId }) => batchId === batch.id);
        return {
          id: batch.id,
          number: batch.number,
          gtin: product.gtin,
          product: `${product.name} ${product.strength}`,
          serialised: isSerialised(batch),
          commissioned: board
            ? own.filter((pack) => bucketOf(pack.state, "AT_SITE", false) !== null).length +
              countedIn(state, batch.id)
            : null,
          rows: board
            ? [...own.map((pack) => countedOf(state, pack)), ...withoutSerials(state, batch.id)]
            : null,
        };
      }),
    responses: state.responses
      .filter(
        ({ recallId, step, orgId }) => recallId === id && step === "notified" && (board || orgId === org),
      )
      .map(({ siteId, orgId, due }) => {
        const { site } = must(siteOfCast(siteId), "site");
        const named =
          site.country === market ||
          orgId === org ||
          customers.some(({ receiverSiteId }) => receiverSiteId === siteId);
        return {
          gln: site.gln,
          siteId: named ? siteId : null,
          site: named ? `${site.name}, ${site.city}` : null,
          organisation: named ? organisationName(orgId) : null,
          mine: orgId === org,
          due,
          steps: state.responses
            .filter((answer) => answer.recallId === id && answer.siteId === siteId)
            .map(({ step, at, impact, quantity }) => ({ step, at, impact, quantity })),
        };
      })
      .sort((a, b) => (a.gln < b.gln ? -1 : 1))
      .map(({ gln: _gln, ...response }) => response),
    firstStop: board && stopped.length > 0 ? Math.min(...stopped.map(({ at }) => at)) : null,
    attempts: board ? looked.filter(({ refused }) => refused).length : null,
  };
}

const withoutSerials = (state: State, batch: BatchId) =>
  quantityPlaces(state, batch).map(({ site: _site, ...row }) => row);

function countedOf(state: State, pack: EpcRow): NonNullable<RecallBoard["batches"][number]["rows"]>[number] {
  const root = rootOf(state, pack.id);
  let held = false;
  for (let at: EpcRow | undefined = pack; at; at = at.parentId ? state.epcs.get(at.parentId) : undefined)
    held ||= openHolds(state, at.id).length > 0;
  const disposition = pack.ownDisposition ?? must(root.place, "place");
  return { state: pack.state, disposition, held, count: 1 };
}
