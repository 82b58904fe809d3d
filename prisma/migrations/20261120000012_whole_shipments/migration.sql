-- A receipt that another system tells before its shipping names who is said to have sent the goods.
alter table waiting_unit add column sender_id uuid;
create index waiting_unit_sender_id_idx on waiting_unit (sender_id) where closed_at is null;

-- Packs without serials stand on one of several books of a site: what came back, or came with something wrong, is no stock.
alter table quantity_move add column book text not null default 'STOCK',
  drop constraint quantity_move_pkey, add primary key (event_id, batch_id, site_id, book),
  add constraint quantity_move_book check (book in ('STOCK', 'RETURNED', 'RETRIEVED', 'SET_ASIDE'));
alter table quantity_stock add column book text not null default 'STOCK',
  drop constraint quantity_stock_pkey, add primary key (batch_id, site_id, book),
  add constraint quantity_stock_book check (book in ('STOCK', 'RETURNED', 'RETRIEVED', 'SET_ASIDE'));
alter table shipment_quantity add column book text not null default 'STOCK',
  add constraint shipment_quantity_book check (book in ('STOCK', 'RETURNED', 'RETRIEVED', 'SET_ASIDE'));
drop trigger quantity_on_move on quantity_move;
drop function quantity_after_move();
create function book_after_move() returns trigger language plpgsql security definer set search_path = public as $$
begin
  -- Their rows were locked in one order before (lock_counters).
  update quantity_stock q set n = q.n + m.delta
  from (select batch_id, site_id, book, sum(delta)::int as delta from moved group by 1, 2, 3) m
  where q.batch_id = m.batch_id and q.site_id = m.site_id and q.book = m.book;
  return null;
end $$;
create trigger quantity_on_move after insert on quantity_move referencing new table as moved
  for each statement execute function book_after_move();

-- How many packs without serials a difference is about.
alter table shipment_exception add column quantity int,
  add constraint shipment_exception_quantity check (quantity > 0);

-- Their arguments change.
drop function if exists ledger_recalls_inside(bigint[], uuid), ledger_lock_lots(uuid, text[], text[], text[]),
  ledger_move_quantities(uuid, uuid, uuid[], int[]), ledger_ship_quantities(uuid, uuid, uuid[], int[]),
  ledger_receive_quantities(uuid, uuid, uuid[], int[], int[]),
  ledger_raise_exception(uuid, uuid, text, text, text, uuid, timestamptz);

-- What was agreed has been done with the goods.
alter table shipment_exception_note drop constraint shipment_exception_note_said,
  add constraint shipment_exception_note_said check (said in ('note', 'proposed', 'agreed', 'carried-out', 'found', 'seen') and (side is null) = (said = 'seen')
    and (outcome is null) = (said in ('note', 'seen')) and coalesce(side, 'sender') in ('sender', 'receiver'));
alter table shipment_quantity add column taken_back int not null default 0,
  add constraint shipment_quantity_taken_back check (taken_back between 0 and missing);
