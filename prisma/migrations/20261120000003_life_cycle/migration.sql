-- Opened packs: units left. Counted, never the difference, so that a repeat changes nothing.
alter table epc add column remaining integer;
alter table epc add constraint epc_remaining check (remaining is null or (kind = 'sgtin' and remaining >= 0));

-- Which packs came out of which: one repacking is one event with its old and its new packs, so that its rows are as
-- many as its packs and not as the pairs of them. A pack is made once and replaced once.
create table genealogy (
  event_id uuid not null,
  epc_id bigint not null,
  side text not null,
  constraint genealogy_pkey primary key (epc_id, side)
);
create index genealogy_event_id_idx on genealogy (event_id);
alter table genealogy add constraint genealogy_side check (side in ('old', 'new'));
alter table genealogy enable row level security;
create trigger genealogy_append_only before update or delete on genealogy for each statement execute function refuse_rewriting();
create trigger genealogy_no_truncate before truncate on genealogy for each statement execute function refuse_rewriting();
-- An end is an end, whoever writes.
create function refuse_revival() returns trigger language plpgsql as $$
begin
  raise exception 'A pack that is % never becomes %', old.state, new.state using errcode = 'restrict_violation';
end $$;
create trigger epc_ends before update of state on epc for each row
  when (old.state in ('DESTROYED', 'STOLEN', 'VOID') and new.state <> old.state) execute function refuse_revival();

-- Which labels of a batch were printed is asked of the audit, where it is kept.
create index audit_prints on audit ((detail->>'batchId')) where action = 'print-labels';
