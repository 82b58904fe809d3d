create sequence epc_sequence;
create sequence ledger_sequence;

-- How many containers were numbered with a company prefix.
create table container_number (
  prefix text primary key,
  n bigint not null
);
alter table container_number enable row level security;

-- Running counters, kept by the rows themselves so that no writer can forget them. Containers are not counted:
-- moving one touches none of these rows.
create function stock_after_change() returns trigger language plpgsql security definer set search_path = public as $$
begin
  insert into stock as s (batch_id, parent_id, holder_id, site_id, place, state, own_disposition, held, n)
  select batch_id, parent, holder, site, place, state, own, held, sum(delta)
  from (
    select batch_id, coalesce(parent_id, 0) as parent, coalesce(holder_id, '00000000-0000-0000-0000-000000000000') as holder,
           coalesce(site_id, '00000000-0000-0000-0000-000000000000') as site, coalesce(place, '') as place, state,
           coalesce(own_disposition, '') as own, hold_count > 0 as held, delta
    from (select *, 1 as delta from changed_new union all select *, -1 from changed_old) both_sides
    where batch_id is not null
  ) rows
  group by 1, 2, 3, 4, 5, 6, 7, 8
  having sum(delta) <> 0
  -- One order for every writer, or two of them deadlock on these rows.
  order by 1, 2, 3, 4, 5, 6, 7, 8
  on conflict (batch_id, parent_id, holder_id, site_id, place, state, own_disposition, held)
    do update set n = s.n + excluded.n;
  return null;
end $$;
create function stock_after_insert() returns trigger language plpgsql security definer set search_path = public as $$
begin
  insert into stock as s (batch_id, parent_id, holder_id, site_id, place, state, own_disposition, held, n)
  select batch_id, coalesce(parent_id, 0), coalesce(holder_id, '00000000-0000-0000-0000-000000000000'),
         coalesce(site_id, '00000000-0000-0000-0000-000000000000'), coalesce(place, ''), state,
         coalesce(own_disposition, ''), hold_count > 0, count(*)
  from changed_new where batch_id is not null
  group by 1, 2, 3, 4, 5, 6, 7, 8
  order by 1, 2, 3, 4, 5, 6, 7, 8
  on conflict (batch_id, parent_id, holder_id, site_id, place, state, own_disposition, held)
    do update set n = s.n + excluded.n;
  return null;
end $$;
create trigger stock_on_insert after insert on epc referencing new table as changed_new
  for each statement execute function stock_after_insert();
create trigger stock_on_update after update on epc referencing old table as changed_old new table as changed_new
  for each statement execute function stock_after_change();
-- Not a CHECK: that would already refuse the negative delta an upsert proposes before it is added.
create function refuse_negative_stock() returns trigger language plpgsql as $$
begin raise exception 'Stock of batch % would be negative', new.batch_id using errcode = 'check_violation'; end $$;
create trigger stock_counts after insert or update on stock for each row when (new.n < 0) execute function refuse_negative_stock();
create function refuse_epc_delete() returns trigger language plpgsql as $$
begin raise exception 'A unit once identified is never removed' using errcode = 'restrict_violation'; end $$;
create trigger epc_never_deleted before delete on epc for each statement execute function refuse_epc_delete();
