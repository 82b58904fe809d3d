create or replace function lock_counters(p_site uuid, p_batches uuid[]) returns void language plpgsql security definer set search_path = public as $$
begin
  insert into quantity_stock (batch_id, site_id, book, n)
    select b, p_site, k, 0 from (select distinct unnest(p_batches) as b) named, unnest(array['STOCK', 'RETURNED', 'RETRIEVED', 'SET_ASIDE']) k
    order by b, k on conflict do nothing;
  perform 1 from quantity_stock where batch_id = any(p_batches) and site_id = p_site order by batch_id, book for update;
end $$;

-- Batches by what is printed on their packs, with what may be against them and how many stand on a book of the site. Their
-- counters stay locked, in one order. Unknown ones are left out.
create or replace function ledger_lock_lots(p_site uuid, p_gtins text[], p_numbers text[], p_books text[], p_markets text[] default null) returns jsonb language plpgsql security definer set search_path = public as $$
declare v_batches uuid[]; v jsonb;
begin
  perform own_site(p_site);
  select coalesce(array_agg(b.id), '{}') into v_batches
  from unnest(p_gtins, p_numbers) as u(gtin, number) join product p on p.gtin = u.gtin join batch b on b.product_id = p.id and b.number = u.number;
  perform lock_counters(p_site, v_batches);
  select coalesce(jsonb_agg(jsonb_build_object('gtin', p.gtin, 'serialised', p.serialised, 'book', q.book, 'count', q.n,
      'batch', jsonb_build_object('id', b.id, 'number', b.number, 'state', b.state, 'held', b.held_at is not null or b.hold_count > 0,
         'recalled', b.recalled_at is not null and recall_here(b.id, coalesce(p_markets, asking_markets())) is not null, 'lastValidDay', b.last_valid_day),
      'product', jsonb_build_object('id', p.id, 'holderId', p.holder_id, 'name', p.name, 'strength', p.strength,
         'state', product_state_in(p, coalesce(p_markets, asking_markets()))))
      order by p.gtin, b.number, q.book), '[]'::jsonb)
    into v from quantity_stock q join batch b on b.id = q.batch_id join product p on p.id = b.product_id
    where q.batch_id = any(v_batches) and q.site_id = p_site
      and (p.gtin, b.number, q.book) in (select * from unnest(p_gtins, p_numbers, p_books));
  return v;
end $$;

create or replace function ledger_move_quantities(p_event uuid, p_site uuid, p_batches uuid[], p_books text[], p_deltas int[]) returns void
language plpgsql security definer set search_path = public as $$
begin
  perform own_site(p_site);
  if exists (select from batch b join product p on p.id = b.product_id where b.id = any(p_batches) and p.serialised) then
    raise exception 'Packs of this batch have serials' using errcode = 'insufficient_privilege';
  end if;
  perform lock_counters(p_site, p_batches);
  insert into quantity_move (event_id, batch_id, site_id, book, delta)
  select p_event, u.batch, p_site, u.book, u.delta from unnest(p_batches, p_books, p_deltas) as u(batch, book, delta);
end $$;

create or replace function ledger_ship_quantities(p_shipment uuid, p_event uuid, p_batches uuid[], p_books text[], p_counts int[]) returns void
language plpgsql security definer set search_path = public as $$
declare v_site uuid;
begin
  select sender_site_id into v_site from shipment
  where id = p_shipment and sender_id = ledger_org() and state = 'OPEN' and ship_event_id = p_event;
  if v_site is null then raise exception 'Not an open delivery of this organisation' using errcode = 'insufficient_privilege'; end if;
  insert into shipment_quantity (shipment_id, batch_id, book, quantity)
  select p_shipment, u.batch, u.book, u.n from unnest(p_batches, p_books, p_counts) as u(batch, book, n);
  perform ledger_move_quantities(p_event, v_site, p_batches, p_books, array(select -n from unnest(p_counts) with ordinality as c(n, i) order by i));
end $$;

-- Onto the stock of the site that receives, which may be a sister of the one it was meant for.
create or replace function ledger_receive_quantities(p_shipment uuid, p_event uuid, p_site uuid, p_batches uuid[], p_received int[], p_missing int[]) returns void
language plpgsql security definer set search_path = public as $$
begin
  if not exists (select from shipment where id = p_shipment and receiver_id = ledger_org() and state in ('OPEN', 'PARTLY_RECEIVED')) then
    raise exception 'Not an open delivery of this organisation' using errcode = 'insufficient_privilege';
  end if;
  update shipment_quantity q set received = q.received + u.received, missing = q.missing + u.missing
  from unnest(p_batches, p_received, p_missing) as u(batch, received, missing) where q.shipment_id = p_shipment and q.batch_id = u.batch;
  perform ledger_move_quantities(p_event, p_site, array_agg(u.batch order by u.batch), array_agg('STOCK'::text), array_agg(u.received order by u.batch))
  from unnest(p_batches, p_received) as u(batch, received)
  where u.received > 0 and exists (select from shipment_quantity q where q.shipment_id = p_shipment and q.batch_id = u.batch)
  having count(*) > 0;
end $$;

-- Of a delivery that is called back.
create or replace function ledger_return_quantities(p_shipment uuid, p_event uuid) returns void language plpgsql security definer set search_path = public as $$
declare v_site uuid;
begin
  select sender_site_id into v_site from shipment where id = p_shipment and sender_id = ledger_org() and state = 'OPEN';
  if v_site is null then raise exception 'Not an open delivery of this organisation' using errcode = 'insufficient_privilege'; end if;
  perform ledger_move_quantities(p_event, v_site, array_agg(batch_id order by batch_id), array_agg(book order by batch_id), array_agg(quantity order by batch_id))
  from shipment_quantity where shipment_id = p_shipment having count(*) > 0;
end $$;

-- Reported missing, and settled by both sides as never sent: back on the book they were to leave, once.
create or replace function ledger_take_back_quantity(p_exception uuid, p_batch uuid, p_event uuid) returns void language plpgsql security definer set search_path = public as $$
declare v record;
begin
  select s.id, s.sender_site_id, x.quantity, q.batch_id, q.book into v
  from shipment_exception x join shipment s on s.id = x.shipment_id and s.sender_id = ledger_org()
  join shipment_quantity q on q.shipment_id = s.id and q.batch_id = p_batch join batch b on b.id = q.batch_id join product p on p.id = b.product_id
  where x.id = p_exception and x.kind = 'missing' and x.outcome = 'not-sent' and x.quantity is not null
    and starts_with(x.link, 'https://id.gs1.org/01/' || p.gtin || '/10/')
    and not exists (select from shipment_exception_note n where n.exception_id = x.id and n.said = 'carried-out')
  for update of x, q;
  if v.id is null then raise exception 'No such open report of this organisation' using errcode = 'insufficient_privilege'; end if;
  update shipment_quantity set taken_back = taken_back + v.quantity where shipment_id = v.id and batch_id = v.batch_id;
  perform ledger_move_quantities(p_event, v.sender_site_id, array[v.batch_id], array[v.book], array[v.quantity]);
end $$;

create or replace function deliveries_of_lots(p_gtins text[], p_numbers text[]) returns jsonb language sql stable security definer set search_path = public as $$
  select coalesce(jsonb_agg(jsonb_build_object('shipmentId', s.id, 'despatchAdvice', s.despatch_advice) order by s.shipped_at, s.id), '[]'::jsonb)
  from shipment s where s.receiver_id = ledger_org() and s.state in ('OPEN', 'PARTLY_RECEIVED') and exists (
    select from shipment_quantity q join batch b on b.id = q.batch_id join product p on p.id = b.product_id
    where q.shipment_id = s.id and q.quantity > q.received + q.missing and (p.gtin, b.number) in (select * from unnest(p_gtins, p_numbers)))
$$;

create or replace function shipped_quantities(p_shipment uuid) returns jsonb language sql stable security definer set search_path = public as $$
  select coalesce(jsonb_agg(jsonb_build_object('batchId', b.id, 'productId', p.id, 'holderId', p.holder_id, 'gtin', p.gtin, 'batch', b.number, 'product', p.name || ' ' || p.strength,
      'book', q.book, 'quantity', q.quantity, 'received', q.received, 'missing', q.missing) order by p.gtin, b.number), '[]'::jsonb)
  from shipment_quantity q join shipment s on s.id = q.shipment_id join batch b on b.id = q.batch_id join product p on p.id = b.product_id
  where q.shipment_id = p_shipment and current_org() in (s.sender_id, s.receiver_id)
$$;

-- How many packs of a batch were ever counted in: what is made of a batch without serials.
create or replace function quantity_counted(p_batch uuid) returns int language sql stable security definer set search_path = public as $$
  select coalesce(sum(m.delta), 0)::int from quantity_move m join event e on e.id = m.event_id
  where m.batch_id = p_batch and e.biz_step = 'stock_taking'
$$;

-- Where they are, in the words of packs with serials, so that one equation accounts for both. Guarded by those who call it.
create or replace function quantity_places(p_batches uuid[])
returns table (batch_id uuid, holder_id uuid, site_id uuid, place text, state text, own_disposition text, held boolean, n int)
language sql stable security definer set search_path = public as $$
  select q.batch_id, s.org_id, s.id, 'AT_SITE', 'ACTIVE', case when q.book in ('RETURNED', 'RETRIEVED') then q.book else '' end, q.book = 'SET_ASIDE', q.n
  from quantity_stock q join site s on s.id = q.site_id where q.batch_id = any(p_batches) and q.n > 0
  union all
  select m.batch_id, s.org_id, s.id, 'AT_SITE', w.state, w.own_disposition, false, -sum(m.delta)::int
  from quantity_move m join event e on e.id = m.event_id join site s on s.id = m.site_id
  join (values ('dispensing', 'SUPPLIED', 'WITH_PATIENT'), ('destroying', 'ACTIVE', 'DISPOSED')) as w(step, state, own_disposition) on w.step = e.biz_step
  where m.batch_id = any(p_batches) group by 1, 2, 3, 5, 6
  union all
  select q.batch_id, s.sender_id, s.sender_site_id, 'IN_TRANSIT', 'ACTIVE', w.own_disposition, false, w.n
  from shipment_quantity q join shipment s on s.id = q.shipment_id and s.state <> 'VOIDED'
  cross join lateral (values ('', q.quantity - q.received - q.missing), ('UNKNOWN', q.missing - q.taken_back)) as w(own_disposition, n)
  where q.batch_id = any(p_batches) and w.n > 0
$$;

-- Sites to which some are on their way.
create or replace function quantity_destinations(p_batches uuid[]) returns setof uuid language sql stable security definer set search_path = public as $$
  select distinct s.receiver_site_id from shipment_quantity q join shipment s on s.id = q.shipment_id and s.state in ('OPEN', 'PARTLY_RECEIVED')
  where q.batch_id = any(p_batches) and q.quantity > q.received + q.missing
$$;

-- What stands at a site of the asking organisation.
create or replace function quantities_at(p_site uuid) returns jsonb language sql stable security definer set search_path = public as $$
  select coalesce(jsonb_agg(jsonb_build_object('gtin', p.gtin, 'batch', b.number, 'product', p.name, 'strength', p.strength,
      'lastValidDay', b.last_valid_day, 'batchState', b.state, 'batchHeld', b.held_at is not null or b.hold_count > 0,
      'recalled', b.recalled_at is not null and recall_here(b.id, asking_markets()) is not null, 'book', q.book, 'count', q.n) order by p.gtin, b.number, q.book), '[]'::jsonb)
  from quantity_stock q join site s on s.id = q.site_id join batch b on b.id = q.batch_id join product p on p.id = b.product_id
  where q.site_id = p_site and s.org_id = current_org() and q.n > 0
$$;

grant execute on function ledger_lock_lots, ledger_move_quantities, ledger_ship_quantities, ledger_receive_quantities,
  ledger_return_quantities, ledger_take_back_quantity, deliveries_of_lots, shipped_quantities, quantities_at to packproof_app;
grant execute on function ledger_lock_lots, ledger_move_quantities, ledger_ship_quantities, ledger_receive_quantities,
  ledger_return_quantities, deliveries_of_lots, shipped_quantities to packproof_jobs;
