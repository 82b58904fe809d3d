-- bucket(link) << 48 | sequence: 15 bits of the link's hash, so that range partitions come later without new ids.
create or replace function epc_id_for(p_link text) returns bigint language sql volatile as $$
  -- Every pair of parentheses counts: << and | bind equally in SQL.
  select (((get_byte(h, 0)::bigint << 7) | (get_byte(h, 1)::bigint >> 1)) << 48) | nextval('epc_sequence')
  from (select sha256(convert_to(p_link, 'UTF8')) as h) s
$$;

-- epc_id_for is written out here, so that ten thousand packs are not ten thousand calls of a function, and the ids are
-- taken from the list that is inserted instead of finding them again by link.
create or replace function ledger_create_packs(p_site uuid, p_batch uuid, p_links text[], p_serials text[], p_state text, p_event uuid)
returns bigint[] language plpgsql security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
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

-- Registry state and own disposition, guarded by what the transition is. A lock is opened by the organisation that set it, or by an
-- authority.
create or replace function ledger_set_state(p_ids bigint[], p_from text, p_to text, p_own text, p_event uuid)
returns void language plpgsql security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
declare v_org uuid := ledger_org(); v_n int;
begin
  if p_from = 'LOCKED' then
    if p_to <> 'ACTIVE' or exists (select from epc e join event v on v.id = e.state_event_id
         where e.id = any(p_ids) and v.capturer_id <> v_org and e.id not in (select regulated_units(p_ids))) then
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

-- Axis D alone (missing, returned to stock …): the registry state and the event that set it stay.
create or replace function ledger_set_disposition(p_ids bigint[], p_own text)
returns void language plpgsql security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
begin
  perform ledger_guard_units(p_ids);
  update epc set own_disposition = p_own, version = version + 1 where id = any(p_ids);
end $$;

create or replace function ledger_set_remaining(p_ids bigint[], p_remaining int[])
returns void language plpgsql security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
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
create or replace function ledger_ever_shipped(p_ids bigint[]) returns jsonb language sql stable security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
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

-- Of which batches there are packs in a unit, itself included.
create or replace function batches_in(p_epc bigint) returns setof uuid language sql stable security definer set search_path = public as $$
  with recursive tree as (
    select id, kind from epc where id = p_epc
    union all select e.id, e.kind from tree t join epc e on e.parent_id = t.id and e.kind = 'sscc')
  select s.batch_id from tree t join stock s on s.parent_id = t.id and s.n > 0
  union select e.batch_id from tree t join epc e on e.id = t.id and e.kind = 'sgtin'
$$;

-- Whether everything in this container is of batches of this organisation: its maker may hold it wherever it is, and by
-- that nobody else's goods.
create or replace function ledger_made_all(p_epc bigint) returns boolean language sql stable security definer set search_path = public as $$
  select ledger_org() is not null and exists (select from batches_in(p_epc))
    and not exists (select from batches_in(p_epc) i join batch b on b.id = i where b.holder_id <> ledger_org())
$$;

-- The genealogy of one repacking: old packs that this organisation checked out, new packs of batches of its own.
create or replace function ledger_replace(p_event uuid, p_olds bigint[], p_news bigint[])
returns void language plpgsql security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
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
create or replace function replacing_packs(p_batch uuid) returns jsonb language sql stable security definer set search_path = public as $$
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
                or regulates_product((select product_id from batch where id = p_batch))
         then coalesce((
           select jsonb_agg(jsonb_build_object('link', e.link, 'gtin', e.gtin, 'serial', e.serial, 'batchId', b.id, 'batch', b.number,
                    'state', e.state, 'generation', m.generation) order by m.generation, e.id)
           from made m join epc e on e.id = m.id join batch b on b.id = e.batch_id
           -- Of what an authority's medicine became on other markets it is told nothing.
           where regulated_market() is null or e.id in (select regulated_units((select array_agg(id) from made)))), '[]'::jsonb) end
$$;

grant execute on function ledger_create_packs, ledger_set_state, ledger_set_disposition, ledger_set_remaining,
  ledger_ever_shipped, ledger_made_all, ledger_replace, replacing_packs to packproof_app;
grant execute on function ledger_create_packs, ledger_set_state, ledger_set_disposition, ledger_set_remaining,
  ledger_ever_shipped, ledger_made_all, ledger_replace to packproof_jobs;
