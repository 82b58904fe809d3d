-- Nothing of it is done any more; what was done stays done. False: there is no such job, or it is over.
create or replace function job_cancel(p_job uuid, p_at timestamptz) returns boolean language plpgsql security definer set search_path = public as $$
begin
  update job set state = 'cancelled', finished_at = p_at, leased_until = null
    where id = p_job and org_id = ledger_org() and state in ('queued', 'running');
  return found;
end $$;

-- The worker's side. It sees no table: it takes a job, and through the job the packs it was asked about.

-- Whose turn it is, what is wanted, and who asked for it, as a session or the key would tell; null when there is nothing to
-- do. A turn is one chunk: of the organisation that the fewest lanes of this worker work for and whose last turn is longest
-- ago, the job whose last turn is; so half a million packs of one keep nobody else waiting for more than a chunk. p_busy:
-- the jobs that this worker's lanes have now, once for each. A job in another worker's hands is left to it until it has
-- not been heard of for the lease's time; the events of a capture have an order, so no two lanes have one.
create or replace function job_claim(p_at timestamptz, p_lease interval, p_busy uuid[]) returns jsonb language plpgsql security definer set search_path = public as $$
declare v job%rowtype;
begin
  select j.* into v from job j
    cross join lateral (select count(*) as lanes from unnest(p_busy) b where b = j.id) mine
    cross join lateral (select count(*) as lanes from unnest(p_busy) b join job o on o.id = b where o.org_id = j.org_id) theirs
    cross join lateral (select max(o.turn_at) as at from job o where o.org_id = j.org_id and o.state in ('queued', 'running')) last
    where j.state in ('queued', 'running')
      and (j.leased_until is null or j.leased_until < p_at or (mine.lanes > 0 and j.kind not like 'capture%'))
      and (mine.lanes = 0 or mine.lanes < (select count(*) from job_chunk c where c.job_id = j.id and c.result is null))
    order by theirs.lanes, last.at nulls first, mine.lanes, j.turn_at nulls first, j.created_at, j.id
    limit 1 for update of j;
  if v.id is null then return null; end if;
  update job set state = 'running', leased_until = p_at + p_lease, turn_at = p_at, started_at = coalesce(started_at, p_at) where id = v.id;
  return jsonb_build_object('id', v.id, 'order', v.command || jsonb_build_object('kind', v.kind),
    'person', case when v.key_id is null then person_seat(v.person_id, v.org_id, v.site_id) end,
    'key', (select api_key_find(prefix) from api_key where id = v.key_id));
end $$;

-- The first chunk that is not done and that nobody else works on, locked until the transaction ends; null when there is
-- none, or the job was cancelled. The job's own row is touched only at the end of a chunk (job_finish_chunk), so two
-- chunks of it can be done side by side; one that a cancel overtakes finds the job over, and is undone. Those of a
-- capture are done in their order, because a later event builds on an earlier one: where another worker still has the one
-- before, this one waits for it.
create or replace function job_next_chunk(p_job uuid, out n int, out input text) language plpgsql volatile security definer set search_path = public as $$
declare v_kind text := (select j.kind from job j where j.id = p_job and j.state = 'running');
begin
  if v_kind like 'capture%' then
    select c.n, c.input into n, input from job_chunk c where c.job_id = p_job and c.result is null order by c.n limit 1 for update of c;
  elsif v_kind is not null then
    select c.n, c.input into n, input from job_chunk c where c.job_id = p_job and c.result is null order by c.n limit 1 for update of c skip locked;
  end if;
end $$;

-- The turn is over: whoever comes next may have the job. With its last chunk it is done.
create or replace function job_finish_chunk(p_job uuid, p_n int, p_result text, p_counts jsonb, p_at timestamptz) returns void language plpgsql security definer set search_path = public as $$
declare v_items int;
begin
  update job_chunk set result = p_result where job_id = p_job and n = p_n and result is null returning items into v_items;
  if not found then raise exception 'Chunk % is done', p_n using errcode = 'serialization_failure'; end if;
  update job set done = done + v_items, leased_until = null,
    state = case when done + v_items = total then 'done' else state end,
    finished_at = case when done + v_items = total then p_at end,
    summary = summary || (select coalesce(jsonb_object_agg(key, value::int + coalesce((summary->>key)::int, 0)), '{}') from jsonb_each_text(p_counts))
    where id = p_job and state = 'running';
  if not found then raise exception 'The job is over' using errcode = 'serialization_failure'; end if;
end $$;

-- Refused, or done without a chunk: one of nothing. Whoever has a chunk of it meanwhile ends the job with that.
create or replace function job_end(p_job uuid, p_state text, p_refusal jsonb, p_at timestamptz) returns void language sql volatile security definer set search_path = public as $$
  update job set state = p_state, refusal = p_refusal, finished_at = p_at, leased_until = null
    where id = p_job and state = 'running' and (p_state <> 'done' or done = total)
$$;

-- The same for the packs of a chunk: the worker asks through the job, for the site and the person that started it.
create or replace function job_verify(p_job uuid, p_gtins text[], p_serials text[], p_entry text, p_at timestamptz)
returns table (ord int, product jsonb, repeats int, id text, link text, state text, own text, remaining int, replaced boolean, replaces boolean,
               parent text, parent_link text, root text, root_link text, depth int, holder uuid, site uuid, place text, tracks_from float8,
               batch jsonb, holds jsonb, event uuid, event_org uuid, event_site uuid, event_time float8, record_time float8, journey jsonb)
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

create or replace function job_registered(p_job uuid, p_gtins text[], p_serials text[]) returns jsonb language sql stable security definer set search_path = public as $$
  select coalesce((select registered_serials(p_gtins, p_serials) from job j where j.id = p_job and j.state = 'running' and j.kind = 'verify'), '[]'::jsonb)
$$;

grant execute on function job_cancel to packproof_app;
grant execute on function job_claim, job_next_chunk, job_finish_chunk, job_end, job_verify, job_registered to packproof_jobs;
