-- Who asks. What row-level security itself calls (current_org, current_market, delegated, and of whom the worker works for)
-- stands with the policies, in the migrations.

create or replace function ledger_org() returns uuid language plpgsql stable as $$
begin
  if current_org() is null then
    raise exception 'No organisation in this transaction' using errcode = 'insufficient_privilege';
  end if;
  return current_org();
end $$;

create or replace function own_site(p_site uuid) returns void language plpgsql stable security definer set search_path = public as $$
begin
  if not exists (select from site where id = p_site and org_id = ledger_org()) then
    raise exception 'Not this organisation''s site' using errcode = 'insufficient_privilege';
  end if;
end $$;

create or replace function is_authority(p_org uuid) returns boolean language sql stable security definer set search_path = public as
$$ select exists (select from capability where org_id = p_org and kind = 'regulator') $$;

-- The market of the authority that asks; null for everybody else. Authorities see and act on their own market only
-- (Delegated Regulation (EU) 2016/161 Art. 39): whatever they may do as such is asked of this and the next two.
create or replace function regulated_market() returns text language sql stable security definer set search_path = public as
$$ select country from organisation where id = current_org() and is_authority(id) $$;

create or replace function regulates_product(p_product uuid) returns boolean language sql stable security definer set search_path = public as
$$ select exists (select from product where id = p_product and regulated_market() = any(markets)) $$;

-- Those of these units that are on the asking authority's market: what stands at a site of its country, packs of products
-- sold there, and containers with nothing else in them. Of nobody else any.
create or replace function regulated_units(p_ids bigint[]) returns setof bigint language sql stable security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
  with recursive climb as (
    select id as unit, kind, batch_id, id, parent_id, site_id from epc where id = any(p_ids) and regulated_market() is not null
    union all
    select c.unit, c.kind, c.batch_id, e.id, e.parent_id, e.site_id from climb c join epc e on e.id = c.parent_id)
  select c.unit from climb c left join site s on s.id = c.site_id
  where c.parent_id is null and (s.country = regulated_market() or case when c.kind = 'sgtin'
    then exists (select from batch b where b.id = c.batch_id and regulates_product(b.product_id))
    else exists (select from batches_in(c.unit))
      and not exists (select from batches_in(c.unit) i join batch b on b.id = i where not regulates_product(b.product_id)) end)
$$;

create or replace function asking_markets() returns text[] language sql stable parallel safe as
$$ select case when current_market() is null then null else array[current_market()] end $$;

grant execute on function regulated_units, current_org, current_market, delegated, job_org, capture_org to packproof_app;
grant execute on function regulated_units, current_org, current_market, job_org, capture_org to packproof_jobs;
