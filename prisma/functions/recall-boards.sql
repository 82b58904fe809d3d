-- What the board of a recall shows beside its equation: where the packs stand, which way they went, who still tried to
-- supply, which nobody can account for; and to each site what it has of them.

-- Whether the asking organisation sees where every pack of it is: whoever prepared it, its maker, an authority of its markets.
create or replace function sees_recall_board(p_recall uuid) returns boolean language sql stable security definer set search_path = public as $$
  select exists (select from recall r where r.id = p_recall and current_org() is not null
    and (r.org_id = current_org() or (r.state = 'SIGNED' and (r.holder_id = current_org()
         or regulated_market() = any(r.markets)))))
$$;

-- A maker knows its direct customers by name, and those below them as a count.
create or replace function may_name_site(p_site uuid) returns boolean language sql stable security definer set search_path = public as $$
  select exists (select from site where id = p_site and (org_id = current_org() or country = regulated_market()))
      or exists (select from shipment s where s.sender_id = current_org() and s.receiver_site_id = p_site)
$$;

-- A site as the one who asks may know it; null: that it is there, and no more.
create or replace function named_site(p_site uuid) returns jsonb language sql stable security definer set search_path = public as $$
  select jsonb_build_object('id', x.id, 'name', x.name, 'city', x.city, 'organisation', o.name, 'phone', x.phone)
  from site x join organisation o on o.id = x.org_id where x.id = p_site and may_name_site(x.id)
$$;

-- Packs of a recall by site, destination and state. The counters don't know where packs on their own are going: those few
-- are asked for themselves.
create or replace function recall_now(p_recall uuid) returns jsonb language sql stable security definer set search_path = public as $$
  with r as (select * from recall where id = p_recall and sees_recall_board(p_recall)),
  around as (
    select q.root_id, q.site_id, q.state, q.own_disposition, q.place, q.held, q.n
    from r cross join lateral recall_places(r.id) q join batch b on b.id = q.batch_id join product p on p.id = b.product_id
    where q.root_id <> 0 or q.place <> 'IN_TRANSIT' or not p.serialised
    union all
    select e.id, e.site_id, e.state, e.own_disposition, e.place, e.hold_count > 0, 1
    from r join epc e on e.batch_id = any(r.batch_ids) and e.parent_id is null and e.place = 'IN_TRANSIT'
      and (r.range_from is null or (e.id & 281474976710655) between (r.range_from & 281474976710655) and (r.range_to & 281474976710655))
  ),
  placed as (
    select a.site_id, a.state, coalesce(nullif(a.own_disposition, ''), a.place) as disposition, a.held, s.receiver_site_id as to_site, sum(a.n)::int as n
    from around a
    left join lateral (select s.receiver_site_id from shipment_line l join shipment s on s.id = l.shipment_id
      where a.place = 'IN_TRANSIT' and l.epc_id = a.root_id and l.state = 'expected' and s.state in ('OPEN', 'PARTLY_RECEIVED') limit 1) s on true
    group by 1, 2, 3, 4, 5
  )
  select coalesce(jsonb_agg(jsonb_build_object('site', named_site(site_id), 'to', named_site(to_site), 'state', state,
    'disposition', disposition, 'held', held, 'count', n) order by n desc), '[]'::jsonb) from placed
$$;

-- Packs that nobody can account for, with the delivery they were reported missing from; found by the counters, so that a
-- batch of a million is not walked for one of them.
create or replace function recall_unaccounted(p_recall uuid, p_limit int) returns jsonb language sql stable security definer set search_path = public as $$
  with r as (select * from recall where id = p_recall and sees_recall_board(p_recall)),
  counted as (
    select distinct s.batch_id, s.parent_id, r.range_from, r.range_to from r join stock s on s.batch_id = any(r.batch_ids)
    where s.own_disposition = 'UNKNOWN' and s.n > 0 and s.state not in ('VOID', 'STOLEN', 'DESTROYED')
  ),
  lost as (
    select e.*, c.range_from, c.range_to from counted c join epc e on e.parent_id = c.parent_id and e.batch_id = c.batch_id where c.parent_id <> 0
    union all
    select e.*, c.range_from, c.range_to from counted c join epc e on e.batch_id = c.batch_id and e.parent_id is null where c.parent_id = 0
  )
  select coalesce(jsonb_agg(jsonb_build_object('link', l.link, 'serial', l.serial, 'batch', b.number,
    'reported', (select jsonb_build_object('at', (extract(epoch from x.raised_at) * 1000)::bigint, 'from', named_site(s.sender_site_id), 'to', named_site(s.receiver_site_id))
      from shipment_exception x join shipment s on s.id = x.shipment_id where x.kind = 'missing'
        and x.link in (select u.link from epc u where u.id = l.id or u.id = l.parent_id) order by x.raised_at desc limit 1)) order by l.id), '[]'::jsonb)
  from (select * from lost where own_disposition = 'UNKNOWN' and state not in ('VOID', 'STOLEN', 'DESTROYED')
        and (range_from is null or (id & 281474976710655) between (range_from & 281474976710655) and (range_to & 281474976710655))
        order by id limit p_limit) l join batch b on b.id = l.batch_id
$$;

-- Packs that were made of recalled ones.
create or replace function recall_replacements(p_recall uuid, p_limit int) returns jsonb language sql stable security definer set search_path = public as $$
  select coalesce(jsonb_agg(jsonb_build_object('link', link, 'serial', serial, 'batch', number) order by link), '[]'::jsonb)
  from (select e.link, e.serial, b.number from recall_replacing(p_recall) made join epc e on e.id = made join batch b on b.id = e.batch_id
        where sees_recall_board(p_recall) order by e.link limit p_limit) listed
$$;

-- Dispensings of its packs that were refused since it was signed, the latest first.
create or replace function recall_attempts(p_recall uuid, p_limit int) returns jsonb language sql stable security definer set search_path = public as $$
  select coalesce(jsonb_agg(jsonb_build_object('at', (extract(epoch from at) * 1000)::bigint, 'site', named_site(site_id), 'serial', serial) order by at desc), '[]'::jsonb)
  from (select f.at, f.site_id, e.serial from recall r join verification f on f.at >= r.signed_at and f.facts->>'dispense' = 'refused'
        join epc e on e.id = f.epc_id and e.batch_id = any(r.batch_ids)
        where r.id = p_recall and sees_recall_board(p_recall)
          and (r.range_from is null or (e.id & 281474976710655) between (r.range_from & 281474976710655) and (r.range_to & 281474976710655))
        order by f.at desc limit p_limit) tried
$$;

-- From which site to which the packs went: one up, one down. By the deliveries that took a container which ever held
-- some of it (the counters keep those), or a pack of it on its own. What only went through others is left out.
create or replace function recall_ways(p_recall uuid) returns jsonb language sql stable security definer set search_path = public as $$
  with recursive r as (select * from recall where id = p_recall and sees_recall_board(p_recall)),
  around as (
    select distinct s.parent_id as id from r join stock s on s.batch_id = any(r.batch_ids) where s.parent_id <> 0
    union
    select c.parent_id from around a join containment c on c.child_id = a.id
  ),
  taken as (
    select l.shipment_id, l.epc_id, l.pack_count from around a join shipment_line l on l.epc_id = a.id
    union
    select l.shipment_id, l.epc_id, l.pack_count from r join epc e on e.batch_id = any(r.batch_ids) and e.parent_id is null join shipment_line l on l.epc_id = e.id
  )
  select coalesce(jsonb_agg(jsonb_build_object('from', named_site(sender_site_id), 'to', named_site(receiver_site_id), 'deliveries', deliveries, 'packs', packs,
    'first', (extract(epoch from first) * 1000)::bigint, 'last', (extract(epoch from last) * 1000)::bigint) order by last), '[]'::jsonb)
  from (select s.sender_site_id, s.receiver_site_id, count(distinct s.id)::int as deliveries, sum(t.pack_count)::int as packs, min(s.shipped_at) as first, max(s.shipped_at) as last
        from taken t join shipment s on s.id = t.shipment_id and s.state <> 'VOIDED' group by 1, 2) w
  where may_name_site(sender_site_id) or may_name_site(receiver_site_id)
$$;

-- What stands at one's own site of a recall that one was told of: cases that hold nothing else as a whole, other packs
-- one by one; what is held already, last.
create or replace function recall_units_here(p_recall uuid, p_site uuid, p_limit int) returns jsonb language sql stable security definer set search_path = public as $$
  with recursive r as (
    select * from recall where id = p_recall and state = 'SIGNED' and exists (select from site where id = p_site and org_id = current_org())
  ),
  tree as (
    select id, hold_count > 0 as held from epc where kind = 'sscc' and holder_id = current_org() and site_id = p_site and place = 'AT_SITE'
    union all
    select e.id, t.held or e.hold_count > 0 from tree t join epc e on e.parent_id = t.id and e.kind = 'sscc'
  ),
  cases as (
    select t.id, t.held or bool_and(s.held) as held, sum(s.n)::int as n,
           r.range_from is null and not exists (select from stock o where o.parent_id = t.id and o.n > 0 and o.batch_id <> all(r.batch_ids)) as whole
    from tree t cross join r join stock s on s.parent_id = t.id and s.batch_id = any(r.batch_ids) and s.n > 0
      and s.state in ('ACTIVE', 'LOCKED', 'SUPPLIED') and s.own_disposition in ('', 'RETURNED', 'RETRIEVED')
    group by t.id, t.held, r.range_from, r.batch_ids
  ),
  packs as (
    select e.id, e.hold_count > 0 as held from r join epc e on e.batch_id = any(r.batch_ids) and e.parent_id is null
      and e.holder_id = current_org() and e.site_id = p_site and e.place = 'AT_SITE'
    union all
    select e.id, c.held or e.hold_count > 0 from cases c join epc e on e.parent_id = c.id and not c.whole join r on e.batch_id = any(r.batch_ids)
  ),
  units as (
    select id, held, n from cases where whole
    union all
    select p.id, p.held, 1 from packs p join epc e on e.id = p.id cross join r
    where e.state in ('ACTIVE', 'LOCKED', 'SUPPLIED') and coalesce(e.own_disposition, '') in ('', 'RETURNED', 'RETRIEVED')
      and (r.range_from is null or (e.id & 281474976710655) between (r.range_from & 281474976710655) and (r.range_to & 281474976710655))
  )
  select jsonb_build_object('packs', coalesce(sum(n), 0)::int, 'held', coalesce(sum(n) filter (where held), 0)::int,
    'units', (select coalesce(jsonb_agg(jsonb_build_object('link', e.link, 'serial', e.serial, 'sscc', e.sscc, 'packs', u.n, 'held', u.held) order by u.held, u.n desc, e.link), '[]'::jsonb)
              from (select * from units order by held, n desc, id limit p_limit) u join epc e on e.id = u.id)) from units
$$;

grant execute on function recall_now, recall_unaccounted, recall_replacements, recall_attempts, recall_ways, recall_units_here to packproof_app;
