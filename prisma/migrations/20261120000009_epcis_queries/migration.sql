-- Asking for events by EPCIS: what they are found by, pages, named queries, subscriptions and their webhooks.

-- CreateTable
CREATE TABLE "event_name" (
    "event_id" UUID NOT NULL,
    "member" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "type" TEXT NOT NULL,

    CONSTRAINT "event_name_pkey" PRIMARY KEY ("value","member","type","event_id")
);

-- CreateTable
CREATE TABLE "event_vocabulary" (
    "org_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "event_vocabulary_pkey" PRIMARY KEY ("org_id","kind","value")
);

-- CreateTable
CREATE TABLE "page_token" (
    "hash" BYTEA NOT NULL,
    "org_id" UUID NOT NULL,
    "question" BYTEA NOT NULL,
    "position" JSONB NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "page_token_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "named_query" (
    "org_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "query" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "named_query_pkey" PRIMARY KEY ("org_id","name")
);

-- CreateTable
CREATE TABLE "subscription" (
    "id" UUID NOT NULL,
    "org_id" UUID NOT NULL,
    "query_name" TEXT NOT NULL,
    "dest" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "schedule" JSONB,
    "time_zone" TEXT NOT NULL,
    "report_if_empty" BOOLEAN NOT NULL,
    "initial_record_time" TIMESTAMPTZ(3),
    "epc_format" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "cursor" BIGINT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "leased_until" TIMESTAMPTZ(3),
    "last_run_at" TIMESTAMPTZ(3),
    "last_notified_at" TIMESTAMPTZ(3),

    CONSTRAINT "subscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_delivery" (
    "id" UUID NOT NULL,
    "subscription_id" UUID NOT NULL,
    "event_ids" UUID[],
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "tried_at" TIMESTAMPTZ(3),
    "because" TEXT,

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "event_name_event_id_idx" ON "event_name"("event_id");

-- CreateIndex
CREATE INDEX "page_token_expires_at_idx" ON "page_token"("expires_at");

-- CreateIndex
CREATE INDEX "subscription_org_id_query_name_idx" ON "subscription"("org_id", "query_name");

-- CreateIndex
CREATE INDEX "subscription_due_at_idx" ON "subscription"("due_at");

-- CreateIndex
CREATE INDEX "webhook_delivery_subscription_id_idx" ON "webhook_delivery"("subscription_id");

-- AlterTable
ALTER TABLE "event_party" ADD COLUMN     "event_time" TIMESTAMPTZ(3) NOT NULL;

-- CreateIndex
CREATE INDEX "event_party_org_id_event_time_event_id_idx" ON "event_party"("org_id", "event_time", "event_id");

-- CreateIndex
CREATE INDEX "event_biz_step_record_time_idx" ON "event"("biz_step", "record_time");

-- CreateIndex
CREATE INDEX "event_disposition_record_time_idx" ON "event"("disposition", "record_time");

-- CreateIndex
CREATE INDEX "event_read_point_record_time_idx" ON "event"("read_point", "record_time");

-- CreateIndex
CREATE INDEX "event_biz_location_record_time_idx" ON "event"("biz_location", "record_time");

-- AddForeignKey
ALTER TABLE "subscription" ADD CONSTRAINT "subscription_org_id_query_name_fkey" FOREIGN KEY ("org_id", "query_name") REFERENCES "named_query"("org_id", "name") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "subscription"("id") ON DELETE CASCADE ON UPDATE CASCADE;

alter table event_name enable row level security;
alter table event_vocabulary enable row level security;
alter table page_token enable row level security;
alter table named_query enable row level security;
alter table subscription enable row level security;
alter table webhook_delivery enable row level security;

-- Compared as bytes, so that an index finds what begins with a text.
alter table event_name alter column value type text collate "C";
alter table event_vocabulary alter column value type text collate "C";
alter table subscription add constraint subscription_epc_format
  check (epc_format in ('No_Preference', 'Always_GS1_Digital_Link', 'Always_EPC_URN', 'Never_Translates'));
alter table webhook_delivery add constraint webhook_delivery_state check (state in ('pending', 'dead'));
-- One on its way at a time: a subscriber gets events in the order of the log.
create unique index webhook_delivery_one_pending on webhook_delivery (subscription_id) where state = 'pending';

create trigger event_name_append_only before update or delete on event_name for each statement execute function refuse_rewriting();
create trigger event_name_no_truncate before truncate on event_name for each statement execute function refuse_rewriting();

-- Longer names are found by their beginning; the query itself then decides (a B-tree takes no value above 2,700 bytes).
create function name_key(p_value text) returns text language sql immutable parallel safe set search_path = public as $$ select left(p_value, 600) $$;

-- What an event names besides units of the ledger. Only while it is being recorded, by whoever records it.
create function ledger_name_event(p_event uuid, p_members text[], p_values text[], p_types text[])
returns void language plpgsql security definer set search_path = public as $$
begin
  if not exists (select from event where id = p_event and capturer_id = ledger_org() and xmin = pg_current_xact_id()::xid) then
    raise exception 'An organisation names things in its own name, and in an event that is being recorded' using errcode = 'insufficient_privilege';
  end if;
  insert into event_name (event_id, member, value, type)
  select distinct p_event, u.member, name_key(u.value), u.type from unnest(p_members, p_values, p_types) as u(member, value, type);
end $$;

-- Whoever tells a party of an event need not know that its time is copied.
create function event_party_time() returns trigger language plpgsql security definer set search_path = public as $$
begin
  new.event_time := (select e.event_time from event e where e.id = new.event_id);
  return new;
end $$;
create trigger event_party_time before insert on event_party for each row execute function event_party_time();

-- Kept as parties are told of an event, so that listing the words of ten million events reads a few rows. In one order,
-- so that two who write the same new words don't wait for each other.
create function remember_vocabulary() returns trigger language plpgsql security definer set search_path = public as $$
begin
  insert into event_vocabulary (org_id, kind, value)
  select distinct p.org_id, v.kind, v.value from told p join event e on e.id = p.event_id,
    lateral (values ('eventType', e.type), ('bizStep', e.biz_step), ('disposition', e.disposition),
                    ('readPoint', e.read_point), ('bizLocation', e.biz_location)) as v(kind, value)
  where v.value is not null and octet_length(v.value) <= 2000
    and not exists (select from event_vocabulary k where k.org_id = p.org_id and k.kind = v.kind and k.value = v.value)
  order by 1, 2, 3
  on conflict do nothing;
  return null;
end $$;
create trigger event_party_vocabulary after insert on event_party referencing new table as told
  for each statement execute function remember_vocabulary();

grant select on event_vocabulary to packproof_app;
create policy own on event_vocabulary for select to packproof_app using (org_id = current_org());

-- One condition of lib/core/epcis-query/conditions as SQL about e (event) and p (event_party). Every text is quoted.
create function event_condition(c jsonb) returns text language plpgsql stable set search_path = public as $$
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
create function event_page(p_conditions jsonb, p_by text, p_descending boolean, p_at timestamptz, p_after uuid, p_limit int)
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
create function event_count(p_conditions jsonb, p_at_most int) returns int language plpgsql stable security definer set search_path = public as $$
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
create function event_epcs(p_at timestamptz, p_after uuid, p_link text, p_events int, p_limit int)
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
create function event_place(p_at timestamptz, p_after uuid, p_events int) returns jsonb language sql stable security definer set search_path = public as $$
  select jsonb_build_object('at', (extract(epoch from record_time) * 1000)::float8, 'id', event_id)
  from event_party where org_id = current_org() and (p_after is null or (record_time, event_id) >= (p_at, p_after))
  order by record_time, event_id offset p_events limit 1
$$;

grant execute on function ledger_name_event(uuid, text[], text[], text[]), event_page(jsonb, text, boolean, timestamptz, uuid, int),
  event_count(jsonb, int),  event_epcs(timestamptz, uuid, text, int, int), event_place(timestamptz, uuid, int) to packproof_app;

grant select, insert, delete on page_token to packproof_app;
create policy own on page_token for select to packproof_app using (org_id = current_org());
create policy own_new on page_token for insert to packproof_app with check (org_id = current_org());
create policy own_gone on page_token for delete to packproof_app using (org_id = current_org());

grant select, insert, delete on named_query to packproof_app;
create policy own on named_query for select to packproof_app using (org_id = current_org());
create policy own_new on named_query for insert to packproof_app with check (org_id = current_org());
create policy own_gone on named_query for delete to packproof_app using (org_id = current_org());

-- Whoever may see a subscription still can't read what its deliveries are signed with.
grant select (id, org_id, query_name, dest, schedule, time_zone, report_if_empty, initial_record_time, epc_format, created_at, cursor, due_at,
              last_run_at, last_notified_at), insert, delete on subscription to packproof_app;
create policy own on subscription for select to packproof_app using (org_id = current_org());
create policy own_new on subscription for insert to packproof_app with check (org_id = current_org());
create policy own_gone on subscription for delete to packproof_app using (org_id = current_org());
grant select on webhook_delivery to packproof_app;
create policy own on webhook_delivery for select to packproof_app
  using (exists (select from subscription s where s.id = subscription_id and s.org_id = current_org()));

-- The worker's side. It sees no table of these: through a subscription that it has taken it gets the events of the
-- organisation that subscribed, and no other.

-- The next subscription with something to send or to look at; null when there is none. Leased: a worker that dies is
-- taken over after the lease's time.
create function webhook_claim(p_at timestamptz, p_lease interval) returns jsonb language plpgsql security definer set search_path = public as $$
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
create function webhook_look(p_subscription uuid, p_from bigint, p_to bigint)
returns table (index text, id uuid, document bytea, "recordTime" float8, "eventTime" float8)
language sql stable security definer set search_path = public as $$
  select l.index::text, e.id, e.document, (extract(epoch from e.record_time) * 1000)::float8, (extract(epoch from e.event_time) * 1000)::float8
  from subscription s join log_leaf l on l.index >= p_from and l.index < p_to
  join event_party p on p.event_id = l.event_id and p.org_id = s.org_id join event e on e.id = l.event_id
  where s.id = p_subscription and s.leased_until is not null order by l.index
$$;

-- Looked at as far as p_cursor, and what is to be sent of it, in one transaction: an event is neither lost nor told twice by us.
create function webhook_settle(p_subscription uuid, p_from bigint, p_cursor bigint, p_delivery uuid, p_events uuid[], p_due timestamptz, p_at timestamptz)
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

create function webhook_events(p_delivery uuid) returns table (id uuid, document bytea, "recordTime" float8, "eventTime" float8)
language sql stable security definer set search_path = public as $$
  select e.id, e.document, (extract(epoch from e.record_time) * 1000)::float8, (extract(epoch from e.event_time) * 1000)::float8
  from webhook_delivery d join subscription s on s.id = d.subscription_id, unnest(d.event_ids) with ordinality as u(event, n)
  join event e on e.id = u.event
  where d.id = p_delivery and d.state = 'pending' and s.leased_until is not null
    and exists (select from event_party p where p.event_id = e.id and p.org_id = s.org_id)
  order by u.n
$$;

-- Arrived, or not: then tried again at p_due, or dead.
create function webhook_tried(p_delivery uuid, p_outcome text, p_because text, p_due timestamptz, p_at timestamptz)
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

grant execute on function webhook_claim(timestamptz, interval), webhook_look(uuid, bigint, bigint),
  webhook_settle(uuid, bigint, bigint, uuid, uuid[], timestamptz, timestamptz), webhook_events(uuid),
  webhook_tried(uuid, text, text, timestamptz, timestamptz) to packproof_jobs;
