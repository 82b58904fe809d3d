create or replace function exception_json(x shipment_exception) returns jsonb language sql stable security definer set search_path = public as $$
  select jsonb_build_object('id', x.id, 'shipmentId', x.shipment_id, 'kind', x.kind, 'link', x.link, 'quantity', x.quantity, 'note', x.note,
    'raisedAt', (extract(epoch from x.raised_at) * 1000)::bigint,
    'proposal', case when x.proposed_outcome is null then null else jsonb_build_object('outcome', x.proposed_outcome, 'by', x.proposed_by) end,
    'outcome', x.outcome, 'closedAt', (extract(epoch from x.closed_at) * 1000)::bigint,
    'thread', (select coalesce(jsonb_agg(jsonb_build_object('at', (extract(epoch from n.at) * 1000)::bigint, 'side', n.side, 'said', n.said,
       'outcome', n.outcome, 'text', n.text) order by n.id), '[]'::jsonb) from shipment_exception_note n where n.exception_id = x.id))
$$;

create or replace function delivery_exceptions(p_shipment uuid) returns jsonb language sql stable security definer set search_path = public as $$
  select coalesce(jsonb_agg(exception_json(x) order by x.raised_at, x.kind, x.link), '[]'::jsonb)
  from shipment_exception x join shipment s on s.id = x.shipment_id
  where s.id = p_shipment and current_org() in (s.sender_id, s.receiver_id)
$$;

-- What an organisation still has to talk about, and what both sides agreed on and nobody has done; a transfer's two sides
-- are sites.
create or replace function my_exceptions(p_site uuid) returns jsonb language sql stable security definer set search_path = public as $$
  select coalesce(jsonb_agg(exception_json(x) || jsonb_build_object('despatchAdvice', s.despatch_advice, 'side', s.side,
      'partner', case when s.sender_id = s.receiver_id then si.name || ', ' || si.city else o.name end) order by x.raised_at, x.kind, x.link), '[]'::jsonb)
  from (select id, despatch_advice, sender_id, receiver_id, sender_site_id, receiver_site_id,
          case when sender_id <> receiver_id then case current_org() when sender_id then 'sender' else 'receiver' end
               when sender_site_id = p_site then 'sender' when receiver_site_id = p_site then 'receiver' end as side
        from shipment where current_org() in (sender_id, receiver_id)) s
  join shipment_exception x on x.shipment_id = s.id
  join site si on si.id = case s.side when 'sender' then s.receiver_site_id else s.sender_site_id end
  join organisation o on o.id = si.org_id
  where s.side is not null and (x.closed_at is null or (x.outcome not in ('found', 'credited', 'data-corrected') and not exists (
    select from shipment_exception_note d where d.exception_id = x.id and d.said = 'carried-out'
      and d.id > (select max(a.id) from shipment_exception_note a where a.exception_id = x.id and a.said = 'agreed'))))
$$;

create or replace function ledger_raise_exception(p_id uuid, p_shipment uuid, p_kind text, p_link text, p_quantity int, p_note text, p_person uuid, p_at timestamptz)
returns void language plpgsql security definer set search_path = public as $$
begin
  if not exists (select from shipment where id = p_shipment and ledger_org() in (sender_id, receiver_id)) then
    raise exception 'Not this organisation''s delivery' using errcode = 'insufficient_privilege';
  end if;
  insert into shipment_exception (id, shipment_id, kind, link, quantity, note, raised_at, raised_by_id)
  values (p_id, p_shipment, p_kind, p_link, p_quantity, p_note, p_at, p_person);
end $$;

create or replace function ledger_lock_exception(p_exception uuid) returns jsonb language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org();
begin
  perform 1 from shipment_exception x join shipment s on s.id = x.shipment_id
    where x.id = p_exception and v_org in (s.sender_id, s.receiver_id) for update of x;
  return (select exception_json(x) from shipment_exception x join shipment s on s.id = x.shipment_id
    where x.id = p_exception and v_org in (s.sender_id, s.receiver_id));
end $$;

-- Each side speaks for itself; what both agree on is what the other one proposed.
create or replace function ledger_say_of_exception(p_exception uuid, p_side text, p_said text, p_outcome text, p_text text, p_person uuid, p_at timestamptz)
returns void language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org();
begin
  if not exists (select from shipment_exception x join shipment s on s.id = x.shipment_id
      where x.id = p_exception and v_org = case p_side when 'sender' then s.sender_id else s.receiver_id end
        and (p_said = 'note' or (x.closed_at is null and p_said <> 'carried-out') or (p_said = 'carried-out' and x.outcome = p_outcome))
        and (p_said <> 'agreed' or (x.proposed_by <> p_side and x.proposed_outcome = p_outcome))) then
    raise exception 'Not this organisation''s to say of a delivery' using errcode = 'insufficient_privilege';
  end if;
  insert into shipment_exception_note (exception_id, at, side, said, outcome, text, person_id)
  values (p_exception, p_at, p_side, p_said, p_outcome, p_text, p_person);
  update shipment_exception set proposed_outcome = p_outcome, proposed_by = p_side where id = p_exception and p_said = 'proposed';
  update shipment_exception set closed_at = p_at, outcome = p_outcome where id = p_exception and p_said = 'agreed';
end $$;

create or replace function ledger_missing_from(p_link text) returns jsonb language sql stable security definer set search_path = public as $$
  select delivery(s.id) from shipment_exception x join shipment s on s.id = x.shipment_id
  where x.link = p_link and x.kind = 'missing' and x.outcome is distinct from 'found' and ledger_org() in (s.sender_id, s.receiver_id)
  order by x.raised_at desc limit 1
$$;

create or replace function ledger_close_missing(p_shipment uuid, p_epc bigint, p_received boolean, p_person uuid, p_at timestamptz)
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

-- Somebody has a pack in hand that was reported missing: custody is theirs. A side of the delivery found it; anybody else
-- has seen it, which settles the report as well, because it is missing no more.
create or replace function ledger_take_found(p_epc bigint, p_site uuid, p_person uuid, p_at timestamptz) returns jsonb language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org(); v_link text; v_parties jsonb;
begin
  perform own_site(p_site);
  update epc set holder_id = v_org, site_id = p_site, place = 'AT_SITE', own_disposition = null, version = version + 1
    where id = p_epc and kind = 'sgtin' and parent_id is null and own_disposition = 'UNKNOWN' and state in ('ACTIVE', 'LOCKED') and regulated_market() is null
    returning link into v_link;
  if v_link is null then raise exception 'No such open report of a pack on its own' using errcode = 'insufficient_privilege'; end if;
  with found as (
    update shipment_exception x set closed_at = p_at, outcome = 'found', proposed_outcome = null, proposed_by = null from shipment s
      where x.link = v_link and x.kind = 'missing' and x.outcome is distinct from 'found' and s.id = x.shipment_id
      returning x.id, s.id as shipment_id, s.sender_id, s.receiver_id, case v_org when s.receiver_id then 'receiver' when s.sender_id then 'sender' end as side
  ), said as (
    insert into shipment_exception_note (exception_id, at, side, said, outcome, text, person_id)
    select id, p_at, side, case when side is null then 'seen' else 'found' end, case when side is not null then 'found' end, '',
           case when side is not null then p_person end from found order by id
  ), arrived as (
    update shipment_line l set state = 'received' from found f where l.shipment_id = f.shipment_id and l.epc_id = p_epc and l.state = 'missing' and f.side = 'receiver'
  )
  select coalesce(jsonb_agg(distinct org), '[]'::jsonb) into v_parties from found, unnest(array[sender_id, receiver_id]) org;
  return v_parties;
end $$;

grant execute on function delivery_exceptions, my_exceptions, ledger_raise_exception, ledger_lock_exception, ledger_say_of_exception,
  ledger_missing_from, ledger_close_missing, ledger_take_found to packproof_app;
grant execute on function delivery_exceptions, ledger_raise_exception, ledger_missing_from, ledger_close_missing to packproof_jobs;
