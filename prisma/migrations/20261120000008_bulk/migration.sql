-- Speed with ten million packs, and jobs for hundreds of thousands at once. Every figure here is of `npm run bench:ledger`.

-- These functions find rows by key, whatever the values: one plan fits all. Left to itself Postgres makes a new one at
-- each call for some of them, because an array may be short (units_json: 1.4 ms to plan, 0.1 ms to run).
do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace
           where n.nspname = 'public' and p.proname in (
             'verify_pack', 'units_json', 'find_units', 'trace_pack', 'session_user_of', 'public_pack', 'public_history',
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

-- verify_pack for the packs of one chunk: finds them, walks to their roots and records the looks. One row a pack, and of
-- batches, products and roots their ids only: `job_contexts` tells each of those once.
create function job_verify(p_job uuid, p_gtins text[], p_serials text[], p_entry text, p_at timestamptz)
returns table (ord int, id text, link text, state text, own text, parent text, root text, depth int, holder uuid, site uuid, place text,
               batch uuid, holds jsonb, ev uuid, ev_org uuid, ev_site uuid, ev_time float8, ev_recorded float8, repeats int, remaining int)
language plpgsql volatile security definer set search_path = public set plan_cache_mode = force_custom_plan set enable_seqscan = off as $$
#variable_conflict use_column
declare v job%rowtype; v_markets text[];
begin
  select * into v from job where job.id = p_job and job.state = 'running' and job.kind = 'verify';
  if v.id is null then raise exception 'No such job is running' using errcode = 'insufficient_privilege'; end if;
  -- Recalls and withdrawals are those of the site's own market, as in verify_pack.
  v_markets := array[(select country from site where site.id = v.site_id)];
  return query
  with recursive asked as materialized (
    select u.gtin, u.serial, u.ord::int as ord, e.id, e.link, e.state, e.own_disposition, e.parent_id, e.holder_id, e.site_id, e.place,
           e.batch_id, e.hold_count, e.state_event_id, e.remaining
    from unnest(p_gtins, p_serials) with ordinality u(gtin, serial, ord)
    left join epc e on e.gtin = u.gtin and e.serial = u.serial
  ),
  -- Each container once, up to its root, and down again with what its root and the holds above say.
  up as (
    select e.id, e.parent_id, e.holder_id, e.site_id, e.place, e.hold_count from epc e
      where e.id in (select parent_id from asked where parent_id is not null)
    union
    select e.id, e.parent_id, e.holder_id, e.site_id, e.place, e.hold_count from up u join epc e on e.id = u.parent_id
  ),
  down as (
    select u.id, u.id as root, 1 as depth, u.holder_id, u.site_id, u.place, u.hold_count > 0 as held
    from up u where u.parent_id is null
    union all
    select u.id, d.root, d.depth + 1, d.holder_id, d.site_id, d.place, d.held or u.hold_count > 0
    from down d join up u on u.parent_id = d.id
  ),
  looked as materialized (
    select a.*, coalesce(d.root, a.id) as root, coalesce(d.depth, 0) as deep, coalesce(d.holder_id, a.holder_id) as holder,
           case when d.id is null then a.site_id else d.site_id end as at_site, coalesce(d.place, a.place) as at_place,
           case when a.hold_count > 0 or coalesce(d.held, false) or b.hold_count > 0 then holds_json(a.id) else '[]'::jsonb end as held,
           ev.capturer_id, ev.site_id as event_site, extract(epoch from ev.event_time) * 1000 as event_ms,
           extract(epoch from ev.record_time) * 1000 as record_ms,
           case when a.state = 'SUPPLIED' and ev.site_id = v.site_id then (select count(*)::int from verification l
             where l.epc_id = a.id and l.site_id = v.site_id and l.at > ev.record_time) else 0 end as again
    from asked a left join down d on d.id = a.parent_id left join batch b on b.id = a.batch_id left join event ev on ev.id = a.state_event_id
  ),
  -- Said once a batch, not once a pack.
  batches as materialized (
    select b.id, batch_json(b, v_markets) as facts
    from batch b where b.id in (select batch_id from asked)
  ),
  recorded as (
    insert into verification (org_id, site_id, person_id, epc_id, gtin, serial, entry_mode, facts, at)
    select v.org_id, v.site_id, v.person_id, l.id, l.gtin, l.serial, p_entry,
           jsonb_build_object('state', l.state, 'ownDisposition', l.own_disposition, 'holds', case when l.id is not null then l.held end,
             'batch', b.facts, 'productState', product_state_in(p, v_markets), 'holderId', l.holder, 'siteId', l.at_site, 'repeats', l.again), p_at
    from looked l left join batches b on b.id = l.batch_id left join product p on p.gtin = l.gtin
  )
  select l.ord, l.id::text, l.link, l.state, l.own_disposition, l.parent_id::text, l.root::text, l.deep, l.holder, l.at_site, l.at_place,
         l.batch_id, l.held, l.state_event_id, l.capturer_id, l.event_site, l.event_ms::float8, l.record_ms::float8, l.again, l.remaining
  from looked l;
end $$;

-- The batches, products and sites that the packs of a chunk share.
create function job_contexts(p_job uuid, p_batches uuid[], p_gtins text[], p_sites uuid[]) returns jsonb language sql stable security definer set search_path = public as $$
  select jsonb_build_object(
    'batches', (select coalesce(jsonb_object_agg(b.id, batch_json(b, here.markets)), '{}'::jsonb) from batch b where b.id = any(p_batches)),
    'products', (select coalesce(jsonb_object_agg(p.gtin, product_json(p, here.markets) || jsonb_build_object('serialised', p.serialised)), '{}'::jsonb)
       from product p where p.gtin = any(p_gtins)),
    'tracksFrom', (select coalesce(jsonb_object_agg(s.id, (extract(epoch from s.custody_from) * 1000)::bigint), '{}'::jsonb)
       from site s where s.id = any(p_sites) and s.custody_from is not null))
  from job j, lateral (select array[country] as markets from site where id = j.site_id) here
  where j.id = p_job and j.state = 'running' and j.kind = 'verify'
$$;

-- Which of these serials are registered: asked for packs that are not, a few forms each that a scanner may have garbled.
create function job_registered(p_job uuid, p_gtins text[], p_serials text[]) returns jsonb language sql stable security definer set search_path = public as $$
  select coalesce(jsonb_agg(u.ord), '[]'::jsonb) from unnest(p_gtins, p_serials) with ordinality u(gtin, serial, ord)
  join epc e on e.gtin = u.gtin and e.serial = u.serial
  where exists (select from job j where j.id = p_job and j.state = 'running' and j.kind = 'verify')
$$;

grant execute on function job_claim(timestamptz, interval), job_next_chunk(uuid),
  job_finish_chunk(uuid, int, text, jsonb, timestamptz, interval), job_end(uuid, text, jsonb, timestamptz),
  job_verify(uuid, text[], text[], text, timestamptz), job_contexts(uuid, uuid[], text[], uuid[]),
  job_registered(uuid, text[], text[])
to packproof_jobs;
