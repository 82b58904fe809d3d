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

-- The delivery under lock with its lines, for either side.
create or replace function ledger_lock_shipment(p_shipment uuid) returns jsonb language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org();
begin
  perform 1 from shipment where id = p_shipment and v_org in (sender_id, receiver_id) for update;
  return delivery(p_shipment);
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

-- The open delivery that brings each of these units to the asking organisation, as soon as its sender's data are here.
create or replace function deliveries_of(p_links text[]) returns jsonb language sql stable security definer set search_path = public as $$
  with recursive climb as (
    select link, id, parent_id from epc where link = any(p_links)
    union all
    select c.link, e.id, e.parent_id from climb c join epc e on e.id = c.parent_id
  )
  select coalesce(jsonb_object_agg(c.link, s.id), '{}'::jsonb)
  from climb c join shipment_line l on l.epc_id = c.id and l.state = 'expected'
  join shipment s on s.id = l.shipment_id and s.state in ('OPEN', 'PARTLY_RECEIVED') and s.receiver_id = current_org()
$$;

-- Units that others wait for and say came from the asking organisation, as long as it has not shipped them there.
create or replace function said_to_be_sent() returns jsonb language sql stable security definer set search_path = public as $$
  select coalesce(jsonb_agg(jsonb_build_object('link', w.link, 'receiverId', w.org_id, 'since', (extract(epoch from w.since) * 1000)::float8)
    order by w.since, w.link, w.org_id), '[]'::jsonb)
  from waiting_unit w where w.sender_id = current_org() and w.closed_at is null
    and not exists (select from lines_under_way(array[w.link]) l where l.sender_id = w.sender_id and l.receiver_id = w.org_id)
$$;

-- The packs that a delivery still has under way: all of them for its two sides, its own for the maker of a
-- batch, those on its market for an authority. Null: no such delivery for this organisation.
create or replace function ledger_packs_under_way(p_shipment uuid) returns jsonb language sql stable security definer set search_path = public as $$
  with recursive whole as (
    select s.id, ledger_org() in (s.sender_id, s.receiver_id) as all_of_it
    from shipment s where s.id = p_shipment and s.state in ('OPEN', 'PARTLY_RECEIVED')
  ),
  tree as (
    select e.id, e.kind from whole w join shipment_line l on l.shipment_id = w.id and l.state <> 'received' join epc e on e.id = l.epc_id
    union all
    select e.id, e.kind from tree t join epc e on e.parent_id = t.id
  )
  select jsonb_agg(e.link order by e.id)
  from tree t join epc e on e.id = t.id and e.kind = 'sgtin' join batch b on b.id = e.batch_id cross join whole w
  where w.all_of_it or b.holder_id = ledger_org() or e.id in (select regulated_units((select array_agg(id) from tree)))
$$;

-- A delivery received in parts stays open with what is still expected.
create or replace function ledger_settle_shipment(p_shipment uuid, p_state text, p_received bigint[], p_missing bigint[], p_at timestamptz, p_event uuid)
returns void language plpgsql security definer set search_path = public as $$
begin
  update shipment set state = p_state, received_at = case when p_state = 'VOIDED' then received_at else p_at end,
                      receive_event_id = case when p_state = 'VOIDED' then receive_event_id else coalesce(p_event, receive_event_id) end
    where id = p_shipment and ((p_state = 'VOIDED' and sender_id = ledger_org() and state = 'OPEN')
                            or (p_state <> 'VOIDED' and receiver_id = ledger_org() and state in ('OPEN', 'PARTLY_RECEIVED')));
  if not found then raise exception 'Not an open delivery of this organisation' using errcode = 'insufficient_privilege'; end if;
  update shipment_line set state = 'received' where shipment_id = p_shipment and epc_id = any(p_received);
  update shipment_line set state = 'missing' where shipment_id = p_shipment and epc_id = any(p_missing);
end $$;

-- Units that were taken out of what this delivery brings, and come later on their own.
create or replace function ledger_expect_apart(p_shipment uuid, p_lines bigint[], p_counts int[]) returns void language plpgsql security definer set search_path = public as $$
begin
  if not exists (select from shipment where id = p_shipment and receiver_id = ledger_org() and state in ('OPEN', 'PARTLY_RECEIVED'))
     or exists (
       with recursive brought as (
         select l.epc_id as id from shipment_line l where l.shipment_id = p_shipment and l.state = 'expected'
         union all select e.id from brought b join epc e on e.parent_id = b.id and e.kind = 'sscc')
       select from unnest(p_lines) u where not exists (
         select from containment c join epc e on e.id = c.child_id
         where c.child_id = u and c.to_seq is not null and c.parent_id in (select id from brought)
           and e.parent_id is null and e.place = 'IN_TRANSIT'
           -- The last container it was in.
           and not exists (select from containment later where later.child_id = u and later.from_seq > c.from_seq))) then
    raise exception 'Not an open delivery of this organisation with these units' using errcode = 'insufficient_privilege';
  end if;
  insert into shipment_line (shipment_id, epc_id, pack_count, state)
  select p_shipment, u.epc, u.n, 'expected' from unnest(p_lines, p_counts) as u(epc, n);
end $$;

grant execute on function ledger_open_shipment, ledger_lock_shipment, delivery, deliveries_of, said_to_be_sent, ledger_packs_under_way,
  ledger_settle_shipment, ledger_expect_apart to packproof_app;
grant execute on function ledger_open_shipment, ledger_lock_shipment, deliveries_of, ledger_packs_under_way,
  ledger_settle_shipment, ledger_expect_apart to packproof_jobs;
