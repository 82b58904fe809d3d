-- Packs without serials (DOMAIN §4, quantity lines): nobody knows which ones, only how many of a batch stand at a site.
-- What was moved is appended, what is there is a running counter beside it; fsck counts again.
create table quantity_move (
  event_id uuid not null,
  batch_id uuid not null,
  site_id uuid not null,
  delta int not null,
  primary key (event_id, batch_id, site_id),
  constraint quantity_move_moves check (delta <> 0)
);
create index quantity_move_batch_id_site_id_idx on quantity_move (batch_id, site_id);
create table quantity_stock (
  batch_id uuid not null,
  site_id uuid not null,
  n int not null,
  primary key (batch_id, site_id),
  constraint quantity_stock_never_below_zero check (n >= 0)
);
create index quantity_stock_site_id_idx on quantity_stock (site_id);
alter table quantity_move enable row level security;
alter table quantity_stock enable row level security;
create trigger quantity_move_append_only before update or delete on quantity_move for each statement execute function refuse_rewriting();
create trigger quantity_move_no_truncate before truncate on quantity_move for each statement execute function refuse_rewriting();

create function quantity_after_move() returns trigger language plpgsql security definer set search_path = public as $$
begin
  -- Their rows were locked in one order before (lock_counters).
  update quantity_stock q set n = q.n + m.delta
  from (select batch_id, site_id, sum(delta)::int as delta from moved group by 1, 2) m
  where q.batch_id = m.batch_id and q.site_id = m.site_id;
  return null;
end $$;
create trigger quantity_on_move after insert on quantity_move referencing new table as moved
  for each statement execute function quantity_after_move();

create function own_site(p_site uuid) returns void language plpgsql stable security definer set search_path = public as $$
begin
  if not exists (select from site where id = p_site and org_id = ledger_org()) then
    raise exception 'Not this organisation''s site' using errcode = 'insufficient_privilege';
  end if;
end $$;

create function lock_counters(p_site uuid, p_batches uuid[]) returns void language plpgsql security definer set search_path = public as $$
begin
  insert into quantity_stock (batch_id, site_id, n)
    select b, p_site, 0 from (select distinct unnest(p_batches) as b) named order by b on conflict do nothing;
  perform 1 from quantity_stock where batch_id = any(p_batches) and site_id = p_site order by batch_id for update;
end $$;

-- Batches by what is printed on their packs, with what may be against them and how many stand at the site. Their counters
-- stay locked, in one order. Unknown ones are left out.
create function ledger_lock_lots(p_site uuid, p_gtins text[], p_numbers text[], p_markets text[] default null) returns jsonb language plpgsql security definer set search_path = public as $$
declare v_batches uuid[]; v jsonb;
begin
  perform own_site(p_site);
  select coalesce(array_agg(b.id), '{}') into v_batches
  from unnest(p_gtins, p_numbers) as u(gtin, number) join product p on p.gtin = u.gtin join batch b on b.product_id = p.id and b.number = u.number;
  perform lock_counters(p_site, v_batches);
  select coalesce(jsonb_agg(jsonb_build_object('gtin', p.gtin, 'serialised', p.serialised, 'count', q.n,
      'batch', jsonb_build_object('id', b.id, 'number', b.number, 'state', b.state, 'held', b.held_at is not null or b.hold_count > 0,
         'recalled', b.recalled_at is not null and recall_here(b.id, coalesce(p_markets, asking_markets())) is not null, 'lastValidDay', b.last_valid_day),
      'product', jsonb_build_object('id', p.id, 'holderId', p.holder_id, 'name', p.name, 'strength', p.strength,
         'state', product_state_in(p, coalesce(p_markets, asking_markets()))))
      order by p.gtin, b.number), '[]'::jsonb)
    into v from quantity_stock q join batch b on b.id = q.batch_id join product p on p.id = b.product_id
    where q.batch_id = any(v_batches) and q.site_id = p_site;
  return v;
end $$;

create function ledger_move_quantities(p_event uuid, p_site uuid, p_batches uuid[], p_deltas int[]) returns void
language plpgsql security definer set search_path = public as $$
begin
  perform own_site(p_site);
  if exists (select from batch b join product p on p.id = b.product_id where b.id = any(p_batches) and p.serialised) then
    raise exception 'Packs of this batch have serials' using errcode = 'insufficient_privilege';
  end if;
  perform lock_counters(p_site, p_batches);
  insert into quantity_move (event_id, batch_id, site_id, delta) select p_event, u.batch, p_site, u.delta from unnest(p_batches, p_deltas) as u(batch, delta);
end $$;

-- Quantity lines of a delivery: what left one site's book and is on no other's yet. The sender possesses it meanwhile.
create table shipment_quantity (
  shipment_id uuid not null,
  batch_id uuid not null,
  quantity int not null,
  received int not null default 0,
  missing int not null default 0,
  primary key (shipment_id, batch_id),
  constraint shipment_quantity_adds_up check (quantity > 0 and received >= 0 and missing >= 0 and received + missing <= quantity)
);
alter table shipment_quantity enable row level security;
create function ledger_ship_quantities(p_shipment uuid, p_event uuid, p_batches uuid[], p_counts int[]) returns void
language plpgsql security definer set search_path = public as $$
declare v_site uuid;
begin
  select sender_site_id into v_site from shipment
  where id = p_shipment and sender_id = ledger_org() and state = 'OPEN' and ship_event_id = p_event;
  if v_site is null then raise exception 'Not an open delivery of this organisation' using errcode = 'insufficient_privilege'; end if;
  insert into shipment_quantity (shipment_id, batch_id, quantity) select p_shipment, u.batch, u.n from unnest(p_batches, p_counts) as u(batch, n);
  perform ledger_move_quantities(p_event, v_site, p_batches, array(select -n from unnest(p_counts) with ordinality as c(n, i) order by i));
end $$;
create function ledger_receive_quantities(p_shipment uuid, p_event uuid, p_batches uuid[], p_received int[], p_missing int[]) returns void
language plpgsql security definer set search_path = public as $$
declare v_site uuid;
begin
  select receiver_site_id into v_site from shipment
  where id = p_shipment and receiver_id = ledger_org() and state in ('OPEN', 'PARTLY_RECEIVED');
  if v_site is null then raise exception 'Not an open delivery of this organisation' using errcode = 'insufficient_privilege'; end if;
  update shipment_quantity q set received = q.received + u.received, missing = q.missing + u.missing
  from unnest(p_batches, p_received, p_missing) as u(batch, received, missing) where q.shipment_id = p_shipment and q.batch_id = u.batch;
  perform ledger_move_quantities(p_event, v_site, array_agg(u.batch order by u.batch), array_agg(u.received order by u.batch))
  from unnest(p_batches, p_received) as u(batch, received)
  where u.received > 0 and exists (select from shipment_quantity q where q.shipment_id = p_shipment and q.batch_id = u.batch)
  having count(*) > 0;
end $$;
-- Of a delivery that is called back.
create function ledger_return_quantities(p_shipment uuid, p_event uuid) returns void language plpgsql security definer set search_path = public as $$
declare v_site uuid;
begin
  select sender_site_id into v_site from shipment where id = p_shipment and sender_id = ledger_org() and state = 'OPEN';
  if v_site is null then raise exception 'Not an open delivery of this organisation' using errcode = 'insufficient_privilege'; end if;
  perform ledger_move_quantities(p_event, v_site, array_agg(batch_id order by batch_id), array_agg(quantity order by batch_id))
  from shipment_quantity where shipment_id = p_shipment having count(*) > 0;
end $$;
create function shipped_quantities(p_shipment uuid) returns jsonb language sql stable security definer set search_path = public as $$
  select coalesce(jsonb_agg(jsonb_build_object('batchId', b.id, 'productId', p.id, 'holderId', p.holder_id, 'gtin', p.gtin, 'batch', b.number, 'product', p.name || ' ' || p.strength,
      'quantity', q.quantity, 'received', q.received, 'missing', q.missing) order by p.gtin, b.number), '[]'::jsonb)
  from shipment_quantity q join shipment s on s.id = q.shipment_id join batch b on b.id = q.batch_id join product p on p.id = b.product_id
  where q.shipment_id = p_shipment and current_org() in (s.sender_id, s.receiver_id)
$$;

-- What stands at a site of the asking organisation.
create function quantities_at(p_site uuid) returns jsonb language sql stable security definer set search_path = public as $$
  select coalesce(jsonb_agg(jsonb_build_object('gtin', p.gtin, 'batch', b.number, 'product', p.name, 'strength', p.strength,
      'lastValidDay', b.last_valid_day, 'batchState', b.state, 'batchHeld', b.held_at is not null or b.hold_count > 0,
      'recalled', b.recalled_at is not null and recall_here(b.id, asking_markets()) is not null, 'count', q.n) order by p.gtin, b.number), '[]'::jsonb)
  from quantity_stock q join site s on s.id = q.site_id join batch b on b.id = q.batch_id join product p on p.id = b.product_id
  where q.site_id = p_site and s.org_id = current_org() and q.n > 0
$$;

-- A batch without serials is made by being counted in: it may be released like one whose packs were commissioned.
create or replace function ledger_lock_batch(p_batch uuid) returns jsonb language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org(); v jsonb;
begin
  perform 1 from batch where id = p_batch for update;
  select jsonb_build_object('id', b.id, 'holderId', b.holder_id, 'number', b.number, 'expiryPrinted', b.expiry_printed,
      'lastValidDay', b.last_valid_day, 'state', b.state, 'held', b.held_at is not null, 'plannedSize', b.planned_size,
      'heldByRegulator', exists (select from capability k where k.org_id = b.held_by_org_id and k.kind = 'regulator'),
      'heldByOrgId', b.held_by_org_id, 'openHolds', b.hold_count,
      'recalls', (select coalesce(jsonb_agg(jsonb_build_object('market', m.market, 'class', m.class, 'depth', m.depth,
         'publicText', m.public_text) order by m.market), '[]'::jsonb) from recall_market m where m.batch_id = b.id),
      'commissioned', (select coalesce(sum(n), 0)::int from stock where batch_id = b.id)
        + (select coalesce(sum(delta), 0)::int from quantity_move where batch_id = b.id and delta > 0),
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
grant execute on function ledger_lock_lots(uuid, text[], text[], text[]), ledger_ship_quantities(uuid, uuid, uuid[], int[]),
  ledger_receive_quantities(uuid, uuid, uuid[], int[], int[]), ledger_return_quantities(uuid, uuid), shipped_quantities(uuid),
  ledger_move_quantities(uuid, uuid, uuid[], int[]), quantities_at(uuid) to packproof_app;

-- What the worker needs besides for captures that ship, receive and repack (migration 14). Each guards itself by
-- current_org().
grant execute on function shipped_quantities(uuid), ledger_receive_quantities(uuid, uuid, uuid[], int[], int[]),
  ledger_return_quantities(uuid, uuid), ledger_recalls_on(bigint[]), ledger_hold_recalled(uuid, bigint[], uuid, uuid, timestamptz)
to packproof_jobs;
