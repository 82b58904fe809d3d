-- What is over is removed, some of it at a time: rows that somebody else has just now are left for the next round.
-- p_requests, p_jobs: what was answered or finished before then.
create or replace function remove_over(p_at timestamptz, p_requests timestamptz, p_jobs timestamptz, p_rows int)
returns jsonb language plpgsql volatile security definer set search_path = public as $$
declare v_sessions int; v_tokens int; v_budgets int; v_requests int; v_jobs uuid[];
begin
  -- Nobody may cut short what is promised to be kept.
  if p_requests > p_at - interval '1 day' or p_jobs > p_at - interval '1 day' then
    raise exception 'Nothing of the last day may be removed' using errcode = 'insufficient_privilege';
  end if;
  delete from session where token_hash in (select token_hash from session where expires_at < p_at limit p_rows for update skip locked);
  get diagnostics v_sessions = row_count;
  delete from page_token where hash in (select hash from page_token where expires_at < p_at limit p_rows for update skip locked);
  get diagnostics v_tokens = row_count;
  delete from rate_budget where key in (select key from rate_budget where full_at < p_at limit p_rows for update skip locked);
  get diagnostics v_budgets = row_count;
  delete from request r using (select org_id, key from request where at < p_requests limit p_rows for update skip locked) o
    where r.org_id = o.org_id and r.key = o.key;
  get diagnostics v_requests = row_count;
  -- One job has up to a hundred chunks.
  select array_agg(id) into v_jobs from (select id from job where finished_at < p_jobs limit greatest(1, p_rows / 100) for update skip locked) o;
  delete from job_chunk where job_id = any(v_jobs);
  delete from job where id = any(v_jobs);
  return jsonb_build_object('sessions', v_sessions, 'pageTokens', v_tokens, 'rateBudgets', v_budgets, 'requests', v_requests,
    'jobs', coalesce(cardinality(v_jobs), 0));
end $$;

grant execute on function remove_over to packproof_jobs;
