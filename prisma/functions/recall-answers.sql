-- Where the packs of a recall are: from the running counters for whole batches, pack by pack for a range. Guarded by
-- those who call it.
create or replace function recall_places(p_recall uuid)
returns table (batch_id uuid, root_id bigint, holder_id uuid, site_id uuid, place text, state text, own_disposition text, held boolean, n int)
language sql stable security definer set search_path = public as $$
  with recursive direct as (
    select s.batch_id, s.parent_id as at, s.holder_id, s.site_id, s.place, s.state, s.own_disposition, s.held, s.n
    from recall r join stock s on s.batch_id = any(r.batch_ids) where r.id = p_recall and r.range_from is null and s.n > 0
    union all
    select e.batch_id, coalesce(e.parent_id, 0), e.holder_id, e.site_id, e.place, e.state, coalesce(e.own_disposition, ''), e.hold_count > 0, 1
    from recall r join epc e on e.batch_id = r.batch_ids[1]
      and (e.id & 281474976710655) between (r.range_from & 281474976710655) and (r.range_to & 281474976710655)
    where r.id = p_recall and r.range_from is not null
    union all
    select q.batch_id, 0, q.holder_id, q.site_id, q.place, q.state, q.own_disposition, q.held, q.n
    from recall r cross join lateral quantity_places(r.batch_ids) q where r.id = p_recall and r.range_from is null
  ),
  starts as (select distinct at from direct where at <> 0),
  climb as (
    select s.at as start, e.id, e.parent_id, e.hold_count > 0 as held from starts s join epc e on e.id = s.at
    union all
    select c.start, e.id, e.parent_id, c.held or e.hold_count > 0 from climb c join epc e on e.id = c.parent_id
  ),
  roots as (select c.start, e.id, e.holder_id, e.site_id, e.place, c.held from climb c join epc e on e.id = c.id where c.parent_id is null)
  select d.batch_id, coalesce(r.id, 0), coalesce(r.holder_id, d.holder_id), coalesce(r.site_id, d.site_id), coalesce(r.place, d.place),
         d.state, d.own_disposition, d.held or coalesce(r.held, false), d.n
  from direct d left join roots r on r.start = d.at
$$;

-- Sites that a recall is about, with what stands there: of a recall by serial numbers, packs of the batch beside the range that travel on their own are none of it.
create or replace function ledger_recall_sites(p_recall uuid) returns jsonb language sql stable security definer set search_path = public as $$
  with r as (select * from recall where id = p_recall and org_id = current_org()),
  made as (select ledger_roots_of(array(select e.id from r cross join lateral recall_replacing(r.id) x join epc e on e.id = x
           where e.state <> 'VOID')) as root),
  there as (
    select p.site_id from r, recall_places(r.id) p where p.state <> 'VOID'
    union
    select s.receiver_site_id from r, recall_places(r.id) p
    join shipment_line l on l.epc_id = p.root_id join shipment s on s.id = l.shipment_id
    where p.place = 'IN_TRANSIT' and s.state in ('OPEN', 'PARTLY_RECEIVED') and l.state = 'expected'
    -- Packs that travel on their own have no container to be found by.
    union
    select s.receiver_site_id from r join epc e on e.batch_id = any(r.batch_ids) and e.parent_id is null and e.place = 'IN_TRANSIT'
      and (r.range_from is null or (e.id & 281474976710655) between (r.range_from & 281474976710655) and (r.range_to & 281474976710655))
    join shipment_line l on l.epc_id = e.id and l.state = 'expected' join shipment s on s.id = l.shipment_id and s.state in ('OPEN', 'PARTLY_RECEIVED')
    union
    select quantity_destinations(r.batch_ids) from r where r.range_from is null
    union
    select e.site_id from made join epc e on e.id = made.root
    union
    select s.receiver_site_id from made join epc e on e.id = made.root and e.place = 'IN_TRANSIT'
    join shipment_line l on l.epc_id = e.id and l.state = 'expected' join shipment s on s.id = l.shipment_id and s.state in ('OPEN', 'PARTLY_RECEIVED')
  )
  select coalesce(jsonb_agg(jsonb_build_object('siteId', x.id, 'orgId', x.org_id, 'country', x.country) order by x.id), '[]'::jsonb)
  from site x, r where x.id in (select site_id from there) and x.country = any(r.markets)
$$;

create or replace function ledger_notify_recall(p_recall uuid, p_sites uuid[], p_due timestamptz[], p_at timestamptz) returns void language plpgsql security definer set search_path = public as $$
begin
  if not exists (select from recall where id = p_recall and org_id = ledger_org() and state = 'SIGNED') then
    raise exception 'Not a signed recall of this organisation' using errcode = 'insufficient_privilege';
  end if;
  insert into recall_response (recall_id, site_id, org_id, step, at, due_at)
  select p_recall, x.id, x.org_id, 'notified', p_at, u.due from unnest(p_sites, p_due) as u(site, due) join site x on x.id = u.site;
end $$;

-- The site of whoever has the goods, or to which it ships them.
create or replace function ledger_notify_site(p_recall uuid, p_site uuid, p_due timestamptz, p_at timestamptz) returns void language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org();
begin
  if not exists (select from recall where id = p_recall and state = 'SIGNED')
     or not exists (select from site x where x.id = p_site and (x.org_id = v_org
          or exists (select from shipment s where s.sender_id = v_org and s.receiver_site_id = p_site and s.state = 'OPEN'))) then
    raise exception 'Not this organisation''s site, nor one it ships to' using errcode = 'insufficient_privilege';
  end if;
  insert into recall_response (recall_id, site_id, org_id, step, at, due_at)
  select p_recall, x.id, x.org_id, 'notified', p_at, p_due from site x where x.id = p_site
  on conflict do nothing;
end $$;

-- Recalls of what is in these units, on the market of that site, of which nobody there has been told yet.
create or replace function ledger_recalls_inside(p_roots bigint[], p_batches uuid[], p_site uuid) returns jsonb language sql stable security definer set search_path = public as $$
  with recursive tree as (
    select id, kind from epc where id = any(p_roots) and ledger_may_touch(ledger_root_of(id))
    union all
    select e.id, e.kind from tree t join epc e on e.parent_id = t.id and e.kind = 'sscc'
  ),
  batches as (
    select s.batch_id from tree t join stock s on s.parent_id = t.id and s.n > 0
    union select e.batch_id from tree t join epc e on e.id = t.id and e.kind = 'sgtin'
    union select q.batch_id from quantity_stock q join site s on s.id = q.site_id and s.org_id = ledger_org() where q.batch_id = any(p_batches)
    union select q.batch_id from shipment_quantity q join shipment s on s.id = q.shipment_id and s.receiver_id = ledger_org() where q.batch_id = any(p_batches)
  ),
  held as (
    select e.id from (select distinct t.id from tree t join stock s on s.parent_id = t.id and s.held and s.n > 0) t
    join epc e on e.parent_id = t.id and e.hold_count > 0
    union select t.id from tree t where t.kind = 'sgtin'
  ),
  found as (
    select r.id from recall r where r.state = 'SIGNED' and r.range_from is null and r.batch_ids && (select array_agg(batch_id) from batches)
    union
    select h.recall_id from held join hold h on h.epc_id = held.id and h.kind = 'RECALL' and h.released_at is null
  )
  select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'class', r.class) order by r.signed_at, r.id), '[]'::jsonb)
  from found f join recall r on r.id = f.id and r.state = 'SIGNED' join site x on x.id = p_site and x.country = any(r.markets)
  where ledger_org() is not null
    and not exists (select from recall_response n where n.recall_id = r.id and n.site_id = p_site and n.step = 'notified')
$$;

create or replace function ledger_recall_answers(p_recall uuid, p_site uuid) returns jsonb language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org();
begin
  -- One answer of a site at a time.
  perform 1 from recall_response where recall_id = p_recall and site_id = p_site and org_id = v_org and step = 'notified' for update;
  return (select jsonb_agg(jsonb_build_object('step', step, 'impact', impact, 'quantity', quantity)
            order by array_position(array['notified', 'opened', 'acknowledged', 'completed'], step))
          from recall_response where recall_id = p_recall and site_id = p_site and org_id = v_org);
end $$;

create or replace function ledger_answer_recall(p_recall uuid, p_site uuid, p_steps jsonb, p_person uuid, p_at timestamptz)
returns void language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org();
begin
  if not exists (select from recall_response r where r.recall_id = p_recall and r.site_id = p_site and r.org_id = v_org and r.step = 'notified') then
    raise exception 'Not this organisation''s recall to answer' using errcode = 'insufficient_privilege';
  end if;
  insert into recall_response (recall_id, site_id, org_id, step, at, person_id, impact, quantity)
  select p_recall, p_site, v_org, s->>'step', p_at, p_person, s->>'impact', (s->>'quantity')::int from jsonb_array_elements(p_steps) s;
end $$;

-- One recall as those read it whom it concerns. Its organisation, its holder and authorities of its markets get the board;
-- a maker sees its direct customers by name and the others as a count. Whoever was notified gets what is recalled and
-- its own answers, and no figure of anybody else.
create or replace function recall_board(p_recall uuid) returns jsonb language plpgsql stable security definer set search_path = public as $$
declare v_org uuid := current_org(); v recall%rowtype; v_board boolean;
begin
  select * into v from recall r where r.id = p_recall and v_org is not null
    and (sees_recall_board(r.id) or (r.state = 'SIGNED' and exists (select from recall_response a where a.recall_id = r.id and a.org_id = v_org)));
  if v.id is null then return null; end if;
  v_board := sees_recall_board(v.id);
  return jsonb_build_object('id', v.id, 'state', v.state, 'markets', v.markets,
    'organisation', (select name from organisation where id = v.org_id), 'maker', (select name from organisation where id = v.holder_id),
    -- Names of people stay inside their organisation.
    'preparedBy', case when v.org_id = v_org then v.prepared_by_id end, 'signedBy', case when v.org_id = v_org then v.signed_by_id end,
    'serials', case when v.range_from is not null then jsonb_build_object('from', (select serial from epc where id = v.range_from),
       'to', (select serial from epc where id = v.range_to)) end,
    'recall', jsonb_build_object('class', v.class, 'depth', v.depth, 'publicText', v.public_text), 'reason', v.reason,
    'preparedAt', (extract(epoch from v.prepared_at) * 1000)::bigint, 'signedAt', (extract(epoch from v.signed_at) * 1000)::bigint,
    'batches', (
      with p as materialized (
        select q.batch_id, q.state, coalesce(nullif(q.own_disposition, ''), q.place) as disposition, q.held, sum(q.n)::int as n
        from recall_places(v.id) q where v_board group by 1, 2, 3, 4)
      select jsonb_agg(jsonb_build_object('id', b.id, 'number', b.number, 'gtin', m.gtin, 'product', m.name || ' ' || m.strength, 'serialised', m.serialised,
          -- Counted from the packs themselves, so that it can disagree with the counters.
          'commissioned', (select case when v_board then count(*)::int + quantity_counted(b.id) end from epc e where e.batch_id = b.id and e.state <> 'ALLOCATED'
             and (v.range_from is null or (e.id & 281474976710655) between (v.range_from & 281474976710655) and (v.range_to & 281474976710655))),
          'rows', (select case when v_board then coalesce(jsonb_agg(jsonb_build_object('state', p.state, 'disposition', p.disposition, 'held', p.held, 'count', p.n)
             order by p.state, p.disposition, p.held), '[]'::jsonb) end from p where p.batch_id = b.id)) order by b.number)
      from batch b join product m on m.id = b.product_id where b.id = any(v.batch_ids)),
    'responses', (
      select coalesce(jsonb_agg(jsonb_build_object('siteId', case when t.named then x.id end, 'site', case when t.named then x.name || ', ' || x.city end,
          'organisation', case when t.named then o.name end, 'mine', x.org_id = v_org,
          'due', (extract(epoch from first.due_at) * 1000)::bigint,
          'steps', (select jsonb_agg(jsonb_build_object('step', a.step, 'at', (extract(epoch from a.at) * 1000)::bigint,
             'impact', a.impact, 'quantity', a.quantity)
             order by array_position(array['notified', 'opened', 'acknowledged', 'completed'], a.step))
             from recall_response a where a.recall_id = v.id and a.site_id = x.id)) order by x.gln), '[]'::jsonb)
      from recall_response first join site x on x.id = first.site_id join organisation o on o.id = x.org_id
      cross join lateral (select may_name_site(x.id) as named) t
      where first.recall_id = v.id and first.step = 'notified' and (v_board or x.org_id = v_org)),
    'firstStop', (select (extract(epoch from min(f.at)) * 1000)::bigint from verification f join epc e on e.id = f.epc_id
      join site x on x.id = f.site_id and x.country = any(v.markets)
      where v_board and f.at >= v.signed_at and e.batch_id = any(v.batch_ids)
        and (v.range_from is null or (e.id & 281474976710655) between (v.range_from & 281474976710655) and (v.range_to & 281474976710655))),
    'attempts', (select case when v_board then count(*)::int end from verification f join epc e on e.id = f.epc_id
      where f.facts->>'dispense' = 'refused' and f.at >= v.signed_at and e.batch_id = any(v.batch_ids)
        and (v.range_from is null or (e.id & 281474976710655) between (v.range_from & 281474976710655) and (v.range_to & 281474976710655))));
end $$;

-- Every recall that concerns the asking organisation, the latest first: its own drafts, what it must answer, what it may see.
create or replace function my_recalls(p_limit int) returns jsonb language sql stable security definer set search_path = public as $$
  select coalesce(jsonb_agg(line order by at desc), '[]'::jsonb) from (
    select coalesce(r.signed_at, r.prepared_at) as at, jsonb_build_object('id', r.id, 'state', r.state, 'markets', r.markets,
      'class', r.class, 'depth', r.depth, 'mine', r.org_id = current_org(), 'batchIds', r.batch_ids,
      'preparedBy', case when r.org_id = current_org() then r.prepared_by_id end,
      'at', (extract(epoch from coalesce(r.signed_at, r.prepared_at)) * 1000)::bigint,
      'batches', (select jsonb_agg(p.name || ' ' || p.strength || ', batch ' || b.number order by b.number)
                  from batch b join product p on p.id = b.product_id where b.id = any(r.batch_ids)),
      'open', (select coalesce(jsonb_agg(n.site_id order by n.site_id), '[]'::jsonb) from recall_response n
               where n.recall_id = r.id and n.org_id = current_org() and n.step = 'notified'
               and not exists (select from recall_response a where a.recall_id = n.recall_id and a.site_id = n.site_id and a.step = 'acknowledged')),
      'unanswered', case when sees_recall_board(r.id) then (select count(*)::int from recall_response n where n.recall_id = r.id and n.step = 'notified'
               and not exists (select from recall_response a where a.recall_id = n.recall_id and a.site_id = n.site_id and a.step = 'acknowledged')) end) as line
    from recall r where sees_recall_board(r.id) or (r.state = 'SIGNED'
      and exists (select from recall_response a where a.recall_id = r.id and a.org_id = current_org()))
    order by 1 desc limit p_limit) listed
$$;

grant execute on function ledger_recall_sites, ledger_notify_recall, ledger_notify_site, ledger_recalls_inside,
  ledger_recall_answers, ledger_answer_recall, recall_board, my_recalls to packproof_app;
grant execute on function ledger_notify_site, ledger_recalls_inside to packproof_jobs;
