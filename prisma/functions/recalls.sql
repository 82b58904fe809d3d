-- Recalls. The first step writes a draft; the second, by another person of the same organisation, the recall.
create or replace function ledger_may_recall(p_batches uuid[], p_markets text[]) returns boolean language sql stable security definer set search_path = public as $$
  select not exists (select from unnest(p_batches) x where not exists (select from batch b where b.id = x and b.holder_id = current_org()))
      or (p_markets <@ array[regulated_market()]
          and not exists (select from unnest(p_batches) x left join batch b on b.id = x where not coalesce(regulates_product(b.product_id), false)))
$$;

create or replace function ledger_prepare_recall(p jsonb) returns void language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org();
  v_batches uuid[] := (select array_agg(x::uuid) from jsonb_array_elements_text(p->'batchIds') x);
  v_markets text[] := (select array_agg(x) from jsonb_array_elements_text(p->'markets') x);
begin
  if not ledger_may_recall(v_batches, v_markets)
     or exists (select from batch where id = any(v_batches) and holder_id <> (p->>'holderId')::uuid) then
    raise exception 'This organisation may not recall this batch' using errcode = 'insufficient_privilege';
  end if;
  insert into recall (id, org_id, holder_id, batch_ids, range_from, range_to, markets, class, depth, reason, public_text, state,
                      held_batch_ids, prepared_by_id, prepared_at)
  values ((p->>'id')::uuid, v_org, (p->>'holderId')::uuid, v_batches, (p->>'from')::bigint, (p->>'to')::bigint, v_markets,
          (p->>'class')::int, p->>'depth', p->>'reason', p->>'publicText', 'DRAFT',
          coalesce((select array_agg(x::uuid) from jsonb_array_elements_text(p->'heldBatchIds') x), '{}'),
          (p->>'personId')::uuid, (p->>'at')::timestamptz);
end $$;

create or replace function ledger_lock_recall(p_recall uuid) returns jsonb language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org();
begin
  perform 1 from recall where id = p_recall and org_id = v_org for update;
  return (select jsonb_build_object('id', r.id, 'state', r.state, 'holderId', r.holder_id, 'batchIds', r.batch_ids,
      'range', case when r.range_from is null then null
        else jsonb_build_object('from', r.range_from::text, 'to', r.range_to::text) end,
      'markets', r.markets, 'recall', jsonb_build_object('class', r.class, 'depth', r.depth, 'publicText', r.public_text),
      'reason', r.reason, 'heldBatchIds', r.held_batch_ids, 'preparedBy', r.prepared_by_id)
    from recall r where r.id = p_recall and r.org_id = v_org);
end $$;

create or replace function ledger_cancel_recall(p_recall uuid, p_person uuid, p_at timestamptz) returns void language plpgsql security definer set search_path = public as $$
begin
  update recall set state = 'CANCELLED', cancelled_by_id = p_person, cancelled_at = p_at
    where id = p_recall and org_id = ledger_org() and state = 'DRAFT';
  if not found then raise exception 'No such open draft of this organisation' using errcode = 'insufficient_privilege'; end if;
end $$;

create or replace function ledger_sign_recall(p_recall uuid, p_changes jsonb, p_person uuid, p_at timestamptz) returns void language plpgsql security definer set search_path = public as $$
declare v recall%rowtype;
begin
  update recall set state = 'SIGNED', signed_by_id = p_person, signed_at = p_at
    where id = p_recall and org_id = ledger_org() and state = 'DRAFT' returning * into v;
  if v.id is null then raise exception 'No such open draft of this organisation' using errcode = 'insufficient_privilege'; end if;
  insert into recall_market as m (batch_id, market, recall_id, class, depth, public_text, recalled_at)
  select (c->>'batchId')::uuid, market, v.id, v.class, v.depth, v.public_text, p_at
  from jsonb_array_elements(p_changes) c, jsonb_array_elements_text(c->'markets') market
  where (c->>'batchId')::uuid = any(v.batch_ids) and market = any(v.markets) and v.range_from is null
  order by 1, 2
  on conflict (batch_id, market) do update set recall_id = excluded.recall_id, class = excluded.class, depth = excluded.depth,
    public_text = excluded.public_text;
  -- The batch keeps the gravest recall of all markets, for those who ask from none.
  update batch b set recalled_at = coalesce(b.recalled_at, p_at), recall_class = (g.r->>'class')::int, recall_depth = g.r->>'depth',
      recall_text = g.r->>'publicText'
    from (select x as id, recall_here(x, null) as r from unnest(v.batch_ids) x) g where b.id = g.id and g.r is not null;
  -- The draft's own hold, not one that somebody placed since.
  update batch set held_at = null, held_by_org_id = null, held_reason = null where id = any(v.held_batch_ids) and held_by_org_id = v.org_id;
end $$;

create or replace function ledger_packs_between(p_batch uuid, p_from bigint, p_to bigint, p_limit int) returns jsonb language sql stable security definer set search_path = public as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', e.id::text, 'link', e.link) order by e.id & 281474976710655), '[]'::jsonb)
  from (select id, link from epc where batch_id = p_batch and exists (select from batch b where b.id = p_batch
          and (b.holder_id = current_org() or regulates_product(b.product_id)))
          and (id & 281474976710655) between (p_from & 281474976710655) and (p_to & 281474976710655)
        order by id & 281474976710655 limit p_limit) e
$$;

-- Packs that replace packs of a recall, however often repacked: from repacking to repacking, as replacing_packs
-- does. Guarded by those who call it.
create or replace function recall_replacing(p_recall uuid) returns setof bigint language sql stable security definer set search_path = public as $$
  with recursive repacking as (
    select event_id from (
      select distinct g.event_id from recall r join epc e on e.batch_id = any(r.batch_ids)
        and (r.range_from is null or (e.id & 281474976710655) between (r.range_from & 281474976710655) and (r.range_to & 281474976710655))
      join genealogy g on g.epc_id = e.id and g.side = 'old' where r.id = p_recall) first
    union
    select further.event_id from repacking k cross join lateral (
      select distinct o.event_id from genealogy n join genealogy o on o.epc_id = n.epc_id and o.side = 'old'
      where n.event_id = k.event_id and n.side = 'new') further
  )
  select distinct n.epc_id from repacking k join genealogy n on n.event_id = k.event_id and n.side = 'new'
$$;

-- Those of them that no recall has stopped yet: a RECALL hold never ends, so one is enough.
create or replace function ledger_recall_replacing(p_recall uuid) returns jsonb language sql stable security definer set search_path = public as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', e.id::text, 'link', e.link, 'makerId', b.holder_id) order by e.id), '[]'::jsonb)
  from recall r cross join lateral recall_replacing(r.id) made join epc e on e.id = made join batch b on b.id = e.batch_id
  where r.id = p_recall and r.org_id = ledger_org() and r.state = 'SIGNED'
    and not exists (select from hold h where h.epc_id = e.id and h.released_at is null and h.kind = 'RECALL')
$$;

-- Signed recalls that reach any of these units: of their whole batch, or by a RECALL hold of their own. The gravest first.
create or replace function ledger_recalls_on(p_ids bigint[]) returns jsonb language plpgsql stable security definer set search_path = public as $$
begin
  perform ledger_guard_units(p_ids);
  return (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'orgId', r.org_id, 'holderId', r.holder_id, 'markets', r.markets,
      'recall', jsonb_build_object('class', r.class, 'depth', r.depth, 'publicText', r.public_text))
      order by array_position(array['patient', 'pharmacy', 'wholesale'], r.depth), r.class, r.signed_at, r.id), '[]'::jsonb)
    from recall r where r.state = 'SIGNED' and exists (select from epc e where e.id = any(p_ids)
      and (e.batch_id = any(r.batch_ids) and r.range_from is null
           or exists (select from hold h where h.epc_id = e.id and h.recall_id = r.id))));
end $$;

create or replace function ledger_hold_recalled(p_recall uuid, p_ids bigint[], p_site uuid, p_person uuid, p_at timestamptz)
returns void language plpgsql security definer set search_path = public as $$
declare v recall%rowtype;
begin
  select * into v from recall where id = p_recall and state = 'SIGNED';
  -- Whoever recalls, every pack of it; whoever repacks, what they make of recalled packs.
  if v.id is null or exists (select from epc where id = any(p_ids) and (batch_id <> all(v.batch_ids) or v.org_id <> ledger_org())
                             and id not in (select recall_replacing(p_recall)))
     or (v.org_id <> ledger_org() and exists (select from unnest(p_ids) u where not ledger_may_touch(ledger_root_of(u)))) then
    raise exception 'This organisation may not recall these packs' using errcode = 'insufficient_privilege';
  end if;
  insert into hold (id, epc_id, recall_id, kind, reason, placed_by_org_id, placed_by_site_id, placed_by_id, placed_at)
  select gen_random_uuid(), u.unit, v.id, 'RECALL', v.reason, v.org_id, p_site, p_person, p_at from unnest(p_ids) as u(unit);
  update epc set hold_count = hold_count + 1, version = version + 1 where id = any(p_ids);
end $$;

grant execute on function ledger_prepare_recall, ledger_lock_recall, ledger_cancel_recall, ledger_sign_recall,
  ledger_packs_between, ledger_recall_replacing, ledger_recalls_on, ledger_hold_recalled to packproof_app;
grant execute on function ledger_recalls_on, ledger_hold_recalled to packproof_jobs;
