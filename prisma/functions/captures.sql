-- Which of these are, or are in, a line of an open delivery that is still expected. For whoever calls it from inside.
create or replace function lines_under_way(p_links text[]) returns table (link text, shipment_id uuid, sender_id uuid, receiver_id uuid)
language sql stable security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
  with recursive way as (
    select e.link as unit, e.id, e.parent_id from epc e where e.link = any(p_links)
    union all
    select w.unit, e.id, e.parent_id from way w join epc e on e.id = w.parent_id)
  select distinct w.unit, s.id, s.sender_id, s.receiver_id
  from way w join shipment_line l on l.epc_id = w.id and l.state = 'expected'
  join shipment s on s.id = l.shipment_id and s.state in ('OPEN', 'PARTLY_RECEIVED')
$$;

create or replace function units_under_way(p_links text[]) returns jsonb language sql stable security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
  select coalesce(jsonb_agg(jsonb_build_object('link', w.link, 'shipmentId', w.shipment_id, 'senderId', w.sender_id, 'receiverId', w.receiver_id)
    order by array_position(p_links, w.link), w.shipment_id), '[]'::jsonb)
  from lines_under_way(p_links) w where ledger_org() in (w.sender_id, w.receiver_id)
$$;

-- The first of these units whose first event is dated after an instant: before it there was nothing to tell of.
create or replace function made_after(p_links text[], p_at timestamptz) returns jsonb language sql stable security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
  select jsonb_build_object('link', u.link, 'at', (extract(epoch from v.event_time) * 1000)::float8)
  from unnest(p_links) with ordinality u(link, ord) join epc e on e.link = u.link
  cross join lateral (select event_id from event_epc where epc_id = e.id order by ledger_seq limit 1) first
  join event v on v.id = first.event_id
  where ledger_org() is not null and v.event_time > p_at
  order by u.ord limit 1
$$;

create or replace function free_advice(p_wanted text) returns text language plpgsql stable security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
declare v_org uuid := ledger_org(); v_advice text := p_wanted; v_n int := 2;
begin
  while exists (select from shipment where sender_id = v_org and despatch_advice = v_advice) loop
    v_advice := p_wanted || '/' || v_n; v_n := v_n + 1;
  end loop;
  return v_advice;
end $$;

-- Captures of the receiver that wait for some of these units and for nothing else any more. Only the sender of units that
-- are on their way there may take them; they no longer wait.
create or replace function capture_take(p_links text[], p_receiver uuid, p_at timestamptz) returns jsonb language plpgsql security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
declare v jsonb;
begin
  if not exists (select from lines_under_way(p_links) w where w.sender_id = ledger_org() and w.receiver_id = p_receiver) then
    raise exception 'Nothing of this goes there, as far as may be known' using errcode = 'insufficient_privilege';
  end if;
  with ready as (
    select c.id from capture c
    where c.effect = 'pending' and c.org_id = p_receiver and c.waits_for && p_links and c.waits_until > p_at
      and not exists (select from unnest(c.waits_for) u where not exists (
        select from lines_under_way(array[u]) w where w.receiver_id = p_receiver))
    order by c.at, c.id for update),
  taken as (
    update capture c set effect = 'applied' from ready r where c.id = r.id returning c.id, c.document, c.scope, c.at)
  select coalesce(jsonb_agg(jsonb_build_object('id', id, 'document', document, 'scope', scope) order by at, id), '[]'::jsonb) into v from taken;
  return v;
end $$;

-- What became of one that was taken in this transaction; in its own name.
create or replace function capture_settle(p_id uuid, p_event uuid, p_refusal jsonb, p_at timestamptz) returns void language plpgsql security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
begin
  update capture set event_id = p_event, refusal = coalesce(p_refusal, refusal), settled_at = p_at,
                     effect = case when p_refusal is null then 'applied' else 'refused' end
    where id = p_id and org_id = ledger_org() and effect = 'applied' and settled_at is null;
  if not found then raise exception 'Not an open capture of this organisation' using errcode = 'insufficient_privilege'; end if;
end $$;

-- The goods never came within the day: refused, for whoever sent the receipt to see.
create or replace function capture_expire(p_at timestamptz) returns int language plpgsql security definer set search_path = public as $$
declare v_n int;
begin
  update capture set effect = 'refused', settled_at = p_at,
    refusal = jsonb_build_object('code', 'NEVER_SHIPPED', 'message', 'A day has passed, and nobody has shipped these units to you.',
      'next', 'Ask the sender for its shipping event, then send this receipt again.')
    where effect = 'pending' and waits_until <= p_at;
  get diagnostics v_n = row_count;
  return v_n;
end $$;

grant execute on function units_under_way, made_after, free_advice, capture_take, capture_settle to packproof_app;
grant execute on function units_under_way, made_after, free_advice, capture_take, capture_settle, capture_expire to packproof_jobs;
