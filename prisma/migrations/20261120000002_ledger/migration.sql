-- The ledger's write side. The web role cannot touch these tables; it calls these functions inside one
-- transaction in which the gate has set app.org_id. Each function guards itself: what an organisation neither
-- holds nor is about to receive, it cannot change, whatever the process above believes.

create sequence epc_sequence;
create sequence ledger_sequence;

-- bucket(link) << 48 | sequence: 15 bits of the link's hash, so that range partitions come later without new ids.
create function epc_id_for(p_link text) returns bigint language sql volatile as $$
  -- Every pair of parentheses counts: << and | bind equally in SQL.
  select (((get_byte(h, 0)::bigint << 7) | (get_byte(h, 1)::bigint >> 1)) << 48) | nextval('epc_sequence')
  from (select sha256(convert_to(p_link, 'UTF8')) as h) s
$$;

create function ledger_org() returns uuid language plpgsql stable as $$
begin
  if current_org() is null then
    raise exception 'No organisation in this transaction' using errcode = 'insufficient_privilege';
  end if;
  return current_org();
end $$;

-- Running counters, kept by the rows themselves so that no writer can forget them. Containers are not counted:
-- moving one touches none of these rows.
create function stock_after_change() returns trigger language plpgsql security definer set search_path = public as $$
begin
  insert into stock as s (batch_id, parent_id, holder_id, site_id, place, state, own_disposition, held, n)
  select batch_id, parent, holder, site, place, state, own, held, sum(delta)
  from (
    select batch_id, coalesce(parent_id, 0) as parent, coalesce(holder_id, '00000000-0000-0000-0000-000000000000') as holder,
           coalesce(site_id, '00000000-0000-0000-0000-000000000000') as site, coalesce(place, '') as place, state,
           coalesce(own_disposition, '') as own, hold_count > 0 as held, delta
    from (select *, 1 as delta from changed_new union all select *, -1 from changed_old) both_sides
    where batch_id is not null
  ) rows
  group by 1, 2, 3, 4, 5, 6, 7, 8
  having sum(delta) <> 0
  -- One order for every writer, or two of them deadlock on these rows.
  order by 1, 2, 3, 4, 5, 6, 7, 8
  on conflict (batch_id, parent_id, holder_id, site_id, place, state, own_disposition, held)
    do update set n = s.n + excluded.n;
  return null;
end $$;
create function stock_after_insert() returns trigger language plpgsql security definer set search_path = public as $$
begin
  insert into stock as s (batch_id, parent_id, holder_id, site_id, place, state, own_disposition, held, n)
  select batch_id, coalesce(parent_id, 0), coalesce(holder_id, '00000000-0000-0000-0000-000000000000'),
         coalesce(site_id, '00000000-0000-0000-0000-000000000000'), coalesce(place, ''), state,
         coalesce(own_disposition, ''), hold_count > 0, count(*)
  from changed_new where batch_id is not null
  group by 1, 2, 3, 4, 5, 6, 7, 8
  order by 1, 2, 3, 4, 5, 6, 7, 8
  on conflict (batch_id, parent_id, holder_id, site_id, place, state, own_disposition, held)
    do update set n = s.n + excluded.n;
  return null;
end $$;
create trigger stock_on_insert after insert on epc referencing new table as changed_new
  for each statement execute function stock_after_insert();
create trigger stock_on_update after update on epc referencing old table as changed_old new table as changed_new
  for each statement execute function stock_after_change();
-- Not a CHECK: that would already refuse the negative delta an upsert proposes before it is added.
create function refuse_negative_stock() returns trigger language plpgsql as $$
begin raise exception 'Stock of batch % would be negative', new.batch_id using errcode = 'check_violation'; end $$;
create trigger stock_counts after insert or update on stock for each row when (new.n < 0) execute function refuse_negative_stock();
create function refuse_epc_delete() returns trigger language plpgsql as $$
begin raise exception 'A unit once identified is never removed' using errcode = 'restrict_violation'; end $$;
create trigger epc_never_deleted before delete on epc for each statement execute function refuse_epc_delete();

-- The units an operation asked for, with what decides about them, as one JSON array.
create function units_json(p_ids bigint[]) returns jsonb language sql stable security definer set search_path = public as $$
  with recursive climb as (
    select id as unit, id, parent_id, hold_count, 0 as depth from epc where id = any(p_ids)
    union all
    select c.unit, e.id, e.parent_id, e.hold_count, c.depth + 1 from climb c join epc e on e.id = c.parent_id
  ),
  roots as (select unit, id as root_id, depth from climb where parent_id is null)
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', e.id::text, 'kind', e.kind, 'link', e.link, 'gtin', e.gtin, 'serial', e.serial, 'sscc', e.sscc,
    'state', e.state, 'ownDisposition', e.own_disposition, 'version', e.version,
    'parentId', e.parent_id::text, 'parentLink', pa.link,
    'rootId', r.root_id::text, 'rootLink', ro.link, 'depth', r.depth,
    'holderId', ro.holder_id, 'siteId', ro.site_id, 'place', ro.place,
    'siteTracksFrom', (select (extract(epoch from custody_from) * 1000)::bigint from site where id = ro.site_id),
    -- Of every container on the way up, too: a hold is inherited downwards.
    'holds', case when (select sum(c.hold_count) from climb c where c.unit = e.id) = 0 then '[]'::jsonb else coalesce((
       select jsonb_agg(jsonb_build_object('id', h.id, 'kind', h.kind, 'reason', h.reason, 'placedByOrgId', h.placed_by_org_id,
                                           'own', h.epc_id = e.id) order by h.placed_at)
       from hold h where h.epc_id in (select c.id from climb c where c.unit = e.id) and h.released_at is null), '[]'::jsonb) end,
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
  from epc e
  join roots r on r.unit = e.id
  join epc ro on ro.id = r.root_id
  left join epc pa on pa.id = e.parent_id
  left join batch b on b.id = e.batch_id
  left join product p on p.id = b.product_id
  left join event ev on ev.id = e.state_event_id
  where e.id = any(p_ids)
$$;

-- Locks in one order for everybody: roots by id, then containers between, then the units by id; looks again and
-- starts over when a parent changed meanwhile. 'custody' takes roots FOR UPDATE (ship, receive, pack, unpack and
-- what unpacks first); 'transition' takes them FOR SHARE, so that many children of one pallet change at once
-- while nobody can move it.
create function ledger_lock(p_links text[], p_mode text) returns jsonb language plpgsql security definer set search_path = public as $$
declare
  v_units bigint[]; v_roots bigint[]; v_between bigint[]; v_before text; v_after text;
begin
  perform ledger_org();
  if p_mode not in ('custody', 'transition') then raise exception 'Unknown lock mode %', p_mode; end if;
  select coalesce(array_agg(id order by id), '{}') into v_units from epc where link = any(p_links);
  for attempt in 1..8 loop
    with recursive climb as (
      select id, parent_id from epc where id = any(v_units)
      union
      select e.id, e.parent_id from climb c join epc e on e.id = c.parent_id
    )
    select coalesce(array_agg(id order by id) filter (where parent_id is null), '{}'),
           coalesce(array_agg(id order by id) filter (where parent_id is not null and id <> all(v_units)), '{}'),
           coalesce(string_agg(id || '>' || coalesce(parent_id, 0), ',' order by id), '')
      into v_roots, v_between, v_before from climb;
    if p_mode = 'custody' then
      perform 1 from epc where id = any(v_roots) order by id for update;
    else
      -- A unit that is its own root changes itself; the roots above other units only must not move.
      perform 1 from epc where id = any(v_roots) and id = any(v_units) order by id for update;
      perform 1 from epc where id = any(v_roots) and id <> all(v_units) order by id for share;
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

-- May this organisation change what stands under this root? It possesses it, an open delivery brings it here, it was
-- reported missing from a delivery to here and may be found, or nobody who tracks possesses it, so that whoever finds
-- it may count it in.
create function ledger_may_touch(p_root bigint) returns boolean language sql stable security definer set search_path = public as $$
  select exists (select from epc where id = p_root and holder_id = current_org())
      or exists (select from shipment_line l join shipment s on s.id = l.shipment_id
                 where l.epc_id = p_root and s.receiver_id = current_org() and s.state in ('OPEN', 'PARTLY_RECEIVED'))
      or exists (select from epc e join shipment_exception x on x.link = e.link join shipment s on s.id = x.shipment_id
                 where e.id = p_root and e.own_disposition = 'UNKNOWN' and x.kind = 'missing' and x.closed_at is null
                   and s.receiver_id = current_org())
      or exists (select from epc e left join site s on s.id = e.site_id where e.id = p_root and e.place = 'AT_SITE'
                 and (e.own_disposition = 'LEFT_NETWORK' or s.custody_from is null or s.custody_from > now()))
$$;
create function ledger_root_of(p_id bigint) returns bigint language sql stable security definer set search_path = public as $$
  with recursive climb as (
    select id, parent_id from epc where id = p_id
    union all select e.id, e.parent_id from climb c join epc e on e.id = c.parent_id)
  select id from climb where parent_id is null
$$;
-- What lies beneath these roots, by batch, direct container and state: from the running counters, so it costs
-- the number of containers, not of packs.
create function contents_json(p_roots bigint[]) returns jsonb language sql stable security definer set search_path = public as $$
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
  inside as (
    select root_id, batch_id, state, own_disposition, held, containers_held, sum(n)::int as n
    from (
      select t.root_id, s.batch_id, s.state, s.own_disposition, s.held, t.held as containers_held, s.n
      from tree t join stock s on s.parent_id = t.id where s.n > 0
      union all
      select e.id, e.batch_id, e.state, coalesce(e.own_disposition, ''), e.hold_count > 0, t.held, 1
      from tree t join epc e on e.id = t.id where e.kind = 'sgtin'
    ) counted
    group by 1, 2, 3, 4, 5, 6
  )
  select coalesce(jsonb_agg(jsonb_build_object(
    'rootId', i.root_id::text, 'count', i.n, 'state', i.state, 'ownDisposition', nullif(i.own_disposition, ''), 'held', i.held,
    'containersHeld', i.containers_held,
    'batch', jsonb_build_object('id', b.id, 'number', b.number, 'state', b.state, 'held', b.held_at is not null,
       'recalled', b.recalled_at is not null, 'lastValidDay', b.last_valid_day),
    'product', jsonb_build_object('id', p.id, 'name', p.name, 'strength', p.strength, 'state', p.state))
    order by i.root_id, b.number, i.state), '[]'::jsonb)
  from inside i join batch b on b.id = i.batch_id join product p on p.id = b.product_id
$$;

create function ledger_guard_units(p_ids bigint[]) returns void language plpgsql stable security definer set search_path = public as $$
begin
  perform ledger_org();
  if exists (select from (select distinct ledger_root_of(u) as root from unnest(p_ids) u) r where not ledger_may_touch(r.root)) then
    raise exception 'A unit is not in this organisation''s custody' using errcode = 'insufficient_privilege';
  end if;
end $$;

-- epc_id_for is written out here, so that ten thousand packs are not ten thousand calls of a function, and the ids are
-- taken from the list that is inserted instead of finding them again by link.
create function ledger_create_packs(p_site uuid, p_batch uuid, p_links text[], p_serials text[], p_state text, p_event uuid)
returns bigint[] language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org(); v_gtin text; v_ids bigint[];
begin
  select p.gtin into v_gtin from batch b join product p on p.id = b.product_id
    where b.id = p_batch and (b.holder_id = v_org or exists (
      select from delegation d where d.holder_id = b.holder_id and d.agent_id = v_org and 'commission-packs' = any(d.verbs)
        and d.valid_from <= now() and (d.valid_to is null or d.valid_to > now())
        and (cardinality(d.product_ids) = 0 or p.id = any(d.product_ids))));
  if v_gtin is null then raise exception 'Not this organisation''s batch' using errcode = 'insufficient_privilege'; end if;
  if not exists (select from site where id = p_site and org_id = v_org) then
    raise exception 'Not this organisation''s site' using errcode = 'insufficient_privilege';
  end if;
  with given as materialized (
    select u.link, u.serial, u.ord, (((get_byte(u.h, 0)::bigint << 7) | (get_byte(u.h, 1)::bigint >> 1)) << 48) | nextval('epc_sequence') as id
    from (select link, serial, ord, sha256(convert_to(link, 'UTF8')) as h
          from unnest(p_links, p_serials) with ordinality as g(link, serial, ord)) u
  ),
  made as (
    insert into epc (id, kind, link, gtin, serial, batch_id, holder_id, site_id, place, state, state_event_id)
    select id, 'sgtin', link, v_gtin, serial, p_batch, v_org, p_site, 'AT_SITE', p_state, p_event from given)
  select array_agg(id order by ord) into v_ids from given;
  return v_ids;
end $$;

create function ledger_create_container(p_site uuid, p_link text, p_sscc text, p_event uuid)
returns bigint language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org(); v_id bigint;
begin
  if not exists (select from site where id = p_site and org_id = v_org) then
    raise exception 'Not this organisation''s site' using errcode = 'insufficient_privilege';
  end if;
  insert into epc (id, kind, link, sscc, holder_id, site_id, place, state, state_event_id)
  values (epc_id_for(p_link), 'sscc', p_link, p_sscc, v_org, p_site, 'AT_SITE', 'ACTIVE', p_event)
  returning id into v_id;
  return v_id;
end $$;

-- Compare-and-set on the registry axis: every row must still be in p_from, or the whole transaction fails.
create function ledger_set_state(p_ids bigint[], p_from text, p_to text, p_own text, p_event uuid)
returns void language plpgsql security definer set search_path = public as $$
declare v_n int;
begin
  perform ledger_guard_units(p_ids);
  update epc set state = p_to, own_disposition = p_own, state_event_id = p_event, version = version + 1
    where id = any(p_ids) and state = p_from;
  get diagnostics v_n = row_count;
  if v_n <> cardinality(p_ids) then
    raise exception 'State changed meanwhile: % of % still %', v_n, cardinality(p_ids), p_from using errcode = 'serialization_failure';
  end if;
end $$;

-- Axis D alone (missing, returned to stock …): the registry state and the event that set it stay.
create function ledger_set_disposition(p_ids bigint[], p_own text)
returns void language plpgsql security definer set search_path = public as $$
begin
  perform ledger_guard_units(p_ids);
  update epc set own_disposition = p_own, version = version + 1 where id = any(p_ids);
end $$;

create function ledger_pack(p_parent bigint, p_children bigint[], p_seq bigint)
returns void language plpgsql security definer set search_path = public as $$
declare v_n int;
begin
  perform ledger_guard_units(p_children || p_parent);
  if ledger_root_of(p_parent) = any(p_children) then raise exception 'A container cannot be inside itself'; end if;
  if not exists (select from epc where id = p_parent and kind = 'sscc') then raise exception 'Only a container holds units'; end if;
  -- Packing must not move goods from one possessor or place to another.
  if exists (select from epc c, epc r where c.id = any(p_children) and c.parent_id is null and r.id = ledger_root_of(p_parent)
             and (c.holder_id, c.site_id, c.place) is distinct from (r.holder_id, r.site_id, r.place)) then
    raise exception 'A unit and its container are at different places' using errcode = 'insufficient_privilege';
  end if;
  update epc set parent_id = p_parent, holder_id = null, site_id = null, place = null, version = version + 1
    where id = any(p_children) and parent_id is null;
  get diagnostics v_n = row_count;
  if v_n <> cardinality(p_children) then
    raise exception 'A unit was packed elsewhere meanwhile' using errcode = 'serialization_failure';
  end if;
  insert into containment (child_id, parent_id, from_seq) select c, p_parent, p_seq from unnest(p_children) c;
end $$;

create function ledger_unpack(p_parent bigint, p_children bigint[], p_seq bigint)
returns void language plpgsql security definer set search_path = public as $$
declare v_n int; v_root epc%rowtype;
begin
  perform ledger_guard_units(array[p_parent]);
  select * into v_root from epc where id = ledger_root_of(p_parent);
  update epc set parent_id = null, holder_id = v_root.holder_id, site_id = v_root.site_id, place = v_root.place, version = version + 1
    where id = any(p_children) and parent_id = p_parent;
  get diagnostics v_n = row_count;
  if v_n <> cardinality(p_children) then
    raise exception 'A unit left its container meanwhile' using errcode = 'serialization_failure';
  end if;
  update containment set to_seq = p_seq where child_id = any(p_children) and parent_id = p_parent and to_seq is null;
  -- What leaves a held container stays held: unpacking must not launder a hold.
  with recursive climb as (
    select id, parent_id from epc where id = p_parent
    union all select e.id, e.parent_id from climb c join epc e on e.id = c.parent_id),
  inherited as (
    insert into hold (id, epc_id, kind, reason, placed_by_org_id, placed_by_site_id, placed_by_id, placed_at)
    select gen_random_uuid(), child, h.kind, h.reason, h.placed_by_org_id, h.placed_by_site_id, h.placed_by_id, h.placed_at
    from climb c join hold h on h.epc_id = c.id and h.released_at is null, unnest(p_children) child
    returning epc_id)
  update epc set hold_count = hold_count + i.n
    from (select epc_id, count(*)::int as n from inherited group by 1) i where epc.id = i.epc_id;
end $$;

create function ledger_move(p_roots bigint[], p_holder uuid, p_site uuid, p_place text)
returns void language plpgsql security definer set search_path = public as $$
declare v_n int;
begin
  perform ledger_guard_units(p_roots);
  -- Custody is taken, never given: the receiver's own receipt moves goods to it.
  if p_holder <> ledger_org() or not exists (select from site where id = p_site and org_id = p_holder) then
    raise exception 'Goods move only to a site of the organisation that acts' using errcode = 'insufficient_privilege';
  end if;
  update epc set holder_id = p_holder, site_id = p_site, place = p_place, version = version + 1
    where id = any(p_roots) and parent_id is null;
  get diagnostics v_n = row_count;
  if v_n <> cardinality(p_roots) then
    raise exception 'A unit is no longer on its own' using errcode = 'serialization_failure';
  end if;
end $$;

-- Who may hold: the possessor, the maker, a regulator.
create function ledger_place_hold(p_id uuid, p_epc bigint, p_kind text, p_reason text, p_site uuid, p_person uuid, p_at timestamptz)
returns void language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org();
begin
  if not ledger_may_touch(ledger_root_of(p_epc))
     and not exists (select from epc e join batch b on b.id = e.batch_id where e.id = p_epc and b.holder_id = v_org)
     and not exists (select from capability where org_id = v_org and kind = 'regulator') then
    raise exception 'This organisation may not hold this unit' using errcode = 'insufficient_privilege';
  end if;
  insert into hold (id, epc_id, kind, reason, placed_by_org_id, placed_by_site_id, placed_by_id, placed_at)
  values (p_id, p_epc, p_kind, p_reason, v_org, p_site, p_person, p_at);
  update epc set hold_count = hold_count + 1, version = version + 1 where id = p_epc;
end $$;

create function ledger_release_hold(p_id uuid, p_person uuid, p_at timestamptz)
returns void language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org(); v_epc bigint;
begin
  update hold set released_at = p_at, released_by_id = p_person
    where id = p_id and released_at is null
      and (placed_by_org_id = v_org or exists (select from capability where org_id = v_org and kind = 'regulator'))
    returning epc_id into v_epc;
  if v_epc is null then raise exception 'No such open hold of this organisation' using errcode = 'insufficient_privilege'; end if;
  update epc set hold_count = hold_count - 1, version = version + 1 where id = v_epc;
end $$;

-- The batch under lock, for whoever may decide about it (holder, its agents, a regulator).
create function ledger_lock_batch(p_batch uuid) returns jsonb language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org(); v jsonb;
begin
  perform 1 from batch where id = p_batch for update;
  select jsonb_build_object('id', b.id, 'holderId', b.holder_id, 'number', b.number, 'expiryPrinted', b.expiry_printed,
      'lastValidDay', b.last_valid_day, 'state', b.state, 'held', b.held_at is not null, 'plannedSize', b.planned_size,
      'commissioned', (select coalesce(sum(n), 0)::int from stock where batch_id = b.id),
      'recall', case when b.recalled_at is null then null else jsonb_build_object('class', b.recall_class, 'depth', b.recall_depth,
         'publicText', b.recall_text, 'at', (extract(epoch from b.recalled_at) * 1000)::bigint) end,
      'product', jsonb_build_object('id', p.id, 'holderId', p.holder_id, 'gtin', p.gtin, 'name', p.name, 'strength', p.strength,
         'form', p.form, 'packSize', p.pack_size, 'state', p.state))
    into v from batch b join product p on p.id = b.product_id
    where b.id = p_batch and (b.holder_id = v_org
      or exists (select from delegation d where d.holder_id = b.holder_id and d.agent_id = v_org
                 and d.valid_from <= now() and (d.valid_to is null or d.valid_to > now()))
      or exists (select from capability where org_id = v_org and kind = 'regulator'));
  return v;
end $$;

create function ledger_release_batch(p_batch uuid, p_at timestamptz) returns void language plpgsql security definer set search_path = public as $$
begin
  update batch set state = 'RELEASED', released_at = p_at where id = p_batch and state = 'PACKAGED' and holder_id = ledger_org();
  if not found then raise exception 'Not a packaged batch of this organisation' using errcode = 'insufficient_privilege'; end if;
end $$;

create function ledger_hold_batch(p_batch uuid, p_at timestamptz) returns void language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org();
begin
  update batch set held_at = p_at where id = p_batch
    and (holder_id = v_org or exists (select from capability where org_id = v_org and kind = 'regulator'));
  if not found then raise exception 'This organisation may not hold this batch' using errcode = 'insufficient_privilege'; end if;
end $$;

-- Irreversible: a recall may become deeper or more serious, never less; its first day stays.
create function ledger_recall_batch(p_batch uuid, p_class int, p_depth text, p_text text, p_at timestamptz)
returns void language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org(); v_depths text[] := array['wholesale', 'pharmacy', 'patient'];
begin
  update batch set recalled_at = coalesce(recalled_at, p_at), recall_class = p_class, recall_depth = p_depth, recall_text = p_text
    where id = p_batch
      and (recalled_at is null or (p_class <= recall_class
           and array_position(v_depths, p_depth) >= array_position(v_depths, recall_depth)))
      and (holder_id = v_org or exists (select from capability where org_id = v_org and kind = 'regulator'));
  if not found then raise exception 'This organisation may not recall this batch' using errcode = 'insufficient_privilege'; end if;
end $$;

create function ledger_next_seq() returns bigint language sql volatile security definer set search_path = public as
$$ select nextval('ledger_sequence') $$;

-- One event with its EPCs, parties, effect and log entry, all or nothing.
create function ledger_append(p_event jsonb, p_document bytea, p_event_key bytea, p_record_hash bytea, p_entry bytea,
                              p_epcs bigint[], p_roles int[], p_parties uuid[])
returns void language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org(); v_id uuid := (p_event->>'id')::uuid; v_seq bigint := (p_event->>'ledgerSeq')::bigint;
        v_record timestamptz := (p_event->>'recordTime')::timestamptz; v_collision int;
begin
  if (p_event->>'capturerId')::uuid <> v_org then
    raise exception 'An organisation captures in its own name' using errcode = 'insufficient_privilege';
  end if;
  select coalesce(max(collision_no) + 1, 0) into v_collision from event where capturer_id = v_org and event_hash = p_event->>'eventHash';
  insert into event (id, event_hash, type, action, biz_step, disposition, registry_state, event_time, event_offset, record_time,
                     read_point, biz_location, document, event_key, statement, record_hash, entry, capturer_id, site_id,
                     acting_for_id, person_id, device_id, entry_mode, ledger_seq, collision_no)
  values (v_id, p_event->>'eventHash', p_event->>'type', p_event->>'action', p_event->>'bizStep', p_event->>'disposition',
          p_event->>'registryState', (p_event->>'eventTime')::timestamptz, p_event->>'offset', v_record,
          p_event->>'readPoint', p_event->>'bizLocation', p_document, p_event_key, p_event->'statement', p_record_hash, p_entry, v_org,
          (p_event->>'siteId')::uuid, (p_event->>'actingForId')::uuid, (p_event->>'personId')::uuid, p_event->>'deviceId',
          p_event->>'entryMode', v_seq, v_collision);
  insert into event_epc (event_id, epc_id, role, ledger_seq) select v_id, u.epc, u.role, v_seq from unnest(p_epcs, p_roles) as u(epc, role);
  insert into event_party (org_id, record_time, event_id) select distinct party, v_record, v_id from unnest(p_parties || v_org) party;
  insert into event_effect (event_id, effect, detail, at) values (v_id, p_event->>'effect', coalesce(p_event->'detail', '{}'::jsonb), v_record);
  insert into outbox (kind, event_id, entry) values (1, v_id, p_entry);
end $$;

create function ledger_open_shipment(p_shipment jsonb, p_lines bigint[], p_counts int[])
returns void language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org();
begin
  perform ledger_guard_units(p_lines);
  if not exists (select from site where id = (p_shipment->>'senderSiteId')::uuid and org_id = v_org)
     or not exists (select from site where id = (p_shipment->>'receiverSiteId')::uuid and org_id = (p_shipment->>'receiverId')::uuid) then
    raise exception 'A delivery goes from a site of the organisation that acts to a site of its receiver' using errcode = 'insufficient_privilege';
  end if;
  insert into shipment (id, despatch_advice, order_number, purpose, sender_id, sender_site_id, receiver_id, receiver_site_id, state,
                        pack_count, shipped_at, ship_event_id)
  values ((p_shipment->>'id')::uuid, p_shipment->>'despatchAdvice', p_shipment->>'orderNumber', p_shipment->>'purpose', v_org,
          (p_shipment->>'senderSiteId')::uuid, (p_shipment->>'receiverId')::uuid, (p_shipment->>'receiverSiteId')::uuid, 'OPEN',
          (p_shipment->>'packCount')::int, (p_shipment->>'shippedAt')::timestamptz, (p_shipment->>'shipEventId')::uuid);
  insert into shipment_line (shipment_id, epc_id, pack_count, state)
  select (p_shipment->>'id')::uuid, u.epc, u.n, 'expected' from unnest(p_lines, p_counts) as u(epc, n);
end $$;

-- The delivery under lock with its lines, for either side.
create function ledger_lock_shipment(p_shipment uuid) returns jsonb language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org();
begin
  perform 1 from shipment where id = p_shipment and v_org in (sender_id, receiver_id) for update;
  return delivery(p_shipment);
end $$;
create function delivery(p_shipment uuid) returns jsonb language sql stable security definer set search_path = public as $$
  select jsonb_build_object('id', s.id, 'despatchAdvice', s.despatch_advice, 'orderNumber', s.order_number, 'purpose', s.purpose,
    'senderId', s.sender_id, 'senderSiteId', s.sender_site_id, 'receiverId', s.receiver_id, 'receiverSiteId', s.receiver_site_id,
    'state', s.state, 'packCount', s.pack_count, 'shippedAt', (extract(epoch from s.shipped_at) * 1000)::bigint,
    'receivedAt', (extract(epoch from s.received_at) * 1000)::bigint,
    'lines', (select coalesce(jsonb_agg(jsonb_build_object('id', l.epc_id::text, 'link', e.link, 'kind', e.kind, 'gtin', e.gtin,
                'serial', e.serial, 'sscc', e.sscc, 'packCount', l.pack_count, 'state', l.state,
                'product', p.name || ' ' || p.strength, 'batch', b.number) order by e.link), '[]'::jsonb)
              from shipment_line l join epc e on e.id = l.epc_id
              left join batch b on b.id = e.batch_id left join product p on p.id = b.product_id
              where l.shipment_id = s.id))
  from shipment s where s.id = p_shipment and current_org() in (s.sender_id, s.receiver_id)
$$;

create function ledger_settle_shipment(p_shipment uuid, p_state text, p_received bigint[], p_missing bigint[], p_at timestamptz, p_event uuid)
returns void language plpgsql security definer set search_path = public as $$
begin
  update shipment set state = p_state, received_at = case when p_state = 'VOIDED' then received_at else p_at end,
                      receive_event_id = case when p_state = 'VOIDED' then receive_event_id else p_event end
    where id = p_shipment and ((p_state = 'VOIDED' and sender_id = ledger_org() and state = 'OPEN')
                            or (p_state <> 'VOIDED' and receiver_id = ledger_org() and state in ('OPEN', 'PARTLY_RECEIVED')));
  if not found then raise exception 'Not an open delivery of this organisation' using errcode = 'insufficient_privilege'; end if;
  update shipment_line set state = 'received' where shipment_id = p_shipment and epc_id = any(p_received);
  update shipment_line set state = 'missing' where shipment_id = p_shipment and epc_id = any(p_missing);
end $$;

create function ledger_raise_exception(p_id uuid, p_shipment uuid, p_kind text, p_link text, p_note text, p_person uuid, p_at timestamptz)
returns void language plpgsql security definer set search_path = public as $$
begin
  if not exists (select from shipment where id = p_shipment and ledger_org() in (sender_id, receiver_id)) then
    raise exception 'Not this organisation''s delivery' using errcode = 'insufficient_privilege';
  end if;
  insert into shipment_exception (id, shipment_id, kind, link, note, raised_at, raised_by_id)
  values (p_id, p_shipment, p_kind, p_link, p_note, p_at, p_person);
end $$;

-- The delivery from which a unit is reported missing, for either side; null when none is open.
create function ledger_missing_from(p_link text) returns jsonb language sql stable security definer set search_path = public as $$
  select delivery(s.id) from shipment_exception x join shipment s on s.id = x.shipment_id
  where x.link = p_link and x.kind = 'missing' and x.closed_at is null and ledger_org() in (s.sender_id, s.receiver_id)
  order by x.raised_at desc limit 1
$$;

-- It turned up: the report is closed for both sides; p_received when it did so at the receiver.
create function ledger_close_missing(p_shipment uuid, p_epc bigint, p_received boolean, p_at timestamptz)
returns void language plpgsql security definer set search_path = public as $$
begin
  update shipment_exception x set closed_at = p_at from shipment s, epc e
    where s.id = p_shipment and x.shipment_id = s.id and e.id = p_epc and x.link = e.link and x.kind = 'missing' and x.closed_at is null
      and ledger_org() = case when p_received then s.receiver_id else s.sender_id end;
  if not found then raise exception 'No such open report of this organisation' using errcode = 'insufficient_privilege'; end if;
  update shipment_line set state = 'received' where shipment_id = p_shipment and epc_id = p_epc and state = 'missing' and p_received;
end $$;

-- Looks at a pack by this site after an instant: how often it was scanned again since it was supplied.
create function ledger_looks(p_epc bigint, p_site uuid, p_since timestamptz) returns int language sql stable security definer set search_path = public as $$
  select count(*)::int from verification where epc_id = p_epc and site_id = p_site and org_id = ledger_org() and at > p_since
$$;
-- A refused repeat is a look, too, although nobody asked for a verdict.
create function ledger_look(p_epc bigint, p_site uuid, p_person uuid, p_entry text, p_at timestamptz)
returns void language plpgsql security definer set search_path = public as $$
begin
  if not exists (select from site where id = p_site and org_id = ledger_org()) then
    raise exception 'Not this organisation''s site' using errcode = 'insufficient_privilege';
  end if;
  insert into verification (org_id, site_id, person_id, epc_id, gtin, serial, entry_mode, facts, at)
  select ledger_org(), p_site, p_person, id, gtin, serial, p_entry, jsonb_build_object('state', state, 'dispense', 'refused'), p_at
  from epc where id = p_epc;
end $$;

-- One alert per (pack, cause) with a counter.
create function ledger_raise_alert(p_id uuid, p_site uuid, p_gtin text, p_serial text, p_cause text, p_person uuid, p_at timestamptz)
returns uuid language plpgsql security definer set search_path = public as $$
declare v_id uuid;
begin
  insert into alert (id, org_id, site_id, holder_id, gtin, serial, cause, state, raised_at, raised_by_id, last_at)
  values (p_id, ledger_org(), p_site, (select holder_id from product where gtin = p_gtin), p_gtin, p_serial, p_cause, 'NEW', p_at, p_person, p_at)
  on conflict (org_id, gtin, serial, cause) do update set count = alert.count + 1, last_at = excluded.last_at
  returning id into v_id;
  return v_id;
end $$;

grant execute on function ledger_lock(text[], text), contents_json(bigint[]),
  ledger_create_packs(uuid, uuid, text[], text[], text, uuid), ledger_create_container(uuid, text, text, uuid),
  ledger_set_state(bigint[], text, text, text, uuid), ledger_set_disposition(bigint[], text),
  ledger_pack(bigint, bigint[], bigint), ledger_unpack(bigint, bigint[], bigint), ledger_move(bigint[], uuid, uuid, text),
  ledger_place_hold(uuid, bigint, text, text, uuid, uuid, timestamptz), ledger_release_hold(uuid, uuid, timestamptz),
  ledger_lock_batch(uuid), ledger_release_batch(uuid, timestamptz), ledger_hold_batch(uuid, timestamptz),
  ledger_recall_batch(uuid, int, text, text, timestamptz), ledger_next_seq(),
  ledger_append(jsonb, bytea, bytea, bytea, bytea, bigint[], int[], uuid[]),
  ledger_open_shipment(jsonb, bigint[], int[]), ledger_lock_shipment(uuid), delivery(uuid),
  ledger_settle_shipment(uuid, text, bigint[], bigint[], timestamptz, uuid),
  ledger_raise_exception(uuid, uuid, text, text, text, uuid, timestamptz),
  ledger_missing_from(text), ledger_close_missing(uuid, bigint, boolean, timestamptz),
  ledger_looks(bigint, uuid, timestamptz), ledger_look(bigint, uuid, uuid, text, timestamptz),
  ledger_raise_alert(uuid, uuid, text, text, text, uuid, timestamptz)
to packproof_app;
