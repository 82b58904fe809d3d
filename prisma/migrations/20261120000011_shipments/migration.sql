-- Deliveries, whole: what for, in parts, what was wrong with them and what both sides agreed on.

alter table shipment add column buyer_id uuid,
  add constraint shipment_purpose check (purpose in ('sale', 'transfer', 'return', 'recall-return', 'destruction', 'sample', 'drop-ship')),
  add constraint shipment_buyer check ((purpose = 'drop-ship') = (buyer_id is not null));

-- As in migration 6, and which packs a recall asks for one by one. The others are counted without looking at a pack.
create or replace function contents_json(p_roots bigint[], p_markets text[] default null) returns jsonb language sql stable security definer set search_path = public as $$
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
  -- Held packs are read one by one: only their holds say whether they are a recall's.
  apart as (
    select t.root_id, e.id, e.batch_id, e.state, e.own_disposition, e.hold_count, t.held
    from (select distinct t.root_id, t.id, t.held from tree t join stock s on s.parent_id = t.id and s.held and s.n > 0) t
    join epc e on e.parent_id = t.id and e.kind = 'sgtin' and e.hold_count > 0
    union all
    select t.root_id, e.id, e.batch_id, e.state, e.own_disposition, e.hold_count, t.held
    from tree t join epc e on e.id = t.id and e.kind = 'sgtin'
  ),
  inside as (
    select root_id, batch_id, state, own_disposition, held, containers_held, recall_held, sum(n)::int as n
    from (
      select t.root_id, s.batch_id, s.state, s.own_disposition, false as held, t.held as containers_held, false as recall_held, s.n
      from tree t join stock s on s.parent_id = t.id where s.n > 0 and not s.held
      union all
      select a.root_id, a.batch_id, a.state, coalesce(a.own_disposition, ''), a.hold_count > 0, a.held,
             exists (select from hold h where h.epc_id = a.id and h.kind = 'RECALL' and h.released_at is null), 1
      from apart a
    ) counted
    group by 1, 2, 3, 4, 5, 6, 7
  )
  select coalesce(jsonb_agg(jsonb_build_object(
    'rootId', i.root_id::text, 'count', i.n, 'state', i.state, 'ownDisposition', nullif(i.own_disposition, ''), 'held', i.held,
    'containersHeld', i.containers_held, 'recallHeld', i.recall_held,
    'batch', jsonb_build_object('id', b.id, 'number', b.number, 'state', b.state, 'held', b.held_at is not null or b.hold_count > 0,
       'recalled', b.recalled_at is not null and recall_here(b.id, coalesce(p_markets, asking_markets())) is not null, 'lastValidDay', b.last_valid_day),
    'product', jsonb_build_object('id', p.id, 'holderId', p.holder_id, 'name', p.name, 'strength', p.strength,
       'state', product_state_in(p, coalesce(p_markets, asking_markets()))))
    order by i.root_id, b.number, i.state), '[]'::jsonb)
  from inside i join batch b on b.id = i.batch_id join product p on p.id = b.product_id
$$;

create or replace function ledger_open_shipment(p_shipment jsonb, p_lines bigint[], p_counts int[])
returns void language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org();
begin
  perform ledger_guard_units(p_lines);
  if not exists (select from site where id = (p_shipment->>'senderSiteId')::uuid and org_id = v_org)
     or not exists (select from site where id = (p_shipment->>'receiverSiteId')::uuid and org_id = (p_shipment->>'receiverId')::uuid) then
    raise exception 'A delivery goes from a site of the organisation that acts to a site of its receiver' using errcode = 'insufficient_privilege';
  end if;
  insert into shipment (id, despatch_advice, order_number, purpose, buyer_id, sender_id, sender_site_id, receiver_id, receiver_site_id, state,
                        pack_count, shipped_at, ship_event_id)
  values ((p_shipment->>'id')::uuid, p_shipment->>'despatchAdvice', p_shipment->>'orderNumber', p_shipment->>'purpose',
          (p_shipment->>'buyerId')::uuid, v_org,
          (p_shipment->>'senderSiteId')::uuid, (p_shipment->>'receiverId')::uuid, (p_shipment->>'receiverSiteId')::uuid, 'OPEN',
          (p_shipment->>'packCount')::int, (p_shipment->>'shippedAt')::timestamptz, (p_shipment->>'shipEventId')::uuid);
  insert into shipment_line (shipment_id, epc_id, pack_count, state)
  select (p_shipment->>'id')::uuid, u.epc, u.n, 'expected' from unnest(p_lines, p_counts) as u(epc, n);
end $$;

create or replace function delivery(p_shipment uuid) returns jsonb language sql stable security definer set search_path = public as $$
  select jsonb_build_object('id', s.id, 'despatchAdvice', s.despatch_advice, 'orderNumber', s.order_number, 'purpose', s.purpose,
    'buyerId', s.buyer_id, 'senderId', s.sender_id, 'senderSiteId', s.sender_site_id,
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

-- What was wrong with a delivery, and what both sides said about it.

alter table shipment_exception alter column link drop not null,
  add column outcome text, add column proposed_outcome text, add column proposed_by text;
update shipment_exception set outcome = 'found' where closed_at is not null;
alter table shipment_exception
  add constraint shipment_exception_kind check (kind in ('missing', 'overage', 'damaged', 'wrong-product', 'duplicate', 'unreadable', 'unavailable', 'misdirected')),
  add constraint shipment_exception_outcomes check (coalesce(outcome, 'found') in ('found', 'not-sent', 'credited', 'accepted', 'returned', 'destroyed', 'data-corrected')
    and coalesce(proposed_outcome, 'found') in ('found', 'not-sent', 'credited', 'accepted', 'returned', 'destroyed', 'data-corrected')),
  add constraint shipment_exception_closed check ((closed_at is null) = (outcome is null)),
  add constraint shipment_exception_proposal check ((proposed_outcome is null) = (proposed_by is null) and coalesce(proposed_by, 'sender') in ('sender', 'receiver')),
  -- Only what nobody could read has no code.
  add constraint shipment_exception_link check (link is not null or kind in ('damaged', 'wrong-product', 'duplicate', 'unreadable'));
create index shipment_exception_link_idx on shipment_exception (link) where kind = 'missing';

create table shipment_exception_note (
  id bigserial primary key,
  exception_id uuid not null,
  at timestamptz(3) not null,
  side text,
  said text not null,
  outcome text,
  text text not null,
  person_id uuid,
  constraint shipment_exception_note_said check (said in ('note', 'proposed', 'agreed', 'found', 'seen') and (side is null) = (said = 'seen')
    and (outcome is null) = (said in ('note', 'seen')) and coalesce(side, 'sender') in ('sender', 'receiver'))
);
create index shipment_exception_note_exception_id_idx on shipment_exception_note (exception_id);
alter table shipment_exception_note enable row level security;
create trigger shipment_exception_note_append_only before update or delete on shipment_exception_note for each statement execute function refuse_rewriting();
create trigger shipment_exception_note_no_truncate before truncate on shipment_exception_note for each statement execute function refuse_rewriting();

create function exception_json(x shipment_exception) returns jsonb language sql stable security definer set search_path = public as $$
  select jsonb_build_object('id', x.id, 'shipmentId', x.shipment_id, 'kind', x.kind, 'link', x.link, 'note', x.note,
    'raisedAt', (extract(epoch from x.raised_at) * 1000)::bigint,
    'proposal', case when x.proposed_outcome is null then null else jsonb_build_object('outcome', x.proposed_outcome, 'by', x.proposed_by) end,
    'outcome', x.outcome, 'closedAt', (extract(epoch from x.closed_at) * 1000)::bigint,
    'thread', (select coalesce(jsonb_agg(jsonb_build_object('at', (extract(epoch from n.at) * 1000)::bigint, 'side', n.side, 'said', n.said,
       'outcome', n.outcome, 'text', n.text) order by n.id), '[]'::jsonb) from shipment_exception_note n where n.exception_id = x.id))
$$;
create function delivery_exceptions(p_shipment uuid) returns jsonb language sql stable security definer set search_path = public as $$
  select coalesce(jsonb_agg(exception_json(x) order by x.raised_at, x.kind, x.link), '[]'::jsonb)
  from shipment_exception x join shipment s on s.id = x.shipment_id
  where s.id = p_shipment and current_org() in (s.sender_id, s.receiver_id)
$$;
create function ledger_lock_exception(p_exception uuid) returns jsonb language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org();
begin
  perform 1 from shipment_exception x join shipment s on s.id = x.shipment_id
    where x.id = p_exception and v_org in (s.sender_id, s.receiver_id) for update of x;
  return (select exception_json(x) from shipment_exception x join shipment s on s.id = x.shipment_id
    where x.id = p_exception and v_org in (s.sender_id, s.receiver_id));
end $$;
-- Each side speaks for itself; what both agree on is what the other one proposed.
create function ledger_say_of_exception(p_exception uuid, p_side text, p_said text, p_outcome text, p_text text, p_person uuid, p_at timestamptz)
returns void language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org();
begin
  if not exists (select from shipment_exception x join shipment s on s.id = x.shipment_id
      where x.id = p_exception and v_org = case p_side when 'sender' then s.sender_id else s.receiver_id end
        and (p_said = 'note' or x.closed_at is null)
        and (p_said <> 'agreed' or (x.proposed_by <> p_side and x.proposed_outcome = p_outcome))) then
    raise exception 'Not this organisation''s to say of a delivery' using errcode = 'insufficient_privilege';
  end if;
  insert into shipment_exception_note (exception_id, at, side, said, outcome, text, person_id)
  values (p_exception, p_at, p_side, p_said, p_outcome, p_text, p_person);
  update shipment_exception set proposed_outcome = p_outcome, proposed_by = p_side where id = p_exception and p_said = 'proposed';
  update shipment_exception set closed_at = p_at, outcome = p_outcome where id = p_exception and p_said = 'agreed';
end $$;

-- A tote: a container that is used again and again, numbered by a GRAI (AI 8003).
alter table epc add column grai text collate "C", drop constraint epc_kind,
  add constraint epc_kind check ((kind = 'sgtin' and gtin is not null and serial is not null and sscc is null and grai is null)
                              or (kind = 'sscc' and num_nonnulls(sscc, grai) = 1 and gtin is null and serial is null));
create unique index epc_grai_key on epc (grai);
create function ledger_create_tote(p_site uuid, p_link text, p_grai text, p_event uuid)
returns bigint language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org(); v_id bigint;
begin
  if not exists (select from site where id = p_site and org_id = v_org) then
    raise exception 'Not this organisation''s site' using errcode = 'insufficient_privilege';
  end if;
  insert into epc (id, kind, link, grai, holder_id, site_id, place, state, state_event_id)
  values (epc_id_for(p_link), 'sscc', p_link, p_grai, v_org, p_site, 'AT_SITE', 'ACTIVE', p_event)
  returning id into v_id;
  return v_id;
end $$;
grant execute on function ledger_create_tote(uuid, text, text, uuid) to packproof_app;

-- As in migration 2, but a unit that came in with a part of a delivery is not on its way any more; and what was reported
-- missing can be found as long as nobody found it, whatever both sides agreed on meanwhile.
create or replace function ledger_may_touch(p_root bigint) returns boolean language sql stable security definer
set search_path = public set plan_cache_mode = force_generic_plan as $$
  select exists (select from epc where id = p_root and holder_id = current_org())
      or exists (select from shipment_line l join shipment s on s.id = l.shipment_id
                 where l.epc_id = p_root and l.state = 'expected' and s.receiver_id = current_org() and s.state in ('OPEN', 'PARTLY_RECEIVED'))
      or exists (select from epc e join shipment_exception x on x.link = e.link join shipment s on s.id = x.shipment_id
                 where e.id = p_root and e.own_disposition = 'UNKNOWN' and x.kind = 'missing' and x.outcome is distinct from 'found'
                   and s.receiver_id = current_org())
      or exists (select from epc e left join site s on s.id = e.site_id where e.id = p_root and e.place = 'AT_SITE'
                 and (e.own_disposition = 'LEFT_NETWORK' or s.custody_from is null or s.custody_from > now()))
      -- An empty tote is whoever's hands it is in: nobody ships it back by a document.
      or exists (select from epc e where e.id = p_root and e.grai is not null and e.place = 'AT_SITE'
                 and not exists (select from epc c where c.parent_id = e.id))
$$;
create or replace function ledger_missing_from(p_link text) returns jsonb language sql stable security definer set search_path = public as $$
  select delivery(s.id) from shipment_exception x join shipment s on s.id = x.shipment_id
  where x.link = p_link and x.kind = 'missing' and x.outcome is distinct from 'found' and ledger_org() in (s.sender_id, s.receiver_id)
  order by x.raised_at desc limit 1
$$;
drop function ledger_close_missing(uuid, bigint, boolean, timestamptz);
create function ledger_close_missing(p_shipment uuid, p_epc bigint, p_received boolean, p_person uuid, p_at timestamptz)
returns void language plpgsql security definer set search_path = public as $$
declare v_found uuid[];
begin
  with found as (
    update shipment_exception x set closed_at = p_at, outcome = 'found', proposed_outcome = null, proposed_by = null from shipment s, epc e
      where s.id = p_shipment and x.shipment_id = s.id and e.id = p_epc and x.link = e.link and x.kind = 'missing' and x.outcome is distinct from 'found'
        and ledger_org() = case when p_received then s.receiver_id else s.sender_id end
      returning x.id)
  select array_agg(id) into v_found from found;
  if v_found is null then raise exception 'No such open report of this organisation' using errcode = 'insufficient_privilege'; end if;
  insert into shipment_exception_note (exception_id, at, side, said, outcome, text, person_id)
  select id, p_at, case when p_received then 'receiver' else 'sender' end, 'found', 'found', '', p_person from unnest(v_found) id order by id;
  update shipment_line set state = 'received' where shipment_id = p_shipment and epc_id = p_epc and state = 'missing' and p_received;
end $$;

-- Seen again anywhere: a report that both sides had settled without the goods is open again, for both. Which site saw it
-- is nobody's business here.
create function reopen_missing() returns trigger language plpgsql security definer set search_path = public as $$
begin
  with recursive climb as (
    select id, parent_id, link from epc where id = new.epc_id
    union all select e.id, e.parent_id, e.link from climb c join epc e on e.id = c.parent_id),
  reopened as (
    update shipment_exception x set closed_at = null, outcome = null, proposed_outcome = null, proposed_by = null
    from climb c where x.link = c.link and x.kind = 'missing' and x.outcome <> 'found' returning x.id)
  insert into shipment_exception_note (exception_id, at, said, text) select id, new.at, 'seen', '' from reopened;
  return null;
end $$;
create trigger missing_seen_again after insert on verification for each row
  when (new.facts->>'ownDisposition' = 'UNKNOWN') execute function reopen_missing();

-- A delivery received in parts stays open with what is still expected.
create or replace function ledger_settle_shipment(p_shipment uuid, p_state text, p_received bigint[], p_missing bigint[], p_at timestamptz, p_event uuid)
returns void language plpgsql security definer set search_path = public as $$
begin
  update shipment set state = p_state, received_at = case when p_state = 'VOIDED' then received_at else p_at end,
                      receive_event_id = case when p_state = 'VOIDED' then receive_event_id else coalesce(p_event, receive_event_id) end
    where id = p_shipment and ((p_state = 'VOIDED' and sender_id = ledger_org() and state = 'OPEN')
                            or (p_state <> 'VOIDED' and receiver_id = ledger_org() and state in ('OPEN', 'PARTLY_RECEIVED')));
  if not found then raise exception 'Not an open delivery of this organisation' using errcode = 'insufficient_privilege'; end if;
  update shipment_line set state = 'received' where shipment_id = p_shipment and epc_id = any(p_received);
  update shipment_line set state = 'missing' where shipment_id = p_shipment and epc_id = any(p_missing);
end $$;
-- Units that were taken out of what this delivery brings, and come later on their own.
create function ledger_expect_apart(p_shipment uuid, p_lines bigint[], p_counts int[]) returns void language plpgsql security definer set search_path = public as $$
begin
  if not exists (select from shipment where id = p_shipment and receiver_id = ledger_org() and state in ('OPEN', 'PARTLY_RECEIVED'))
     or exists (
       with recursive brought as (
         select l.epc_id as id from shipment_line l where l.shipment_id = p_shipment and l.state = 'expected'
         union all select e.id from brought b join epc e on e.parent_id = b.id and e.kind = 'sscc')
       select from unnest(p_lines) u where not exists (
         select from containment c join epc e on e.id = c.child_id
         where c.child_id = u and c.to_seq is not null and c.parent_id in (select id from brought)
           and e.parent_id is null and e.place = 'IN_TRANSIT'
           -- The last container it was in.
           and not exists (select from containment later where later.child_id = u and later.from_seq > c.from_seq))) then
    raise exception 'Not an open delivery of this organisation with these units' using errcode = 'insufficient_privilege';
  end if;
  insert into shipment_line (shipment_id, epc_id, pack_count, state)
  select p_shipment, u.epc, u.n, 'expected' from unnest(p_lines, p_counts) as u(epc, n);
end $$;

grant execute on function delivery_exceptions(uuid), ledger_lock_exception(uuid),
  ledger_say_of_exception(uuid, text, text, text, text, uuid, timestamptz),
  ledger_close_missing(uuid, bigint, boolean, uuid, timestamptz), ledger_expect_apart(uuid, bigint[], int[])
to packproof_app;

-- Recalls of what is in these units, on the market of that site, of which nobody there has been told yet.
create function ledger_recalls_inside(p_roots bigint[], p_site uuid) returns jsonb language sql stable security definer set search_path = public as $$
  with recursive tree as (
    select id, kind from epc where id = any(p_roots) and ledger_may_touch(ledger_root_of(id))
    union all
    select e.id, e.kind from tree t join epc e on e.parent_id = t.id and e.kind = 'sscc'
  ),
  batches as (
    select s.batch_id from tree t join stock s on s.parent_id = t.id and s.n > 0
    union select e.batch_id from tree t join epc e on e.id = t.id and e.kind = 'sgtin'
  ),
  held as (
    select e.id from (select distinct t.id from tree t join stock s on s.parent_id = t.id and s.held and s.n > 0) t
    join epc e on e.parent_id = t.id and e.hold_count > 0
    union select t.id from tree t where t.kind = 'sgtin'
  ),
  found as (
    select r.id from recall r where r.state = 'SIGNED' and r.range_from is null and r.batch_ids && (select array_agg(batch_id) from batches)
    union
    select h.recall_id from held join hold h on h.epc_id = held.id and h.kind = 'RECALL' and h.released_at is null
  )
  select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'class', r.class) order by r.signed_at, r.id), '[]'::jsonb)
  from found f join recall r on r.id = f.id and r.state = 'SIGNED' join site x on x.id = p_site and x.country = any(r.markets)
  where ledger_org() is not null
    and not exists (select from recall_response n where n.recall_id = r.id and n.site_id = p_site and n.step = 'notified')
$$;
-- The site of whoever has the goods, or to which it ships them.
create function ledger_notify_site(p_recall uuid, p_site uuid, p_due timestamptz, p_at timestamptz) returns void language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org();
begin
  if not exists (select from recall where id = p_recall and state = 'SIGNED')
     or not exists (select from site x where x.id = p_site and (x.org_id = v_org
          or exists (select from shipment s where s.sender_id = v_org and s.receiver_site_id = p_site and s.state = 'OPEN'))) then
    raise exception 'Not this organisation''s site, nor one it ships to' using errcode = 'insufficient_privilege';
  end if;
  insert into recall_response (recall_id, site_id, org_id, step, at, due_at)
  select p_recall, x.id, x.org_id, 'notified', p_at, p_due from site x where x.id = p_site
  on conflict do nothing;
end $$;

-- Whether everything in this container is of batches of this organisation: its maker may hold it wherever it is, and by
-- that nobody else's goods.
create function ledger_made_all(p_epc bigint) returns boolean language sql stable security definer set search_path = public as $$
  with recursive tree as (
    select id, kind from epc where id = p_epc
    union all select e.id, e.kind from tree t join epc e on e.parent_id = t.id and e.kind = 'sscc'),
  batches as (
    select s.batch_id from tree t join stock s on s.parent_id = t.id and s.n > 0
    union select e.batch_id from tree t join epc e on e.id = t.id and e.kind = 'sgtin')
  select ledger_org() is not null and exists (select from batches)
    and not exists (select from batches i join batch b on b.id = i.batch_id where b.holder_id <> ledger_org())
$$;
create or replace function ledger_place_hold(p_id uuid, p_epc bigint, p_kind text, p_reason text, p_site uuid, p_person uuid, p_at timestamptz)
returns void language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org();
begin
  if not ledger_may_touch(ledger_root_of(p_epc)) and not ledger_made_all(p_epc) and not acts_as_regulator() then
    raise exception 'This organisation may not hold this unit' using errcode = 'insufficient_privilege';
  end if;
  insert into hold (id, epc_id, kind, reason, placed_by_org_id, placed_by_site_id, placed_by_id, placed_at)
  values (p_id, p_epc, p_kind, p_reason, v_org, p_site, p_person, p_at);
  update epc set hold_count = hold_count + 1, version = version + 1 where id = p_epc;
end $$;
grant execute on function ledger_recalls_inside(bigint[], uuid), ledger_notify_site(uuid, uuid, timestamptz, timestamptz), ledger_made_all(bigint)
to packproof_app;

-- What is to come by a supplier's own file, and what came before any data did. Both are one organisation's own notes: no
-- custody, no event; goods are taken in by what the ledger knows of them.
create table announcement (
  id uuid primary key,
  org_id uuid not null,
  site_id uuid not null,
  sender_gln text not null,
  despatch_advice text not null,
  order_number text,
  source text not null,
  announced_at timestamptz(3) not null,
  person_id uuid not null,
  closed_at timestamptz(3),
  constraint announcement_source check (source in ('csv', 'epcis'))
);
create unique index announcement_org_id_sender_gln_despatch_advice_key on announcement (org_id, sender_gln, despatch_advice);
create table announcement_line (
  announcement_id uuid not null,
  no int not null,
  link text collate "C",
  parent_link text collate "C",
  gtin text,
  batch text,
  quantity int,
  received int,
  state text not null,
  primary key (announcement_id, no),
  constraint announcement_line_state check (state in ('expected', 'received', 'missing', 'overage')),
  constraint announcement_line_what check ((link is null) = (quantity is not null) and (link is null) = (gtin is not null) and (link is null) = (batch is not null)
    and (quantity is null or quantity > 0) and (received is null or (link is null and received >= 0)))
);
create index announcement_line_link_idx on announcement_line (link);
create table waiting_unit (
  id uuid primary key,
  org_id uuid not null,
  site_id uuid not null,
  link text collate "C" not null,
  note text not null,
  since timestamptz(3) not null,
  person_id uuid not null,
  closed_at timestamptz(3),
  outcome text,
  constraint waiting_unit_outcome check ((closed_at is null) = (outcome is null) and coalesce(outcome, 'received') in ('received', 'sent-back', 'set-aside'))
);
create unique index waiting_unit_open on waiting_unit (org_id, link) where closed_at is null;
create index waiting_unit_org_id_idx on waiting_unit (org_id);
do $$
declare t text;
begin
  foreach t in array array['announcement', 'announcement_line', 'waiting_unit'] loop
    execute format('alter table %I enable row level security', t);
  end loop;
end $$;
grant select, insert, update on announcement, announcement_line, waiting_unit to packproof_app;
create policy own on announcement for select to packproof_app using (org_id = current_org());
create policy own_new on announcement for insert to packproof_app
  with check (org_id = current_org() and exists (select from site s where s.id = site_id and s.org_id = announcement.org_id));
create policy own_on on announcement for update to packproof_app using (org_id = current_org()) with check (org_id = current_org());
create policy own on announcement_line for select to packproof_app
  using (exists (select from announcement a where a.id = announcement_id and a.org_id = current_org()));
create policy own_new on announcement_line for insert to packproof_app
  with check (exists (select from announcement a where a.id = announcement_id and a.org_id = current_org()));
create policy own_on on announcement_line for update to packproof_app
  using (exists (select from announcement a where a.id = announcement_id and a.org_id = current_org()))
  with check (exists (select from announcement a where a.id = announcement_id and a.org_id = current_org()));
create policy own on waiting_unit for select to packproof_app using (org_id = current_org());
create policy own_new on waiting_unit for insert to packproof_app
  with check (org_id = current_org() and exists (select from site s where s.id = site_id and s.org_id = waiting_unit.org_id));
create policy own_on on waiting_unit for update to packproof_app using (org_id = current_org()) with check (org_id = current_org());

-- The open delivery that brings each of these units to the asking organisation, as soon as its sender's data are here.
create function deliveries_of(p_links text[]) returns jsonb language sql stable security definer set search_path = public as $$
  with recursive climb as (
    select link, id, parent_id from epc where link = any(p_links)
    union all
    select c.link, e.id, e.parent_id from climb c join epc e on e.id = c.parent_id
  )
  select coalesce(jsonb_object_agg(c.link, s.id), '{}'::jsonb)
  from climb c join shipment_line l on l.epc_id = c.id and l.state = 'expected'
  join shipment s on s.id = l.shipment_id and s.state in ('OPEN', 'PARTLY_RECEIVED') and s.receiver_id = current_org()
$$;
grant execute on function deliveries_of(text[]) to packproof_app;

-- Places inside a site: shelves, and places for goods that nobody may sell. A unit on its own is at one of them or at none;
-- whatever moves it takes it away from there. Where a box stands is the site's own matter: no event, no log entry.
create table site_place (
  site_id uuid not null,
  label text not null,
  kind text not null,
  primary key (site_id, label),
  constraint site_place_kind check (kind in ('shelf', 'quarantine'))
);
alter table site_place enable row level security;
grant select, insert on site_place to packproof_app;
create policy own on site_place for select to packproof_app
  using (exists (select from site s where s.id = site_id and s.org_id = current_org()));
create policy own_new on site_place for insert to packproof_app
  with check (exists (select from site s where s.id = site_id and s.org_id = current_org()));
alter table epc add column stored_at text, add constraint epc_stored_on_roots check (stored_at is null or parent_id is null);
create index epc_stored_at_idx on epc (site_id, stored_at) where stored_at is not null;
create function leave_place() returns trigger language plpgsql as $$
begin
  new.stored_at := null;
  return new;
end $$;
create trigger epc_leaves_place before update on epc for each row
  when (old.stored_at is not null and new.stored_at = old.stored_at
        and (new.parent_id, new.site_id, new.place) is distinct from (old.parent_id, old.site_id, old.place))
  execute function leave_place();
create function ledger_put_away(p_ids bigint[], p_label text) returns void language plpgsql security definer set search_path = public as $$
declare v_n int;
begin
  update epc e set stored_at = p_label, version = version + 1
    where e.id = any(p_ids) and e.parent_id is null and e.holder_id = ledger_org() and e.place = 'AT_SITE'
      and exists (select from site_place p where p.site_id = e.site_id and p.label = p_label);
  get diagnostics v_n = row_count;
  if v_n <> cardinality(p_ids) then
    raise exception 'A unit is not in this organisation''s custody at that place''s site' using errcode = 'insufficient_privilege';
  end if;
end $$;
-- What is where at a site of the asking organisation.
create function units_at_places(p_site uuid) returns jsonb language sql stable security definer set search_path = public as $$
  select coalesce(jsonb_agg(jsonb_build_object('label', p.label, 'kind', p.kind,
      'links', (select coalesce(jsonb_agg(e.link order by e.link), '[]'::jsonb) from epc e
                where e.site_id = p.site_id and e.stored_at = p.label and e.holder_id = current_org() and e.place = 'AT_SITE')) order by p.label), '[]'::jsonb)
  from site_place p join site s on s.id = p.site_id where p.site_id = p_site and s.org_id = current_org()
$$;
grant execute on function ledger_put_away(bigint[], text), units_at_places(uuid) to packproof_app;
