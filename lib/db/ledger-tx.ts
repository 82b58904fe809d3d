import type { Journey } from "@/lib/core/custody/journey";
import type { EpcId } from "@/lib/core/pack/ids";
import type { Delivery, EventRecord, LedgerTx } from "@/lib/operations/ports";
import type { TenantScope } from "@/lib/operations/scope";
import type { Unit } from "@/lib/operations/unit";
import { arrivalTx } from "./arrival-tx";
import { captureTx } from "./capture-tx";
import { exceptionTx } from "./exception-tx";
import { Prisma } from "./generated/client";
import { createJob } from "./jobs";
import { bytesOf, timestamp } from "./json";
import { marketTx } from "./market-tx";
import { placeTx } from "./place-tx";
import { quantityTx } from "./quantity-tx";
import { returnTx } from "./return-tx";
import type { Statements } from "./transaction";

const { sql } = Prisma;
export type Ask = <Value>(call: Prisma.Sql) => Promise<Value>;
export type Run = (call: Prisma.Sql) => Promise<void>;

/** The ledger's writes inside one scoped transaction: one call of one guarded function each (prisma/functions). */
export function ledgerTx(tx: Statements, scope: TenantScope): LedgerTx {
  const { ask } = tx;
  const run: Run = async (call) => tx.send(sql`select ${call}`);
  return {
    lock: (links, mode) => ask<readonly Unit[]>(sql`ledger_lock(${[...links]}::text[], ${mode})`),
    contents: (roots, markets) =>
      ask(sql`contents_json(${[...roots]}::bigint[], ${markets ? [...markets] : null}::text[])`),
    tree: (roots) => ask(sql`tree_of(${[...roots]}::text[])`),
    nextSeq: () => ask<string>(sql`ledger_next_seq()::text`),
    numberContainer: (prefix) => ask<string>(sql`ledger_number_container(${prefix})::text`),
    ...units(ask, run),
    ...batches(tx, ask, run),
    ...shipments(ask, run),
    ...marketTx(ask, run),
    ...exceptionTx(ask, run),
    ...arrivalTx(tx, scope),
    ...placeTx(tx),
    ...quantityTx(tx),
    ...returnTx(tx),
    append: (record) => run(appendCall(record, scope)),
    ...captureTx(tx, scope, (by) => ledgerTx(tx, by)),
    raiseAlerts: ({ of, siteId, personId, at }) =>
      ask<readonly string[]>(
        sql`ledger_raise_alerts(${of.map(({ id }) => id)}::uuid[], ${siteId}::uuid, ${of.map(({ gtin }) => gtin)}::text[], ${of.map(({ serial }) => serial)}::text[], ${of.map(({ cause }) => cause)}::text[], ${personId}::uuid, ${timestamp(at)}::timestamptz)`,
      ),
    async isColleague(personId) {
      const found = await tx.rows(
        sql`select 1 from membership where person_id = ${personId}::uuid and org_id = ${scope.orgId}::uuid limit 1`,
      );
      return found.length > 0;
    },
    looksSince: (epcId, siteId, since) =>
      ask<number>(sql`ledger_looks(${epcId}::bigint, ${siteId}::uuid, ${timestamp(since)}::timestamptz)`),
    async journeys(ids, siteId, at) {
      const found = await ask<Readonly<Record<EpcId, Journey>>>(
        sql`ledger_journeys(${[...ids]}::bigint[], ${siteId}::uuid, ${timestamp(at)}::timestamptz)`,
      );
      return new Map(ids.flatMap((id) => (found[id] ? [[id, found[id]]] : [])));
    },
    recordLook: (l) =>
      run(
        sql`ledger_look(${l.epcId}::bigint, ${l.siteId}::uuid, ${l.personId}::uuid, ${l.entry}, ${timestamp(l.at)}::timestamptz)`,
      ),
    async outcomeOf(key) {
      const [row] = await tx.rows<{ bodyHash: Uint8Array; outcome: unknown }>(
        sql`select body_hash as "bodyHash", outcome from request where org_id = ${scope.orgId}::uuid and key = ${key}`,
      );
      return row ?? null;
    },
    async keepOutcome(key, bodyHash, outcome, at) {
      tx.send(sql`insert into request (org_id, key, body_hash, outcome, at)
        values (${scope.orgId}::uuid, ${key}, ${bytesOf(bodyHash)}, ${JSON.stringify(outcome)}::jsonb, ${timestamp(at)}::timestamptz)`);
    },
    createJob: async (job) => createJob(tx, scope, job),
    async audit({ action, outcome, detail, at }) {
      tx.send(sql`insert into audit (org_id, site_id, person_id, key_id, action, outcome, detail, at)
        values (${scope.orgId}::uuid, ${scope.siteId}::uuid, ${scope.key ? null : scope.personId}::uuid, ${scope.key?.id ?? null}::uuid, ${action}, ${outcome},
                ${JSON.stringify(detail)}::jsonb, ${timestamp(at)}::timestamptz)`);
    },
  };
}

const units = (
  ask: Ask,
  run: Run,
): Pick<
  LedgerTx,
  | "createPacks"
  | "createContainers"
  | "setState"
  | "setDisposition"
  | "setRemaining"
  | "everShipped"
  | "replace"
  | "pack"
  | "unpack"
  | "move"
  | "placeHold"
  | "releaseHold"
> => ({
  createPacks: (p) =>
    ask<EpcId[]>(
      sql`to_jsonb(ledger_create_packs(${p.siteId}::uuid, ${p.batchId}::uuid, ${[...p.links]}::text[], ${[...p.serials]}::text[], ${p.state}, ${p.eventId}::uuid)::text[])`,
    ),
  createContainers: (c) =>
    ask<EpcId[]>(
      sql`to_jsonb(ledger_create_containers(${c.siteId}::uuid, ${[...c.links]}::text[], ${[...c.ssccs]}::text[], ${c.eventId}::uuid)::text[])`,
    ),
  setState: (c) =>
    run(sql`ledger_set_state(${[...c.ids]}::bigint[], ${c.from}, ${c.to}, ${c.own}, ${c.eventId}::uuid)`),
  setDisposition: (ids, own) => run(sql`ledger_set_disposition(${[...ids]}::bigint[], ${own})`),
  setRemaining: (packs) =>
    run(
      sql`ledger_set_remaining(${packs.map(({ id }) => id)}::bigint[], ${packs.map(({ remaining }) => remaining)}::int[])`,
    ),
  everShipped: (ids) => ask<readonly EpcId[]>(sql`ledger_ever_shipped(${[...ids]}::bigint[])`),
  replace: ({ eventId, olds, news }) =>
    run(sql`ledger_replace(${eventId}::uuid, ${[...olds]}::bigint[], ${[...news]}::bigint[])`),
  pack: (parent, children, seq) =>
    run(sql`ledger_pack(${parent}::bigint, ${[...children]}::bigint[], ${seq}::bigint)`),
  unpack: (parent, children, seq) =>
    run(sql`ledger_unpack(${parent}::bigint, ${[...children]}::bigint[], ${seq}::bigint)`),
  move: (roots, to) =>
    run(sql`ledger_move(${[...roots]}::bigint[], ${to.holderId}::uuid, ${to.siteId}::uuid, ${to.place})`),
  placeHold: (h) =>
    run(
      sql`ledger_place_hold(${h.id}::uuid, ${h.epcId}::bigint, ${h.kind}, ${h.reason}, ${h.siteId}::uuid, ${h.personId}::uuid, ${timestamp(h.at)}::timestamptz)`,
    ),
  releaseHold: (h) =>
    ask<readonly EpcId[]>(
      sql`ledger_release_hold(${h.id}::uuid, ${h.personId}::uuid, ${timestamp(h.at)}::timestamptz)`,
    ),
});

const batches = (
  tx: Statements,
  ask: Ask,
  run: Run,
): Pick<LedgerTx, "createBatch" | "lockBatch" | "releaseBatch" | "holdBatch"> => ({
  async createBatch({ at, lastValidDay, ...batch }) {
    // Counted, not returned: a delegate may not see its holder's batches.
    const made = await tx.count(
      sql`insert into batch (id, product_id, holder_id, number, expiry_printed, last_valid_day, state, planned_size, created_at)
        values (${batch.id}::uuid, ${batch.productId}::uuid, ${batch.holderId}::uuid, ${batch.number}, ${batch.expiryPrinted},
                ${lastValidDay}::date, 'PACKAGED', ${batch.plannedSize}::int, ${timestamp(at)}::timestamptz)
        on conflict do nothing`,
    );
    return made === 1;
  },
  lockBatch: (id) => ask(sql`ledger_lock_batch(${id}::uuid)`),
  releaseBatch: (id, at) => run(sql`ledger_release_batch(${id}::uuid, ${timestamp(at)}::timestamptz)`),
  holdBatch: (id, { at, reason }) =>
    run(sql`ledger_hold_batch(${id}::uuid, ${timestamp(at)}::timestamptz, ${reason})`),
});

const shipments = (
  ask: Ask,
  run: Run,
): Pick<
  LedgerTx,
  | "openShipment"
  | "lockShipment"
  | "packsUnderWay"
  | "settleShipment"
  | "missingFrom"
  | "closeMissing"
  | "takeFound"
> => ({
  openShipment({ lines, shippedAt, ...shipment }) {
    const json = JSON.stringify({ ...shipment, shippedAt: timestamp(shippedAt) });
    return run(
      sql`ledger_open_shipment(${json}::jsonb, ${lines.map(({ epcId }) => epcId)}::bigint[], ${lines.map(({ packCount }) => packCount)}::int[])`,
    );
  },
  lockShipment: (id) => ask<Delivery | null>(sql`ledger_lock_shipment(${id}::uuid)`),
  packsUnderWay: (id) => ask<readonly string[] | null>(sql`ledger_packs_under_way(${id}::uuid)`),
  settleShipment: (s) =>
    run(
      sql`ledger_settle_shipment(${s.id}::uuid, ${s.state}, ${[...s.received]}::bigint[], ${[...s.missing]}::bigint[], ${timestamp(s.at)}::timestamptz, ${s.eventId}::uuid)`,
    ),
  takeFound: ({ id, siteId, personId, at }) =>
    ask(
      sql`ledger_take_found(${id}::bigint, ${siteId}::uuid, ${personId}::uuid, ${timestamp(at)}::timestamptz)`,
    ),
  missingFrom: (link) => ask<Delivery | null>(sql`ledger_missing_from(${link})`),
  closeMissing: (f) =>
    run(
      sql`ledger_close_missing(${f.shipmentId}::uuid, ${f.epcId}::bigint, ${f.by === "receiver"}, ${f.personId}::uuid, ${timestamp(f.at)}::timestamptz)`,
    ),
});

function appendCall(record: EventRecord, scope: TenantScope): Prisma.Sql {
  const { document, eventKey, recordHash, entry, epcs, parties, eventTime, recordTime, ...rest } = record;
  const json = JSON.stringify({
    ...rest,
    eventTime: timestamp(eventTime),
    recordTime: timestamp(recordTime),
    capturerId: scope.orgId,
    siteId: scope.siteId,
    personId: scope.personId,
  });
  return sql`ledger_append(${json}::jsonb, ${bytesOf(document)}, ${bytesOf(eventKey)}, ${bytesOf(recordHash)}, ${bytesOf(entry)},
    ${epcs.map(({ id }) => id)}::bigint[], ${epcs.map(({ role }) => role)}::int[], ${[...parties]}::uuid[])`;
}
