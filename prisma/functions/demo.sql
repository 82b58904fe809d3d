-- The demo's sign-in page lists its people; the application calls this only in the demo.
create or replace function demo_people() returns jsonb language sql stable security definer set search_path = public as $$
  select coalesce(jsonb_agg(jsonb_build_object('personId', p.id, 'name', p.name, 'job', p.job, 'orgId', o.id, 'organisation', o.name,
     'siteId', s.id, 'site', s.name, 'city', s.city, 'roles', m.roles,
     'capabilities', (select jsonb_agg(kind) from capability c where c.org_id = o.id)) order by p.created_at, p.name), '[]'::jsonb)
  from person p join membership m on m.person_id = p.id join organisation o on o.id = m.org_id
  join lateral (select * from site s where s.org_id = o.id and (m.site_id is null or m.site_id = s.id) order by s.gln limit 1) s on true
  where p.password_hash is null
$$;

-- What a scanner reads off the label of a unit: AIM id, element string, FNC1 as U+001D.
create or replace function unit_scan(p_id bigint) returns text language sql stable security definer set search_path = public as $$
  select case when e.kind = 'sscc' then ']C100' || e.sscc
              else ']d201' || e.gtin || '21' || e.serial || chr(29) || '17' || b.expiry_printed || '10' || b.number end
  from epc e left join batch b on b.id = e.batch_id where e.id = p_id
$$;

-- How the demo's scan tray calls a unit: what it is, what of which batch is in it, and whether anything is against it.
-- Null contents: an emptied container.
create or replace function demo_unit(p_id bigint, out label text, out contents text, out sound boolean)
language sql stable security definer set search_path = public as $$
  with inside as (
    select b.number, e.hold_count > 0 as held, b.recalled_at is not null as recalled, b.last_valid_day < current_date as expired, 1 as n
    from epc e join batch b on b.id = e.batch_id where e.id = p_id
    union all
    select b.number, s.held, b.recalled_at is not null, b.last_valid_day < current_date, s.n
    from stock s join batch b on b.id = s.batch_id
    where s.n > 0 and (s.parent_id = p_id or s.parent_id in (select id from epc where parent_id = p_id and kind = 'sscc'))
  )
  select case when e.kind = 'sgtin' then p.name || ' …' || right(e.serial, 4)
              when exists (select from epc c where c.parent_id = e.id and c.kind = 'sscc') then 'Pallet …' || right(e.sscc, 6)
              else 'Case …' || right(e.sscc, 6) end,
         (select string_agg(distinct number, ', ') || case when e.kind = 'sscc' then ' (' || sum(n) || ' packs)' else '' end
                 || case when bool_or(recalled) then ', recalled' else '' end || case when bool_or(expired) then ', expired' else '' end
                 || case when bool_or(held) then ', on hold' else '' end from inside),
         not exists (select from inside where held or recalled or expired)
  from epc e left join batch b on b.id = e.batch_id left join product p on p.id = b.product_id where e.id = p_id
$$;

-- The demo's scan tray: codes at hand at this site for one station. Reads demo rows, so it is empty elsewhere.
create or replace function demo_tray(p_site uuid, p_station text) returns jsonb language sql stable security definer set search_path = public as $$
  with codes as (
    select position as ord, label, description, raw from demo_code
      where station = p_station and (site_id is null or site_id = p_site)
    union all
    -- Units of the deliveries that are on their way here.
    select 1000 + row_number() over (order by s.shipped_at, e.link), u.label,
           coalesce(u.contents || ', ', '') || 'from ' || o.name || ', delivery ' || s.despatch_advice, unit_scan(e.id)
    from shipment s join shipment_line l on l.shipment_id = s.id and l.state = 'expected' join epc e on e.id = l.epc_id
    join organisation o on o.id = s.sender_id cross join lateral demo_unit(e.id) u
    where p_station = 'receive' and s.receiver_site_id = p_site and s.state = 'OPEN' and exists (select from demo_code)
    union all
    -- What stands at this site on its own: to pack, to ship, to dispense; what is sound first.
    (select 2000 + row_number() over (order by u.sound desc, e.kind desc, e.id), u.label, u.contents || ', in stock here', unit_scan(e.id)
     from epc e cross join lateral demo_unit(e.id) u
     where p_station in ('pack', 'ship', 'counter') and e.site_id = p_site and e.holder_id = current_org() and e.place = 'AT_SITE'
       and e.state = 'ACTIVE' and e.own_disposition is null and (p_station <> 'pack' or e.kind = 'sgtin')
       and (p_station <> 'counter' or e.kind = 'sgtin') and u.contents is not null and exists (select from demo_code)
     order by u.sound desc, e.kind desc, e.id limit case p_station when 'counter' then 6 else 30 end)
  )
  select coalesce(jsonb_agg(jsonb_build_object('label', label, 'description', description, 'raw', raw) order by ord), '[]'::jsonb) from codes
$$;

grant execute on function demo_people, demo_tray to packproof_app;
