create or replace function ledger_next_seq() returns bigint language sql volatile security definer set search_path = public as
$$ select nextval('ledger_sequence') $$;

-- Longer names are found by their beginning; the query itself then decides (a B-tree takes no value above 2,700 bytes).
create or replace function name_key(p_value text) returns text language sql immutable parallel safe set search_path = public as $$ select left(p_value, 600) $$;

-- The words of events, for each organisation that may read one, so that listing those of ten million events reads a few
-- rows. A connection remembers what it has told before (and forgets it with a transaction that fails): looking five words
-- up again cost a capture a seventh of its time. Written in one order, so that two who write the same new words don't wait
-- for each other.
create or replace function remember_words(p_orgs uuid[], p_type text, p_step text, p_disposition text, p_read_point text, p_location text)
returns void language plpgsql security definer set search_path = public as $$
declare v_told text := coalesce(current_setting('packproof.told', true), '');
        v_new text := md5((p_orgs, p_type, p_step, p_disposition, p_read_point, p_location)::text);
begin
  if position(v_new in v_told) > 0 then return; end if;
  insert into event_vocabulary (org_id, kind, value)
  select distinct o.id, v.kind, v.value from unnest(p_orgs) as o(id),
    (values ('eventType', p_type), ('bizStep', p_step), ('disposition', p_disposition), ('readPoint', p_read_point), ('bizLocation', p_location)) as v(kind, value)
  where v.value is not null and octet_length(v.value) <= 2000
    and not exists (select from event_vocabulary k where k.org_id = o.id and k.kind = v.kind and k.value = v.value)
  order by 1, 2, 3
  on conflict do nothing;
  perform set_config('packproof.told', case when length(v_told) > 8000 then v_new else v_told || v_new end, false);
end $$;

create or replace function ledger_append(p_event jsonb, p_document bytea, p_event_key bytea, p_record_hash bytea, p_entry bytea,
                              p_epcs bigint[], p_roles int[], p_parties uuid[])
returns void language plpgsql security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
declare v_org uuid := ledger_org(); v_id uuid := (p_event->>'id')::uuid; v_seq bigint := (p_event->>'ledgerSeq')::bigint;
        v_record timestamptz := (p_event->>'recordTime')::timestamptz; v_collision int;
begin
  if (p_event->>'capturerId')::uuid <> v_org then
    raise exception 'An organisation captures in its own name' using errcode = 'insufficient_privilege';
  end if;
  select coalesce(max(collision_no) + 1, 0) into v_collision from event where capturer_id = v_org and event_hash = p_event->>'eventHash';
  insert into event (id, event_hash, type, action, biz_step, disposition, registry_state, event_time, event_offset, record_time,
                     read_point, biz_location, document, event_key, statement, record_hash, entry, capturer_id, site_id,
                     acting_for_id, person_id, device_id, entry_mode, ledger_seq, collision_no, name, is_correction, corrects)
  values (v_id, p_event->>'eventHash', p_event->>'type', p_event->>'action', p_event->>'bizStep', p_event->>'disposition',
          p_event->>'registryState', (p_event->>'eventTime')::timestamptz, p_event->>'offset', v_record,
          p_event->>'readPoint', p_event->>'bizLocation', p_document, p_event_key, p_event->'statement', p_record_hash, p_entry, v_org,
          (p_event->>'siteId')::uuid, (p_event->>'actingForId')::uuid, (p_event->>'personId')::uuid, p_event->>'deviceId',
          p_event->>'entryMode', v_seq, v_collision, p_event->>'name', coalesce((p_event->>'isCorrection')::boolean, false),
          (p_event->>'corrects')::uuid)
  on conflict (capturer_id, name) where name is not null and not is_correction do nothing;
  -- Told twice at once: the second one starts over and finds the first.
  if not found then raise exception 'This event is being captured' using errcode = 'serialization_failure'; end if;
  insert into event_epc (event_id, epc_id, role, ledger_seq) select v_id, u.epc, u.role, v_seq from unnest(p_epcs, p_roles) as u(epc, role);
  insert into event_name (event_id, member, value, type)
  select distinct v_id, n.member, name_key(n.value), n.type
    from jsonb_to_recordset(coalesce(p_event->'names', '[]')) as n(member text, value text, type text);
  insert into event_party (org_id, record_time, event_time, event_id)
    select distinct party, v_record, (p_event->>'eventTime')::timestamptz, v_id from unnest(p_parties || v_org) party;
  perform remember_words(p_parties || v_org, p_event->>'type', p_event->>'bizStep', p_event->>'disposition', p_event->>'readPoint', p_event->>'bizLocation');
  insert into event_effect (event_id, effect, detail, at) values (v_id, p_event->>'effect', coalesce(p_event->'detail', '{}'::jsonb), v_record);
  insert into outbox (kind, event_id, entry) values (1, v_id, p_entry);
end $$;

-- What these events are called, in order; of another organisation's nobody hears another name than its id.
create or replace function event_names(p_ids uuid[]) returns jsonb language sql stable security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
  select coalesce(jsonb_agg(coalesce(e.name, 'urn:uuid:' || u.id) order by u.ord), '[]'::jsonb)
  from unnest(p_ids) with ordinality as u(id, ord) left join event e on e.id = u.id and e.capturer_id = ledger_org()
$$;

-- Whether nothing has happened to any unit of an own event since.
create or replace function event_is_latest(p_event uuid) returns boolean language sql stable security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
  select exists (select from event where id = p_event and capturer_id = ledger_org())
    and not exists (
      select from event_epc mine join event_epc later on later.epc_id = mine.epc_id and later.ledger_seq > mine.ledger_seq
      join event_effect x on x.event_id = later.event_id and x.effect = 'applied'
      where mine.event_id = p_event)
$$;

-- Events this organisation captured before, or has waiting, under one of these names or hashes.
-- A correction is found by its event's hash.
create or replace function captured_before(p_names text[], p_hashes text[]) returns jsonb language plpgsql stable security definer set search_path = public as $$
declare v_org uuid := ledger_org(); v_recorded jsonb; v_waiting jsonb;
begin
  with ids as (select substr(n, 10)::uuid as id from unnest(p_names) n where n ~ '^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'),
  found as (
    select id from event where capturer_id = v_org and event_hash = any(p_hashes)
    union select id from event where capturer_id = v_org and name = any(p_names) and name is not null and not is_correction
    union select e.id from event e join ids i on i.id = e.id where e.capturer_id = v_org and e.name is null)
  select jsonb_agg(jsonb_build_object('name', coalesce(e.name, 'urn:uuid:' || e.id), 'hash', e.event_hash, 'eventId', e.id,
      'effect', x.effect, 'correction', e.is_correction) order by e.ledger_seq) into v_recorded
    from found f join event e on e.id = f.id join event_effect x on x.event_id = e.id;
  select jsonb_agg(jsonb_build_object('name', c.name, 'hash', c.event_hash, 'eventId', null, 'effect', 'pending', 'correction', false)
      order by c.at, c.id) into v_waiting
    from capture c where c.org_id = v_org and c.effect = 'pending' and (c.name = any(p_names) or c.event_hash = any(p_hashes));
  return coalesce(v_recorded, '[]') || coalesce(v_waiting, '[]');
end $$;

-- Health: how far behind the log is, without saying what is in it.
create or replace function log_backlog() returns jsonb language sql stable security definer set search_path = public as $$
  select jsonb_build_object('waiting', (select count(*) from outbox)) $$;

grant execute on function ledger_next_seq, ledger_append, event_names, event_is_latest, captured_before, log_backlog to packproof_app;
grant execute on function ledger_next_seq, ledger_append, event_names, event_is_latest, captured_before to packproof_jobs;
