import { type Fsck, findings } from "./context";

const NIL = "00000000-0000-0000-0000-000000000000";

/** Running counters against what they count. */
export async function checkCounters(fsck: Fsck): Promise<void> {
  const key = "batch_id, parent_id, holder_id, site_id, place, state, own_disposition, held";
  await findings(
    fsck,
    "STOCK_DIFFERS",
    `with counted as (
       select batch_id, coalesce(parent_id, 0) as parent_id, coalesce(holder_id, '${NIL}') as holder_id,
              coalesce(site_id, '${NIL}') as site_id, coalesce(place, '') as place, state,
              coalesce(own_disposition, '') as own_disposition, hold_count > 0 as held, count(*)::int as n
       from epc where batch_id is not null group by 1, 2, 3, 4, 5, 6, 7, 8)
     select 'batch ' || coalesce((select number from batch where id = batch_id), batch_id::text) as subject,
            'kept ' || coalesce(s.n, 0) || ', counted ' || coalesce(c.n, 0) || ': ' ||
            concat_ws(' ', state, place, nullif(own_disposition, ''), case when held then 'held' end, 'in ' || parent_id, 'at ' || site_id) as detail
     from (select * from stock where n <> 0) s full join counted c using (${key})
     where s.n is distinct from c.n`,
  );
  await findings(
    fsck,
    "QUANTITY_DIFFERS",
    `with counted as (select batch_id, site_id, book, sum(delta)::int as n from quantity_move group by 1, 2, 3)
     select 'batch ' || coalesce((select number from batch where id = batch_id), batch_id::text) as subject,
            'kept ' || coalesce(q.n, 0) || ', moved ' || coalesce(c.n, 0) || ': ' || book || ' at ' || site_id as detail
     from quantity_stock q full join counted c using (batch_id, site_id, book) where coalesce(q.n, 0) <> coalesce(c.n, 0)`,
  );
  await findings(
    fsck,
    "QUANTITY_NOT_TOLD",
    // Between two books as many leave as come: they are told once.
    `with moves as (
       select event_id, batch_id, greatest(sum(delta) filter (where delta > 0), -sum(delta) filter (where delta < 0))::int as n
       from quantity_move group by 1, 2),
     told as (
       select m.event_id, array_agg(m.n order by m.n) as moved,
              (select array_agg((q->>'quantity')::int order by (q->>'quantity')::int)
               from jsonb_array_elements(convert_from(e.document, 'UTF8')::jsonb->'quantityList') q) as said
       from moves m join event e on e.id = m.event_id group by m.event_id, e.id)
     select 'event ' || event_id as subject, 'moved ' || array_to_string(moved, ' ') || ', says ' || coalesce(array_to_string(said, ' '), 'nothing') as detail
     from told where moved is distinct from said`,
  );
  await findings(
    fsck,
    "HOLD_COUNT_DIFFERS",
    `select u.link as subject, 'kept ' || u.hold_count || ', has ' || coalesce(h.n, 0) || ' open holds' as detail
     from epc u left join (select epc_id, count(*)::int as n from hold where released_at is null and epc_id is not null group by 1) h on h.epc_id = u.id
     where u.hold_count <> coalesce(h.n, 0)`,
  );
  await findings(
    fsck,
    "BATCH_HOLD_COUNT_DIFFERS",
    `select 'batch ' || b.number as subject, 'kept ' || b.hold_count || ', has ' || coalesce(h.n, 0) || ' open holds' as detail
     from batch b left join (select batch_id, count(*)::int as n from hold where released_at is null and batch_id is not null group by 1) h on h.batch_id = b.id
     where b.hold_count <> coalesce(h.n, 0)`,
  );
}
