-- A pack's own events and those of its containers while it was in them, nothing else. Whole for parties; others
-- who may look (the maker, whoever holds it now or captured a step of it, the authority of its market) get the opened statement only.
-- Where an API key acted, its name stands in the place of a person's.
create or replace function trace_pack(p_link text) returns jsonb language plpgsql stable security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
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
     and v_id not in (select regulated_units(array[v_id])) then
    return jsonb_build_object('unit', null, 'events', null, 'denied', true,
      'owner', (select o.name from epc e join batch b on b.id = e.batch_id join organisation o on o.id = b.holder_id where e.id = v_id));
  end if;
  return jsonb_build_object('unit', units_json(array[v_id])->0, 'events', coalesce(v_events, '[]'::jsonb), 'denied', false);
end $$;

-- A product withdrawn and a batch recalled on any market are shown to everybody: nobody says where they ask.
create or replace function public_pack(p_gtin text, p_serial text) returns jsonb language sql stable security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
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

-- The pack's own steps as public statements, and how many steps its containers took with it inside.
create or replace function public_history(p_gtin text, p_serial text) returns jsonb language sql stable security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
  with recursive pack as (select id from epc where gtin = p_gtin and serial = p_serial),
  span as (
    select id as epc, 0::bigint as from_seq, 9223372036854775807::bigint as to_seq, 0 as level from pack
    union all
    select c.parent_id, greatest(s.from_seq, c.from_seq), least(s.to_seq, coalesce(c.to_seq, 9223372036854775807)), s.level + 1
    from span s join containment c on c.child_id = s.epc
    where greatest(s.from_seq, c.from_seq) < least(s.to_seq, coalesce(c.to_seq, 9223372036854775807))
  ),
  found as (
    select ee.event_id, min(s.level) as level, min(ee.ledger_seq) as seq
    from span s join event_epc ee on ee.epc_id = s.epc and ee.ledger_seq >= s.from_seq and ee.ledger_seq < s.to_seq
    group by 1
  )
  select jsonb_build_object(
    'steps', (select coalesce(jsonb_agg(jsonb_build_object('eventId', e.id, 'statement', e.statement, 'logged', l.index is not null,
                'anchored', exists (select from anchor a where a.log_id = l.log_id and a.size > l.index and a.state in ('mined', 'final')),
                'final', exists (select from anchor a where a.log_id = l.log_id and a.size > l.index and a.state = 'final'))
                order by f.seq), '[]'::jsonb)
              from found f join event e on e.id = f.event_id left join log_leaf l on l.event_id = e.id where f.level = 0),
    'containerSteps', (select count(*) from found where level > 0))
$$;

-- What is needed to open one EPC of one logged event. It stays in the server: a public proof is built from it and
-- never contains the key or another link. Only for a pack the event itself names. The classes an event names besides its
-- units are in its log entry, too.
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

grant execute on function trace_pack, public_pack, public_history, proof_material to packproof_app;
