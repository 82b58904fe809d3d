-- Speed with ten million packs, and jobs for hundreds of thousands at once. Every figure here is of `npm run bench:ledger`.

-- The units an operation asked for, with what decides about them. As before (migration 2), but what is summed up along
-- the way to the root is summed up once for all units: asking the way again for each made ten thousand units cost the
-- square of one.
create or replace function units_json(p_ids bigint[]) returns jsonb language sql stable security definer set search_path = public as $$
  with recursive climb as (
    select id as unit, id, parent_id, hold_count, 0 as depth from epc where id = any(p_ids)
    union all
    select c.unit, e.id, e.parent_id, e.hold_count, c.depth + 1 from climb c join epc e on e.id = c.parent_id
  ),
  way as (
    select unit, max(id) filter (where parent_id is null) as root_id, max(depth) as depth,
           array_agg(id) filter (where hold_count > 0) as held_by
    from climb group by unit
  )
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', e.id::text, 'kind', e.kind, 'link', e.link, 'gtin', e.gtin, 'serial', e.serial, 'sscc', e.sscc,
    'state', e.state, 'ownDisposition', e.own_disposition, 'version', e.version,
    'parentId', e.parent_id::text, 'parentLink', pa.link,
    'rootId', w.root_id::text, 'rootLink', ro.link, 'depth', w.depth,
    'holderId', ro.holder_id, 'siteId', ro.site_id, 'place', ro.place,
    'siteTracksFrom', (select (extract(epoch from custody_from) * 1000)::bigint from site where id = ro.site_id),
    -- Of every container on the way up, too: a hold is inherited downwards.
    'holds', case when w.held_by is null then '[]'::jsonb else coalesce((
       select jsonb_agg(jsonb_build_object('id', h.id, 'kind', h.kind, 'reason', h.reason, 'placedByOrgId', h.placed_by_org_id,
                                           'own', h.epc_id = e.id) order by h.placed_at)
       from hold h where h.epc_id = any(w.held_by) and h.released_at is null), '[]'::jsonb) end,
    'batch', case when b.id is null then null else jsonb_build_object(
       'id', b.id, 'holderId', b.holder_id, 'number', b.number, 'expiryPrinted', b.expiry_printed,
       'lastValidDay', b.last_valid_day, 'state', b.state, 'held', b.held_at is not null,
       'recall', case when b.recalled_at is null then null else jsonb_build_object(
          'class', b.recall_class, 'depth', b.recall_depth, 'publicText', b.recall_text,
          'at', (extract(epoch from b.recalled_at) * 1000)::bigint) end) end,
    'product', case when p.id is null then null else jsonb_build_object(
       'id', p.id, 'holderId', p.holder_id, 'gtin', p.gtin, 'name', p.name, 'strength', p.strength, 'form', p.form,
       'packSize', p.pack_size, 'state', p.state) end,
    'stateEvent', case when ev.id is null then null else jsonb_build_object(
       'eventId', ev.id, 'orgId', ev.capturer_id, 'siteId', ev.site_id, 'bizStep', ev.biz_step,
       'eventTime', (extract(epoch from ev.event_time) * 1000)::bigint,
       'recordTime', (extract(epoch from ev.record_time) * 1000)::bigint) end
  ) order by e.id), '[]'::jsonb)
  from way w
  join epc e on e.id = w.unit
  join epc ro on ro.id = w.root_id
  left join epc pa on pa.id = e.parent_id
  left join batch b on b.id = e.batch_id
  left join product p on p.id = b.product_id
  left join event ev on ev.id = e.state_event_id
$$;

-- These functions find rows by key, whatever the values: one plan fits all. Left to itself Postgres makes a new one at
-- each call for some of them, because an array may be short (units_json: 1.4 ms to plan, 0.1 ms to run).
do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace
           where n.nspname = 'public' and p.proname in (
             'verify_pack', 'units_json', 'find_units', 'trace_pack', 'session_user_of', 'public_pack', 'public_history',
             'ledger_lock', 'ledger_guard_units', 'ledger_may_touch', 'ledger_root_of', 'ledger_set_state',
             'ledger_set_disposition', 'ledger_create_packs', 'ledger_create_container', 'ledger_pack', 'ledger_unpack',
             'ledger_move', 'ledger_append', 'ledger_look', 'ledger_looks', 'ledger_raise_alert') loop
    execute format('alter function %s set plan_cache_mode = force_generic_plan', f);
  end loop;
end $$;
