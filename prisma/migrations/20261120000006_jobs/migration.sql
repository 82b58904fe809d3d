-- Jobs: work for hundreds of thousands of packs, asked for over HTTP, done by the worker chunk by chunk. A chunk's
-- effect and its result are one transaction, so a job goes on after a crash where it was, and does nothing twice.
create table "job" (
    "id" uuid not null,
    "org_id" uuid not null,
    "site_id" uuid not null,
    "person_id" uuid not null,
    "key_id" uuid,
    "kind" text not null,
    "command" jsonb not null default '{}',
    "state" text not null,
    "total" integer not null,
    "done" integer not null default 0,
    "summary" jsonb not null default '{}',
    "refusal" jsonb,
    "created_at" timestamptz(3) not null,
    "started_at" timestamptz(3),
    "finished_at" timestamptz(3),
    "leased_until" timestamptz(3),
    constraint "job_pkey" primary key ("id")
);
create table "job_chunk" (
    "job_id" uuid not null,
    "n" integer not null,
    "items" integer not null,
    "input" text not null,
    "result" text,
    constraint "job_chunk_pkey" primary key ("job_id", "n")
);
create index "job_org_id_created_at_idx" on "job" ("org_id", "created_at");
create index "job_state_created_at_idx" on "job" ("state", "created_at");
alter table job
  add constraint job_state check (state in ('queued', 'running', 'done', 'cancelled', 'refused')),
  add constraint job_progress check (done between 0 and total),
  add constraint job_finished check ((finished_at is not null) = (state in ('done', 'cancelled', 'refused')));

alter table job enable row level security;
alter table job_chunk enable row level security;
grant select, insert on job to packproof_app;
grant select, insert on job_chunk to packproof_app;
create policy own on job for select to packproof_app using (org_id = current_org());
create policy own_new on job for insert to packproof_app
  with check (org_id = current_org() and state = 'queued' and done = 0 and exists (select from site s where s.id = site_id and s.org_id = current_org()));
create policy own on job_chunk for select to packproof_app
  using (exists (select from job j where j.id = job_id and j.org_id = current_org()));
create policy own_new on job_chunk for insert to packproof_app
  with check (result is null and exists (select from job j where j.id = job_id and j.org_id = current_org() and j.state = 'queued'));

-- Jobs that change packs. The worker carries them out with the very functions of the ledger that requests use, so there
-- is one way to change a pack; but its login must not be able to act for just anybody, as the web tier's can. So for
-- the worker the organisation is not what a setting says: it is the organisation of the job that the transaction names,
-- as long as that job runs. A worker that was taken over could finish what somebody asked for, and nothing else.
-- (To let it take on the web tier's role instead would have been one line, and would have given it every organisation,
-- all sessions and all keys.)

-- The organisation of the job that this transaction works on. A verification changes nothing, so it lends no right to.
create function job_org() returns uuid language sql stable parallel safe security definer set search_path = public as $$
  select org_id from job where id = nullif(current_setting('app.job', true), '')::uuid and state = 'running' and kind <> 'verify'
$$;

-- Who exists and what they sell, as every organisation knows; and whether a witness is a colleague.
grant select on organisation, capability, site, product to packproof_jobs;
create policy worker on organisation for select to packproof_jobs using (true);
create policy worker on capability for select to packproof_jobs using (true);
create policy worker on site for select to packproof_jobs using (true);
create policy worker on product for select to packproof_jobs using (true);
grant select (person_id, org_id) on membership to packproof_jobs;
create policy worker on membership for select to packproof_jobs using (org_id = current_org());
