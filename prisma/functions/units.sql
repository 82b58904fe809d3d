-- Packs and containers: what is known of them, who may change them, and in which order they are locked. The web role cannot
-- touch these tables; it calls these functions inside one transaction in which the gate has said who asks. Each guards
-- itself: what an organisation neither holds nor is about to receive, it cannot change, whatever the process above
-- believes.

-- The units an operation asked for, with what decides about them, as one JSON array; recall and product state are those
-- of the asking market. For ten thousand units each is looked up by key from the row of its path: whatever the
-- planner expects of the array, the cost grows with the units and not with their square.
create or replace function units_json(p_ids bigint[]) returns jsonb language sql stable security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
  with recursive climb as (
    select id as unit, id, parent_id, hold_count > 0 as held, 0 as depth from epc where id = any(p_ids)
    union all
    select c.unit, e.id, e.parent_id, c.held or e.hold_count > 0, c.depth + 1 from climb c join epc e on e.id = c.parent_id
  )
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', e.id::text, 'kind', e.kind, 'link', e.link, 'gtin', e.gtin, 'serial', e.serial, 'sscc', e.sscc,
    'state', e.state, 'ownDisposition', e.own_disposition, 'version', e.version,
    'parentId', e.parent_id::text, 'parentLink', pa.link,
    'rootId', r.id::text, 'rootLink', ro.link, 'depth', r.depth,
    'holderId', ro.holder_id, 'siteId', ro.site_id, 'place', ro.place,
    'siteTracksFrom', (extract(epoch from st.custody_from) * 1000)::bigint,
    'holds', case when r.held or b.hold_count > 0 then holds_json(e.id) else '[]'::jsonb end,
    'remaining', e.remaining, 'replaced', g_old.epc_id is not null, 'replaces', g_new.epc_id is not null,
    'batch', case when b.id is not null then batch_json(b, asking_markets()) end,
    'product', case when p.id is not null then product_json(p, asking_markets()) end,
    'stateEvent', case when ev.id is null then null else jsonb_build_object(
       'eventId', ev.id, 'orgId', ev.capturer_id, 'siteId', ev.site_id, 'bizStep', ev.biz_step,
       'eventTime', (extract(epoch from ev.event_time) * 1000)::bigint,
       'recordTime', (extract(epoch from ev.record_time) * 1000)::bigint) end
  ) order by e.id), '[]'::jsonb)
  from climb r
  join epc e on e.id = r.unit
  join epc ro on ro.id = r.id
  left join site st on st.id = ro.site_id
  left join epc pa on pa.id = e.parent_id
  left join genealogy g_old on g_old.epc_id = e.id and g_old.side = 'old'
  left join genealogy g_new on g_new.epc_id = e.id and g_new.side = 'new'
  left join batch b on b.id = e.batch_id
  left join product p on p.id = b.product_id
  left join event ev on ev.id = e.state_event_id
  where r.parent_id is null
$$;

-- Open holds on a unit, on every container around it, and on its batch: a hold is inherited downwards.
create or replace function holds_json(p_unit bigint) returns jsonb language sql stable security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
  with recursive climb as (
    select id, parent_id, batch_id from epc where id = p_unit
    union all
    select e.id, e.parent_id, e.batch_id from climb c join epc e on e.id = c.parent_id
  ),
  found as (
    select h.* from climb c join hold h on h.epc_id = c.id and h.released_at is null
    union all
    select h.* from climb c join hold h on h.batch_id = c.batch_id and h.released_at is null where c.id = p_unit
  )
  select coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'kind', h.kind, 'reason', h.reason, 'placedByOrgId', h.placed_by_org_id,
                    'byRegulator', is_authority(h.placed_by_org_id),
                    'own', coalesce(h.epc_id = p_unit, false)) order by h.placed_at, h.id), '[]'::jsonb)
  from found h
$$;

-- What a scan of anything means to the asking organisation, without recording a verification: for the search box,
-- for packing and for shipping. Units elsewhere are named only as "elsewhere" by the operation above.
create or replace function find_units(p_links text[]) returns jsonb language sql stable security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
  select case when current_org() is null then '[]'::jsonb
         else units_json(coalesce((select array_agg(id) from epc where link = any(p_links)), '{}')) end
$$;

create or replace function ledger_root_of(p_id bigint) returns bigint language sql stable security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
  with recursive climb as (
    select id, parent_id from epc where id = p_id
    union all select e.id, e.parent_id from climb c join epc e on e.id = c.parent_id)
  select id from climb where parent_id is null
$$;

create or replace function ledger_roots_of(p_ids bigint[]) returns setof bigint language sql stable security definer set search_path = public as $$
  with recursive climb as (
    select id, parent_id from epc where id = any(p_ids)
    union
    select e.id, e.parent_id from climb c join epc e on e.id = c.parent_id)
  select id from climb where parent_id is null
$$;

-- May this organisation change what stands under this root? It possesses it, an open delivery brings it here and it did
-- not come in with a part of that, it was reported missing from a delivery to here and nobody found it yet (whatever both
-- sides agreed on meanwhile), or nobody who tracks possesses it, so that whoever finds it may count it in.
create or replace function ledger_may_touch(p_root bigint) returns boolean language sql stable security definer
set search_path = public set plan_cache_mode = force_generic_plan as $$
  select exists (select from epc where id = p_root and holder_id = current_org())
      or exists (select from shipment_line l join shipment s on s.id = l.shipment_id
                 where l.epc_id = p_root and l.state = 'expected' and s.receiver_id = current_org() and s.state in ('OPEN', 'PARTLY_RECEIVED'))
      or exists (select from epc e join shipment_exception x on x.link = e.link join shipment s on s.id = x.shipment_id
                 where e.id = p_root and e.own_disposition = 'UNKNOWN' and x.kind = 'missing' and x.outcome is distinct from 'found'
                   and s.receiver_id = current_org())
      or exists (select from epc e left join site s on s.id = e.site_id where e.id = p_root and e.place = 'AT_SITE'
                 and (e.own_disposition = 'LEFT_NETWORK' or s.custody_from is null or s.custody_from > now()))
      -- An empty tote is whoever's hands it is in: nobody ships it back by a document.
      or exists (select from epc e where e.id = p_root and e.grai is not null and e.place = 'AT_SITE'
                 and not exists (select from epc c where c.parent_id = e.id))
$$;

-- For all units at once: what the organisation holds itself is not asked about any further, and loose units of its own at
-- no other row than theirs.
create or replace function ledger_guard_units(p_ids bigint[]) returns void language plpgsql stable security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
declare v_org uuid := ledger_org();
begin
  if not exists (select from epc where id = any(p_ids) and holder_id is distinct from v_org) then return; end if;
  if exists (select from epc r where r.id in (select ledger_roots_of(p_ids))
             and r.holder_id is distinct from v_org and not ledger_may_touch(r.id)) then
    raise exception 'A unit is not in this organisation''s custody' using errcode = 'insufficient_privilege';
  end if;
end $$;

-- Locks and thefts are told of goods wherever they are: by the maker of their batch, by whoever possesses them, by an
-- authority on its market.
create or replace function ledger_guard_claim(p_ids bigint[]) returns void language plpgsql stable security definer set search_path = public as $$
declare v_org uuid := ledger_org(); v_others bigint[];
begin
  select coalesce(array_agg(e.id), '{}') into v_others
    from epc e left join batch b on b.id = e.batch_id where e.id = any(p_ids) and b.holder_id is distinct from v_org and e.id not in (select regulated_units(p_ids));
  perform ledger_guard_units(v_others);
end $$;

-- Locks in one order for everybody: roots by id, then containers between, then the units by id; looks again and
-- starts over when a parent changed meanwhile. 'custody' takes roots FOR UPDATE (ship, receive, pack, unpack and
-- what unpacks first); 'transition' takes them FOR SHARE, so that many children of one pallet change at once
-- while nobody can move it. Sorted into its three lists in one pass: comparing each of ten thousand ids with all others
-- took seconds. Loose units have nothing above them to be held, and are most of what a counter sees.
create or replace function ledger_lock(p_links text[], p_mode text) returns jsonb language plpgsql security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
declare
  v_loose boolean; v_units bigint[]; v_own_roots bigint[]; v_roots_above bigint[]; v_between bigint[]; v_before text; v_after text;
begin
  perform ledger_org();
  if p_mode not in ('custody', 'transition') then raise exception 'Unknown lock mode %', p_mode; end if;
  select coalesce(array_agg(id order by id), '{}'), bool_and(parent_id is null) into v_units, v_loose from epc where link = any(p_links);
  if v_loose then
    select bool_and(parent_id is null) into v_loose from (select parent_id from epc where id = any(v_units) order by id for update) locked;
    if not v_loose then raise exception 'Packed meanwhile' using errcode = 'serialization_failure'; end if;
    return units_json(v_units);
  end if;
  for attempt in 1..8 loop
    with recursive climb as (
      select id, parent_id, true as asked from epc where id = any(v_units)
      union
      select e.id, e.parent_id, false from climb c join epc e on e.id = c.parent_id
    ),
    path as (select id, parent_id, bool_or(asked) as asked from climb group by 1, 2)
    select coalesce(array_agg(id order by id) filter (where parent_id is null and asked), '{}'),
           coalesce(array_agg(id order by id) filter (where parent_id is null and not asked), '{}'),
           coalesce(array_agg(id order by id) filter (where parent_id is not null and not asked), '{}'),
           coalesce(string_agg(id || '>' || coalesce(parent_id, 0), ',' order by id), '')
      into v_own_roots, v_roots_above, v_between, v_before from path;
    if p_mode = 'custody' then
      perform 1 from epc where id = any(v_own_roots || v_roots_above) order by id for update;
    else
      -- A unit that is its own root changes itself; the roots above other units only must not move.
      perform 1 from epc where id = any(v_own_roots) order by id for update;
      perform 1 from epc where id = any(v_roots_above) order by id for share;
    end if;
    perform 1 from epc where id = any(v_between) order by id for share;
    perform 1 from epc where id = any(v_units) order by id for update;
    with recursive climb as (
      select id, parent_id from epc where id = any(v_units)
      union
      select e.id, e.parent_id from climb c join epc e on e.id = c.parent_id
    )
    select coalesce(string_agg(id || '>' || coalesce(parent_id, 0), ',' order by id), '') into v_after from climb;
    exit when v_before = v_after;
    if attempt = 8 then raise exception 'Containers kept changing' using errcode = 'serialization_failure'; end if;
  end loop;
  return units_json(v_units);
end $$;

-- The whole tree beneath what an organisation holds or is about to receive, down to the packs.
create or replace function tree_of(p_links text[]) returns jsonb language sql stable security definer set search_path = public as $$
  with recursive tree as (
    select id, parent_id, link, kind, gtin, serial, sscc, batch_id, state, 0 as depth, id as root_id
    from epc where link = any(p_links) and ledger_may_touch(ledger_root_of(id))
    union all
    select e.id, e.parent_id, e.link, e.kind, e.gtin, e.serial, e.sscc, e.batch_id, e.state, t.depth + 1, t.root_id
    from tree t join epc e on e.parent_id = t.id
  )
  select coalesce(jsonb_agg(jsonb_build_object('id', t.id::text, 'parentId', t.parent_id::text, 'rootId', t.root_id::text, 'link', t.link,
     'kind', t.kind, 'gtin', t.gtin, 'serial', t.serial, 'sscc', t.sscc, 'state', t.state, 'depth', t.depth,
     'batch', b.number, 'lastValidDay', b.last_valid_day, 'product', p.name || ' ' || p.strength) order by t.depth, t.id), '[]'::jsonb)
  from tree t left join batch b on b.id = t.batch_id left join product p on p.id = b.product_id
$$;

-- What lies beneath these roots, by batch, direct container and state: from the running counters, so it costs the
-- number of containers, not of packs. Only packs that a recall asks for one by one are looked at themselves.
create or replace function contents_json(p_roots bigint[], p_markets text[] default null) returns jsonb language sql stable security definer set search_path = public as $$
  with recursive above as (
    select id as root_id, parent_id, false as held from epc where id = any(p_roots) and ledger_may_touch(ledger_root_of(id))
    union all
    select a.root_id, e.parent_id, e.hold_count > 0 from above a join epc e on e.id = a.parent_id
  ),
  -- Every container, and whether it or one around it is held.
  tree as (
    select e.id as root_id, e.id, e.kind, e.hold_count > 0 and e.kind = 'sscc' or a.held as held
    from epc e join (select root_id, bool_or(held) as held from above group by 1) a on a.root_id = e.id
    union all
    select t.root_id, e.id, e.kind, t.held or e.hold_count > 0 from tree t join epc e on e.parent_id = t.id and e.kind = 'sscc'
  ),
  -- Held packs are read one by one: only their holds say whether they are a recall's.
  apart as (
    select t.root_id, e.id, e.batch_id, e.state, e.own_disposition, e.hold_count, t.held
    from (select distinct t.root_id, t.id, t.held from tree t join stock s on s.parent_id = t.id and s.held and s.n > 0) t
    join epc e on e.parent_id = t.id and e.kind = 'sgtin' and e.hold_count > 0
    union all
    select t.root_id, e.id, e.batch_id, e.state, e.own_disposition, e.hold_count, t.held
    from tree t join epc e on e.id = t.id and e.kind = 'sgtin'
  ),
  inside as (
    select root_id, batch_id, state, own_disposition, held, containers_held, recall_held, sum(n)::int as n
    from (
      select t.root_id, s.batch_id, s.state, s.own_disposition, false as held, t.held as containers_held, false as recall_held, s.n
      from tree t join stock s on s.parent_id = t.id where s.n > 0 and not s.held
      union all
      select a.root_id, a.batch_id, a.state, coalesce(a.own_disposition, ''), a.hold_count > 0, a.held,
             exists (select from hold h where h.epc_id = a.id and h.kind = 'RECALL' and h.released_at is null), 1
      from apart a
    ) counted
    group by 1, 2, 3, 4, 5, 6, 7
  )
  select coalesce(jsonb_agg(jsonb_build_object(
    'rootId', i.root_id::text, 'count', i.n, 'state', i.state, 'ownDisposition', nullif(i.own_disposition, ''), 'held', i.held,
    'containersHeld', i.containers_held, 'recallHeld', i.recall_held,
    'batch', jsonb_build_object('id', b.id, 'number', b.number, 'state', b.state, 'held', b.held_at is not null or b.hold_count > 0,
       'recalled', b.recalled_at is not null and recall_here(b.id, coalesce(p_markets, asking_markets())) is not null, 'lastValidDay', b.last_valid_day),
    'product', jsonb_build_object('id', p.id, 'holderId', p.holder_id, 'name', p.name, 'strength', p.strength,
       'state', product_state_in(p, coalesce(p_markets, asking_markets()))))
    order by i.root_id, b.number, i.state), '[]'::jsonb)
  from inside i join batch b on b.id = i.batch_id join product p on p.id = b.product_id
$$;

grant execute on function find_units, ledger_lock, tree_of, contents_json to packproof_app;
grant execute on function ledger_lock, tree_of, contents_json to packproof_jobs;
