-- Speed with ten million packs, and jobs for hundreds of thousands at once. Every figure here is of `npm run bench:ledger`.

-- These functions find rows by key, whatever the values: one plan fits all. Left to itself Postgres makes a new one at
-- each call for some of them, because an array may be short (units_json: 1.4 ms to plan, 0.1 ms to run).
do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace
           where n.nspname = 'public' and p.proname in (
             'units_json', 'find_units', 'trace_pack', 'session_user_of', 'public_pack', 'public_history',
             'ledger_lock', 'ledger_guard_units', 'ledger_may_touch', 'ledger_root_of', 'ledger_set_state',
             'ledger_set_disposition', 'ledger_create_packs', 'ledger_create_container', 'ledger_pack', 'ledger_unpack',
             'ledger_move', 'ledger_append', 'ledger_look', 'ledger_looks', 'ledger_raise_alerts', 'holds_json', 'recall_here',
             'product_state_in', 'api_key_find', 'person_seat', 'ledger_replace', 'ledger_set_remaining', 'ledger_ever_shipped') loop
    execute format('alter function %s set plan_cache_mode = force_generic_plan', f);
  end loop;
end $$;

-- Where the packs of one batch are now, by possessor, site and state: from the running counters and the containers that
-- hold them, so a million packs cost what their ten thousand cases do. Each container is looked up once (up), and
-- learns its root from above (down): climbing from every case apart would look the pallets up a hundred times.
-- No scan of a whole table: the planner takes a recursion for a thousand times its rows, and would read all packs.
create function batch_now(p_batch uuid) returns jsonb language sql stable security definer set search_path = public set enable_seqscan = off as $$
  with recursive direct as materialized (
    select parent_id, holder_id, site_id, place, state, own_disposition, held, sum(n) as n
    from stock where batch_id = p_batch and n > 0
      and exists (select from batch b where b.id = p_batch and (b.holder_id = current_org()
            or exists (select from delegation d where d.holder_id = b.holder_id and d.agent_id = current_org()
                       and d.valid_from <= now() and (d.valid_to is null or d.valid_to > now()))
            or exists (select from capability where org_id = current_org() and kind = 'regulator')))
    group by 1, 2, 3, 4, 5, 6, 7
  ),
  up as (
    select id, parent_id, holder_id, site_id, place, hold_count from epc where id in (select parent_id from direct where parent_id <> 0)
    union
    select e.id, e.parent_id, e.holder_id, e.site_id, e.place, e.hold_count from up u join epc e on e.id = u.parent_id
  ),
  down as (
    select id, holder_id, site_id, place, hold_count > 0 as held from up where parent_id is null
    union all
    select u.id, d.holder_id, d.site_id, d.place, d.held or u.hold_count > 0 from down d join up u on u.parent_id = d.id
  ),
  placed as (
    select coalesce(w.holder_id, d.holder_id) as holder_id, coalesce(w.site_id, nullif(d.site_id, '00000000-0000-0000-0000-000000000000')) as site_id,
           coalesce(w.place, d.place) as place, d.state, d.own_disposition, d.held or coalesce(w.held, false) as held, sum(d.n)::int as n
    from direct d left join down w on w.id = d.parent_id
    group by 1, 2, 3, 4, 5, 6
  )
  select coalesce(jsonb_agg(jsonb_build_object('holderId', p.holder_id, 'holder', o.name, 'siteId', p.site_id, 'site', s.name, 'city', s.city,
      'place', p.place, 'state', p.state, 'ownDisposition', nullif(p.own_disposition, ''), 'held', p.held, 'count', p.n)
      order by o.name, s.name, p.state), '[]'::jsonb)
  from placed p join organisation o on o.id = p.holder_id left join site s on s.id = p.site_id
$$;
grant execute on function batch_now(uuid) to packproof_app;

-- Jobs: work for hundreds of thousands of packs, asked for over HTTP, done by the worker chunk by chunk. A chunk's
-- effect and its result are one transaction, so a job goes on after a crash where it was, and does nothing twice.
create table "job" (
    "id" uuid not null,
    "org_id" uuid not null,
    "site_id" uuid not null,
    "person_id" uuid not null,
    "key_id" uuid,
    "kind" text not null,
    "state" text not null,
    "total" integer not null,
    "done" integer not null default 0,
    "summary" jsonb not null default '{}',
    "refusal" jsonb,
    "created_at" timestamptz(3) not null,
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

-- Nothing of it is done any more; what was done stays done. False: there is no such job, or it is over.
create function job_cancel(p_job uuid, p_at timestamptz) returns boolean language plpgsql security definer set search_path = public as $$
begin
  update job set state = 'cancelled', finished_at = p_at, leased_until = null
    where id = p_job and org_id = ledger_org() and state in ('queued', 'running');
  return found;
end $$;
grant execute on function job_cancel(uuid, timestamptz) to packproof_app;

-- The worker's side. It sees no table: it takes a job, and through the job the packs it was asked about.

-- The next job and who asked for it, as a session or the key would tell; null when there is none. One whose worker was not heard
-- of for the lease's time is taken over.
create function job_claim(p_at timestamptz, p_lease interval) returns jsonb language plpgsql security definer set search_path = public as $$
declare v job%rowtype;
begin
  select * into v from job where state = 'queued' or (state = 'running' and leased_until < p_at)
    order by created_at limit 1 for update skip locked;
  if v.id is null then return null; end if;
  update job set state = 'running', leased_until = p_at + p_lease where id = v.id;
  return jsonb_build_object('id', v.id, 'kind', v.kind,
    'person', case when v.key_id is null then person_seat(v.person_id, v.org_id, v.site_id) end,
    'key', (select api_key_find(prefix) from api_key where id = v.key_id));
end $$;

-- The first chunk that is not done and that nobody else works on, locked until the transaction ends; null when there is
-- none, or the job was cancelled. The job's own row is touched only at the end of a chunk (job_finish_chunk), so two
-- chunks of it can be done side by side; one that a cancel overtakes finds the job over, and is undone.
create function job_next_chunk(p_job uuid, out n int, out input text) language sql volatile security definer set search_path = public as $$
  select c.n, c.input from job_chunk c where c.job_id = p_job and c.result is null
    and exists (select from job j where j.id = p_job and j.state = 'running')
  order by c.n limit 1 for update of c skip locked
$$;

create function job_finish_chunk(p_job uuid, p_n int, p_result text, p_counts jsonb, p_at timestamptz, p_lease interval) returns void language plpgsql security definer set search_path = public as $$
declare v_items int;
begin
  update job_chunk set result = p_result where job_id = p_job and n = p_n and result is null returning items into v_items;
  if not found then raise exception 'Chunk % is done', p_n using errcode = 'serialization_failure'; end if;
  update job set done = done + v_items, leased_until = p_at + p_lease,
    summary = summary || (select coalesce(jsonb_object_agg(key, value::int + coalesce((summary->>key)::int, 0)), '{}') from jsonb_each_text(p_counts))
    where id = p_job and state = 'running';
  if not found then raise exception 'The job is over' using errcode = 'serialization_failure'; end if;
end $$;

-- Done only when all of it is: a worker that was taken for dead may still have a chunk of it, and ends the job then.
create function job_end(p_job uuid, p_state text, p_refusal jsonb, p_at timestamptz) returns void language sql volatile security definer set search_path = public as $$
  update job set state = p_state, refusal = p_refusal, finished_at = p_at, leased_until = null
    where id = p_job and state = 'running' and (p_state <> 'done' or done = total)
$$;

-- Verifies packs, each for the site that asks: finds it, walks to its root, says what decides about it there, and
-- records the look. One statement for whatever waits at the moment, of whichever organisations: a scan at a counter is
-- a list of one. Recalls and withdrawals are those of the site's own market, whatever the caller believes. A look is
-- never a leaf of the log. The answers stand in no order: `ord` is a pack's place in the question, from 1.
create function verify_packs(p_orgs uuid[], p_sites uuid[], p_persons uuid[], p_gtins text[], p_serials text[], p_entries text[], p_ats timestamptz[])
returns table (ord int, product jsonb, repeats int, id text, link text, state text, own text, remaining int, replaced boolean, replaces boolean,
               parent text, parent_link text, root text, root_link text, depth int, holder uuid, site uuid, place text, tracks_from float8,
               batch jsonb, holds jsonb, event uuid, event_org uuid, event_site uuid, event_time float8, record_time float8)
language plpgsql volatile security definer set search_path = public set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
begin
  if exists (select from unnest(p_sites, p_orgs) asked(site, org)
             where not exists (select from site s where s.id = asked.site and s.org_id = asked.org)) then
    raise exception 'Not this organisation''s site' using errcode = 'insufficient_privilege';
  end if;
  return query
  with recursive climb as (
    select a.ord::int as ord, a.org, a.site, a.person, a.gtin, a.serial, a.entry, a.at, array[s.country] as markets,
           e as pack, null::text collate "C" as above, 0 as depth, e.hold_count > 0 as held,
           e.id, e.link, e.parent_id, e.holder_id, e.site_id, e.place
    from unnest(p_orgs, p_sites, p_persons, p_gtins, p_serials, p_entries, p_ats) with ordinality a(org, site, person, gtin, serial, entry, at, ord)
    join site s on s.id = a.site
    left join epc e on e.gtin = a.gtin and e.serial = a.serial
    union all
    select c.ord, c.org, c.site, c.person, c.gtin, c.serial, c.entry, c.at, c.markets,
           c.pack, coalesce(c.above, e.link), c.depth + 1, c.held or e.hold_count > 0,
           e.id, e.link, e.parent_id, e.holder_id, e.site_id, e.place
    from climb c join epc e on e.id = c.parent_id
  ),
  -- At the root, or not registered at all.
  looked as materialized (
    select c.*, case when p.id is not null then product_json(p, c.markets) || jsonb_build_object('serialised', p.serialised) end as of_product,
           case when b.id is not null then batch_json(b, c.markets) end as of_batch,
           case when c.held or b.hold_count > 0 then holds_json((c.pack).id) else '[]'::jsonb end as holds,
           ev as changed, st.custody_from,
           case when (c.pack).state = 'SUPPLIED' and ev.site_id = c.site then (select count(*)::int from verification l
             where l.epc_id = (c.pack).id and l.site_id = c.site and l.at > ev.record_time) else 0 end as again
    from climb c
    left join product p on p.gtin = c.gtin
    left join batch b on b.id = (c.pack).batch_id
    left join event ev on ev.id = (c.pack).state_event_id
    left join site st on st.id = c.site_id
    where c.parent_id is null
  ),
  recorded as (
    insert into verification (org_id, site_id, person_id, epc_id, gtin, serial, entry_mode, facts, at)
    select l.org, l.site, l.person, (l.pack).id, l.gtin, l.serial, l.entry,
           jsonb_build_object('state', (l.pack).state, 'ownDisposition', (l.pack).own_disposition,
             'holds', case when l.id is not null then l.holds end, 'batch', l.of_batch, 'productState', l.of_product->'state',
             'holderId', l.holder_id, 'siteId', l.site_id, 'repeats', l.again), l.at
    from looked l
  )
  select l.ord, l.of_product, l.again, (l.pack).id::text, (l.pack).link, (l.pack).state, (l.pack).own_disposition, (l.pack).remaining,
    exists (select from genealogy g where g.epc_id = (l.pack).id and g.side = 'old'),
    exists (select from genealogy g where g.epc_id = (l.pack).id and g.side = 'new'),
    (l.pack).parent_id::text, l.above, l.id::text, l.link, l.depth, l.holder_id, l.site_id, l.place,
    (extract(epoch from l.custody_from) * 1000)::float8, l.of_batch, l.holds, (l.changed).id, (l.changed).capturer_id, (l.changed).site_id,
    (extract(epoch from (l.changed).event_time) * 1000)::float8, (extract(epoch from (l.changed).record_time) * 1000)::float8
  from looked l;
end $$;

-- Triage: which of these serials are registered, by their places from 1. Asked for packs that are not, a few forms each
-- that a scanner may have garbled; the caller answers with the fault, never with the serial.
create function registered_serials(p_gtins text[], p_serials text[]) returns jsonb language sql stable security definer set search_path = public as $$
  select coalesce(jsonb_agg(u.ord), '[]'::jsonb) from unnest(p_gtins, p_serials) with ordinality u(gtin, serial, ord)
  join epc e on e.gtin = u.gtin and e.serial = u.serial
$$;
grant execute on function verify_packs(uuid[], uuid[], uuid[], text[], text[], text[], timestamptz[]), registered_serials(text[], text[]) to packproof_app;

-- The same for the packs of a chunk: the worker asks through the job, for the site and the person that started it.
create function job_verify(p_job uuid, p_gtins text[], p_serials text[], p_entry text, p_at timestamptz)
returns table (ord int, product jsonb, repeats int, id text, link text, state text, own text, remaining int, replaced boolean, replaces boolean,
               parent text, parent_link text, root text, root_link text, depth int, holder uuid, site uuid, place text, tracks_from float8,
               batch jsonb, holds jsonb, event uuid, event_org uuid, event_site uuid, event_time float8, record_time float8)
language plpgsql volatile security definer set search_path = public as $$
#variable_conflict use_column
declare v job%rowtype;
begin
  select * into v from job where job.id = p_job and job.state = 'running' and job.kind = 'verify';
  if v.id is null then raise exception 'No such job is running' using errcode = 'insufficient_privilege'; end if;
  return query select * from verify_packs(
    array_fill(v.org_id, array[cardinality(p_gtins)]), array_fill(v.site_id, array[cardinality(p_gtins)]),
    array_fill(v.person_id, array[cardinality(p_gtins)]), p_gtins, p_serials,
    array_fill(p_entry, array[cardinality(p_gtins)]), array_fill(p_at, array[cardinality(p_gtins)]));
end $$;
create function job_registered(p_job uuid, p_gtins text[], p_serials text[]) returns jsonb language sql stable security definer set search_path = public as $$
  select coalesce((select registered_serials(p_gtins, p_serials) from job j where j.id = p_job and j.state = 'running' and j.kind = 'verify'), '[]'::jsonb)
$$;

grant execute on function job_claim(timestamptz, interval), job_next_chunk(uuid),
  job_finish_chunk(uuid, int, text, jsonb, timestamptz, interval), job_end(uuid, text, jsonb, timestamptz),
  job_verify(uuid, text[], text[], text, timestamptz), job_registered(uuid, text[], text[])
to packproof_jobs;
