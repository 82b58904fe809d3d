import type { BatchId, EpcId, OrgId, ShipmentId } from "@/lib/core/pack/ids";
import type { LedgerTx } from "../ports";
import type { ReplacingPack } from "../reading-ports";
import { PEOPLE } from "./cast";
import { regulatedMarket, regulatesProduct, regulatesUnit } from "./memory-authority";
import { type EpcRow, epcOf, must, type Session, type ShipmentRow, type State } from "./memory-state";
import { spansOf } from "./memory-trace";
import { byId, childrenOf, guardUnits } from "./memory-units";

/** Registry life in memory: the functions of prisma/functions/packs.sql, each with the guard of its name. */

const batchHolder = (state: State, row: EpcRow): OrgId | null =>
  row.batchId && must(state.batches.get(row.batchId), "batch").holderId;

/** Locks and thefts: by the maker of the batch, whoever possesses the pack, or an authority. */
function guardClaim(state: State, org: OrgId, ids: readonly EpcId[]): void {
  guardUnits(
    state,
    org,
    ids.filter((id) => batchHolder(state, epcOf(state, id)) !== org && !regulatesUnit(state, org, id)),
  );
}

export function guardState(
  { state, scope: { orgId } }: Session,
  { ids, from, to }: Pick<Parameters<LedgerTx["setState"]>[0], "ids" | "from" | "to">,
): void {
  if (from === "LOCKED") {
    const setter = (id: EpcId) => state.events.get(epcOf(state, id).stateEventId)?.capturerId;
    const mine = ids.every((id) => setter(id) === orgId || regulatesUnit(state, orgId, id));
    if (to !== "ACTIVE" || !mine) throw new Error("This organisation may not open this lock");
  } else if (from === "ACTIVE" && (to === "LOCKED" || to === "STOLEN")) guardClaim(state, orgId, ids);
  else guardUnits(state, orgId, ids);
  if (from === "DESTROYED" || from === "STOLEN" || from === "VOID") throw new Error(`${from} is an end`);
}

export function memoryLife({
  state,
  scope,
}: Session): Pick<LedgerTx, "setRemaining" | "everShipped" | "replace" | "packsUnderWay" | "isColleague"> {
  const org = scope.orgId;
  return {
    async setRemaining(packs) {
      guardUnits(
        state,
        org,
        packs.map(({ id }) => id),
      );
      for (const { id, remaining } of packs) {
        const row = epcOf(state, id);
        const more = row.remaining !== null && remaining >= row.remaining;
        if (row.state !== "SUPPLIED" || more) throw new Error("An opened pack changed meanwhile");
        state.epcs.set(id, { ...row, remaining });
      }
    },
    everShipped: async (ids) => ids.filter((id) => wasShipped(state, id)),
    async replace({ eventId, olds, news }) {
      guardUnits(state, org, [...olds, ...news]);
      for (const id of olds) {
        const row = epcOf(state, id);
        const setter = state.events.get(row.stateEventId)?.capturerId;
        if (row.state !== "CHECKED_OUT" || setter !== org) throw new Error("May not link these packs");
      }
      for (const id of news) {
        const row = epcOf(state, id);
        if (row.state !== "ACTIVE" || batchHolder(state, row) !== org)
          throw new Error("May not link these packs");
      }
      const rows = [
        ...olds.map((epcId) => ({ eventId, epcId, side: "old" as const })),
        ...news.map((epcId) => ({ eventId, epcId, side: "new" as const })),
      ];
      for (const { epcId, side } of rows) {
        if (state.genealogy.some((row) => row.epcId === epcId && row.side === side))
          throw new Error("A pack is made once and replaced once");
      }
      state.genealogy = [...state.genealogy, ...rows];
    },
    packsUnderWay: async (id) => packsUnderWay(state, org, id),
    isColleague: async (id) => PEOPLE.some(({ personId, orgId }) => personId === id && orgId === org),
  };
}

/** Taken away by a delivery that was not voided, alone or inside a container while it was in it. */
function wasShipped(state: State, id: EpcId): boolean {
  const spans = spansOf(state, id);
  return [...state.shipments.values()].some(({ state: at, shipEventId, lines }) => {
    if (at === "VOIDED") return false;
    const seq = BigInt(must(state.events.get(shipEventId), "shipping event").ledgerSeq);
    return spans.some(
      ({ epc, from, to }) => from <= seq && seq < to && lines.some(({ epcId }) => epcId === epc),
    );
  });
}

const underWay = (row: ShipmentRow): boolean => row.state === "OPEN" || row.state === "PARTLY_RECEIVED";

function packsUnderWay(state: State, org: OrgId, id: ShipmentId): readonly string[] | null {
  const row = state.shipments.get(id);
  if (!row || !underWay(row)) return null;
  const all = row.senderId === org || row.receiverId === org;
  const packs: EpcRow[] = [];
  const walk = (unit: EpcRow): void => {
    if (
      unit.kind === "sgtin" &&
      (all || batchHolder(state, unit) === org || regulatesUnit(state, org, unit.id))
    )
      packs.push(unit);
    for (const child of childrenOf(state, unit.id)) walk(child);
  };
  for (const line of row.lines) if (line.state !== "received") walk(epcOf(state, line.epcId));
  return packs.length === 0 ? null : packs.sort(byId).map(({ link }) => link);
}

export function replacingOf(state: State, org: OrgId, batchId: BatchId): readonly ReplacingPack[] | null {
  const batch = state.batches.get(batchId);
  if (!batch || (batch.holderId !== org && !regulatesProduct(org, batch.productId))) return null;
  const own = [...state.epcs.values()].filter((row) => row.batchId === batchId);
  const generationOf = madeOf(
    state,
    own.map(({ id }) => id),
  );
  return [...generationOf]
    .filter(([id]) => regulatedMarket(org) === null || regulatesUnit(state, org, id))
    .map(([id, generation]) => ({ row: epcOf(state, id), generation }))
    .sort((a, b) => a.generation - b.generation || byId(a.row, b.row))
    .map(({ row, generation }) => {
      const made = must(row.batchId && state.batches.get(row.batchId), "batch");
      return {
        link: row.link,
        gtin: must(row.gtin, "GTIN"),
        serial: must(row.serial, "serial"),
        batchId: made.id,
        batch: made.number,
        state: row.state,
        generation,
      };
    });
}

/** What came out of these packs, however often repacked, by how often. */
export function madeOf(state: State, packs: readonly EpcId[]): ReadonlyMap<EpcId, number> {
  const generationOf = new Map<EpcId, number>();
  let from = packs;
  for (let generation = 1; from.length > 0; generation++) {
    const events = new Set(
      state.genealogy
        .filter(({ epcId, side }) => side === "old" && from.includes(epcId))
        .map((g) => g.eventId),
    );
    from = state.genealogy
      .filter(({ eventId, epcId, side }) => side === "new" && events.has(eventId) && !generationOf.has(epcId))
      .map(({ epcId }) => epcId);
    for (const id of from) generationOf.set(id, generation);
  }
  return generationOf;
}
