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
