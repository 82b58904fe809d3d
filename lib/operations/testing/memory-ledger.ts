import { packLink } from "@/lib/core/gs1/link";
import type { Sha256 } from "@/lib/core/hash";
import type { Directory, Organisation } from "../directory-ports";
import { isInHand, type Ledger, type LedgerTx } from "../ports";
import type { VerifyQuery } from "../reading-ports";
import type { TenantScope } from "../scope";
import { ORGANISATIONS, PRODUCTS } from "./cast";
import { exceptionsOf, reopenMissing } from "./memory-exceptions";
import { replacingOf } from "./memory-life";
import { boardOf, recallsOf } from "./memory-recall-board";
import { deliveryOf } from "./memory-shipments";
import { seenElsewhere } from "./memory-sightings";
import { byLink, copyOf, emptyState, type Sequences, type State } from "./memory-state";
import { traceOf } from "./memory-trace";
import { memoryTx } from "./memory-tx";
import { productIn, treeOf, unitOf, unitsAt } from "./memory-units";

export type MemoryLedger = Ledger & { readonly state: () => State };

/** The ledger in memory: one transaction after the other, and none of a transaction that throws. */
export function memoryLedger(sha256: Sha256): MemoryLedger {
  let state = emptyState();
  let last: Promise<unknown> = Promise.resolve();
  const sequences: Sequences = { epc: 0, ledger: 0, hold: 0 };

  const alone = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
  const transact = <Value>(scope: TenantScope, body: (tx: LedgerTx) => Promise<Value>): Promise<Value> =>
    alone(async () => {
      const draft = copyOf(state);
      const value = await body(memoryTx({ state: draft, scope, sequences, sha256 }));
      state = draft;
      return value;
    });

  return {
    state: () => state,
    transact,
    verify: (scope, query) =>
      alone(async () => {
        const answer = answerTo(state, scope, query);
        if (answer.unit?.ownDisposition === "UNKNOWN") reopenMissing(state, answer.unit.id, query.at);
        state.looks = [
          ...state.looks,
          {
            orgId: scope.orgId,
            siteId: scope.siteId,
            epcId: answer.unit?.id ?? null,
            serial: query.serial,
            entry: query.entry,
            custodySiteId: answer.unit?.siteId ?? null,
            refused: false,
            at: query.at,
          },
        ];
        return answer;
      }),
    find: async (scope, links) => unitsAt(state, links, scope.country),
    tree: async (scope, links) => treeOf(state, scope.orgId, links),
    trace: async (scope, link) => traceOf(state, scope, link),
    delivery: async (scope, id) => deliveryOf(state, scope.orgId, id),
    deliveryExceptions: async (scope, id) => exceptionsOf(state, scope.orgId, id),
    replacing: async (scope, batchId) => replacingOf(state, scope.orgId, batchId),
    recalls: async (scope, limit) => recallsOf(state, scope).slice(0, limit),
    recallBoard: async (scope, id) => boardOf(state, scope, id),
    audit: (scope, entry) => transact(scope, (tx) => tx.audit(entry)),
  };
}

function answerTo(
  state: State,
  { siteId, country }: TenantScope,
  { gtin, serial, near, entry, at }: VerifyQuery,
) {
  const known = PRODUCTS.find((candidate) => candidate.gtin === gtin);
  const row = byLink(state, packLink(gtin, serial));
  // A registered pack is judged by what it is, even where its product needs no serial.
  const product = known && {
    ...known,
    state: productIn(state, known.id, country).state,
    serialised: known.serialised && (row !== undefined || !known.unserialisedMarkets.includes(country)),
  };
  const unit = row ? unitOf(state, row, country) : null;
  const since =
    unit?.state === "SUPPLIED" && unit.stateEvent?.siteId === siteId ? unit.stateEvent.recordTime : null;
  const registered = near.find((candidate) => byLink(state, packLink(gtin, candidate)));
  return {
    product: product ?? null,
    unit,
    repeats:
      since === null
        ? 0
        : state.looks.filter((look) => look.epcId === unit?.id && look.siteId === siteId && look.at > since)
            .length,
    journey:
      unit && isInHand(entry) ? (seenElsewhere(state, { id: unit.id, siteId, at })?.journey ?? null) : null,
    near: unit ? null : (registered ?? null),
  };
}

const organisationOf = ({
  prefix,
  sites,
  ...organisation
}: (typeof ORGANISATIONS)[number]): Organisation => ({
  ...organisation,
  prefixes: [prefix],
  sites: sites.map(({ tracks: _tracks, coordinates: _coordinates, ...site }) => ({ ...site, phone: null })),
});

export const memoryDirectory: Directory = {
  organisation: async (_scope, id) =>
    ORGANISATIONS.filter((organisation) => organisation.id === id).map(organisationOf)[0] ?? null,
  organisations: async () => ORGANISATIONS.map(organisationOf).sort((a, b) => (a.name < b.name ? -1 : 1)),
  product: async (_scope, id) => PRODUCTS.find((product) => product.id === id) ?? null,
  products: async () => [...PRODUCTS].sort((a, b) => (a.name < b.name ? -1 : 1)),
};
