-- The worker sees no table of these: through a subscription that it has taken it gets the events of the organisation
-- that subscribed, and no other.

-- The next subscription with something to send or to look at; null when there is none. Leased: a worker that dies is
-- taken over after the lease's time.
create or replace function webhook_claim(p_at timestamptz, p_lease interval) returns jsonb language plpgsql security definer set search_path = public as $$
declare v subscription%rowtype; v_size bigint := coalesce((select max(size) from log_state), 0);
begin
  select s.* into v from subscription s
    where s.due_at <= p_at and (s.leased_until is null or s.leased_until < p_at)
      and (s.schedule is not null or s.cursor < v_size
           or exists (select from webhook_delivery d where d.subscription_id = s.id and d.state = 'pending'))
    order by s.due_at, s.id limit 1 for update skip locked;
  if v.id is null then return null; end if;
  update subscription set leased_until = p_at + p_lease where id = v.id;
  return jsonb_build_object('id', v.id, 'queryName', v.query_name, 'dest', v.dest, 'secret', v.secret, 'schedule', v.schedule,
    'timeZone', v.time_zone, 'reportIfEmpty', v.report_if_empty, 'epcFormat', v.epc_format, 'cursor', v.cursor::text, 'size', v_size::text,
    'since', (extract(epoch from coalesce(v.initial_record_time, v.created_at)) * 1000)::float8,
    'query', (select q.query from named_query q where q.org_id = v.org_id and q.name = v.query_name),
    'prefixes', (select coalesce(jsonb_agg(distinct x), '[]'::jsonb) from organisation o, unnest(o.prefixes) x),
    'delivery', (select jsonb_build_object('id', d.id, 'attempts', d.attempts) from webhook_delivery d where d.subscription_id = v.id and d.state = 'pending'));
end $$;

-- What its organisation may read of the leaves from p_from on, before p_to.
create or replace function webhook_look(p_subscription uuid, p_from bigint, p_to bigint)
returns table (index text, id uuid, document bytea, "recordTime" float8, "eventTime" float8)
language sql stable security definer set search_path = public as $$
  select l.index::text, e.id, e.document, (extract(epoch from e.record_time) * 1000)::float8, (extract(epoch from e.event_time) * 1000)::float8
  from subscription s join log_leaf l on l.index >= p_from and l.index < p_to
  join event_party p on p.event_id = l.event_id and p.org_id = s.org_id join event e on e.id = l.event_id
  where s.id = p_subscription and s.leased_until is not null order by l.index
$$;

-- Looked at as far as p_cursor, and what is to be sent of it, in one transaction: an event is neither lost nor told twice by us.
create or replace function webhook_settle(p_subscription uuid, p_from bigint, p_cursor bigint, p_delivery uuid, p_events uuid[], p_due timestamptz, p_at timestamptz)
returns void language plpgsql security definer set search_path = public as $$
begin
  update subscription set cursor = p_cursor, due_at = p_due, last_run_at = p_at,
    leased_until = case when p_delivery is null then null else leased_until end
    where id = p_subscription and cursor = p_from and leased_until is not null;
  if not found then raise exception 'Another worker has this subscription' using errcode = 'serialization_failure'; end if;
  if p_delivery is not null then
    insert into webhook_delivery (id, subscription_id, event_ids, state, created_at) values (p_delivery, p_subscription, p_events, 'pending', p_at);
  end if;
end $$;

create or replace function webhook_events(p_delivery uuid) returns table (id uuid, document bytea, "recordTime" float8, "eventTime" float8)
language sql stable security definer set search_path = public as $$
  select e.id, e.document, (extract(epoch from e.record_time) * 1000)::float8, (extract(epoch from e.event_time) * 1000)::float8
  from webhook_delivery d join subscription s on s.id = d.subscription_id, unnest(d.event_ids) with ordinality as u(event, n)
  join event e on e.id = u.event
  where d.id = p_delivery and d.state = 'pending' and s.leased_until is not null
    and exists (select from event_party p where p.event_id = e.id and p.org_id = s.org_id)
  order by u.n
$$;

-- Arrived, or not: then tried again at p_due, or dead.
create or replace function webhook_tried(p_delivery uuid, p_outcome text, p_because text, p_due timestamptz, p_at timestamptz)
returns void language plpgsql security definer set search_path = public as $$
declare v_subscription uuid := (select subscription_id from webhook_delivery where id = p_delivery and state = 'pending');
begin
  if p_outcome = 'arrived' then delete from webhook_delivery where id = p_delivery and state = 'pending';
  else
    update webhook_delivery set attempts = attempts + 1, tried_at = p_at, because = p_because,
      state = case p_outcome when 'dead' then 'dead' else 'pending' end where id = p_delivery and state = 'pending';
  end if;
  update subscription set leased_until = null, due_at = p_due,
    last_notified_at = case when p_outcome = 'arrived' then p_at else last_notified_at end where id = v_subscription;
end $$;

grant execute on function webhook_claim, webhook_look, webhook_settle, webhook_events, webhook_tried to packproof_jobs;
