-- The recall of a batch on the asking market; without a market the gravest of all.
create or replace function recall_here(p_batch uuid, p_markets text[]) returns jsonb language sql stable security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
  select jsonb_build_object('class', class, 'depth', depth, 'publicText', public_text, 'at', (extract(epoch from recalled_at) * 1000)::bigint)
  from recall_market where batch_id = p_batch and (p_markets is null or market = any(p_markets))
  order by array_position(array['patient', 'pharmacy', 'wholesale'], depth), class limit 1
$$;

create or replace function product_state_in(p product, p_markets text[]) returns text language sql stable security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
  select case when p.state = 'WITHDRAWN' or (p.withdrawn_somewhere and exists (select from product_withdrawal w
    where w.product_id = p.id and (p_markets is null or w.market = any(p_markets)))) then 'WITHDRAWN' else 'ACTIVE' end
$$;

create or replace function product_json(p product, p_markets text[]) returns jsonb language sql stable as $$
  select jsonb_build_object('id', p.id, 'holderId', p.holder_id, 'gtin', p.gtin, 'name', p.name, 'strength', p.strength,
    'form', p.form, 'packSize', p.pack_size,
    -- Asked only where there is something to ask: this is said of every pack that is looked at.
    'state', case when p.withdrawn_somewhere then product_state_in(p, p_markets) else p.state end)
$$;

-- A batch and a product as whoever asks sees them: with the recall and the state on these markets.
create or replace function batch_json(b batch, p_markets text[]) returns jsonb language sql stable as $$
  select jsonb_build_object('id', b.id, 'holderId', b.holder_id, 'number', b.number, 'expiryPrinted', b.expiry_printed,
    'lastValidDay', b.last_valid_day, 'state', b.state, 'held', b.held_at is not null,
    'recall', case when b.recalled_at is null then null else recall_here(b.id, p_markets) end)
$$;

-- Withdrawals: by the holder, or by an authority on its own market. Irreversible.
create or replace function ledger_lock_product(p_product uuid) returns jsonb language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org();
begin
  perform 1 from product where id = p_product for update;
  return (select jsonb_build_object('id', p.id, 'holderId', p.holder_id, 'gtin', p.gtin, 'name', p.name, 'everywhere', p.state = 'WITHDRAWN',
      'withdrawnFrom', (select coalesce(jsonb_agg(w.market order by w.market), '[]'::jsonb) from product_withdrawal w where w.product_id = p.id))
    from product p where p.id = p_product and (p.holder_id = v_org or regulates_product(p.id)));
end $$;

create or replace function ledger_withdraw_product(p_product uuid, p_markets text[], p_reason text, p_person uuid, p_at timestamptz)
returns void language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org();
begin
  if not exists (select from product where id = p_product and holder_id = v_org)
     and not (regulates_product(p_product) and p_markets <@ array[regulated_market()]) then
    raise exception 'This organisation may not withdraw this product' using errcode = 'insufficient_privilege';
  end if;
  insert into product_withdrawal (product_id, market, org_id, person_id, reason, withdrawn_at)
  select p_product, market, v_org, p_person, p_reason, p_at from unnest(p_markets) market;
  update product set withdrawn_somewhere = true where id = p_product;
end $$;

grant execute on function ledger_lock_product, ledger_withdraw_product to packproof_app;
