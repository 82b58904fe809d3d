-- Events of other systems: what they call them, corrections, and captures that are not in the ledger (yet).

-- What whoever told it calls it (its eventID, else its hash); null: the ledger's own, called by its id.
alter table event add column name text, add column is_correction boolean not null default false, add column corrects uuid;
-- Told twice at the same moment it is still captured once. A correction has its event's own name.
create unique index event_name_once on event (capturer_id, name) where name is not null and not is_correction;

create table capture (
    id uuid not null,
    org_id uuid not null,
    name text not null,
    event_hash text not null,
    document text not null,
    effect text not null,
    refusal jsonb not null,
    waits_for text[] not null,
    waits_until timestamptz(3),
    scope jsonb not null,
    at timestamptz(3) not null,
    settled_at timestamptz(3),
    event_id uuid,
    constraint capture_pkey primary key (id)
);
create index capture_org_id_name_idx on capture (org_id, name);
create index capture_org_id_event_hash_idx on capture (org_id, event_hash);
create index capture_waiting on capture using gin (waits_for) where effect = 'pending';
create index capture_waits_until on capture (waits_until) where effect = 'pending';
alter table capture
  add constraint capture_effect check (effect in ('pending', 'refused', 'applied')),
  add constraint capture_waits check ((effect <> 'pending') or (waits_until is not null and cardinality(waits_for) > 0));
alter table capture enable row level security;
grant select, insert on capture to packproof_app;
create policy own on capture for select to packproof_app using (org_id = current_org());
create policy own_new on capture for insert to packproof_app
  with check (org_id = current_org() and effect in ('pending', 'refused') and event_id is null and settled_at is null);

-- Captures as jobs: whole documents of events, by the worker, through the very operations of requests.

-- A receipt that came before its shipping is taken in by the shipping's transaction, in the name of whoever sent the
-- receipt. For the worker that name is lent by the capture: from the moment capture_take has taken it until capture_settle
-- has settled it. No other transaction ever sees a capture between the two.
create function capture_org() returns uuid language sql stable parallel safe security definer set search_path = public as $$
  select org_id from capture where id = nullif(current_setting('app.capture', true), '')::uuid and effect = 'applied' and settled_at is null
$$;

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
