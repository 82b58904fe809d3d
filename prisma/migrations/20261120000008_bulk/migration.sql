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

-- Where the packs of one batch are now, by possessor, site and state: from the running counters and the containers that
-- hold them, so a million packs cost what their ten thousand cases do. Each container is looked up once (up), and
-- learns its root from above (down): climbing from every case apart would look the pallets up a hundred times.
create function batch_now(p_batch uuid) returns jsonb language sql stable security definer set search_path = public as $$
  with recursive direct as materialized (
    select parent_id, holder_id, site_id, place, state, own_disposition, held, sum(n) as n
    from stock where batch_id = p_batch and n > 0
      and exists (select from batch b where b.id = p_batch and (b.holder_id = current_org()
            or exists (select from delegation d where d.holder_id = b.holder_id and d.agent_id = current_org()
                       and d.valid_from <= now() and (d.valid_to is null or d.valid_to > now()))
            or exists (select from capability where org_id = current_org() and kind = 'regulator')))
    group by 1, 2, 3, 4, 5, 6, 7
  ),
  up as (
    select id, parent_id, holder_id, site_id, place, hold_count from epc where id in (select parent_id from direct where parent_id <> 0)
    union
    select e.id, e.parent_id, e.holder_id, e.site_id, e.place, e.hold_count from up u join epc e on e.id = u.parent_id
  ),
  down as (
    select id, holder_id, site_id, place, hold_count > 0 as held from up where parent_id is null
    union all
    select u.id, d.holder_id, d.site_id, d.place, d.held or u.hold_count > 0 from down d join up u on u.parent_id = d.id
  ),
  placed as (
    select coalesce(w.holder_id, d.holder_id) as holder_id, coalesce(w.site_id, nullif(d.site_id, '00000000-0000-0000-0000-000000000000')) as site_id,
           coalesce(w.place, d.place) as place, d.state, d.own_disposition, d.held or coalesce(w.held, false) as held, sum(d.n)::int as n
    from direct d left join down w on w.id = d.parent_id
    group by 1, 2, 3, 4, 5, 6
  )
  select coalesce(jsonb_agg(jsonb_build_object('holderId', p.holder_id, 'holder', o.name, 'siteId', p.site_id, 'site', s.name, 'city', s.city,
      'place', p.place, 'state', p.state, 'ownDisposition', nullif(p.own_disposition, ''), 'held', p.held, 'count', p.n)
      order by o.name, s.name, p.state), '[]'::jsonb)
  from placed p join organisation o on o.id = p.holder_id left join site s on s.id = p.site_id
$$;
grant execute on function batch_now(uuid) to packproof_app;
