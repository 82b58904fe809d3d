import type pg from "pg";
import { EPC_ROLE } from "@/lib/core/proof/leaf";
import { indexesAside } from "./indexes";
import { type Case, loadContainers } from "./load-containers";
import { COMMISSIONING, insertEvents, newEvents, type PastEvent } from "./load-events";
import { insertBatch } from "./master-data";
import { type Batch, batchesOf, MAKER, PACKS_AN_EVENT, PHARMACIES } from "./world";

/**
 * Fills the registry from `from` packs up to `to`. It writes the tables as their owner and passes by the operations,
 * which write one event at a time with its hashes: ten million packs would take an hour. It may, because the result is
 * the same rows: every CHECK and unique index holds, the counters of `stock` are kept by the triggers themselves, each
 * pack has its commissioning and its containment, and `recount` compares all of it afterwards.
 */
export async function loadPacks(owner: pg.Client, from: number, to: number): Promise<readonly Batch[]> {
  const batches = batchesOf(from, to);
  await owner.query("set synchronous_commit = off");
  const past = [];
  for (const batch of batches) {
    await insertBatch(owner, batch);
    // Drawn first, because packs exist before they are packed; the containers are there before their packs' rows.
    const events = await newEvents(owner, Math.ceil(batch.size / PACKS_AN_EVENT));
    past.push({ batch, events, cases: await loadContainers(owner, batch) });
  }
  const putBack = await indexesAside(owner, ["epc", "containment", "event_epc"], to - from);
  for (const each of past) await loadBatch(owner, each);
  await putBack();
  // The state of a database that has run for a while: statistics and visibility map are there.
  for (const table of [
    "epc",
    "containment",
    "event",
    "event_epc",
    "event_party",
    "event_effect",
    "log_leaf",
    "stock",
  ]) {
    await owner.query(`vacuum (analyze) ${table}`);
  }
  return batches;
}

async function loadBatch(
  owner: pg.Client,
  {
    batch,
    events,
    cases,
  }: { readonly batch: Batch; readonly events: readonly PastEvent[]; readonly cases: readonly Case[] },
): Promise<void> {
  await insertEvents(owner, COMMISSIONING, MAKER, events);
  await owner.query(
    "create temp table if not exists closing (id bigint primary key, event uuid, seq bigint)",
  );
  await owner.query("truncate closing");
  await owner.query("insert into closing select * from unnest($1::bigint[], $2::uuid[], $3::bigint[])", [
    cases.map(({ id }) => id),
    cases.map(({ packing }) => packing.id),
    cases.map(({ packing }) => packing.seq),
  ]);
  const caseIds = cases.map(({ id }) => id);
  for (const [n, event] of events.entries()) {
    const first = n * PACKS_AN_EVENT;
    await owner.query({
      name: "load-packs",
      text: LOAD_PACKS,
      values: [
        first,
        Math.min(first + PACKS_AN_EVENT, batch.size) - 1,
        batch.product.gtin,
        batch.first,
        batch.id,
        caseIds,
        batch.packed,
        PHARMACIES.map(({ orgId }) => orgId),
        PHARMACIES.map(({ siteId }) => siteId),
        event.id,
        event.seq,
      ],
    });
  }
}

/** One commissioning event's packs: the id of lib/db's epc_id_for written out, because a call a row costs half the time. */
const LOAD_PACKS = `
  with numbered as (
    select j, upper(left(md5($3::text || '/' || ($4::bigint + j)), 14)) as serial from generate_series($1::int, $2::int) j
  ),
  linked as (
    select j, serial, 'https://id.gs1.org/01/' || $3::text || '/21/' || serial as link from numbered
  ),
  hashed as (
    select *, sha256(convert_to(link, 'UTF8')) as h from linked
  ),
  made as (
    insert into epc (id, kind, link, gtin, serial, batch_id, parent_id, holder_id, site_id, place, state, state_event_id)
    select (((get_byte(h, 0)::bigint << 7) | (get_byte(h, 1)::bigint >> 1)) << 48) | nextval('epc_sequence'),
           'sgtin', link, $3::text, serial, $5::uuid,
           case when j < $7::int then ($6::bigint[])[1 + j / 100] end,
           case when j >= $7::int then ($8::uuid[])[1 + j % ${PHARMACIES.length}] end,
           case when j >= $7::int then ($9::uuid[])[1 + j % ${PHARMACIES.length}] end,
           case when j >= $7::int then 'AT_SITE' end,
           'ACTIVE', $10::uuid
    from hashed
    returning id, parent_id),
  commissioned as (
    insert into event_epc (event_id, epc_id, role, ledger_seq) select $10::uuid, id, ${EPC_ROLE.object}, $11::bigint from made),
  contained as (
    insert into containment (child_id, parent_id, from_seq) select m.id, m.parent_id, c.seq from made m join closing c on c.id = m.parent_id)
  insert into event_epc (event_id, epc_id, role, ledger_seq)
  select c.event, m.id, ${EPC_ROLE.child}, c.seq from made m join closing c on c.id = m.parent_id`;
