-- What an audit that replays the events needs them to say exactly.

-- As in migration 6, and tells on which units it ended: of a delivery's hold, those that were not released one by one
-- before. The event names these and no others.
drop function ledger_release_hold(uuid, uuid, timestamptz);
create function ledger_release_hold(p_id uuid, p_person uuid, p_at timestamptz)
returns jsonb language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org(); v_hold hold%rowtype; v_ended bigint[];
begin
  update hold set released_at = p_at, released_by_id = p_person
    where id = p_id and released_at is null and kind <> 'RECALL'
      and (placed_by_org_id = v_org or acts_as_regulator())
    returning * into v_hold;
  if v_hold.id is null then raise exception 'No such open hold of this organisation' using errcode = 'insufficient_privilege'; end if;
  update batch set hold_count = hold_count - 1 where id = v_hold.batch_id;
  with ended as (
    update hold set released_at = p_at, released_by_id = p_person where from_hold = p_id and released_at is null returning epc_id)
  select coalesce(array_agg(epc_id), '{}') || array_remove(array[v_hold.epc_id], null) into v_ended from ended;
  update epc set hold_count = hold_count - 1, version = version + 1 where id = any(v_ended);
  return to_jsonb(v_ended::text[]);
end $$;
grant execute on function ledger_release_hold(uuid, uuid, timestamptz) to packproof_app;

-- As in migration 6; of a recall by serial numbers, packs of the batch beside the range that travel on their own are none of it.
create or replace function ledger_recall_sites(p_recall uuid) returns jsonb language sql stable security definer set search_path = public as $$
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
      and (r.range_from is null or (e.id & 281474976710655) between (r.range_from & 281474976710655) and (r.range_to & 281474976710655))
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

-- As in migration 3; where an API key acted, its name stands in the place of a person's.
create or replace function trace_pack(p_link text) returns jsonb language plpgsql stable security definer set search_path = public as $$
declare v_org uuid := current_org(); v_id bigint; v_events jsonb; v_may boolean;
begin
  select id into v_id from epc where link = p_link;
  if v_id is null or v_org is null then return null; end if;
  with recursive span as (
    select v_id as epc, 0::bigint as from_seq, 9223372036854775807::bigint as to_seq, 0 as level
    union all
    select c.parent_id, greatest(s.from_seq, c.from_seq), least(s.to_seq, coalesce(c.to_seq, 9223372036854775807)), s.level + 1
    from span s join containment c on c.child_id = s.epc
    where greatest(s.from_seq, c.from_seq) < least(s.to_seq, coalesce(c.to_seq, 9223372036854775807))
  ),
  found as (
    select ee.event_id, min(s.level) as level
    from span s join event_epc ee on ee.epc_id = s.epc and ee.ledger_seq >= s.from_seq and ee.ledger_seq < s.to_seq
    group by 1
  ),
  shown as (
    select e.*, f.level, exists (select from event_party p where p.event_id = e.id and p.org_id = v_org) as party
    from found f join event e on e.id = f.event_id
  )
  select jsonb_agg(jsonb_build_object(
      'eventId', s.id, 'seq', s.ledger_seq::text, 'level', s.level, 'party', s.party, 'statement', s.statement,
      'type', s.type, 'bizStep', s.biz_step, 'disposition', s.disposition, 'registryState', s.registry_state,
      'eventTime', case when s.party then (extract(epoch from s.event_time) * 1000)::bigint end,
      'recordTime', case when s.party then (extract(epoch from s.record_time) * 1000)::bigint end,
      'offset', case when s.party then s.event_offset end,
      'organisation', case when s.party then o.name end, 'orgId', case when s.party then o.id end,
      'site', case when s.party then si.name || ', ' || si.city end, 'gln', case when s.party then si.gln end,
      'entryMode', case when s.party then s.entry_mode end,
      'person', case when s.capturer_id = v_org then coalesce(
        (select name from person where id = s.person_id), (select name from api_key where id = s.person_id)) end,
      'leafIndex', l.index::text, 'mine', s.capturer_id = v_org
    ) order by s.ledger_seq),
    bool_or(s.party)
    into v_events, v_may
  from shown s join organisation o on o.id = s.capturer_id join site si on si.id = s.site_id
  left join log_leaf l on l.event_id = s.id;
  if not coalesce(v_may, false)
     and not exists (select from epc e join batch b on b.id = e.batch_id where e.id = v_id and b.holder_id = v_org)
     and not ledger_may_touch(ledger_root_of(v_id))
     and not exists (select from capability where org_id = v_org and kind = 'regulator') then
    return jsonb_build_object('unit', null, 'events', null, 'denied', true,
      'owner', (select o.name from epc e join batch b on b.id = e.batch_id join organisation o on o.id = b.holder_id where e.id = v_id));
  end if;
  return jsonb_build_object('unit', units_json(array[v_id])->0, 'events', coalesce(v_events, '[]'::jsonb), 'denied', false);
end $$;
