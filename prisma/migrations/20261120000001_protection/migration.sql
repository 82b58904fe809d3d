-- Who may touch what, from the first day.
--   packproof_app   the web tier: reads its own organisation's rows, writes the ledger through functions only.
--   packproof_jobs  the worker: moves the outbox into the log, signs and anchors. Sees no person and no pack.
-- The owner (a plain role, no superuser) migrates and owns the SECURITY DEFINER functions. Row-level security
-- is the net; explicit scope filters in the queries are the floor.

do $$
begin
  if not exists (select from pg_roles where rolname = 'packproof_app')
     or not exists (select from pg_roles where rolname = 'packproof_jobs') then
    raise exception 'The roles packproof_app and packproof_jobs are missing. Create them first: docs/operations.md, "Your own Postgres".';
  end if;
end $$;

revoke all on schema public from public;
grant usage on schema public to packproof_app, packproof_jobs;
-- For the whole database: PUBLIC's right to execute is a global default, which a default of one schema cannot take back.
alter default privileges revoke execute on functions from public;

-- Who asks. The web tier says so at the beginning of each transaction; for the worker it is the organisation of the capture
-- or the job that the transaction names, whatever else is set. (Those two come with their tables, so bodies are not
-- checked here.)
set local check_function_bodies = off;
create function current_org() returns uuid language sql stable parallel safe as $$
  select case when current_setting('role') = 'packproof_jobs' then coalesce(capture_org(), job_org())
              else nullif(current_setting('app.org_id', true), '')::uuid end
$$;

-- Codes are compared as bytes, whatever locale the database has.
alter table epc alter column link type text collate "C";
alter table epc alter column gtin type text collate "C";
alter table epc alter column serial type text collate "C";
alter table epc alter column sscc type text collate "C";

-- Impossible states stay impossible whoever writes.
alter table epc
  add constraint epc_custody_on_roots check ((parent_id is null) = (holder_id is not null)),
  add constraint epc_place_on_roots check ((parent_id is null) = (place is not null) and (place is null or place in ('AT_SITE', 'IN_TRANSIT'))),
  add constraint epc_site_on_roots check (site_id is null or parent_id is null),
  add constraint epc_not_own_parent check (parent_id <> id),
  add constraint epc_kind check ((kind = 'sgtin' and gtin is not null and serial is not null and sscc is null)
                              or (kind = 'sscc' and sscc is not null and gtin is null and serial is null)),
  add constraint epc_state check (state in ('ALLOCATED','ACTIVE','SUPPLIED','EXPORTED','SAMPLE','FREE_SAMPLE','LOCKED','CHECKED_OUT','DESTROYED','STOLEN','VOID')),
  add constraint epc_own_disposition check (own_disposition is null or own_disposition in ('RETURNED','RETRIEVED','DISPOSED','WITH_PATIENT','LEFT_NETWORK','UNKNOWN')),
  add constraint epc_holds_counted check (hold_count >= 0);
alter table batch
  add constraint batch_state check (state in ('PACKAGED', 'RELEASED')),
  add constraint batch_recall_whole check ((recalled_at is null) = (recall_class is null) and (recalled_at is null) = (recall_depth is null)),
  add constraint batch_released_when check ((state = 'RELEASED') = (released_at is not null));
alter table product add constraint product_state check (state in ('ACTIVE', 'WITHDRAWN'));
create unique index containment_one_parent on containment (child_id) where to_seq is null;
alter table containment add constraint containment_interval check (to_seq is null or to_seq > from_seq);
alter table event
  add constraint event_key_length check (octet_length(event_key) = 32),
  add constraint event_entry_length check (octet_length(entry) = 32),
  add constraint event_record_hash_length check (octet_length(record_hash) = 32);
alter table event_effect add constraint event_effect_kind check (effect in ('applied', 'pending', 'refused', 'observed'));
alter table outbox add constraint outbox_entry_length check (octet_length(entry) = 32);
alter table log_leaf add constraint log_leaf_entry_length check (octet_length(entry) = 32);
alter table log_tile add constraint log_tile_width check (octet_length(hashes) between 32 and 8192 and octet_length(hashes) % 32 = 0);
alter table log_state add constraint log_state_root_length check (octet_length(root) = 32 and octet_length(log_id) = 32);
alter table shipment add constraint shipment_state check (state in ('OPEN', 'RECEIVED', 'PARTLY_RECEIVED', 'VOIDED'));
alter table shipment_line add constraint shipment_line_state check (state in ('expected', 'received', 'missing'));
alter table anchor
  add constraint anchor_state check (state in ('pending','signed','submitted','mined','final','reverted','superseded','lost'));
-- One transaction in flight for a signer: the second one cannot even be written.
create unique index anchor_one_in_flight on anchor (chain_id, contract) where state in ('pending', 'signed', 'submitted', 'mined');
alter table hold add constraint hold_kind check (kind in ('ALERT','RECALL','SUSPECT','ILLEGITIMATE','TEMPERATURE','EXCEPTION','REGULATOR'));

-- Append-only: refused by grant for every role that serves people, and by trigger even for the owner.
create function refuse_rewriting() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % refused', tg_table_name, tg_op using errcode = 'restrict_violation';
end $$;
do $$
declare t text;
begin
  foreach t in array array['event', 'event_epc', 'event_party', 'event_effect', 'log_leaf', 'checkpoint', 'audit', 'verification'] loop
    execute format('create trigger %I before update or delete on %I for each statement execute function refuse_rewriting()', t || '_append_only', t);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_rewriting()', t || '_no_truncate', t);
  end loop;
end $$;

-- Row-level security on every table, so that a forgotten grant still shows nothing.
do $$
declare t text;
begin
  for t in select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> '_prisma_migrations' loop
    execute format('alter table %I enable row level security', t);
  end loop;
end $$;

-- The directory: who exists, where, and what they sell, is known to every signed-in organisation.
grant select on organisation, capability, site, product to packproof_app;
create policy directory on organisation for select to packproof_app using (true);
create policy directory on capability for select to packproof_app using (true);
create policy directory on site for select to packproof_app using (true);
create policy directory on product for select to packproof_app using (true);

grant select on delegation to packproof_app;
create policy own on delegation for select to packproof_app using (current_org() in (holder_id, agent_id));

-- People: colleagues only, and never a password hash.
grant select (id, name, job) on person to packproof_app;
grant select on membership to packproof_app;
create policy own on membership for select to packproof_app using (org_id = current_org());
create policy colleagues on person for select to packproof_app
  using (exists (select from membership m where m.person_id = person.id and m.org_id = current_org()));

-- Batches: the holder of the authorisation. Others learn of a batch through the packs they hold (functions).
grant select, insert on batch to packproof_app;
create policy own on batch for select to packproof_app using (holder_id = current_org());
create policy own_new on batch for insert to packproof_app
  with check (holder_id = current_org() and state = 'PACKAGED' and recalled_at is null and held_at is null);

-- Events: whole to the parties; opened parts reach others through trace functions only.
grant select on event, event_party, event_effect to packproof_app;
create policy parties on event for select to packproof_app
  using (exists (select from event_party p where p.event_id = event.id and p.org_id = current_org()));
create policy own on event_party for select to packproof_app using (org_id = current_org());
create policy parties on event_effect for select to packproof_app
  using (exists (select from event_party p where p.event_id = event_effect.event_id and p.org_id = current_org()));

grant select on shipment, shipment_line, shipment_exception to packproof_app;
create policy both_sides on shipment for select to packproof_app using (current_org() in (sender_id, receiver_id));
create policy both_sides on shipment_line for select to packproof_app
  using (exists (select from shipment s where s.id = shipment_id and current_org() in (s.sender_id, s.receiver_id)));
create policy both_sides on shipment_exception for select to packproof_app
  using (exists (select from shipment s where s.id = shipment_id and current_org() in (s.sender_id, s.receiver_id)));

grant select on verification to packproof_app;
create policy own on verification for select to packproof_app using (org_id = current_org());
grant select on alert to packproof_app;
create policy both_sides on alert for select to packproof_app using (current_org() in (org_id, holder_id));

grant select, insert on audit to packproof_app;
grant usage on sequence audit_id_seq to packproof_app;
create policy own on audit for select to packproof_app using (org_id = current_org());
create policy own_new on audit for insert to packproof_app with check (org_id = current_org());
grant select, insert on request to packproof_app;
create policy own on request for select to packproof_app using (org_id = current_org());
create policy own_new on request for insert to packproof_app with check (org_id = current_org());

-- The log is public: entries are opaque hashes.
grant select on log_state, log_leaf, log_tile, checkpoint, anchor to packproof_app, packproof_jobs;
create policy everyone on log_state for select to packproof_app, packproof_jobs using (true);
create policy everyone on log_leaf for select to packproof_app, packproof_jobs using (true);
create policy everyone on log_tile for select to packproof_app, packproof_jobs using (true);
create policy everyone on checkpoint for select to packproof_app, packproof_jobs using (true);
create policy everyone on anchor for select to packproof_app, packproof_jobs using (true);

-- The worker: drains the outbox, grows the log, signs, anchors.
grant select, delete on outbox to packproof_jobs;
grant insert, update on log_state, log_tile, anchor to packproof_jobs;
grant insert on log_leaf, checkpoint to packproof_jobs;
create policy worker on outbox to packproof_jobs using (true);
create policy worker_new on log_state for insert to packproof_jobs with check (true);
create policy worker_on on log_state for update to packproof_jobs using (true);
create policy worker_new on log_leaf for insert to packproof_jobs with check (true);
create policy worker_new on log_tile for insert to packproof_jobs with check (true);
create policy worker_on on log_tile for update to packproof_jobs using (true);
create policy worker_new on checkpoint for insert to packproof_jobs with check (true);
create policy worker_new on anchor for insert to packproof_jobs with check (true);
create policy worker_on on anchor for update to packproof_jobs using (true);

grant select on heartbeat to packproof_app, packproof_jobs;
grant insert, update on heartbeat to packproof_jobs;
create policy everyone on heartbeat for select to packproof_app, packproof_jobs using (true);
create policy worker_new on heartbeat for insert to packproof_jobs with check (true);
create policy worker_on on heartbeat for update to packproof_jobs using (true);

grant select on demo_code to packproof_app;
create policy everyone on demo_code for select to packproof_app using (true);
