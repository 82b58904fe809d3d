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

create or replace function acts_as_regulator() returns boolean language sql stable security definer set search_path = public as
$$ select exists (select from capability where org_id = current_org() and kind = 'regulator') $$;

create or replace function asking_markets() returns text[] language sql stable parallel safe as
$$ select case when current_market() is null then null else array[current_market()] end $$;

grant execute on function acts_as_regulator, current_org, current_market, delegated, job_org, capture_org to packproof_app;
grant execute on function current_org, current_market, job_org, capture_org to packproof_jobs;
