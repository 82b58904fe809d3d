-- Captures as jobs: whole documents of events, by the worker, through the very operations of requests.

-- A receipt that came before its shipping is taken in by the shipping's transaction, in the name of whoever sent the
-- receipt. For the worker that name is lent by the capture: from the moment capture_take has taken it until capture_settle
-- has settled it. No other transaction ever sees a capture between the two.
create function capture_org() returns uuid language sql stable parallel safe security definer set search_path = public as $$
  select org_id from capture where id = nullif(current_setting('app.capture', true), '')::uuid and effect = 'applied' and settled_at is null
$$;
create or replace function current_org() returns uuid language sql stable parallel safe as $$
  select case when current_setting('role') = 'packproof_jobs' then coalesce(capture_org(), job_org())
              else nullif(current_setting('app.org_id', true), '')::uuid end
$$;
grant execute on function capture_org() to packproof_app, packproof_jobs;

-- What carrying out an event takes besides (migration 13). Each of these guards itself by current_org().
do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace
           where n.nspname = 'public' and p.proname in (
             'contents_json', 'tree_of', 'ledger_pack', 'ledger_create_containers', 'ledger_open_shipment', 'ledger_lock_shipment',
             'ledger_settle_shipment', 'ledger_raise_exception', 'ledger_place_hold', 'ledger_release_hold', 'ledger_lock_hold',
             'ledger_held_shipment', 'ledger_release_batch', 'ledger_hold_batch', 'ledger_unhold_batch', 'ledger_replace',
             'ledger_set_remaining', 'ledger_missing_from', 'ledger_close_missing', 'ledger_packs_under_way',
             'captured_before', 'event_names', 'batch_of_number', 'units_under_way', 'free_advice', 'capture_take', 'capture_settle',
             'event_is_latest',
             -- Of deliveries (migration 11).
             'ledger_recalls_inside', 'ledger_notify_site', 'ledger_made_all', 'ledger_expect_apart', 'delivery_exceptions', 'deliveries_of') loop
    execute format('grant execute on function %s to packproof_jobs', f);
  end loop;
end $$;

-- A line's batch that nobody has planned yet, what was refused or waits, and the trail of both.
grant insert on batch, capture, audit to packproof_jobs;
grant usage on sequence audit_id_seq to packproof_jobs;
create policy worker_new on batch for insert to packproof_jobs
  with check (holder_id = current_org() and state = 'PACKAGED' and recalled_at is null and held_at is null);
create policy worker_new on capture for insert to packproof_jobs
  with check (org_id = current_org() and effect in ('pending', 'refused') and event_id is null and settled_at is null);
create policy worker_new on audit for insert to packproof_jobs with check (org_id = current_org());

-- A receipt ends what was announced of it.
grant select, insert, update on announcement, announcement_line, waiting_unit to packproof_jobs;
create policy worker on waiting_unit for select to packproof_jobs using (org_id = current_org());
create policy worker_on on waiting_unit for update to packproof_jobs using (org_id = current_org()) with check (org_id = current_org());
create policy worker_new on waiting_unit for insert to packproof_jobs
  with check (org_id = current_org() and exists (select from site s where s.id = site_id and s.org_id = waiting_unit.org_id));
create policy worker on announcement for select to packproof_jobs using (org_id = current_org());
create policy worker_on on announcement for update to packproof_jobs using (org_id = current_org()) with check (org_id = current_org());
create policy worker on announcement_line for select to packproof_jobs
  using (exists (select from announcement a where a.id = announcement_id and a.org_id = current_org()));
create policy worker_new on announcement_line for insert to packproof_jobs
  with check (exists (select from announcement a where a.id = announcement_id and a.org_id = current_org()));
create policy worker_on on announcement_line for update to packproof_jobs
  using (exists (select from announcement a where a.id = announcement_id and a.org_id = current_org()))
  with check (exists (select from announcement a where a.id = announcement_id and a.org_id = current_org()));
create policy worker_new on announcement for insert to packproof_jobs
  with check (org_id = current_org() and exists (select from site s where s.id = site_id and s.org_id = announcement.org_id));

-- As in migration 8, but the chunks of a capture are done in their order: a later event builds on an earlier one. Where
-- another worker still has the one before, this one waits for it.
create or replace function job_next_chunk(p_job uuid, out n int, out input text) language plpgsql volatile security definer set search_path = public as $$
declare v_kind text := (select j.kind from job j where j.id = p_job and j.state = 'running');
begin
  if v_kind like 'capture%' then
    select c.n, c.input into n, input from job_chunk c where c.job_id = p_job and c.result is null order by c.n limit 1 for update of c;
  elsif v_kind is not null then
    select c.n, c.input into n, input from job_chunk c where c.job_id = p_job and c.result is null order by c.n limit 1 for update of c skip locked;
  end if;
end $$;
