-- Batches and products by market: recalls in two steps, withdrawals, holds on batches and deliveries, delegation.

-- The asking site's market (ISO 3166 alpha-2), set by the gate with app.org_id. Null: nobody said, so that a recall or
-- withdrawal on any market counts.
create function current_market() returns text language sql stable parallel safe as
$$ select nullif(current_setting('app.market', true), '') $$;
grant execute on function current_market() to packproof_app;

-- Whether an agent may do this for a holder today, with this product.
create function delegated(p_holder uuid, p_verb text, p_product uuid) returns boolean language sql stable security definer set search_path = public as $$
  select exists (select from delegation d where d.holder_id = p_holder and d.agent_id = current_org() and p_verb = any(d.verbs)
    and d.valid_from <= now() and (d.valid_to is null or d.valid_to >= date_trunc('day', now()))
    and (cardinality(d.product_ids) = 0 or p_product = any(d.product_ids)))
$$;
create function acts_as_regulator() returns boolean language sql stable security definer set search_path = public as
$$ select exists (select from capability where org_id = current_org() and kind = 'regulator') $$;
grant execute on function delegated(uuid, text, uuid), acts_as_regulator() to packproof_app;
create policy delegated_new on batch for insert to packproof_app
  with check (current_org() <> holder_id and delegated(holder_id, 'create-batch', product_id)
    and exists (select from product p where p.id = product_id and p.holder_id = batch.holder_id)
    and state = 'PACKAGED' and recalled_at is null and held_at is null);

-- Tables

alter table product add column withdrawn_somewhere boolean not null default false;
alter table batch add column held_by_org_id uuid, add column hold_count int not null default 0,
  add constraint batch_holds_counted check (hold_count >= 0);
update batch set held_by_org_id = holder_id where held_at is not null;

-- A hold is on a unit, a batch or a delivery. One on a delivery has a row for each of its units besides its own.
alter table hold alter column epc_id drop not null,
  add column batch_id uuid, add column shipment_id uuid, add column from_hold uuid, add column recall_id uuid,
  add constraint hold_one_subject check (num_nonnulls(epc_id, batch_id, shipment_id) = 1);
create index hold_batch_id_idx on hold (batch_id);
create index hold_shipment_id_idx on hold (shipment_id);
create index hold_from_hold_idx on hold (from_hold);

create table recall (
  id uuid primary key,
  org_id uuid not null,
  holder_id uuid not null,
  batch_ids uuid[] not null,
  range_from bigint,
  range_to bigint,
  markets text[] not null,
  class int not null,
  depth text not null,
  reason text not null,
  public_text text,
  state text not null,
  held_batch_ids uuid[] not null,
  prepared_by_id uuid not null,
  prepared_at timestamptz(3) not null,
  signed_by_id uuid,
  signed_at timestamptz(3),
  cancelled_by_id uuid,
  cancelled_at timestamptz(3),
  constraint recall_scope check (cardinality(batch_ids) > 0 and cardinality(markets) > 0
    and (range_from is null) = (range_to is null) and (range_from is null or cardinality(batch_ids) = 1)),
  constraint recall_class check (class between 1 and 4),
  constraint recall_depth check (depth in ('wholesale', 'pharmacy', 'patient')),
  constraint recall_state check (state in ('DRAFT', 'SIGNED', 'CANCELLED')
    and (state = 'SIGNED') = (signed_at is not null) and (state = 'CANCELLED') = (cancelled_at is not null)),
  -- Whoever writes: never one person alone.
  constraint recall_two_people check (signed_by_id <> prepared_by_id)
);
create index recall_org_id_idx on recall (org_id);
create index recall_holder_id_idx on recall (holder_id);

-- How a batch is recalled on one market: the latest signed recall there, never less than the one before.
create table recall_market (
  batch_id uuid not null,
  market text not null,
  recall_id uuid not null,
  class int not null,
  depth text not null,
  public_text text,
  recalled_at timestamptz(3) not null,
  primary key (batch_id, market)
);
-- What a site has done about a recall: a step is written once.
create table recall_response (
  recall_id uuid not null,
  site_id uuid not null,
  org_id uuid not null,
  step text not null,
  at timestamptz(3) not null,
  due_at timestamptz(3),
  person_id uuid,
  impact text,
  quantity int,
  primary key (recall_id, site_id, step),
  constraint recall_response_step check (step in ('notified', 'opened', 'acknowledged', 'completed')),
  constraint recall_response_answer check ((step = 'acknowledged') = (impact is not null) and (impact is null) = (quantity is null)
    and (impact is null or impact in ('none', 'in-stock', 'passed-on')) and (quantity is null or quantity >= 0))
);
create index recall_response_org_id_idx on recall_response (org_id);
-- A product that may no longer be sold on a market. product.state = 'WITHDRAWN' means everywhere.
create table product_withdrawal (
  product_id uuid not null,
  market text not null,
  org_id uuid not null,
  person_id uuid not null,
  reason text not null,
  withdrawn_at timestamptz(3) not null,
  primary key (product_id, market)
);
-- Attempts to supply, for the recall board.
create index verification_refused on verification (at) where facts->>'dispense' = 'refused';

do $$
declare t text;
begin
  foreach t in array array['recall', 'recall_market', 'recall_response', 'product_withdrawal'] loop
    execute format('alter table %I enable row level security', t);
  end loop;
  foreach t in array array['recall_response', 'product_withdrawal'] loop
    execute format('create trigger %I before update or delete on %I for each statement execute function refuse_rewriting()', t || '_append_only', t);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_rewriting()', t || '_no_truncate', t);
  end loop;
end $$;
-- A recall may become deeper or more serious, never less, whoever writes; and it stays.
create function refuse_lesser_recall() returns trigger language plpgsql as $$
declare v_depths text[] := array['wholesale', 'pharmacy', 'patient'];
begin
  if tg_op = 'DELETE' then raise exception 'A recall is never taken back' using errcode = 'restrict_violation'; end if;
  if (new.batch_id, new.market) <> (old.batch_id, old.market) or new.class > old.class
     or array_position(v_depths, new.depth) < array_position(v_depths, old.depth) then
    raise exception 'A recall never becomes less' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger recall_market_irreversible before update or delete on recall_market
  for each row execute function refuse_lesser_recall();
create function refuse_reopened_recall() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.state <> 'DRAFT' then
    raise exception 'A recall that is signed or cancelled stays so' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger recall_irreversible before update or delete on recall for each row execute function refuse_reopened_recall();

-- Who reads: a draft its own organisation, a signed recall its holder too; every signed-in organisation knows what is
-- recalled and withdrawn where; an answer is its site's and its recall's.
grant select on recall, recall_market, recall_response, product_withdrawal to packproof_app;
create policy own on recall for select to packproof_app
  using (org_id = current_org() or (holder_id = current_org() and state = 'SIGNED'));
create policy signed_in on recall_market for select to packproof_app using (current_org() is not null);
create policy signed_in on product_withdrawal for select to packproof_app using (current_org() is not null);
create policy both_sides on recall_response for select to packproof_app
  using (org_id = current_org() or exists (select from recall r where r.id = recall_id and current_org() in (r.org_id, r.holder_id)));

-- What was recalled by one step before is recalled on its holder's market.
insert into recall_market (batch_id, market, recall_id, class, depth, public_text, recalled_at)
select b.id, o.country, '00000000-0000-0000-0000-000000000000', b.recall_class, b.recall_depth, b.recall_text, b.recalled_at
from batch b join organisation o on o.id = b.holder_id where b.recalled_at is not null;

-- Reading, where market matters now

-- The recall of a batch on the asking market; without a market the gravest of all.
create function recall_here(p_batch uuid, p_markets text[]) returns jsonb language sql stable security definer set search_path = public as $$
  select jsonb_build_object('class', class, 'depth', depth, 'publicText', public_text, 'at', (extract(epoch from recalled_at) * 1000)::bigint)
  from recall_market where batch_id = p_batch and (p_markets is null or market = any(p_markets))
  order by array_position(array['patient', 'pharmacy', 'wholesale'], depth), class limit 1
$$;
create function asking_markets() returns text[] language sql stable parallel safe as
$$ select case when current_market() is null then null else array[current_market()] end $$;
create function product_state_in(p product, p_markets text[]) returns text language sql stable security definer set search_path = public as $$
  select case when p.state = 'WITHDRAWN' or (p.withdrawn_somewhere and exists (select from product_withdrawal w
    where w.product_id = p.id and (p_markets is null or w.market = any(p_markets)))) then 'WITHDRAWN' else 'ACTIVE' end
$$;

-- A batch and a product as whoever asks sees them: with the recall and the state on these markets.
create function batch_json(b batch, p_markets text[]) returns jsonb language sql stable as $$
  select jsonb_build_object('id', b.id, 'holderId', b.holder_id, 'number', b.number, 'expiryPrinted', b.expiry_printed,
    'lastValidDay', b.last_valid_day, 'state', b.state, 'held', b.held_at is not null,
    'recall', case when b.recalled_at is null then null else recall_here(b.id, p_markets) end)
$$;
create function product_json(p product, p_markets text[]) returns jsonb language sql stable as $$
  select jsonb_build_object('id', p.id, 'holderId', p.holder_id, 'gtin', p.gtin, 'name', p.name, 'strength', p.strength,
    'form', p.form, 'packSize', p.pack_size,
    -- Asked only where there is something to ask: this is said of every pack that is looked at.
    'state', case when p.withdrawn_somewhere then product_state_in(p, p_markets) else p.state end)
$$;

-- As in migration 5, and of its batch, too: a hold is inherited downwards.
create or replace function holds_json(p_unit bigint) returns jsonb language sql stable security definer set search_path = public as $$
  with recursive climb as (
    select id, parent_id, batch_id from epc where id = p_unit
    union all
    select e.id, e.parent_id, e.batch_id from climb c join epc e on e.id = c.parent_id
  ),
  found as (
    select h.* from climb c join hold h on h.epc_id = c.id and h.released_at is null
    union all
    select h.* from climb c join hold h on h.batch_id = c.batch_id and h.released_at is null where c.id = p_unit
  )
  select coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'kind', h.kind, 'reason', h.reason, 'placedByOrgId', h.placed_by_org_id,
                    'byRegulator', exists (select from capability k where k.org_id = h.placed_by_org_id and k.kind = 'regulator'),
                    'own', coalesce(h.epc_id = p_unit, false)) order by h.placed_at, h.id), '[]'::jsonb)
  from found h
$$;

-- As in migration 2, with what opened and repacked packs need (migration 5), the asking market's recall and product
-- state, and the batch's holds. For ten thousand units each is looked up by key from the row of its path: whatever the
-- planner expects of the array, the cost grows with the units and not with their square.
create or replace function units_json(p_ids bigint[]) returns jsonb language sql stable security definer set search_path = public as $$
  with recursive climb as (
    select id as unit, id, parent_id, hold_count > 0 as held, 0 as depth from epc where id = any(p_ids)
    union all
    select c.unit, e.id, e.parent_id, c.held or e.hold_count > 0, c.depth + 1 from climb c join epc e on e.id = c.parent_id
  )
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', e.id::text, 'kind', e.kind, 'link', e.link, 'gtin', e.gtin, 'serial', e.serial, 'sscc', e.sscc,
    'state', e.state, 'ownDisposition', e.own_disposition, 'version', e.version,
    'parentId', e.parent_id::text, 'parentLink', pa.link,
    'rootId', r.id::text, 'rootLink', ro.link, 'depth', r.depth,
    'holderId', ro.holder_id, 'siteId', ro.site_id, 'place', ro.place,
    'siteTracksFrom', (extract(epoch from st.custody_from) * 1000)::bigint,
    'holds', case when r.held or b.hold_count > 0 then holds_json(e.id) else '[]'::jsonb end,
    'remaining', e.remaining, 'replaced', g_old.epc_id is not null, 'replaces', g_new.epc_id is not null,
    'batch', case when b.id is not null then batch_json(b, asking_markets()) end,
    'product', case when p.id is not null then product_json(p, asking_markets()) end,
    'stateEvent', case when ev.id is null then null else jsonb_build_object(
       'eventId', ev.id, 'orgId', ev.capturer_id, 'siteId', ev.site_id, 'bizStep', ev.biz_step,
       'eventTime', (extract(epoch from ev.event_time) * 1000)::bigint,
       'recordTime', (extract(epoch from ev.record_time) * 1000)::bigint) end
  ) order by e.id), '[]'::jsonb)
  from climb r
  join epc e on e.id = r.unit
  join epc ro on ro.id = r.id
  left join site st on st.id = ro.site_id
  left join epc pa on pa.id = e.parent_id
  left join genealogy g_old on g_old.epc_id = e.id and g_old.side = 'old'
  left join genealogy g_new on g_new.epc_id = e.id and g_new.side = 'new'
  left join batch b on b.id = e.batch_id
  left join product p on p.id = b.product_id
  left join event ev on ev.id = e.state_event_id
  where r.parent_id is null
$$;

-- For whom: the sender's market, and the receiver's when goods are shipped.
drop function contents_json(bigint[]);
create function contents_json(p_roots bigint[], p_markets text[] default null) returns jsonb language sql stable security definer set search_path = public as $$
  with recursive above as (
    select id as root_id, parent_id, false as held from epc where id = any(p_roots) and ledger_may_touch(ledger_root_of(id))
    union all
    select a.root_id, e.parent_id, e.hold_count > 0 from above a join epc e on e.id = a.parent_id
  ),
  -- Every container, and whether it or one around it is held.
  tree as (
    select e.id as root_id, e.id, e.kind, e.hold_count > 0 and e.kind = 'sscc' or a.held as held
    from epc e join (select root_id, bool_or(held) as held from above group by 1) a on a.root_id = e.id
    union all
    select t.root_id, e.id, e.kind, t.held or e.hold_count > 0 from tree t join epc e on e.parent_id = t.id and e.kind = 'sscc'
  ),
  inside as (
    select root_id, batch_id, state, own_disposition, held, containers_held, sum(n)::int as n
    from (
      select t.root_id, s.batch_id, s.state, s.own_disposition, s.held, t.held as containers_held, s.n
      from tree t join stock s on s.parent_id = t.id where s.n > 0
      union all
      select e.id, e.batch_id, e.state, coalesce(e.own_disposition, ''), e.hold_count > 0, t.held, 1
      from tree t join epc e on e.id = t.id where e.kind = 'sgtin'
    ) counted
    group by 1, 2, 3, 4, 5, 6
  )
  select coalesce(jsonb_agg(jsonb_build_object(
    'rootId', i.root_id::text, 'count', i.n, 'state', i.state, 'ownDisposition', nullif(i.own_disposition, ''), 'held', i.held,
    'containersHeld', i.containers_held,
    'batch', jsonb_build_object('id', b.id, 'number', b.number, 'state', b.state, 'held', b.held_at is not null or b.hold_count > 0,
       'recalled', b.recalled_at is not null and recall_here(b.id, coalesce(p_markets, asking_markets())) is not null, 'lastValidDay', b.last_valid_day),
    'product', jsonb_build_object('id', p.id, 'holderId', p.holder_id, 'name', p.name, 'strength', p.strength,
       'state', product_state_in(p, coalesce(p_markets, asking_markets()))))
    order by i.root_id, b.number, i.state), '[]'::jsonb)
  from inside i join batch b on b.id = i.batch_id join product p on p.id = b.product_id
$$;

create or replace function my_stock(p_site uuid) returns jsonb language sql stable security definer set search_path = public as $$
  with recursive tree as (
    select id from epc where kind = 'sscc' and holder_id = current_org() and site_id = p_site and place = 'AT_SITE'
    union all
    select e.id from tree t join epc e on e.parent_id = t.id and e.kind = 'sscc'
  ),
  rows as (
    select s.batch_id, s.state, s.own_disposition, s.held, s.n from tree t join stock s on s.parent_id = t.id
    union all
    select s.batch_id, s.state, s.own_disposition, s.held, s.n from stock s
    where s.parent_id = 0 and s.holder_id = current_org() and s.site_id = p_site and s.place = 'AT_SITE'
  )
  select coalesce(jsonb_agg(jsonb_build_object('batchId', batch_id, 'batch', number, 'product', name, 'strength', strength,
     'productId', product_id, 'lastValidDay', last_valid_day, 'batchState', batch_state, 'recalled', recalled, 'batchHeld', batch_held,
     'state', state, 'ownDisposition', nullif(own_disposition, ''), 'held', held, 'count', n) order by name, number, state), '[]'::jsonb)
  from (select r.batch_id, b.number, p.name, p.strength, p.id as product_id, b.last_valid_day, b.state as batch_state,
               b.recalled_at is not null and recall_here(b.id, asking_markets()) is not null as recalled,
               b.held_at is not null or b.hold_count > 0 as batch_held,
               r.state, r.own_disposition, r.held, sum(r.n)::int as n
        from rows r join batch b on b.id = r.batch_id join product p on p.id = b.product_id
        group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 having sum(r.n) > 0) grouped
$$;

-- A product withdrawn and a batch recalled on any market are shown to everybody: nobody says where they ask.
create or replace function public_pack(p_gtin text, p_serial text) returns jsonb language sql stable security definer set search_path = public as $$
  select jsonb_build_object(
    'product', (select jsonb_build_object('name', p.name, 'strength', p.strength, 'form', p.form, 'packSize', p.pack_size,
                  'state', product_state_in(p, null), 'serialised', p.serialised, 'maker', o.name)
                from product p join organisation o on o.id = p.holder_id where p.gtin = p_gtin),
    'pack', (select jsonb_build_object('state', e.state, 'reportedMissing', coalesce(e.own_disposition = 'UNKNOWN', false),
               'stateMonth', to_char(ev.event_time at time zone 'UTC', 'YYYY-MM'),
               'batch', b.number, 'expiryPrinted', b.expiry_printed, 'lastValidDay', b.last_valid_day, 'batchState', b.state,
               'illegitimate', exists (select from hold h where h.epc_id = e.id and h.released_at is null and h.kind = 'ILLEGITIMATE'),
               'serialRecalled', exists (select from hold h where h.epc_id = e.id and h.released_at is null and h.kind = 'RECALL'),
               'recall', case when b.recalled_at is null then null else jsonb_build_object('class', b.recall_class,
                  'depth', b.recall_depth, 'publicText', b.recall_text) end,
               'conflict', exists (select from alert a where a.gtin = p_gtin and a.serial = p_serial and a.state <> 'CLOSED'
                                   and a.cause in ('ALREADY_INACTIVE', 'CLONE_SUSPECTED')))
             from epc e join batch b on b.id = e.batch_id left join event ev on ev.id = e.state_event_id
             where e.gtin = p_gtin and e.serial = p_serial))
$$;

create or replace function delivery(p_shipment uuid) returns jsonb language sql stable security definer set search_path = public as $$
  select jsonb_build_object('id', s.id, 'despatchAdvice', s.despatch_advice, 'orderNumber', s.order_number, 'purpose', s.purpose,
    'senderId', s.sender_id, 'senderSiteId', s.sender_site_id,
    -- In whose name it left: the owner a receipt names.
    'ownerId', (select e.acting_for_id from event e where e.id = s.ship_event_id), 'receiverId', s.receiver_id, 'receiverSiteId', s.receiver_site_id,
    'state', s.state, 'packCount', s.pack_count, 'shippedAt', (extract(epoch from s.shipped_at) * 1000)::bigint,
    'receivedAt', (extract(epoch from s.received_at) * 1000)::bigint,
    'lines', (select coalesce(jsonb_agg(jsonb_build_object('id', l.epc_id::text, 'link', e.link, 'kind', e.kind, 'gtin', e.gtin,
                'serial', e.serial, 'sscc', e.sscc, 'packCount', l.pack_count, 'state', l.state,
                'product', p.name || ' ' || p.strength, 'batch', b.number) order by e.link), '[]'::jsonb)
              from shipment_line l join epc e on e.id = l.epc_id
              left join batch b on b.id = e.batch_id left join product p on p.id = b.product_id
              where l.shipment_id = s.id))
  from shipment s where s.id = p_shipment and current_org() in (s.sender_id, s.receiver_id)
$$;

-- Writing

create or replace function ledger_lock_batch(p_batch uuid) returns jsonb language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org(); v jsonb;
begin
  perform 1 from batch where id = p_batch for update;
  select jsonb_build_object('id', b.id, 'holderId', b.holder_id, 'number', b.number, 'expiryPrinted', b.expiry_printed,
      'lastValidDay', b.last_valid_day, 'state', b.state, 'held', b.held_at is not null, 'plannedSize', b.planned_size,
      'heldByRegulator', exists (select from capability k where k.org_id = b.held_by_org_id and k.kind = 'regulator'),
      'heldByOrgId', b.held_by_org_id, 'openHolds', b.hold_count,
      'recalls', (select coalesce(jsonb_agg(jsonb_build_object('market', m.market, 'class', m.class, 'depth', m.depth,
         'publicText', m.public_text) order by m.market), '[]'::jsonb) from recall_market m where m.batch_id = b.id),
      'commissioned', (select coalesce(sum(n), 0)::int from stock where batch_id = b.id),
      'recall', case when b.recalled_at is null then null else jsonb_build_object('class', b.recall_class, 'depth', b.recall_depth,
         'publicText', b.recall_text, 'at', (extract(epoch from b.recalled_at) * 1000)::bigint) end,
      'product', jsonb_build_object('id', p.id, 'holderId', p.holder_id, 'gtin', p.gtin, 'name', p.name, 'strength', p.strength,
         'form', p.form, 'packSize', p.pack_size, 'state', p.state))
    into v from batch b join product p on p.id = b.product_id
    where b.id = p_batch and (b.holder_id = v_org
      or exists (select from delegation d where d.holder_id = b.holder_id and d.agent_id = v_org
                 and d.valid_from <= now() and (d.valid_to is null or d.valid_to > now()))
      or exists (select from capability where org_id = v_org and kind = 'regulator'));
  return v;
end $$;

create or replace function ledger_hold_batch(p_batch uuid, p_at timestamptz) returns void language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org();
begin
  update batch set held_at = p_at, held_by_org_id = v_org where id = p_batch
    and (holder_id = v_org or exists (select from capability where org_id = v_org and kind = 'regulator'));
  if not found then raise exception 'This organisation may not hold this batch' using errcode = 'insufficient_privilege'; end if;
end $$;
create function ledger_unhold_batch(p_batch uuid) returns void language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org(); v_regulator boolean := acts_as_regulator();
begin
  update batch b set held_at = null, held_by_org_id = null where id = p_batch
    and (v_regulator or (holder_id = v_org
         and not exists (select from capability k where k.org_id = b.held_by_org_id and k.kind = 'regulator')));
  if not found then raise exception 'This organisation may not release the hold of this batch' using errcode = 'insufficient_privilege'; end if;
end $$;

create or replace function ledger_release_hold(p_id uuid, p_person uuid, p_at timestamptz)
returns void language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org(); v_hold hold%rowtype;
begin
  update hold set released_at = p_at, released_by_id = p_person
    where id = p_id and released_at is null and kind <> 'RECALL'
      and (placed_by_org_id = v_org or acts_as_regulator())
    returning * into v_hold;
  if v_hold.id is null then raise exception 'No such open hold of this organisation' using errcode = 'insufficient_privilege'; end if;
  update epc set hold_count = hold_count - 1, version = version + 1 where id = v_hold.epc_id;
  update batch set hold_count = hold_count - 1 where id = v_hold.batch_id;
  -- A delivery's hold stood on each of its units.
  with ended as (
    update hold set released_at = p_at, released_by_id = p_person where from_hold = p_id and released_at is null returning epc_id)
  update epc set hold_count = hold_count - 1, version = version + 1 from ended where epc.id = ended.epc_id;
end $$;

-- A hold on a whole batch (its holder, an authority) or on a delivery (either side, the authority of one of its markets).
create function ledger_may_hold_shipment(p_shipment uuid) returns boolean language sql stable security definer set search_path = public as $$
  select exists (select from shipment s where s.id = p_shipment and (current_org() in (s.sender_id, s.receiver_id)
    or (acts_as_regulator() and exists (select from site x join organisation o on o.id = current_org()
          where x.id in (s.sender_site_id, s.receiver_site_id) and x.country = o.country))))
$$;
create function ledger_held_shipment(p_shipment uuid) returns jsonb language plpgsql security definer set search_path = public as $$
begin
  perform ledger_org();
  if not ledger_may_hold_shipment(p_shipment) then return null; end if;
  perform 1 from shipment where id = p_shipment for update;
  return (select jsonb_build_object('senderId', s.sender_id, 'receiverId', s.receiver_id, 'state', s.state,
      'roots', (select coalesce(jsonb_agg(jsonb_build_object('id', l.epc_id::text, 'link', e.link) order by l.epc_id), '[]'::jsonb)
                from shipment_line l join epc e on e.id = l.epc_id where l.shipment_id = s.id))
    from shipment s where s.id = p_shipment);
end $$;
create function ledger_hold_subject(p_id uuid, p_batch uuid, p_shipment uuid, p_kind text, p_reason text, p_site uuid, p_person uuid, p_at timestamptz)
returns void language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org();
begin
  -- Of a delivery that has been received the goods may be anybody's by now.
  if not ((ledger_may_hold_shipment(p_shipment) and exists (select from shipment where id = p_shipment and state in ('OPEN', 'PARTLY_RECEIVED')))
          or exists (select from batch where id = p_batch and (holder_id = v_org or acts_as_regulator()))) then
    raise exception 'This organisation may not hold this' using errcode = 'insufficient_privilege';
  end if;
  insert into hold (id, batch_id, shipment_id, kind, reason, placed_by_org_id, placed_by_site_id, placed_by_id, placed_at)
  values (p_id, p_batch, p_shipment, p_kind, p_reason, v_org, p_site, p_person, p_at);
  update batch set hold_count = hold_count + 1 where id = p_batch;
  with placed as (
    insert into hold (id, epc_id, from_hold, kind, reason, placed_by_org_id, placed_by_site_id, placed_by_id, placed_at)
    select gen_random_uuid(), l.epc_id, p_id, p_kind, p_reason, v_org, p_site, p_person, p_at
    from shipment_line l where l.shipment_id = p_shipment returning epc_id)
  update epc set hold_count = hold_count + 1, version = version + 1 from placed where epc.id = placed.epc_id;
end $$;
create function ledger_lock_hold(p_id uuid) returns jsonb language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org();
begin
  perform 1 from hold where id = p_id for update;
  return (select jsonb_build_object('id', h.id, 'kind', h.kind, 'placedByOrgId', h.placed_by_org_id,
      'byRegulator', exists (select from capability k where k.org_id = h.placed_by_org_id and k.kind = 'regulator'),
      'batchId', h.batch_id, 'shipmentId', h.shipment_id)
    from hold h left join batch b on b.id = h.batch_id
    where h.id = p_id and h.epc_id is null and h.released_at is null
      and (h.placed_by_org_id = v_org or b.holder_id = v_org or acts_as_regulator() or ledger_may_hold_shipment(h.shipment_id)));
end $$;

-- Recalls. The first step writes a draft; the second, by another person of the same organisation, the recall.
create function ledger_may_recall(p_batches uuid[], p_markets text[]) returns boolean language sql stable security definer set search_path = public as $$
  select not exists (select from unnest(p_batches) x where not exists (select from batch b where b.id = x and b.holder_id = current_org()))
      or (acts_as_regulator() and p_markets <@ array[(select country from organisation where id = current_org())])
$$;
create function ledger_prepare_recall(p jsonb) returns void language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org();
  v_batches uuid[] := (select array_agg(x::uuid) from jsonb_array_elements_text(p->'batchIds') x);
  v_markets text[] := (select array_agg(x) from jsonb_array_elements_text(p->'markets') x);
begin
  if not ledger_may_recall(v_batches, v_markets)
     or exists (select from batch where id = any(v_batches) and holder_id <> (p->>'holderId')::uuid) then
    raise exception 'This organisation may not recall this batch' using errcode = 'insufficient_privilege';
  end if;
  insert into recall (id, org_id, holder_id, batch_ids, range_from, range_to, markets, class, depth, reason, public_text, state,
                      held_batch_ids, prepared_by_id, prepared_at)
  values ((p->>'id')::uuid, v_org, (p->>'holderId')::uuid, v_batches, (p->>'from')::bigint, (p->>'to')::bigint, v_markets,
          (p->>'class')::int, p->>'depth', p->>'reason', p->>'publicText', 'DRAFT',
          coalesce((select array_agg(x::uuid) from jsonb_array_elements_text(p->'heldBatchIds') x), '{}'),
          (p->>'personId')::uuid, (p->>'at')::timestamptz);
end $$;
create function ledger_lock_recall(p_recall uuid) returns jsonb language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org();
begin
  perform 1 from recall where id = p_recall and org_id = v_org for update;
  return (select jsonb_build_object('id', r.id, 'state', r.state, 'holderId', r.holder_id, 'batchIds', r.batch_ids,
      'range', case when r.range_from is null then null
        else jsonb_build_object('from', r.range_from::text, 'to', r.range_to::text) end,
      'markets', r.markets, 'recall', jsonb_build_object('class', r.class, 'depth', r.depth, 'publicText', r.public_text),
      'reason', r.reason, 'heldBatchIds', r.held_batch_ids, 'preparedBy', r.prepared_by_id)
    from recall r where r.id = p_recall and r.org_id = v_org);
end $$;
create function ledger_cancel_recall(p_recall uuid, p_person uuid, p_at timestamptz) returns void language plpgsql security definer set search_path = public as $$
begin
  update recall set state = 'CANCELLED', cancelled_by_id = p_person, cancelled_at = p_at
    where id = p_recall and org_id = ledger_org() and state = 'DRAFT';
  if not found then raise exception 'No such open draft of this organisation' using errcode = 'insufficient_privilege'; end if;
end $$;
create function ledger_sign_recall(p_recall uuid, p_changes jsonb, p_person uuid, p_at timestamptz) returns void language plpgsql security definer set search_path = public as $$
declare v recall%rowtype;
begin
  update recall set state = 'SIGNED', signed_by_id = p_person, signed_at = p_at
    where id = p_recall and org_id = ledger_org() and state = 'DRAFT' returning * into v;
  if v.id is null then raise exception 'No such open draft of this organisation' using errcode = 'insufficient_privilege'; end if;
  insert into recall_market as m (batch_id, market, recall_id, class, depth, public_text, recalled_at)
  select (c->>'batchId')::uuid, market, v.id, v.class, v.depth, v.public_text, p_at
  from jsonb_array_elements(p_changes) c, jsonb_array_elements_text(c->'markets') market
  where (c->>'batchId')::uuid = any(v.batch_ids) and market = any(v.markets) and v.range_from is null
  order by 1, 2
  on conflict (batch_id, market) do update set recall_id = excluded.recall_id, class = excluded.class, depth = excluded.depth,
    public_text = excluded.public_text;
  -- The batch keeps the gravest recall of all markets, for those who ask from none.
  update batch b set recalled_at = coalesce(b.recalled_at, p_at), recall_class = (g.r->>'class')::int, recall_depth = g.r->>'depth',
      recall_text = g.r->>'publicText'
    from (select x as id, recall_here(x, null) as r from unnest(v.batch_ids) x) g where b.id = g.id and g.r is not null;
  -- The draft's own hold, not one that somebody placed since.
  update batch set held_at = null, held_by_org_id = null where id = any(v.held_batch_ids) and held_by_org_id = v.org_id;
end $$;
create function ledger_packs_between(p_batch uuid, p_from bigint, p_to bigint, p_limit int) returns jsonb language sql stable security definer set search_path = public as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', e.id::text, 'link', e.link) order by e.id & 281474976710655), '[]'::jsonb)
  from (select id, link from epc where batch_id = p_batch and exists (select from batch b where b.id = p_batch
          and (b.holder_id = current_org() or acts_as_regulator()))
          and (id & 281474976710655) between (p_from & 281474976710655) and (p_to & 281474976710655)
        order by id & 281474976710655 limit p_limit) e
$$;
-- Packs that replace packs of a recall, however often repacked: from repacking to repacking, as replacing_packs of
-- migration 5. Guarded by those who call it.
create function recall_replacing(p_recall uuid) returns setof bigint language sql stable security definer set search_path = public as $$
  with recursive repacking as (
    select event_id from (
      select distinct g.event_id from recall r join epc e on e.batch_id = any(r.batch_ids)
        and (r.range_from is null or (e.id & 281474976710655) between (r.range_from & 281474976710655) and (r.range_to & 281474976710655))
      join genealogy g on g.epc_id = e.id and g.side = 'old' where r.id = p_recall) first
    union
    select further.event_id from repacking k cross join lateral (
      select distinct o.event_id from genealogy n join genealogy o on o.epc_id = n.epc_id and o.side = 'old'
      where n.event_id = k.event_id and n.side = 'new') further
  )
  select distinct n.epc_id from repacking k join genealogy n on n.event_id = k.event_id and n.side = 'new'
$$;
-- Those of them that no recall has stopped yet: a RECALL hold never ends, so one is enough.
create function ledger_recall_replacing(p_recall uuid) returns jsonb language sql stable security definer set search_path = public as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', e.id::text, 'link', e.link, 'makerId', b.holder_id) order by e.id), '[]'::jsonb)
  from recall r cross join lateral recall_replacing(r.id) made join epc e on e.id = made join batch b on b.id = e.batch_id
  where r.id = p_recall and r.org_id = ledger_org() and r.state = 'SIGNED'
    and not exists (select from hold h where h.epc_id = e.id and h.released_at is null and h.kind = 'RECALL')
$$;
-- Signed recalls that reach any of these units: of their whole batch, or by a RECALL hold of their own. The gravest first.
create function ledger_recalls_on(p_ids bigint[]) returns jsonb language plpgsql stable security definer set search_path = public as $$
begin
  perform ledger_guard_units(p_ids);
  return (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'orgId', r.org_id, 'holderId', r.holder_id, 'markets', r.markets,
      'recall', jsonb_build_object('class', r.class, 'depth', r.depth, 'publicText', r.public_text))
      order by array_position(array['patient', 'pharmacy', 'wholesale'], r.depth), r.class, r.signed_at, r.id), '[]'::jsonb)
    from recall r where r.state = 'SIGNED' and exists (select from epc e where e.id = any(p_ids)
      and (e.batch_id = any(r.batch_ids) and r.range_from is null
           or exists (select from hold h where h.epc_id = e.id and h.recall_id = r.id))));
end $$;
create function ledger_hold_recalled(p_recall uuid, p_ids bigint[], p_site uuid, p_person uuid, p_at timestamptz)
returns void language plpgsql security definer set search_path = public as $$
declare v recall%rowtype;
begin
  select * into v from recall where id = p_recall and state = 'SIGNED';
  -- Whoever recalls, every pack of it; whoever repacks, what they make of recalled packs.
  if v.id is null or exists (select from epc where id = any(p_ids) and (batch_id <> all(v.batch_ids) or v.org_id <> ledger_org())
                             and id not in (select recall_replacing(p_recall)))
     or (v.org_id <> ledger_org() and exists (select from unnest(p_ids) u where not ledger_may_touch(ledger_root_of(u)))) then
    raise exception 'This organisation may not recall these packs' using errcode = 'insufficient_privilege';
  end if;
  insert into hold (id, epc_id, recall_id, kind, reason, placed_by_org_id, placed_by_site_id, placed_by_id, placed_at)
  select gen_random_uuid(), u.unit, v.id, 'RECALL', v.reason, v.org_id, p_site, p_person, p_at from unnest(p_ids) as u(unit);
  update epc set hold_count = hold_count + 1, version = version + 1 where id = any(p_ids);
end $$;

-- Where the packs of a recall are: from the running counters for whole batches, pack by pack for a range. Guarded by
-- those who call it.
create function recall_places(p_recall uuid)
returns table (batch_id uuid, root_id bigint, holder_id uuid, site_id uuid, place text, state text, own_disposition text, held boolean, n int)
language sql stable security definer set search_path = public as $$
  with recursive direct as (
    select s.batch_id, s.parent_id as at, s.holder_id, s.site_id, s.place, s.state, s.own_disposition, s.held, s.n
    from recall r join stock s on s.batch_id = any(r.batch_ids) where r.id = p_recall and r.range_from is null and s.n > 0
    union all
    select e.batch_id, coalesce(e.parent_id, 0), e.holder_id, e.site_id, e.place, e.state, coalesce(e.own_disposition, ''), e.hold_count > 0, 1
    from recall r join epc e on e.batch_id = r.batch_ids[1]
      and (e.id & 281474976710655) between (r.range_from & 281474976710655) and (r.range_to & 281474976710655)
    where r.id = p_recall and r.range_from is not null
  ),
  starts as (select distinct at from direct where at <> 0),
  climb as (
    select s.at as start, e.id, e.parent_id, e.hold_count > 0 as held from starts s join epc e on e.id = s.at
    union all
    select c.start, e.id, e.parent_id, c.held or e.hold_count > 0 from climb c join epc e on e.id = c.parent_id
  ),
  roots as (select c.start, e.id, e.holder_id, e.site_id, e.place, c.held from climb c join epc e on e.id = c.id where c.parent_id is null)
  select d.batch_id, coalesce(r.id, 0), coalesce(r.holder_id, d.holder_id), coalesce(r.site_id, d.site_id), coalesce(r.place, d.place),
         d.state, d.own_disposition, d.held or coalesce(r.held, false), d.n
  from direct d left join roots r on r.start = d.at
$$;
-- Sites on the recall's markets that have packs of it or packs that replace them, or to which some are on their way.
create function ledger_recall_sites(p_recall uuid) returns jsonb language sql stable security definer set search_path = public as $$
  with r as (select * from recall where id = p_recall and org_id = current_org()),
  made as (select ledger_roots_of(array(select e.id from r cross join lateral recall_replacing(r.id) x join epc e on e.id = x
           where e.state <> 'VOID')) as root),
  there as (
    select p.site_id from r, recall_places(r.id) p where p.state <> 'VOID'
    union
    select s.receiver_site_id from r, recall_places(r.id) p
    join shipment_line l on l.epc_id = p.root_id join shipment s on s.id = l.shipment_id
    where p.place = 'IN_TRANSIT' and s.state in ('OPEN', 'PARTLY_RECEIVED') and l.state = 'expected'
    -- Packs that travel on their own have no container to be found by.
    union
    select s.receiver_site_id from r join epc e on e.batch_id = any(r.batch_ids) and e.parent_id is null and e.place = 'IN_TRANSIT'
    join shipment_line l on l.epc_id = e.id and l.state = 'expected' join shipment s on s.id = l.shipment_id and s.state in ('OPEN', 'PARTLY_RECEIVED')
    union
    select e.site_id from made join epc e on e.id = made.root
    union
    select s.receiver_site_id from made join epc e on e.id = made.root and e.place = 'IN_TRANSIT'
    join shipment_line l on l.epc_id = e.id and l.state = 'expected' join shipment s on s.id = l.shipment_id and s.state in ('OPEN', 'PARTLY_RECEIVED')
  )
  select coalesce(jsonb_agg(jsonb_build_object('siteId', x.id, 'orgId', x.org_id, 'country', x.country) order by x.id), '[]'::jsonb)
  from site x, r where x.id in (select site_id from there) and x.country = any(r.markets)
$$;
create function ledger_notify_recall(p_recall uuid, p_sites uuid[], p_due timestamptz[], p_at timestamptz) returns void language plpgsql security definer set search_path = public as $$
begin
  if not exists (select from recall where id = p_recall and org_id = ledger_org() and state = 'SIGNED') then
    raise exception 'Not a signed recall of this organisation' using errcode = 'insufficient_privilege';
  end if;
  insert into recall_response (recall_id, site_id, org_id, step, at, due_at)
  select p_recall, x.id, x.org_id, 'notified', p_at, u.due from unnest(p_sites, p_due) as u(site, due) join site x on x.id = u.site;
end $$;
create function ledger_recall_answers(p_recall uuid, p_site uuid) returns jsonb language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org();
begin
  -- One answer of a site at a time.
  perform 1 from recall_response where recall_id = p_recall and site_id = p_site and org_id = v_org and step = 'notified' for update;
  return (select jsonb_agg(jsonb_build_object('step', step, 'impact', impact, 'quantity', quantity)
            order by array_position(array['notified', 'opened', 'acknowledged', 'completed'], step))
          from recall_response where recall_id = p_recall and site_id = p_site and org_id = v_org);
end $$;
create function ledger_answer_recall(p_recall uuid, p_site uuid, p_steps jsonb, p_person uuid, p_at timestamptz)
returns void language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org();
begin
  if not exists (select from recall_response r where r.recall_id = p_recall and r.site_id = p_site and r.org_id = v_org and r.step = 'notified') then
    raise exception 'Not this organisation''s recall to answer' using errcode = 'insufficient_privilege';
  end if;
  insert into recall_response (recall_id, site_id, org_id, step, at, person_id, impact, quantity)
  select p_recall, p_site, v_org, s->>'step', p_at, p_person, s->>'impact', (s->>'quantity')::int from jsonb_array_elements(p_steps) s;
end $$;

-- One recall as those read it whom it concerns. Its organisation, its holder and authorities of its markets get the board;
-- a maker sees its direct customers by name and the others as a count. Whoever was notified gets what is recalled and
-- its own answers, and no figure of anybody else.
create function recall_board(p_recall uuid) returns jsonb language plpgsql stable security definer set search_path = public as $$
declare v_org uuid := current_org(); v recall%rowtype; v_regulator boolean := acts_as_regulator(); v_board boolean;
begin
  select * into v from recall r where r.id = p_recall and v_org is not null
    and (r.org_id = v_org or (r.state = 'SIGNED' and (r.holder_id = v_org
         or (v_regulator and (select country from organisation where id = v_org) = any(r.markets))
         or exists (select from recall_response a where a.recall_id = r.id and a.org_id = v_org))));
  if v.id is null then return null; end if;
  v_board := v_org in (v.org_id, v.holder_id) or v_regulator;
  return jsonb_build_object('id', v.id, 'state', v.state, 'markets', v.markets,
    'recall', jsonb_build_object('class', v.class, 'depth', v.depth, 'publicText', v.public_text), 'reason', v.reason,
    'preparedAt', (extract(epoch from v.prepared_at) * 1000)::bigint, 'signedAt', (extract(epoch from v.signed_at) * 1000)::bigint,
    'batches', (
      with p as materialized (
        select q.batch_id, q.state, coalesce(nullif(q.own_disposition, ''), q.place) as disposition, q.held, sum(q.n)::int as n
        from recall_places(v.id) q where v_board group by 1, 2, 3, 4)
      select jsonb_agg(jsonb_build_object('id', b.id, 'number', b.number, 'gtin', m.gtin, 'product', m.name || ' ' || m.strength,
          -- Counted from the packs themselves, so that it can disagree with the counters.
          'commissioned', (select case when v_board then count(*)::int end from epc e where e.batch_id = b.id and e.state <> 'ALLOCATED'
             and (v.range_from is null or (e.id & 281474976710655) between (v.range_from & 281474976710655) and (v.range_to & 281474976710655))),
          'rows', (select case when v_board then coalesce(jsonb_agg(jsonb_build_object('state', p.state, 'disposition', p.disposition, 'held', p.held, 'count', p.n)
             order by p.state, p.disposition, p.held), '[]'::jsonb) end from p where p.batch_id = b.id)) order by b.number)
      from batch b join product m on m.id = b.product_id where b.id = any(v.batch_ids)),
    'responses', (
      select coalesce(jsonb_agg(jsonb_build_object('site', case when t.named then x.name || ', ' || x.city end,
          'organisation', case when t.named then o.name end, 'mine', x.org_id = v_org,
          'due', (extract(epoch from first.due_at) * 1000)::bigint,
          'steps', (select jsonb_agg(jsonb_build_object('step', a.step, 'at', (extract(epoch from a.at) * 1000)::bigint,
             'impact', a.impact, 'quantity', a.quantity)
             order by array_position(array['notified', 'opened', 'acknowledged', 'completed'], a.step))
             from recall_response a where a.recall_id = v.id and a.site_id = x.id)) order by x.gln), '[]'::jsonb)
      from recall_response first join site x on x.id = first.site_id join organisation o on o.id = x.org_id
      cross join lateral (select v_regulator or x.org_id = v_org or exists (select from shipment s
        where s.sender_id = v_org and s.receiver_site_id = x.id) as named) t
      where first.recall_id = v.id and first.step = 'notified' and (v_board or x.org_id = v_org)),
    'attempts', (select case when v_board then count(*)::int end from verification f join epc e on e.id = f.epc_id
      where f.facts->>'dispense' = 'refused' and f.at >= v.signed_at and e.batch_id = any(v.batch_ids)
        and (v.range_from is null or (e.id & 281474976710655) between (v.range_from & 281474976710655) and (v.range_to & 281474976710655))));
end $$;

-- Every recall that concerns the asking organisation, the latest first: its own drafts, what it must answer, what it may see.
create function my_recalls(p_limit int) returns jsonb language sql stable security definer set search_path = public as $$
  select coalesce(jsonb_agg(line order by at desc), '[]'::jsonb) from (
    select coalesce(r.signed_at, r.prepared_at) as at, jsonb_build_object('id', r.id, 'state', r.state, 'markets', r.markets,
      'class', r.class, 'depth', r.depth, 'mine', r.org_id = current_org(),
      'at', (extract(epoch from coalesce(r.signed_at, r.prepared_at)) * 1000)::bigint,
      'batches', (select jsonb_agg(p.name || ' ' || p.strength || ', batch ' || b.number order by b.number)
                  from batch b join product p on p.id = b.product_id where b.id = any(r.batch_ids)),
      'open', (select count(*)::int from recall_response n where n.recall_id = r.id and n.org_id = current_org() and n.step = 'notified'
               and not exists (select from recall_response a where a.recall_id = n.recall_id and a.site_id = n.site_id and a.step = 'acknowledged'))) as line
    from recall r where current_org() is not null and (r.org_id = current_org() or (r.state = 'SIGNED' and (r.holder_id = current_org()
      or (acts_as_regulator() and (select country from organisation where id = current_org()) = any(r.markets))
      or exists (select from recall_response a where a.recall_id = r.id and a.org_id = current_org()))))
    order by 1 desc limit p_limit) listed
$$;

-- Withdrawals: by the holder, or by an authority on its own market. Irreversible.
create function ledger_lock_product(p_product uuid) returns jsonb language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org();
begin
  perform 1 from product where id = p_product for update;
  return (select jsonb_build_object('id', p.id, 'holderId', p.holder_id, 'gtin', p.gtin, 'name', p.name, 'everywhere', p.state = 'WITHDRAWN',
      'withdrawnFrom', (select coalesce(jsonb_agg(w.market order by w.market), '[]'::jsonb) from product_withdrawal w where w.product_id = p.id))
    from product p where p.id = p_product and (p.holder_id = v_org or acts_as_regulator()));
end $$;
create function ledger_withdraw_product(p_product uuid, p_markets text[], p_reason text, p_person uuid, p_at timestamptz)
returns void language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org();
begin
  if not exists (select from product where id = p_product and holder_id = v_org)
     and not (acts_as_regulator() and p_markets <@ array[(select country from organisation where id = v_org)]) then
    raise exception 'This organisation may not withdraw this product' using errcode = 'insufficient_privilege';
  end if;
  insert into product_withdrawal (product_id, market, org_id, person_id, reason, withdrawn_at)
  select p_product, market, v_org, p_person, p_reason, p_at from unnest(p_markets) market;
  update product set withdrawn_somewhere = true where id = p_product;
end $$;

-- Labels of one batch printed by anybody who may: a delegate must know what the holder printed, or one pack has two.
-- In plpgsql, because the keys that it names come with migration 7.
create function batch_prints(p_batch uuid) returns jsonb language plpgsql stable security definer set search_path = public as $$
begin
  return (select coalesce(jsonb_agg(jsonb_build_object('id', p.detail->>'printId', 'at', (extract(epoch from p.at) * 1000)::bigint,
      'person', case when p.org_id = current_org() then coalesce(n.name, k.name) end, 'count', (p.detail->>'count')::int,
      'serialFrom', p.detail->>'serialFrom', 'serialTo', p.detail->>'serialTo', 'fromId', p.detail->>'fromId', 'toId', p.detail->>'toId',
      'reason', p.detail->>'reason',
      'outcome', coalesce((select s.outcome from audit s where s.action = 'print-labels' and s.detail->>'batchId' = p_batch::text
         and s.outcome in ('checked', 'spoiled') and s.detail->>'printId' = p.detail->>'printId' order by s.id desc limit 1), 'open'))
    order by p.id), '[]'::jsonb)
  from audit p left join person n on n.id = p.person_id left join api_key k on k.id = p.key_id
  where p.action = 'print-labels' and p.detail->>'batchId' = p_batch::text and p.outcome = 'printed'
    and exists (select from batch b where b.id = p_batch and (b.holder_id = current_org() or delegated(b.holder_id, 'print-labels', b.product_id))));
end $$;

drop function ledger_recall_batch(uuid, int, text, text, timestamptz);
grant execute on function contents_json(bigint[], text[]), ledger_unhold_batch(uuid), ledger_held_shipment(uuid),
  ledger_hold_subject(uuid, uuid, uuid, text, text, uuid, uuid, timestamptz), ledger_lock_hold(uuid),
  ledger_prepare_recall(jsonb), ledger_lock_recall(uuid), ledger_cancel_recall(uuid, uuid, timestamptz),
  ledger_sign_recall(uuid, jsonb, uuid, timestamptz), ledger_packs_between(uuid, bigint, bigint, int),
  ledger_recall_replacing(uuid), ledger_recalls_on(bigint[]), ledger_hold_recalled(uuid, bigint[], uuid, uuid, timestamptz), ledger_recall_sites(uuid),
  ledger_notify_recall(uuid, uuid[], timestamptz[], timestamptz), ledger_recall_answers(uuid, uuid),
  ledger_answer_recall(uuid, uuid, jsonb, uuid, timestamptz), recall_board(uuid), my_recalls(int), ledger_lock_product(uuid),
  ledger_withdraw_product(uuid, text[], text, uuid, timestamptz), batch_prints(uuid)
to packproof_app;
