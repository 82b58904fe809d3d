-- The batch of that number, for its holder, whoever may commission into it, or an authority.
create or replace function batch_of_number(p_product uuid, p_number text) returns jsonb language sql stable security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
  select jsonb_build_object('id', b.id, 'lastValidDay', to_char(b.last_valid_day, 'YYYY-MM-DD')) from batch b
  where b.product_id = p_product and b.number = p_number
    and (b.holder_id = ledger_org()
      or regulates_product(p_product)
      or exists (select from delegation d where d.holder_id = b.holder_id and d.agent_id = ledger_org() and 'commission-packs' = any(d.verbs)
           and d.valid_from <= now() and (d.valid_to is null or d.valid_to > now())
           and (cardinality(d.product_ids) = 0 or p_product = any(d.product_ids))))
$$;

-- A batch without serials is made by being counted in: it may be released like one whose packs were commissioned.
create or replace function ledger_lock_batch(p_batch uuid) returns jsonb language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org(); v jsonb;
begin
  perform 1 from batch where id = p_batch for update;
  select jsonb_build_object('id', b.id, 'holderId', b.holder_id, 'number', b.number, 'expiryPrinted', b.expiry_printed,
      'lastValidDay', b.last_valid_day, 'state', b.state, 'held', b.held_at is not null, 'plannedSize', b.planned_size,
      'heldByRegulator', coalesce(is_authority(b.held_by_org_id), false),
      'heldByOrgId', b.held_by_org_id, 'openHolds', b.hold_count,
      'recalls', (select coalesce(jsonb_agg(jsonb_build_object('market', m.market, 'class', m.class, 'depth', m.depth,
         'publicText', m.public_text) order by m.market), '[]'::jsonb) from recall_market m where m.batch_id = b.id),
      'commissioned', (select coalesce(sum(n), 0)::int from stock where batch_id = b.id)
        + quantity_counted(b.id),
      'recall', case when b.recalled_at is null then null else jsonb_build_object('class', b.recall_class, 'depth', b.recall_depth,
         'publicText', b.recall_text, 'at', (extract(epoch from b.recalled_at) * 1000)::bigint) end,
      'product', jsonb_build_object('id', p.id, 'holderId', p.holder_id, 'gtin', p.gtin, 'name', p.name, 'strength', p.strength,
         'form', p.form, 'packSize', p.pack_size, 'state', p.state))
    into v from batch b join product p on p.id = b.product_id
    where b.id = p_batch and (b.holder_id = v_org
      or exists (select from delegation d where d.holder_id = b.holder_id and d.agent_id = v_org
                 and d.valid_from <= now() and (d.valid_to is null or d.valid_to > now()))
      or regulates_product(b.product_id));
  return v;
end $$;

create or replace function ledger_release_batch(p_batch uuid, p_at timestamptz) returns void language plpgsql security definer set search_path = public as $$
begin
  update batch set state = 'RELEASED', released_at = p_at where id = p_batch and state = 'PACKAGED' and holder_id = ledger_org();
  if not found then raise exception 'Not a packaged batch of this organisation' using errcode = 'insufficient_privilege'; end if;
end $$;

create or replace function ledger_hold_batch(p_batch uuid, p_at timestamptz, p_reason text default null) returns void language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org();
begin
  update batch set held_at = p_at, held_by_org_id = v_org, held_reason = p_reason where id = p_batch
    and (holder_id = v_org or regulates_product(product_id));
  if not found then raise exception 'This organisation may not hold this batch' using errcode = 'insufficient_privilege'; end if;
end $$;

create or replace function ledger_unhold_batch(p_batch uuid) returns void language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org();
begin
  update batch b set held_at = null, held_by_org_id = null, held_reason = null where id = p_batch
    and (regulates_product(product_id) or (holder_id = v_org and not coalesce(is_authority(b.held_by_org_id), false)));
  if not found then raise exception 'This organisation may not release the hold of this batch' using errcode = 'insufficient_privilege'; end if;
end $$;

-- How many packs of the asking holder's batches, or of those an authority may hold, are where in their life.
create or replace function my_batches() returns jsonb language sql stable security definer set search_path = public as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'holderId', b.holder_id, 'number', b.number, 'productId', p.id, 'product', p.name, 'strength', p.strength,
      'gtin', p.gtin, 'caseSize', p.case_size, 'expiryPrinted', b.expiry_printed, 'lastValidDay', b.last_valid_day, 'state', b.state,
      'held', b.held_at is not null, 'recalled', b.recalled_at is not null, 'plannedSize', b.planned_size,
      'hold', case when b.held_at is not null then jsonb_build_object('at', (extract(epoch from b.held_at) * 1000)::bigint, 'reason', b.held_reason,
         'by', (select name from organisation where id = b.held_by_org_id), 'byAuthority', coalesce(is_authority(b.held_by_org_id), false)) end,
      'releasedAt', (extract(epoch from b.released_at) * 1000)::bigint,
      'commissioned', coalesce(c.commissioned, 0), 'packed', coalesce(c.packed, 0), 'atSite', coalesce(c.at_site, 0),
      'inTransit', coalesce(c.in_transit, 0), 'elsewhere', coalesce(c.elsewhere, 0), 'supplied', coalesce(c.supplied, 0),
      'heldPacks', coalesce(c.held, 0), 'other', coalesce(c.other, 0)) order by b.created_at desc), '[]'::jsonb)
  from batch b join product p on p.id = b.product_id
  left join lateral (
    with recursive direct as (
      select s.*, s.parent_id as at from stock s where s.batch_id = b.id and s.n > 0
    ),
    climb as (
      select distinct at as start, at as id from direct where at <> 0
      union all
      select c.start, e.parent_id from climb c join epc e on e.id = c.id where e.parent_id is not null
    ),
    roots as (
      select c.start, e.holder_id, e.place from climb c join epc e on e.id = c.id where e.parent_id is null
    ),
    placed as (
      select d.n, d.state, d.own_disposition, d.held, d.parent_id <> 0 as packed,
             coalesce(r.holder_id, d.holder_id) as holder, coalesce(r.place, d.place) as place
      from direct d left join roots r on r.start = d.parent_id
    )
    select sum(n)::int as commissioned,
           sum(n) filter (where packed)::int as packed,
           sum(n) filter (where state = 'ACTIVE' and not held and own_disposition = '' and place = 'AT_SITE' and holder = current_org())::int as at_site,
           sum(n) filter (where state = 'ACTIVE' and not held and own_disposition = '' and place = 'IN_TRANSIT')::int as in_transit,
           sum(n) filter (where state = 'ACTIVE' and not held and own_disposition = '' and place = 'AT_SITE' and holder <> current_org())::int as elsewhere,
           sum(n) filter (where state = 'SUPPLIED')::int as supplied,
           sum(n) filter (where state = 'ACTIVE' and held)::int as held,
           sum(n) filter (where (state not in ('ACTIVE', 'SUPPLIED')) or (state = 'ACTIVE' and not held and own_disposition <> ''))::int as other
    from placed
  ) c on true
  where b.holder_id = current_org() or regulates_product(p.id)
     or exists (select from delegation d where d.holder_id = b.holder_id and d.agent_id = current_org()
                and d.valid_from <= now() and (d.valid_to is null or d.valid_to > now()))
$$;

-- A batch's packs in the order they were made, which is that of the lower 48 bits of their ids (see epc_id_for): labels
-- come out of the printer in the order of the list, and a range of them stays the same range when packs are added.
create or replace function my_batch_serials(p_batch uuid, p_limit int, p_after bigint) returns jsonb language sql stable security definer set search_path = public as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', e.id::text, 'serial', e.serial, 'link', e.link, 'state', e.state,
            'packed', e.parent_id is not null) order by e.made), '[]'::jsonb)
  from (select *, id & 281474976710655 as made from epc
        where batch_id = p_batch and (id & 281474976710655) > (p_after & 281474976710655)
          and exists (select from batch b where b.id = p_batch and (b.holder_id = current_org()
            or exists (select from delegation d where d.holder_id = b.holder_id and d.agent_id = current_org())))
        order by id & 281474976710655 limit p_limit) e
$$;

-- Labels of one batch printed by anybody who may: a delegate must know what the holder printed, or one pack has two.
create or replace function batch_prints(p_batch uuid) returns jsonb language plpgsql stable security definer set search_path = public as $$
begin
  return (select coalesce(jsonb_agg(jsonb_build_object('id', p.detail->>'printId', 'at', (extract(epoch from p.at) * 1000)::bigint,
      'person', case when p.org_id = current_org() then coalesce(n.name, k.name) end, 'count', (p.detail->>'count')::int,
      'serialFrom', p.detail->>'serialFrom', 'serialTo', p.detail->>'serialTo', 'fromId', p.detail->>'fromId', 'toId', p.detail->>'toId',
      'reason', p.detail->>'reason',
      'outcome', coalesce((select s.outcome from audit s where s.action = 'print-labels' and s.detail->>'batchId' = p_batch::text
         and s.outcome in ('checked', 'spoiled') and s.detail->>'printId' = p.detail->>'printId' order by s.id desc limit 1), 'open'))
    order by p.id), '[]'::jsonb)
  from audit p left join person n on n.id = p.person_id left join api_key k on k.id = p.key_id
  where p.action = 'print-labels' and p.detail->>'batchId' = p_batch::text and p.outcome = 'printed'
    and exists (select from batch b where b.id = p_batch and (b.holder_id = current_org() or delegated(b.holder_id, 'print-labels', b.product_id))));
end $$;

-- Where the packs of one batch are now, by possessor, site and state: from the running counters and the containers that
-- hold them, so a million packs cost what their ten thousand cases do. Each container is looked up once (up), and
-- learns its root from above (down): climbing from every case apart would look the pallets up a hundred times.
-- No scan of a whole table: the planner takes a recursion for a thousand times its rows, and would read all packs.
create or replace function batch_now(p_batch uuid) returns jsonb language sql stable security definer set search_path = public set enable_seqscan = off as $$
  with recursive direct as materialized (
    select parent_id, holder_id, site_id, place, state, own_disposition, held, sum(n) as n
    from (select parent_id, holder_id, site_id, place, state, own_disposition, held, n from stock where batch_id = p_batch and n > 0
          union all
          select 0, holder_id, site_id, place, state, own_disposition, held, n from quantity_places(array[p_batch])) s
    where exists (select from batch b where b.id = p_batch and (b.holder_id = current_org()
            or exists (select from delegation d where d.holder_id = b.holder_id and d.agent_id = current_org()
                       and d.valid_from <= now() and (d.valid_to is null or d.valid_to > now()))
            or regulates_product(b.product_id)))
    group by 1, 2, 3, 4, 5, 6, 7
  ),
  up as (
    select id, parent_id, holder_id, site_id, place, hold_count from epc where id in (select parent_id from direct where parent_id <> 0)
    union
    select e.id, e.parent_id, e.holder_id, e.site_id, e.place, e.hold_count from up u join epc e on e.id = u.parent_id
  ),
  down as (
    select id, holder_id, site_id, place, hold_count > 0 as held from up where parent_id is null
    union all
    select u.id, d.holder_id, d.site_id, d.place, d.held or u.hold_count > 0 from down d join up u on u.parent_id = d.id
  ),
  placed as (
    select coalesce(w.holder_id, d.holder_id) as holder_id, coalesce(w.site_id, nullif(d.site_id, '00000000-0000-0000-0000-000000000000')) as site_id,
           coalesce(w.place, d.place) as place, d.state, d.own_disposition, d.held or coalesce(w.held, false) as held, sum(d.n)::int as n
    from direct d left join down w on w.id = d.parent_id
    group by 1, 2, 3, 4, 5, 6
  )
  select coalesce(jsonb_agg(jsonb_build_object('holderId', p.holder_id, 'holder', o.name, 'siteId', p.site_id, 'site', s.name, 'city', s.city,
      'place', p.place, 'state', p.state, 'ownDisposition', nullif(p.own_disposition, ''), 'held', p.held, 'count', p.n)
      order by o.name, s.name, p.state), '[]'::jsonb)
  from placed p join organisation o on o.id = p.holder_id left join site s on s.id = p.site_id
$$;

create or replace function my_stock(p_site uuid) returns jsonb language sql stable security definer set search_path = public as $$
  with recursive tree as (
    select id, hold_count > 0 as held from epc where kind = 'sscc' and holder_id = current_org() and site_id = p_site and place = 'AT_SITE'
    union all
    select e.id, t.held or e.hold_count > 0 from tree t join epc e on e.parent_id = t.id and e.kind = 'sscc'
  ),
  rows as (
    select s.batch_id, s.state, s.own_disposition, s.held or t.held as held, s.n from tree t join stock s on s.parent_id = t.id
    union all
    select s.batch_id, s.state, s.own_disposition, s.held, s.n from stock s
    where s.parent_id = 0 and s.holder_id = current_org() and s.site_id = p_site and s.place = 'AT_SITE'
  )
  select coalesce(jsonb_agg(jsonb_build_object('batchId', batch_id, 'batch', number, 'product', name, 'strength', strength,
     'productId', product_id, 'lastValidDay', last_valid_day, 'batchState', batch_state, 'recalled', recalled, 'batchHeld', batch_held,
     'state', state, 'ownDisposition', nullif(own_disposition, ''), 'held', held, 'count', n) order by name, number, state), '[]'::jsonb)
  from (select r.batch_id, b.number, p.name, p.strength, p.id as product_id, b.last_valid_day, b.state as batch_state,
               b.recalled_at is not null and recall_here(b.id, asking_markets()) is not null as recalled,
               b.held_at is not null or b.hold_count > 0 as batch_held,
               r.state, r.own_disposition, r.held, sum(r.n)::int as n
        from rows r join batch b on b.id = r.batch_id join product p on p.id = b.product_id
        group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 having sum(r.n) > 0) grouped
$$;

grant execute on function batch_of_number, ledger_lock_batch, ledger_release_batch, ledger_hold_batch,
  ledger_unhold_batch, my_batches, my_batch_serials, batch_prints, batch_now, my_stock to packproof_app;
grant execute on function batch_of_number, ledger_lock_batch, ledger_release_batch, ledger_hold_batch,
  ledger_unhold_batch to packproof_jobs;
