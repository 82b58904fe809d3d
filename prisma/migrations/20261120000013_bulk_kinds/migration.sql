-- Jobs that change packs. The worker carries them out with the very functions of the ledger that requests use, so there
-- is one way to change a pack; but its login must not be able to act for just anybody, as the web tier's can. So for
-- the worker the organisation is not what a setting says: it is the organisation of the job that the transaction names,
-- as long as that job runs. A worker that was taken over could finish what somebody asked for, and nothing else.
-- (To let it take on the web tier's role instead would have been one line, and would have given it every organisation,
-- all sessions and all keys.)

alter table job
  add column command jsonb not null default '{}',
  add column started_at timestamptz(3);

-- The organisation of the job that this transaction works on. A verification changes nothing, so it lends no right to.
create function job_org() returns uuid language sql stable parallel safe security definer set search_path = public as $$
  select org_id from job where id = nullif(current_setting('app.job', true), '')::uuid and state = 'running' and kind <> 'verify'
$$;
-- Whoever set the role, it is that of the connection and not of a function's owner. The worker can give itself no other:
-- it is a member of this one only, and without it it may call nothing.
create or replace function current_org() returns uuid language sql stable parallel safe as $$
  select case when current_setting('role') = 'packproof_jobs' then job_org()
              else nullif(current_setting('app.org_id', true), '')::uuid end
$$;
grant execute on function job_org() to packproof_app, packproof_jobs;
grant execute on function current_org(), current_market() to packproof_jobs;

-- What changing packs and making them takes. Each of these guards itself by current_org().
do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace
           where n.nspname = 'public' and p.proname in (
             'ledger_lock', 'ledger_next_seq', 'ledger_append', 'ledger_set_state', 'ledger_set_disposition', 'ledger_unpack',
             'ledger_move', 'ledger_ever_shipped', 'ledger_looks', 'ledger_look', 'ledger_raise_alerts', 'ledger_lock_batch',
             'ledger_create_packs') loop
    execute format('grant execute on function %s to packproof_jobs', f);
  end loop;
end $$;

-- Who exists and what they sell, as every organisation knows; and whether a witness is a colleague.
grant select on organisation, capability, site, product to packproof_jobs;
create policy worker on organisation for select to packproof_jobs using (true);
create policy worker on capability for select to packproof_jobs using (true);
create policy worker on site for select to packproof_jobs using (true);
create policy worker on product for select to packproof_jobs using (true);
grant select (person_id, org_id) on membership to packproof_jobs;
create policy worker on membership for select to packproof_jobs using (org_id = current_org());

-- As in migration 8, with what is wanted, and when it was begun.
create or replace function job_claim(p_at timestamptz, p_lease interval) returns jsonb language plpgsql security definer set search_path = public as $$
declare v job%rowtype;
begin
  select * into v from job where state = 'queued' or (state = 'running' and leased_until < p_at)
    order by created_at limit 1 for update skip locked;
  if v.id is null then return null; end if;
  update job set state = 'running', leased_until = p_at + p_lease, started_at = coalesce(started_at, p_at) where id = v.id;
  return jsonb_build_object('id', v.id, 'order', v.command || jsonb_build_object('kind', v.kind),
    'person', case when v.key_id is null then person_seat(v.person_id, v.org_id, v.site_id) end,
    'key', (select api_key_find(prefix) from api_key where id = v.key_id));
end $$;
