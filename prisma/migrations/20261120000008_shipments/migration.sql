-- Deliveries, whole: what for, in parts, what was wrong with them and what both sides agreed on.

alter table shipment add column buyer_id uuid,
  add constraint shipment_purpose check (purpose in ('sale', 'transfer', 'return', 'recall-return', 'destruction', 'sample', 'drop-ship')),
  add constraint shipment_buyer check ((purpose = 'drop-ship') = (buyer_id is not null));

-- What was wrong with a delivery, and what both sides said about it.

alter table shipment_exception alter column link drop not null,
  add column outcome text, add column proposed_outcome text, add column proposed_by text;
update shipment_exception set outcome = 'found' where closed_at is not null;
alter table shipment_exception
  add constraint shipment_exception_kind check (kind in ('missing', 'overage', 'damaged', 'wrong-product', 'duplicate', 'unreadable', 'unavailable', 'misdirected')),
  add constraint shipment_exception_outcomes check (coalesce(outcome, 'found') in ('found', 'not-sent', 'credited', 'accepted', 'returned', 'destroyed', 'data-corrected')
    and coalesce(proposed_outcome, 'found') in ('found', 'not-sent', 'credited', 'accepted', 'returned', 'destroyed', 'data-corrected')),
  add constraint shipment_exception_closed check ((closed_at is null) = (outcome is null)),
  add constraint shipment_exception_proposal check ((proposed_outcome is null) = (proposed_by is null) and coalesce(proposed_by, 'sender') in ('sender', 'receiver')),
  -- Only what nobody could read has no code.
  add constraint shipment_exception_link check (link is not null or kind in ('damaged', 'wrong-product', 'duplicate', 'unreadable'));
create index shipment_exception_link_idx on shipment_exception (link) where kind = 'missing';

create table shipment_exception_note (
  id bigserial primary key,
  exception_id uuid not null,
  at timestamptz(3) not null,
  side text,
  said text not null,
  outcome text,
  text text not null,
  person_id uuid,
  constraint shipment_exception_note_said check (said in ('note', 'proposed', 'agreed', 'found', 'seen') and (side is null) = (said = 'seen')
    and (outcome is null) = (said in ('note', 'seen')) and coalesce(side, 'sender') in ('sender', 'receiver'))
);
create index shipment_exception_note_exception_id_idx on shipment_exception_note (exception_id);
alter table shipment_exception_note enable row level security;
create trigger shipment_exception_note_append_only before update or delete on shipment_exception_note for each statement execute function refuse_rewriting();
create trigger shipment_exception_note_no_truncate before truncate on shipment_exception_note for each statement execute function refuse_rewriting();

-- A tote: a container that is used again and again, numbered by a GRAI (AI 8003).
alter table epc add column grai text collate "C", drop constraint epc_kind,
  add constraint epc_kind check ((kind = 'sgtin' and gtin is not null and serial is not null and sscc is null and grai is null)
                              or (kind = 'sscc' and num_nonnulls(sscc, grai) = 1 and gtin is null and serial is null));
create unique index epc_grai_key on epc (grai) where grai is not null;

-- Seen again anywhere: a report that both sides had settled without the goods is open again, for both. Which site saw it
-- is nobody's business here.
create function reopen_missing() returns trigger language plpgsql security definer set search_path = public as $$
begin
  with recursive climb as (
    select id, parent_id, link from epc where id = new.epc_id
    union all select e.id, e.parent_id, e.link from climb c join epc e on e.id = c.parent_id),
  reopened as (
    update shipment_exception x set closed_at = null, outcome = null, proposed_outcome = null, proposed_by = null
    from climb c where x.link = c.link and x.kind = 'missing' and x.outcome <> 'found' returning x.id)
  insert into shipment_exception_note (exception_id, at, said, text) select id, new.at, 'seen', '' from reopened;
  return null;
end $$;
create trigger missing_seen_again after insert on verification for each row
  when (new.facts->>'ownDisposition' = 'UNKNOWN') execute function reopen_missing();

-- What is to come by a supplier's own file, and what came before any data did. Both are one organisation's own notes: no
-- custody, no event; goods are taken in by what the ledger knows of them.
create table announcement (
  id uuid primary key,
  org_id uuid not null,
  site_id uuid not null,
  sender_gln text not null,
  despatch_advice text not null,
  order_number text,
  source text not null,
  announced_at timestamptz(3) not null,
  person_id uuid not null,
  closed_at timestamptz(3),
  constraint announcement_source check (source in ('csv', 'epcis'))
);
create unique index announcement_org_id_sender_gln_despatch_advice_key on announcement (org_id, sender_gln, despatch_advice);
create table announcement_line (
  announcement_id uuid not null,
  no int not null,
  link text collate "C",
  parent_link text collate "C",
  gtin text,
  batch text,
  quantity int,
  received int,
  state text not null,
  primary key (announcement_id, no),
  constraint announcement_line_state check (state in ('expected', 'received', 'missing', 'overage')),
  constraint announcement_line_what check ((link is null) = (quantity is not null) and (link is null) = (gtin is not null) and (link is null) = (batch is not null)
    and (quantity is null or quantity > 0) and (received is null or (link is null and received >= 0)))
);
create index announcement_line_link_idx on announcement_line (link);
create table waiting_unit (
  id uuid primary key,
  org_id uuid not null,
  site_id uuid not null,
  link text collate "C" not null,
  note text not null,
  since timestamptz(3) not null,
  person_id uuid not null,
  closed_at timestamptz(3),
  outcome text,
  constraint waiting_unit_outcome check ((closed_at is null) = (outcome is null) and coalesce(outcome, 'received') in ('received', 'sent-back', 'set-aside'))
);
create unique index waiting_unit_open on waiting_unit (org_id, link) where closed_at is null;
create index waiting_unit_org_id_idx on waiting_unit (org_id);
do $$
declare t text;
begin
  foreach t in array array['announcement', 'announcement_line', 'waiting_unit'] loop
    execute format('alter table %I enable row level security', t);
  end loop;
end $$;
grant select, insert, update on announcement, announcement_line, waiting_unit to packproof_app;
create policy own on announcement for select to packproof_app using (org_id = current_org());
create policy own_new on announcement for insert to packproof_app
  with check (org_id = current_org() and exists (select from site s where s.id = site_id and s.org_id = announcement.org_id));
create policy own_on on announcement for update to packproof_app using (org_id = current_org()) with check (org_id = current_org());
create policy own on announcement_line for select to packproof_app
  using (exists (select from announcement a where a.id = announcement_id and a.org_id = current_org()));
create policy own_new on announcement_line for insert to packproof_app
  with check (exists (select from announcement a where a.id = announcement_id and a.org_id = current_org()));
create policy own_on on announcement_line for update to packproof_app
  using (exists (select from announcement a where a.id = announcement_id and a.org_id = current_org()))
  with check (exists (select from announcement a where a.id = announcement_id and a.org_id = current_org()));
create policy own on waiting_unit for select to packproof_app using (org_id = current_org());
create policy own_new on waiting_unit for insert to packproof_app
  with check (org_id = current_org() and exists (select from site s where s.id = site_id and s.org_id = waiting_unit.org_id));
create policy own_on on waiting_unit for update to packproof_app using (org_id = current_org()) with check (org_id = current_org());

-- Places inside a site: shelves, and places for goods that nobody may sell. A unit on its own is at one of them or at none;
-- whatever moves it takes it away from there. Where a box stands is the site's own matter: no event, no log entry.
create table site_place (
  site_id uuid not null,
  label text not null,
  kind text not null,
  primary key (site_id, label),
  constraint site_place_kind check (kind in ('shelf', 'quarantine'))
);
alter table site_place enable row level security;
grant select, insert on site_place to packproof_app;
create policy own on site_place for select to packproof_app
  using (exists (select from site s where s.id = site_id and s.org_id = current_org()));
create policy own_new on site_place for insert to packproof_app
  with check (exists (select from site s where s.id = site_id and s.org_id = current_org()));
alter table epc add column stored_at text, add constraint epc_stored_on_roots check (stored_at is null or parent_id is null);
create index epc_stored_at_idx on epc (site_id, stored_at) where stored_at is not null;
create function leave_place() returns trigger language plpgsql as $$
begin
  new.stored_at := null;
  return new;
end $$;
create trigger epc_leaves_place before update on epc for each row
  when (old.stored_at is not null and new.stored_at = old.stored_at
        and (new.parent_id, new.site_id, new.place) is distinct from (old.parent_id, old.site_id, old.place))
  execute function leave_place();
