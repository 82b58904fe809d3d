-- The rest of a pack's registry life: void, export, samples, locks, repacking, destruction, theft, opened packs.
-- What may be done is decided above, in lib/core/pack; these functions are the wall beneath, and they take thousands
-- of packs a call.

-- Opened packs: units left. Counted, never the difference, so that a repeat changes nothing.
alter table epc add column remaining integer;
alter table epc add constraint epc_remaining check (remaining is null or (kind = 'sgtin' and remaining >= 0));

-- Which packs came out of which: one repacking is one event with its old and its new packs, so that its rows are as
-- many as its packs and not as the pairs of them. A pack is made once and replaced once.
create table genealogy (
  event_id uuid not null,
  epc_id bigint not null,
  side text not null,
  constraint genealogy_pkey primary key (epc_id, side)
);
create index genealogy_event_id_idx on genealogy (event_id);
alter table genealogy add constraint genealogy_side check (side in ('old', 'new'));
alter table genealogy enable row level security;
create trigger genealogy_append_only before update or delete on genealogy for each statement execute function refuse_rewriting();
create trigger genealogy_no_truncate before truncate on genealogy for each statement execute function refuse_rewriting();

-- The open holds of one unit and of every container around it: a hold is inherited downwards.
create function holds_json(p_unit bigint) returns jsonb language sql stable security definer set search_path = public as $$
  with recursive climb as (
    select id, parent_id from epc where id = p_unit
    union all
    select e.id, e.parent_id from climb c join epc e on e.id = c.parent_id
  )
  select coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'kind', h.kind, 'reason', h.reason, 'placedByOrgId', h.placed_by_org_id,
                                               'own', h.epc_id = p_unit) order by h.placed_at), '[]'::jsonb)
  from climb c join hold h on h.epc_id = c.id and h.released_at is null
$$;

-- As in migration 2, but sorted into its three lists in one pass: comparing each of ten thousand ids with all others
-- took seconds.
create or replace function ledger_lock(p_links text[], p_mode text) returns jsonb language plpgsql security definer set search_path = public as $$
declare
  v_units bigint[]; v_own_roots bigint[]; v_roots_above bigint[]; v_between bigint[]; v_before text; v_after text;
begin
  perform ledger_org();
  if p_mode not in ('custody', 'transition') then raise exception 'Unknown lock mode %', p_mode; end if;
  select coalesce(array_agg(id order by id), '{}') into v_units from epc where link = any(p_links);
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

create function ledger_roots_of(p_ids bigint[]) returns setof bigint language sql stable security definer set search_path = public as $$
  with recursive climb as (
    select id, parent_id from epc where id = any(p_ids)
    union
    select e.id, e.parent_id from climb c join epc e on e.id = c.parent_id)
  select id from climb where parent_id is null
$$;

-- As in migration 2, for all units at once: what the organisation holds itself is not asked about any further.
create or replace function ledger_guard_units(p_ids bigint[]) returns void language plpgsql stable security definer set search_path = public as $$
declare v_org uuid := ledger_org();
begin
  if exists (select from epc r where r.id in (select ledger_roots_of(p_ids))
             and r.holder_id is distinct from v_org and not ledger_may_touch(r.id)) then
    raise exception 'A unit is not in this organisation''s custody' using errcode = 'insufficient_privilege';
  end if;
end $$;

-- Locks and thefts are told of goods wherever they are: by the maker of their batch, by whoever possesses them, by an
-- authority.
create function ledger_guard_claim(p_ids bigint[]) returns void language plpgsql stable security definer set search_path = public as $$
declare v_org uuid := ledger_org(); v_others bigint[];
begin
  if exists (select from capability where org_id = v_org and kind = 'regulator') then return; end if;
  select coalesce(array_agg(e.id), '{}') into v_others
    from epc e left join batch b on b.id = e.batch_id where e.id = any(p_ids) and b.holder_id is distinct from v_org;
  perform ledger_guard_units(v_others);
end $$;

-- As in migration 2; and the guard is the transition's own. A lock is opened by the organisation that set it, or by an
-- authority.
create or replace function ledger_set_state(p_ids bigint[], p_from text, p_to text, p_own text, p_event uuid)
returns void language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org(); v_n int;
begin
  if p_from = 'LOCKED' then
    if p_to <> 'ACTIVE' or (
         not exists (select from capability where org_id = v_org and kind = 'regulator')
         and exists (select from epc e join event v on v.id = e.state_event_id where e.id = any(p_ids) and v.capturer_id <> v_org)) then
      raise exception 'This organisation may not open this lock' using errcode = 'insufficient_privilege';
    end if;
  elsif p_from = 'ACTIVE' and p_to in ('LOCKED', 'STOLEN') then
    perform ledger_guard_claim(p_ids);
  else
    perform ledger_guard_units(p_ids);
  end if;
  update epc set state = p_to, own_disposition = p_own, state_event_id = p_event, version = version + 1
    where id = any(p_ids) and state = p_from;
  get diagnostics v_n = row_count;
  if v_n <> cardinality(p_ids) then
    raise exception 'State changed meanwhile: % of % still %', v_n, cardinality(p_ids), p_from using errcode = 'serialization_failure';
  end if;
end $$;
-- An end is an end, whoever writes.
create function refuse_revival() returns trigger language plpgsql as $$
begin
  raise exception 'A pack that is % never becomes %', old.state, new.state using errcode = 'restrict_violation';
end $$;
create trigger epc_ends before update of state on epc for each row
  when (old.state in ('DESTROYED', 'STOLEN', 'VOID') and new.state <> old.state) execute function refuse_revival();

create function ledger_set_remaining(p_ids bigint[], p_remaining int[])
returns void language plpgsql security definer set search_path = public as $$
declare v_n int;
begin
  perform ledger_guard_units(p_ids);
  update epc set remaining = u.n, version = version + 1
    from unnest(p_ids, p_remaining) as u(id, n)
    where epc.id = u.id and epc.state = 'SUPPLIED' and (epc.remaining is null or u.n < epc.remaining);
  get diagnostics v_n = row_count;
  if v_n <> cardinality(p_ids) then
    raise exception 'An opened pack changed meanwhile' using errcode = 'serialization_failure';
  end if;
end $$;

-- Which of these a delivery took away, alone or inside a container while they were in it. A voided delivery took
-- nothing away.
create function ledger_ever_shipped(p_ids bigint[]) returns jsonb language sql stable security definer set search_path = public as $$
  with recursive span as (
    select id as unit, id as epc, 0::bigint as from_seq, 9223372036854775807::bigint as to_seq
    from epc where id = any(p_ids) and ledger_org() is not null
    union all
    select s.unit, c.parent_id, greatest(s.from_seq, c.from_seq), least(s.to_seq, coalesce(c.to_seq, 9223372036854775807))
    from span s join containment c on c.child_id = s.epc
    where greatest(s.from_seq, c.from_seq) < least(s.to_seq, coalesce(c.to_seq, 9223372036854775807))
  )
  select coalesce(jsonb_agg(distinct s.unit::text), '[]'::jsonb)
  from span s join shipment_line l on l.epc_id = s.epc
  join shipment d on d.id = l.shipment_id and d.state <> 'VOIDED'
  join event e on e.id = d.ship_event_id and e.ledger_seq >= s.from_seq and e.ledger_seq < s.to_seq
$$;

-- The genealogy of one repacking: old packs that this organisation checked out, new packs of batches of its own.
create function ledger_replace(p_event uuid, p_olds bigint[], p_news bigint[])
returns void language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org();
begin
  perform ledger_guard_units(p_olds || p_news);
  if exists (select from epc e left join event v on v.id = e.state_event_id
             where e.id = any(p_olds) and (e.state <> 'CHECKED_OUT' or v.capturer_id is distinct from v_org))
     or exists (select from epc e left join batch b on b.id = e.batch_id
                where e.id = any(p_news) and (e.state <> 'ACTIVE' or b.holder_id is distinct from v_org)) then
    raise exception 'This organisation may not link these packs' using errcode = 'insufficient_privilege';
  end if;
  insert into genealogy (event_id, epc_id, side)
  select p_event, id, 'old' from unnest(p_olds) id union all select p_event, id, 'new' from unnest(p_news) id;
end $$;

-- What a recall of this batch has to reach besides the batch: the packs made of its packs, and those made of them.
-- Walks from repacking to repacking: their old and new packs in pairs would be millions.
create function replacing_packs(p_batch uuid) returns jsonb language sql stable security definer set search_path = public as $$
  with recursive repacking as (
    select event_id, 1 as generation
    from (select distinct g.event_id from epc e join genealogy g on g.epc_id = e.id and g.side = 'old' where e.batch_id = p_batch) first
    union
    select further.event_id, r.generation + 1
    from repacking r cross join lateral (
      select distinct o.event_id from genealogy n join genealogy o on o.epc_id = n.epc_id and o.side = 'old'
      where n.event_id = r.event_id and n.side = 'new') further
  ),
  made as (
    select n.epc_id as id, min(r.generation) as generation
    from repacking r join genealogy n on n.event_id = r.event_id and n.side = 'new' group by 1
  )
  select case when exists (select from batch where id = p_batch and holder_id = current_org())
                or exists (select from batch where id = p_batch) and exists (select from capability where org_id = current_org() and kind = 'regulator')
         then coalesce((
           select jsonb_agg(jsonb_build_object('link', e.link, 'gtin', e.gtin, 'serial', e.serial, 'batchId', b.id, 'batch', b.number,
                    'state', e.state, 'generation', m.generation) order by m.generation, e.id)
           from made m join epc e on e.id = m.id join batch b on b.id = e.batch_id), '[]'::jsonb) end
$$;

-- The packs that a delivery still has under way: all of them for its two sides and for an authority, its own for the
-- maker of a batch. Null: no such delivery for this organisation.
create function ledger_packs_under_way(p_shipment uuid) returns jsonb language sql stable security definer set search_path = public as $$
  with recursive whole as (
    select s.id, ledger_org() in (s.sender_id, s.receiver_id)
             or exists (select from capability where org_id = ledger_org() and kind = 'regulator') as all_of_it
    from shipment s where s.id = p_shipment and s.state in ('OPEN', 'PARTLY_RECEIVED')
  ),
  tree as (
    select e.id, e.kind from whole w join shipment_line l on l.shipment_id = w.id and l.state <> 'received' join epc e on e.id = l.epc_id
    union all
    select e.id, e.kind from tree t join epc e on e.parent_id = t.id
  )
  select jsonb_agg(e.link order by e.id)
  from tree t join epc e on e.id = t.id and e.kind = 'sgtin' join batch b on b.id = e.batch_id cross join whole w
  where w.all_of_it or b.holder_id = ledger_org()
$$;

-- One alert per (pack, cause) with a counter, for many packs at once.
drop function ledger_raise_alert(uuid, uuid, text, text, text, uuid, timestamptz);
create function ledger_raise_alerts(p_ids uuid[], p_site uuid, p_gtins text[], p_serials text[], p_causes text[], p_person uuid, p_at timestamptz)
returns jsonb language plpgsql security definer set search_path = public as $$
declare v jsonb;
begin
  with asked as (
    select * from unnest(p_ids, p_gtins, p_serials, p_causes) with ordinality as u(id, gtin, serial, cause, ord)
  ),
  raised as (
    insert into alert (id, org_id, site_id, holder_id, gtin, serial, cause, state, raised_at, raised_by_id, last_at)
    select a.id, ledger_org(), p_site, p.holder_id, a.gtin, a.serial, a.cause, 'NEW', p_at, p_person, p_at
    from asked a left join product p on p.gtin = a.gtin
    -- One order for every writer, or two of them deadlock on these rows.
    order by a.gtin, a.serial, a.cause
    on conflict (org_id, gtin, serial, cause) do update set count = alert.count + 1, last_at = excluded.last_at
    returning id, gtin, serial, cause
  )
  select jsonb_agg(r.id order by a.ord) into v
  from asked a join raised r on r.gtin = a.gtin and r.serial = a.serial and r.cause = a.cause;
  return v;
end $$;

grant execute on function ledger_set_remaining(bigint[], int[]), ledger_ever_shipped(bigint[]),
  ledger_replace(uuid, bigint[], bigint[]), replacing_packs(uuid), ledger_packs_under_way(uuid),
  ledger_raise_alerts(uuid[], uuid, text[], text[], text[], uuid, timestamptz)
to packproof_app;
