-- Deliveries, whole: what for, in parts, what was wrong with them and what both sides agreed on.

alter table shipment add column buyer_id uuid,
  add constraint shipment_purpose check (purpose in ('sale', 'transfer', 'return', 'recall-return', 'destruction', 'sample', 'drop-ship')),
  add constraint shipment_buyer check ((purpose = 'drop-ship') = (buyer_id is not null));

-- As in migration 6, and which packs a recall asks for one by one. The others are counted without looking at a pack.
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

create or replace function ledger_open_shipment(p_shipment jsonb, p_lines bigint[], p_counts int[])
returns void language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org();
begin
  perform ledger_guard_units(p_lines);
  if not exists (select from site where id = (p_shipment->>'senderSiteId')::uuid and org_id = v_org)
     or not exists (select from site where id = (p_shipment->>'receiverSiteId')::uuid and org_id = (p_shipment->>'receiverId')::uuid) then
    raise exception 'A delivery goes from a site of the organisation that acts to a site of its receiver' using errcode = 'insufficient_privilege';
  end if;
  insert into shipment (id, despatch_advice, order_number, purpose, buyer_id, sender_id, sender_site_id, receiver_id, receiver_site_id, state,
                        pack_count, shipped_at, ship_event_id)
  values ((p_shipment->>'id')::uuid, p_shipment->>'despatchAdvice', p_shipment->>'orderNumber', p_shipment->>'purpose',
          (p_shipment->>'buyerId')::uuid, v_org,
          (p_shipment->>'senderSiteId')::uuid, (p_shipment->>'receiverId')::uuid, (p_shipment->>'receiverSiteId')::uuid, 'OPEN',
          (p_shipment->>'packCount')::int, (p_shipment->>'shippedAt')::timestamptz, (p_shipment->>'shipEventId')::uuid);
  insert into shipment_line (shipment_id, epc_id, pack_count, state)
  select (p_shipment->>'id')::uuid, u.epc, u.n, 'expected' from unnest(p_lines, p_counts) as u(epc, n);
end $$;

create or replace function delivery(p_shipment uuid) returns jsonb language sql stable security definer set search_path = public as $$
  select jsonb_build_object('id', s.id, 'despatchAdvice', s.despatch_advice, 'orderNumber', s.order_number, 'purpose', s.purpose,
    'buyerId', s.buyer_id, 'senderId', s.sender_id, 'senderSiteId', s.sender_site_id,
    -- In whose name it left: the owner a receipt names.
    'ownerId', (select e.acting_for_id from event e where e.id = s.ship_event_id), 'receiverId', s.receiver_id, 'receiverSiteId', s.receiver_site_id,
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
