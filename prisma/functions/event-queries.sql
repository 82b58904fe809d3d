-- One condition of lib/core/epcis-query/conditions as SQL about e (event) and p (event_party). Every text is quoted.
create or replace function event_condition(c jsonb) returns text language plpgsql stable set search_path = public as $$
declare
  v_values text[] := array(select name_key(v) from jsonb_array_elements_text(c->'values') v);
  v_members text[] := array(select jsonb_array_elements_text(c->'members'));
  v_roles int[] := array(select array_position(array['epcList', 'parentID', 'childEPCs', 'inputEPCList', 'outputEPCList'], m) - 1 from unnest(v_members) m);
  v_column text := case c->>'column' when 'eventType' then 'e.type' when 'action' then 'e.action' when 'bizStep' then 'e.biz_step'
    when 'disposition' then 'e.disposition' when 'readPoint' then 'e.read_point' when 'bizLocation' then 'e.biz_location'
    when 'registryState' then 'e.registry_state' when 'eventTime' then 'p.event_time' when 'recordTime' then 'p.record_time' end;
  v_names text;
begin
  if c->>'column' in ('eventTime', 'recordTime') then
    return format('%s %s %L::timestamptz', v_column, case c->>'operator' when 'GE' then '>=' else '<' end, v_values[1]);
  elsif v_column is not null then
    return format('%s = any(%L::text[])', v_column, array(select jsonb_array_elements_text(c->'values')));
  elsif c->>'column' = 'bizTransaction' then
    return format('e.id in (select n.event_id from event_name n where n.value = any(%L::text[]) and n.member = ''bizTransactionList'' and n.type = %L)', v_values, c->>'type');
  elsif c->>'column' = 'eventID' then
    return format('(e.id = any(%L::uuid[]) or e.id in (select n.event_id from event_name n where n.value = any(%L::text[]) and n.member = ''eventID''))',
      array(select substr(v, 10)::uuid from unnest(v_values) v where v ~* '^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'), v_values);
  end if;
  -- epc, epcClass: exactly these, or whatever begins so.
  v_names := (select string_agg(t, ' or ') from (
    select format('x.key = any(%L::text[])', v_values) as t where cardinality(v_values) > 0
    union all
    select format('(x.key >= %L and x.key < %L)', name_key(s), name_key(s) || chr(1114111)) from jsonb_array_elements_text(c->'prefixes') s) parts);
  return format('e.id in (select n.event_id from event_name n where n.member = any(%L::text[]) and (%s)', v_members, replace(v_names, 'x.key', 'n.value'))
    || case when c->>'column' = 'epc' then
         format(' union all select w.event_id from epc u join event_epc w on w.epc_id = u.id where w.role = any(%L::int[]) and (%s)', v_roles, replace(v_names, 'x.key', 'u.link'))
       else '' end || ')';
end $$;

-- Events of the asking organisation that meet all conditions, in one order, from after a place in it. The conditions are
-- written out, so that the planner sees which of them is rare.
create or replace function event_page(p_conditions jsonb, p_by text, p_descending boolean, p_at timestamptz, p_after uuid, p_limit int)
returns table (id uuid, document bytea, "recordTime" float8, "eventTime" float8)
language plpgsql stable security definer set search_path = public as $$
declare
  v_key text := case p_by when 'eventTime' then 'p.event_time' else 'p.record_time' end;
  v_way text := case when p_descending then 'desc' else 'asc' end;
  v_where text := coalesce((select string_agg(' and ' || event_condition(c), '') from jsonb_array_elements(p_conditions) c), '');
begin
  if p_after is not null then
    v_where := v_where || format(' and (%s, p.event_id) %s ($2, $3)', v_key, case when p_descending then '<' else '>' end);
  end if;
  return query execute format(
    'select e.id, e.document, (extract(epoch from e.record_time) * 1000)::float8, (extract(epoch from e.event_time) * 1000)::float8
     from event_party p join event e on e.id = p.event_id where p.org_id = $1%s order by %s %s, p.event_id %s limit $4', v_where, v_key, v_way, v_way)
    using current_org(), p_at, p_after, p_limit;
end $$;

-- How many meet all conditions, up to a number.
create or replace function event_count(p_conditions jsonb, p_at_most int) returns int language plpgsql stable security definer set search_path = public as $$
declare
  v_where text := coalesce((select string_agg(' and ' || event_condition(c), '') from jsonb_array_elements(p_conditions) c), '');
  v_count int;
begin
  execute format('select count(*) from (select 1 from event_party p join event e on e.id = p.event_id where p.org_id = $1%s limit $2) found', v_where)
    into v_count using current_org(), p_at_most;
  return v_count;
end $$;

-- EPCs in the asking organisation's events, each where it comes first, in the order of the events: those of the next p_events events
-- after a place, at most p_limit.
create or replace function event_epcs(p_at timestamptz, p_after uuid, p_link text, p_events int, p_limit int)
returns table (at float8, id uuid, link text) language sql stable security definer set search_path = public as $$
  select (extract(epoch from p.record_time) * 1000)::float8, p.event_id, f.link
  from (select record_time, event_id from event_party where org_id = current_org()
          and (p_after is null or (record_time, event_id) >= (p_at, p_after)) order by record_time, event_id limit p_events) p
  cross join lateral (
    select u.link from event_epc w join epc u on u.id = w.epc_id where w.event_id = p.event_id
      and not exists (select from event_epc b join event_party q on q.event_id = b.event_id and q.org_id = current_org()
                      where b.epc_id = w.epc_id and (q.record_time, q.event_id) < (p.record_time, p.event_id))
    union
    select n.value from event_name n where n.event_id = p.event_id and n.member in ('epcList', 'parentID', 'childEPCs', 'inputEPCList', 'outputEPCList')
      and not exists (select from event_name b join event_party q on q.event_id = b.event_id and q.org_id = current_org()
                      where b.value = n.value and b.member in ('epcList', 'parentID', 'childEPCs', 'inputEPCList', 'outputEPCList')
                        and (q.record_time, q.event_id) < (p.record_time, p.event_id))
  ) f
  where p_after is null or p.event_id <> p_after or f.link > p_link
  order by p.record_time, p.event_id, f.link collate "C" limit p_limit
$$;

-- Where the walk above came to, when it found fewer than it might.
create or replace function event_place(p_at timestamptz, p_after uuid, p_events int) returns jsonb language sql stable security definer set search_path = public as $$
  select jsonb_build_object('at', (extract(epoch from record_time) * 1000)::float8, 'id', event_id)
  from event_party where org_id = current_org() and (p_after is null or (record_time, event_id) >= (p_at, p_after))
  order by record_time, event_id offset p_events limit 1
$$;

grant execute on function event_page, event_count, event_epcs, event_place to packproof_app;
