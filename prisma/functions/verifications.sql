-- Where else a pack was last in somebody's hand before it is in hand at a site; no row: nowhere, or nowhere that proves
-- anything. `custody`: the site where the ledger has it standing (null: on its way). What the chain of custody explains
-- is no contradiction: once the pack stands here, neither are looks of whoever had it standing there nor what became of
-- it before. Locks, reports and holds are said at a desk; lists of files and programs name packs that nobody has in hand
-- (isInHand); and after a day a pack can be anywhere (SIGHTING_LASTS). A plain query, so that it becomes a part of
-- whichever asks it.
create or replace function seen_elsewhere(p_epc bigint, p_event_site uuid, p_event_time timestamptz, p_event_step text, p_custody uuid, p_site uuid, p_at timestamptz)
returns table (org_id uuid, site_id uuid, journey jsonb) language sql stable as $$
  select there.org_id, there.id, jsonb_build_object(
    'from', jsonb_build_object('latitude', there.latitude, 'longitude', there.longitude, 'at', (extract(epoch from seen.at) * 1000)::float8),
    'to', jsonb_build_object('latitude', here.latitude, 'longitude', here.longitude, 'at', (extract(epoch from p_at) * 1000)::float8))
  from (
    (select l.site_id, l.at from verification l
     where l.epc_id = p_epc and l.at > p_at - interval '1 day' and l.site_id <> p_site and l.entry_mode not in ('file', 'api')
       and (p_custody is distinct from p_site or l.facts->>'siteId' is distinct from l.site_id::text)
     order by l.at desc limit 1)
    union all
    select p_event_site, p_event_time
    where p_event_site <> p_site and p_custody is distinct from p_site
      and p_event_time > p_at - interval '1 day' and p_event_step not in ('holding', 'inspecting')
  ) seen
  join site there on there.id = seen.site_id and there.latitude is not null
  join site here on here.id = p_site and here.latitude is not null
  order by seen.at desc limit 1
$$;

-- Verifies packs, each for the site that asks: finds it, walks to its root, says what decides about it there, and
-- records the look. One statement for whatever waits at the moment, of whichever organisations: a scan at a counter is
-- a list of one. Recalls and withdrawals are those of the site's own market, whatever the caller believes. A look is
-- never a leaf of the log. The answers stand in no order: `ord` is a pack's place in the question, from 1.
create or replace function verify_packs(p_orgs uuid[], p_sites uuid[], p_persons uuid[], p_gtins text[], p_serials text[], p_entries text[], p_ats timestamptz[])
returns table (ord int, product jsonb, repeats int, id text, link text, state text, own text, remaining int, replaced boolean, replaces boolean,
               parent text, parent_link text, root text, root_link text, depth int, holder uuid, site uuid, place text, tracks_from float8,
               batch jsonb, holds jsonb, event uuid, event_org uuid, event_site uuid, event_time float8, record_time float8, journey jsonb)
language plpgsql volatile security definer set search_path = public set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  if exists (select from unnest(p_sites, p_orgs) asked(site, org)
             where not exists (select from site s where s.id = asked.site and s.org_id = asked.org)) then
    raise exception 'Not this organisation''s site' using errcode = 'insufficient_privilege';
  end if;
  return query
  with recursive asked as materialized (
    select a.ord::int as ord, a.org, a.site, a.person, a.gtin, a.serial, a.entry, a.at, s.country
    from unnest(p_orgs, p_sites, p_persons, p_gtins, p_serials, p_entries, p_ats) with ordinality a(org, site, person, gtin, serial, entry, at, ord)
    join site s on s.id = a.site
  ),
  -- Said once, however many packs of it are asked about.
  products as materialized (
    select k.gtin, k.country, p.serialised, p.unserialised_markets && array[k.country] as unserialised_here, product_json(p, array[k.country]) as said
    from (select distinct gtin, country from asked) k join product p on p.gtin = k.gtin
  ),
  found as materialized (
    select a.*, e.id, e.link, e.state, e.own_disposition, e.remaining, e.batch_id, e.state_event_id,
           e.parent_id, e.hold_count > 0 as held, e.holder_id, e.site_id, e.place
    from asked a left join epc e on e.gtin = a.gtin and e.serial = a.serial
  ),
  -- The way up from each container that something lies in directly, once for all that lie in it.
  climb as (
    select e.id as start, e.link as above, 1 as depth, e.hold_count > 0 as held, e.id, e.link, e.parent_id, e.holder_id, e.site_id, e.place
    from (select distinct parent_id from found) f join epc e on e.id = f.parent_id
    union all
    select c.start, c.above, c.depth + 1, c.held or e.hold_count > 0, e.id, e.link, e.parent_id, e.holder_id, e.site_id, e.place
    from climb c join epc e on e.id = c.parent_id
  ),
  rooted as materialized (
    select f.ord, f.org, f.site, f.person, f.gtin, f.serial, f.entry, f.at, f.country,
           f.id as pack, f.link as pack_link, f.state, f.own_disposition, f.remaining, f.batch_id, f.state_event_id, f.parent_id as parent,
           c.above, coalesce(c.depth, 0) as depth, f.held or coalesce(c.held, false) as held, coalesce(c.id, f.id) as id, coalesce(c.link, f.link) as link,
           coalesce(c.holder_id, f.holder_id) as holder_id, case when c.id is null then f.site_id else c.site_id end as site_id, coalesce(c.place, f.place) as place
    from found f left join climb c on c.start = f.parent_id and c.parent_id is null
  ),
  batches as materialized (
    select k.batch_id, k.country, b.hold_count > 0 as held, batch_json(b, array[k.country]) as said
    from (select distinct batch_id, country from rooted) k join batch b on b.id = k.batch_id
  ),
  -- At the root, or not registered at all.
  looked as materialized (
    select c.*, case when p.gtin is not null then p.said || jsonb_build_object('serialised',
             -- Where packs need no serial number, one that has a registered one is judged by it all the same.
             p.serialised and (c.pack is not null or not p.unserialised_here)) end as of_product,
           b.said as of_batch,
           case when c.held or b.held then holds_json(c.pack) else '[]'::jsonb end as holds,
           ev.id as event_id, ev.capturer_id, ev.site_id as event_site, ev.event_time, ev.record_time, st.custody_from,
           case when c.state = 'SUPPLIED' and ev.site_id = c.site then (select count(*)::int from verification l
             where l.epc_id = c.pack and l.site_id = c.site and l.at > ev.record_time) else 0 end as again,
           seen.journey
    from rooted c
    left join products p on p.gtin = c.gtin and p.country = c.country
    left join batches b on b.batch_id = c.batch_id and b.country = c.country
    left join event ev on ev.id = c.state_event_id
    left join site st on st.id = c.site_id
    left join lateral seen_elsewhere(c.pack, ev.site_id, ev.event_time, ev.biz_step, case when c.place = 'AT_SITE' then c.site_id end, c.site,
      case when c.entry not in ('file', 'api') then c.at end) seen on true
  ),
  recorded as (
    insert into verification (org_id, site_id, person_id, epc_id, gtin, serial, entry_mode, facts, at)
    select l.org, l.site, l.person, l.pack, l.gtin, l.serial, l.entry,
           jsonb_build_object('state', l.state, 'ownDisposition', l.own_disposition,
             'holds', case when l.id is not null then l.holds end, 'batch', l.of_batch, 'productState', l.of_product->'state',
             'holderId', l.holder_id, 'siteId', l.site_id, 'repeats', l.again, 'journey', l.journey), l.at
    from looked l
  )
  select l.ord, l.of_product, l.again, l.pack::text, l.pack_link, l.state, l.own_disposition, l.remaining,
    exists (select from genealogy g where g.epc_id = l.pack and g.side = 'old'),
    exists (select from genealogy g where g.epc_id = l.pack and g.side = 'new'),
    l.parent::text, l.above, l.id::text, l.link, l.depth, l.holder_id, l.site_id, l.place,
    (extract(epoch from l.custody_from) * 1000)::float8, l.of_batch, l.holds, l.event_id, l.capturer_id, l.event_site,
    (extract(epoch from l.event_time) * 1000)::float8, (extract(epoch from l.record_time) * 1000)::float8, l.journey
  from looked l;
end $$;

-- Triage: which of these serials are registered, by their places from 1. Asked for packs that are not, a few forms each
-- that a scanner may have garbled; the caller answers with the fault, never with the serial.
create or replace function registered_serials(p_gtins text[], p_serials text[]) returns jsonb language sql stable security definer set search_path = public as $$
  select coalesce(jsonb_agg(u.ord), '[]'::jsonb) from unnest(p_gtins, p_serials) with ordinality u(gtin, serial, ord)
  join epc e on e.gtin = u.gtin and e.serial = u.serial
$$;

-- Looks at a pack by this site after an instant: how often it was scanned again since it was supplied.
create or replace function ledger_looks(p_epc bigint, p_site uuid, p_since timestamptz) returns int language sql stable security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
  select count(*)::int from verification where epc_id = p_epc and site_id = p_site and org_id = ledger_org() and at > p_since
$$;

-- The journeys of packs that are in hand at this site now, by their ids.
create or replace function ledger_journeys(p_epcs bigint[], p_site uuid, p_at timestamptz) returns jsonb language plpgsql stable security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
declare v jsonb;
begin
  if not exists (select from site where id = p_site and org_id = ledger_org()) then
    raise exception 'Not this organisation''s site' using errcode = 'insufficient_privilege';
  end if;
  select coalesce(jsonb_object_agg(e.id::text, seen.journey), '{}'::jsonb) into v
  from epc e join epc root on root.id = ledger_root_of(e.id) left join event ev on ev.id = e.state_event_id
  cross join lateral seen_elsewhere(e.id, ev.site_id, ev.event_time, ev.biz_step, case when root.place = 'AT_SITE' then root.site_id end, p_site, p_at) seen
  where e.id = any(p_epcs);
  return v;
end $$;

-- A refused repeat is a look, too, although nobody asked for a verdict.
create or replace function ledger_look(p_epc bigint, p_site uuid, p_person uuid, p_entry text, p_at timestamptz)
returns void language plpgsql security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
begin
  if not exists (select from site where id = p_site and org_id = ledger_org()) then
    raise exception 'Not this organisation''s site' using errcode = 'insufficient_privilege';
  end if;
  insert into verification (org_id, site_id, person_id, epc_id, gtin, serial, entry_mode, facts, at)
  select ledger_org(), p_site, p_person, id, gtin, serial, p_entry, jsonb_build_object('state', state, 'dispense', 'refused', 'siteId', (select site_id from epc root where root.id = ledger_root_of(epc.id))), p_at
  from epc where id = p_epc;
end $$;

-- Of a suspected clone whoever else had it in hand is told, too, in the same words: either may have the copy.
create or replace function ledger_raise_alerts(p_ids uuid[], p_site uuid, p_gtins text[], p_serials text[], p_causes text[], p_person uuid, p_at timestamptz)
returns jsonb language plpgsql security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
declare v jsonb;
begin
  with asked as (
    select * from unnest(p_ids, p_gtins, p_serials, p_causes) with ordinality as u(id, gtin, serial, cause, ord)
  ),
  concerned as (
    select a.id, ledger_org() as org, p_site as site, p_person as person, a.gtin, a.serial, a.cause from asked a
    union all
    select gen_random_uuid(), seen.org_id, seen.site_id, null, a.gtin, a.serial, a.cause
    from asked a join epc e on e.gtin = a.gtin and e.serial = a.serial join epc root on root.id = ledger_root_of(e.id)
    left join event ev on ev.id = e.state_event_id
    cross join lateral seen_elsewhere(e.id, ev.site_id, ev.event_time, ev.biz_step, case when root.place = 'AT_SITE' then root.site_id end, p_site, p_at) seen
    where a.cause = 'CLONE_SUSPECTED' and seen.org_id <> ledger_org()
  ),
  raised as (
    insert into alert (id, org_id, site_id, holder_id, gtin, serial, cause, state, raised_at, raised_by_id, last_at)
    select c.id, c.org, c.site, p.holder_id, c.gtin, c.serial, c.cause, 'NEW', p_at, c.person, p_at
    from concerned c left join product p on p.gtin = c.gtin
    -- One order for every writer, or two of them deadlock on these rows.
    order by c.gtin, c.serial, c.cause, c.org
    on conflict (org_id, gtin, serial, cause) do update set count = alert.count + 1, last_at = excluded.last_at
    returning id, org_id, gtin, serial, cause
  )
  select jsonb_agg(r.id order by a.ord) into v
  from asked a join raised r on r.gtin = a.gtin and r.serial = a.serial and r.cause = a.cause and r.org_id = ledger_org();
  return v;
end $$;

grant execute on function verify_packs, registered_serials, ledger_looks, ledger_journeys, ledger_look, ledger_raise_alerts to packproof_app;
grant execute on function ledger_looks, ledger_journeys, ledger_look, ledger_raise_alerts to packproof_jobs;
