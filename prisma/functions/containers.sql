-- The next number of a company prefix, from 1: for the SSCC of a new container. Given back when the transaction fails.
create or replace function ledger_number_container(p_prefix text) returns bigint language plpgsql security definer set search_path = public as $$
declare v_n bigint;
begin
  if not exists (select from organisation where id = ledger_org() and p_prefix = any(prefixes)) then
    raise exception 'Not this organisation''s company prefix' using errcode = 'insufficient_privilege';
  end if;
  insert into container_number as c (prefix, n) values (p_prefix, 1) on conflict (prefix) do update set n = c.n + 1 returning n into v_n;
  return v_n;
end $$;

create or replace function ledger_create_containers(p_site uuid, p_links text[], p_ssccs text[], p_event uuid)
returns bigint[] language plpgsql security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
declare v_org uuid := ledger_org(); v_ids bigint[];
begin
  if not exists (select from site where id = p_site and org_id = v_org) then
    raise exception 'Not this organisation''s site' using errcode = 'insufficient_privilege';
  end if;
  with given as materialized (
    select epc_id_for(link) as id, link, sscc, ord from unnest(p_links, p_ssccs) with ordinality as g(link, sscc, ord) order by ord),
  made as (
    insert into epc (id, kind, link, sscc, holder_id, site_id, place, state, state_event_id)
    select id, 'sscc', link, sscc, v_org, p_site, 'AT_SITE', 'ACTIVE', p_event from given)
  select array_agg(id order by ord) into v_ids from given;
  return v_ids;
end $$;

create or replace function ledger_create_tote(p_site uuid, p_link text, p_grai text, p_event uuid)
returns bigint language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org(); v_id bigint;
begin
  if not exists (select from site where id = p_site and org_id = v_org) then
    raise exception 'Not this organisation''s site' using errcode = 'insufficient_privilege';
  end if;
  insert into epc (id, kind, link, grai, holder_id, site_id, place, state, state_event_id)
  values (epc_id_for(p_link), 'sscc', p_link, p_grai, v_org, p_site, 'AT_SITE', 'ACTIVE', p_event)
  returning id into v_id;
  return v_id;
end $$;

create or replace function ledger_pack(p_parent bigint, p_children bigint[], p_seq bigint)
returns void language plpgsql security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
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

create or replace function ledger_unpack(p_parent bigint, p_children bigint[], p_seq bigint)
returns void language plpgsql security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
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

create or replace function ledger_move(p_roots bigint[], p_holder uuid, p_site uuid, p_place text)
returns void language plpgsql security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
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

create or replace function ledger_put_away(p_ids bigint[], p_label text) returns void language plpgsql security definer set search_path = public as $$
declare v_n int;
begin
  update epc e set stored_at = p_label, version = version + 1
    where e.id = any(p_ids) and e.parent_id is null and e.holder_id = ledger_org() and e.place = 'AT_SITE'
      and exists (select from site_place p where p.site_id = e.site_id and p.label = p_label);
  get diagnostics v_n = row_count;
  if v_n <> cardinality(p_ids) then
    raise exception 'A unit is not in this organisation''s custody at that place''s site' using errcode = 'insufficient_privilege';
  end if;
end $$;

-- What is where at a site of the asking organisation.
create or replace function units_at_places(p_site uuid) returns jsonb language sql stable security definer set search_path = public as $$
  select coalesce(jsonb_agg(jsonb_build_object('label', p.label, 'kind', p.kind,
      'links', (select coalesce(jsonb_agg(e.link order by e.link), '[]'::jsonb) from epc e
                where e.site_id = p.site_id and e.stored_at = p.label and e.holder_id = current_org() and e.place = 'AT_SITE')) order by p.label), '[]'::jsonb)
  from site_place p join site s on s.id = p.site_id where p.site_id = p_site and s.org_id = current_org()
$$;

grant execute on function ledger_number_container, ledger_create_containers, ledger_create_tote, ledger_pack, ledger_unpack, ledger_move,
  ledger_put_away, units_at_places to packproof_app;
grant execute on function ledger_create_containers, ledger_pack, ledger_unpack, ledger_move to packproof_jobs;
