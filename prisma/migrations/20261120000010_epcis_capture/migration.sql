-- Events of other systems: what they call them, corrections, and captures that are not in the ledger (yet).

-- What whoever told it calls it (its eventID, else its hash); null: the ledger's own, called by its id.
alter table event add column name text, add column is_correction boolean not null default false, add column corrects uuid;
-- Told twice at the same moment it is still captured once. A correction has its event's own name.
create unique index event_name_once on event (capturer_id, name) where name is not null and not is_correction;

create table capture (
    id uuid not null,
    org_id uuid not null,
    name text not null,
    event_hash text not null,
    document text not null,
    effect text not null,
    refusal jsonb not null,
    waits_for text[] not null,
    waits_until timestamptz(3),
    scope jsonb not null,
    at timestamptz(3) not null,
    settled_at timestamptz(3),
    event_id uuid,
    constraint capture_pkey primary key (id)
);
create index capture_org_id_name_idx on capture (org_id, name);
create index capture_org_id_event_hash_idx on capture (org_id, event_hash);
create index capture_waiting on capture using gin (waits_for) where effect = 'pending';
create index capture_waits_until on capture (waits_until) where effect = 'pending';
alter table capture
  add constraint capture_effect check (effect in ('pending', 'refused', 'applied')),
  add constraint capture_waits check ((effect <> 'pending') or (waits_until is not null and cardinality(waits_for) > 0));
alter table capture enable row level security;
grant select, insert on capture to packproof_app;
create policy own on capture for select to packproof_app using (org_id = current_org());
create policy own_new on capture for insert to packproof_app
  with check (org_id = current_org() and effect in ('pending', 'refused') and event_id is null and settled_at is null);

-- One event with its EPCs, names, parties, effect and log entry, all or nothing. As before (migration 2), with its name
-- and what it corrects, and what it names besides its units in the same call (migration 9): a capture that is undone
-- when it is refused runs in a transaction of its own inside the caller's, where xmin is not the caller's.
drop function ledger_name_event(uuid, text[], text[], text[]);
create or replace function ledger_append(p_event jsonb, p_document bytea, p_event_key bytea, p_record_hash bytea, p_entry bytea,
                              p_epcs bigint[], p_roles int[], p_parties uuid[])
returns void language plpgsql security definer set search_path = public as $$
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
  insert into event_party (org_id, record_time, event_id) select distinct party, v_record, v_id from unnest(p_parties || v_org) party;
  insert into event_effect (event_id, effect, detail, at) values (v_id, p_event->>'effect', coalesce(p_event->'detail', '{}'::jsonb), v_record);
  insert into outbox (kind, event_id, entry) values (1, v_id, p_entry);
end $$;

-- As before (migration 3), with the classes an event names besides its units: they are in its log entry, too.
create or replace function proof_material(p_event uuid, p_link text) returns jsonb language sql stable security definer set search_path = public as $$
  select jsonb_build_object('eventId', e.id, 'eventHash', e.event_hash, 'eventKey', encode(e.event_key, 'hex'),
    'recordHash', encode(e.record_hash, 'hex'), 'statement', e.statement, 'entry', encode(e.entry, 'hex'),
    'leaf', (select jsonb_build_object('logId', encode(l.log_id, 'hex'), 'index', l.index::text) from log_leaf l where l.event_id = e.id),
    'epcs', (select jsonb_agg(jsonb_build_object('role', n.role, 'link', n.link)) from (
               select ee.role, x.link from event_epc ee join epc x on x.id = ee.epc_id where ee.event_id = e.id
               union all
               select 4 + array_position(array['quantityList', 'childQuantityList', 'inputQuantityList', 'outputQuantityList'], w.member), w.value
               from event_name w where w.event_id = e.id
                 and w.member in ('quantityList', 'childQuantityList', 'inputQuantityList', 'outputQuantityList')) n))
  from event e
  where e.id = p_event
    and exists (select from event_epc ee join epc x on x.id = ee.epc_id where ee.event_id = e.id and x.link = p_link and x.kind = 'sgtin')
$$;

-- Containers that somebody numbered, in the order of their links. In place of the function for one.
drop function ledger_create_container(uuid, text, text, uuid);
create function ledger_create_containers(p_site uuid, p_links text[], p_ssccs text[], p_event uuid)
returns bigint[] language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org(); v_ids bigint[];
begin
  if not exists (select from site where id = p_site and org_id = v_org) then
    raise exception 'Not this organisation''s site' using errcode = 'insufficient_privilege';
  end if;
  with given as materialized (
    select epc_id_for(link) as id, link, sscc, ord from unnest(p_links, p_ssccs) with ordinality as g(link, sscc, ord) order by ord),
  made as (
    insert into epc (id, kind, link, sscc, holder_id, site_id, place, state, state_event_id)
    select id, 'sscc', link, sscc, v_org, p_site, 'AT_SITE', 'ACTIVE', p_event from given)
  select array_agg(id order by ord) into v_ids from given;
  return v_ids;
end $$;

-- Events this organisation captured before, or has waiting, under one of these names or hashes.
-- A correction is found by its event's hash.
create function captured_before(p_names text[], p_hashes text[]) returns jsonb language plpgsql stable security definer set search_path = public as $$
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

-- What these events are called, in order; of another organisation's nobody hears another name than its id.
create function event_names(p_ids uuid[]) returns jsonb language sql stable security definer set search_path = public as $$
  select coalesce(jsonb_agg(coalesce(e.name, 'urn:uuid:' || u.id) order by u.ord), '[]'::jsonb)
  from unnest(p_ids) with ordinality as u(id, ord) left join event e on e.id = u.id and e.capturer_id = ledger_org()
$$;

-- The batch of that number, for its holder, whoever may commission into it, or an authority.
create function batch_of_number(p_product uuid, p_number text) returns jsonb language sql stable security definer set search_path = public as $$
  select jsonb_build_object('id', b.id, 'lastValidDay', to_char(b.last_valid_day, 'YYYY-MM-DD')) from batch b
  where b.product_id = p_product and b.number = p_number
    and (b.holder_id = ledger_org()
      or exists (select from capability where org_id = ledger_org() and kind = 'regulator')
      or exists (select from delegation d where d.holder_id = b.holder_id and d.agent_id = ledger_org() and 'commission-packs' = any(d.verbs)
           and d.valid_from <= now() and (d.valid_to is null or d.valid_to > now())
           and (cardinality(d.product_ids) = 0 or p_product = any(d.product_ids))))
$$;

-- Which of these are, or are in, a line of an open delivery that is still expected. For whoever calls it from inside.
create function lines_under_way(p_links text[]) returns table (link text, shipment_id uuid, sender_id uuid, receiver_id uuid)
language sql stable security definer set search_path = public as $$
  with recursive way as (
    select e.link as unit, e.id, e.parent_id from epc e where e.link = any(p_links)
    union all
    select w.unit, e.id, e.parent_id from way w join epc e on e.id = w.parent_id)
  select distinct w.unit, s.id, s.sender_id, s.receiver_id
  from way w join shipment_line l on l.epc_id = w.id and l.state = 'expected'
  join shipment s on s.id = l.shipment_id and s.state in ('OPEN', 'PARTLY_RECEIVED')
$$;
create function units_under_way(p_links text[]) returns jsonb language sql stable security definer set search_path = public as $$
  select coalesce(jsonb_agg(jsonb_build_object('link', w.link, 'shipmentId', w.shipment_id, 'senderId', w.sender_id, 'receiverId', w.receiver_id)
    order by array_position(p_links, w.link), w.shipment_id), '[]'::jsonb)
  from lines_under_way(p_links) w where ledger_org() in (w.sender_id, w.receiver_id)
$$;

create function free_advice(p_wanted text) returns text language plpgsql stable security definer set search_path = public as $$
declare v_org uuid := ledger_org(); v_advice text := p_wanted; v_n int := 2;
begin
  while exists (select from shipment where sender_id = v_org and despatch_advice = v_advice) loop
    v_advice := p_wanted || '/' || v_n; v_n := v_n + 1;
  end loop;
  return v_advice;
end $$;

-- Captures of the receiver that wait for some of these units and for nothing else any more. Only the sender of units that
-- are on their way there may take them; they no longer wait.
create function capture_take(p_links text[], p_receiver uuid, p_at timestamptz) returns jsonb language plpgsql security definer set search_path = public as $$
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
create function capture_settle(p_id uuid, p_event uuid, p_refusal jsonb, p_at timestamptz) returns void language plpgsql security definer set search_path = public as $$
begin
  update capture set event_id = p_event, refusal = coalesce(p_refusal, refusal), settled_at = p_at,
                     effect = case when p_refusal is null then 'applied' else 'refused' end
    where id = p_id and org_id = ledger_org() and effect = 'applied' and settled_at is null;
  if not found then raise exception 'Not an open capture of this organisation' using errcode = 'insufficient_privilege'; end if;
end $$;

-- Whether nothing has happened to any unit of an own event since.
create function event_is_latest(p_event uuid) returns boolean language sql stable security definer set search_path = public as $$
  select exists (select from event where id = p_event and capturer_id = ledger_org())
    and not exists (
      select from event_epc mine join event_epc later on later.epc_id = mine.epc_id and later.ledger_seq > mine.ledger_seq
      join event_effect x on x.event_id = later.event_id and x.effect = 'applied'
      where mine.event_id = p_event)
$$;

-- The goods never came within the day: refused, for whoever sent the receipt to see.
create function capture_expire(p_at timestamptz) returns int language plpgsql security definer set search_path = public as $$
declare v_n int;
begin
  update capture set effect = 'refused', settled_at = p_at,
    refusal = jsonb_build_object('code', 'NEVER_SHIPPED', 'message', 'A day has passed, and nobody has shipped these units to you.',
      'next', 'Ask the sender for its shipping event, then send this receipt again.')
    where effect = 'pending' and waits_until <= p_at;
  get diagnostics v_n = row_count;
  return v_n;
end $$;

do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace
           where n.nspname = 'public' and p.proname in ('ledger_create_containers', 'event_names', 'batch_of_number', 'lines_under_way',
             'units_under_way', 'free_advice', 'capture_take', 'capture_settle', 'event_is_latest', 'ledger_append') loop
    execute format('alter function %s set plan_cache_mode = force_generic_plan', f);
  end loop;
end $$;

grant execute on function ledger_create_containers(uuid, text[], text[], uuid), captured_before(text[], text[]), event_names(uuid[]), batch_of_number(uuid, text),
  units_under_way(text[]), free_advice(text), capture_take(text[], uuid, timestamptz), capture_settle(uuid, uuid, jsonb, timestamptz),
  event_is_latest(uuid) to packproof_app;
grant execute on function capture_expire(timestamptz) to packproof_jobs;
