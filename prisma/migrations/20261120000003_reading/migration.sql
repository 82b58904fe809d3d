-- The read side of tables the web role cannot select from: each function answers one question and guards itself.

-- What a scan of anything means to the asking organisation, without recording a verification: for the search box,
-- for packing and for shipping. Units elsewhere are named only as "elsewhere" by the operation above.
create function find_units(p_links text[]) returns jsonb language sql stable security definer set search_path = public as $$
  select case when current_org() is null then '[]'::jsonb
         else units_json(coalesce((select array_agg(id) from epc where link = any(p_links)), '{}')) end
$$;

-- The whole tree beneath what an organisation holds or is about to receive, down to the packs.
create function tree_of(p_links text[]) returns jsonb language sql stable security definer set search_path = public as $$
  with recursive tree as (
    select id, parent_id, link, kind, gtin, serial, sscc, batch_id, state, 0 as depth, id as root_id
    from epc where link = any(p_links) and ledger_may_touch(ledger_root_of(id))
    union all
    select e.id, e.parent_id, e.link, e.kind, e.gtin, e.serial, e.sscc, e.batch_id, e.state, t.depth + 1, t.root_id
    from tree t join epc e on e.parent_id = t.id
  )
  select coalesce(jsonb_agg(jsonb_build_object('id', t.id::text, 'parentId', t.parent_id::text, 'rootId', t.root_id::text, 'link', t.link,
     'kind', t.kind, 'gtin', t.gtin, 'serial', t.serial, 'sscc', t.sscc, 'state', t.state, 'depth', t.depth,
     'batch', b.number, 'lastValidDay', b.last_valid_day, 'product', p.name || ' ' || p.strength) order by t.depth, t.id), '[]'::jsonb)
  from tree t left join batch b on b.id = t.batch_id left join product p on p.id = b.product_id
$$;

-- Stock of the asking organisation, by site, product, batch and state: from the running counters.
create function my_stock(p_site uuid) returns jsonb language sql stable security definer set search_path = public as $$
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
               b.recalled_at is not null as recalled, b.held_at is not null as batch_held,
               r.state, r.own_disposition, r.held, sum(r.n)::int as n
        from rows r join batch b on b.id = r.batch_id join product p on p.id = b.product_id
        group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 having sum(r.n) > 0) grouped
$$;

-- How many packs of the asking holder's batches are where in their life: the equation's left side.
create function my_batches() returns jsonb language sql stable security definer set search_path = public as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'number', b.number, 'productId', p.id, 'product', p.name, 'strength', p.strength,
      'gtin', p.gtin, 'caseSize', p.case_size, 'expiryPrinted', b.expiry_printed, 'lastValidDay', b.last_valid_day, 'state', b.state,
      'held', b.held_at is not null, 'recalled', b.recalled_at is not null, 'plannedSize', b.planned_size,
      'releasedAt', (extract(epoch from b.released_at) * 1000)::bigint,
      'commissioned', coalesce(c.commissioned, 0), 'packed', coalesce(c.packed, 0), 'atSite', coalesce(c.at_site, 0),
      'inTransit', coalesce(c.in_transit, 0), 'elsewhere', coalesce(c.elsewhere, 0), 'supplied', coalesce(c.supplied, 0),
      'heldPacks', coalesce(c.held, 0), 'other', coalesce(c.other, 0)) order by b.created_at desc), '[]'::jsonb)
  from batch b join product p on p.id = b.product_id
  left join lateral (
    with recursive direct as (
      select s.*, s.parent_id as at from stock s where s.batch_id = b.id and s.n > 0
    ),
    climb as (
      select distinct at as start, at as id from direct where at <> 0
      union all
      select c.start, e.parent_id from climb c join epc e on e.id = c.id where e.parent_id is not null
    ),
    roots as (
      select c.start, e.holder_id, e.place from climb c join epc e on e.id = c.id where e.parent_id is null
    ),
    placed as (
      select d.n, d.state, d.own_disposition, d.held, d.parent_id <> 0 as packed,
             coalesce(r.holder_id, d.holder_id) as holder, coalesce(r.place, d.place) as place
      from direct d left join roots r on r.start = d.parent_id
    )
    select sum(n)::int as commissioned,
           sum(n) filter (where packed)::int as packed,
           sum(n) filter (where state = 'ACTIVE' and not held and own_disposition = '' and place = 'AT_SITE' and holder = current_org())::int as at_site,
           sum(n) filter (where state = 'ACTIVE' and not held and own_disposition = '' and place = 'IN_TRANSIT')::int as in_transit,
           sum(n) filter (where state = 'ACTIVE' and not held and own_disposition = '' and place = 'AT_SITE' and holder <> current_org())::int as elsewhere,
           sum(n) filter (where state = 'SUPPLIED')::int as supplied,
           sum(n) filter (where state = 'ACTIVE' and held)::int as held,
           sum(n) filter (where (state not in ('ACTIVE', 'SUPPLIED')) or (state = 'ACTIVE' and not held and own_disposition <> ''))::int as other
    from placed
  ) c on true
  where b.holder_id = current_org()
     or exists (select from delegation d where d.holder_id = b.holder_id and d.agent_id = current_org()
                and d.valid_from <= now() and (d.valid_to is null or d.valid_to > now()))
$$;

-- The packs of a batch of mine, for the label page.
create function my_batch_serials(p_batch uuid, p_limit int, p_after bigint) returns jsonb language sql stable security definer set search_path = public as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', e.id::text, 'serial', e.serial, 'link', e.link, 'state', e.state,
            'packed', e.parent_id is not null) order by e.id), '[]'::jsonb)
  from (select * from epc where batch_id = p_batch and id > p_after
          and exists (select from batch b where b.id = p_batch and (b.holder_id = current_org()
            or exists (select from delegation d where d.holder_id = b.holder_id and d.agent_id = current_org())))
        order by id limit p_limit) e
$$;

-- A pack's own events and those of its containers while it was in them, nothing else. Whole for parties; others
-- who may look (the maker, whoever holds it now or captured a step of it, regulators) get the opened statement only.
create function trace_pack(p_link text) returns jsonb language plpgsql stable security definer set search_path = public as $$
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
      'person', case when s.capturer_id = v_org then (select name from person where id = s.person_id) end,
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

-- Everything the public answer is made of. The caller (lib/core/verdict/public-verdict) has no place for more;
-- possessor, site, route and exact times never leave this function.
create function public_pack(p_gtin text, p_serial text) returns jsonb language sql stable security definer set search_path = public as $$
  select jsonb_build_object(
    'product', (select jsonb_build_object('name', p.name, 'strength', p.strength, 'form', p.form, 'packSize', p.pack_size,
                  'state', p.state, 'serialised', p.serialised, 'maker', o.name)
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
create function public_history(p_gtin text, p_serial text) returns jsonb language sql stable security definer set search_path = public as $$
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
-- never contains the key or another link. Only for a pack the event itself names.
create function proof_material(p_event uuid, p_link text) returns jsonb language sql stable security definer set search_path = public as $$
  select jsonb_build_object('eventId', e.id, 'eventHash', e.event_hash, 'eventKey', encode(e.event_key, 'hex'),
    'recordHash', encode(e.record_hash, 'hex'), 'statement', e.statement, 'entry', encode(e.entry, 'hex'),
    'leaf', (select jsonb_build_object('logId', encode(l.log_id, 'hex'), 'index', l.index::text) from log_leaf l where l.event_id = e.id),
    'epcs', (select jsonb_agg(jsonb_build_object('role', ee.role, 'link', x.link)) from event_epc ee join epc x on x.id = ee.epc_id
             where ee.event_id = e.id))
  from event e
  where e.id = p_event
    and exists (select from event_epc ee join epc x on x.id = ee.epc_id where ee.event_id = e.id and x.link = p_link and x.kind = 'sgtin')
$$;

-- Sessions: the token's hash is all the database knows; the web role can open, follow and close, not list.
create function session_open(p_hash bytea, p_person uuid, p_org uuid, p_site uuid, p_now timestamptz, p_expires timestamptz)
returns boolean language plpgsql volatile security definer set search_path = public as $$
begin
  if not exists (select from membership m join site s on s.id = p_site and s.org_id = p_org
                 where m.person_id = p_person and m.org_id = p_org and (m.site_id is null or m.site_id = p_site)) then
    return false;
  end if;
  delete from session where expires_at < p_now;
  insert into session (token_hash, person_id, org_id, site_id, created_at, expires_at)
  values (p_hash, p_person, p_org, p_site, p_now, p_expires);
  return true;
end $$;
create function person_seat(p_person uuid, p_org uuid, p_site uuid) returns jsonb language sql stable security definer set search_path = public as $$
  select jsonb_build_object('personId', p.id, 'personName', p.name, 'job', p.job, 'orgId', o.id, 'orgName', o.name,
    'siteId', s.id, 'siteName', s.name, 'siteCity', s.city, 'siteGln', s.gln, 'siteCountry', s.country, 'timeZone', s.time_zone,
    'roles', (select coalesce(jsonb_agg(jsonb_build_object('role', r, 'siteId', m.site_id)), '[]'::jsonb) from membership m, unnest(m.roles) r
              where m.person_id = p.id and m.org_id = o.id),
    'capabilities', (select coalesce(jsonb_agg(jsonb_build_object('capability', c.kind, 'validFrom', to_char(c.valid_from, 'YYYY-MM-DD'),
                       'validTo', to_char(c.valid_to, 'YYYY-MM-DD'))), '[]'::jsonb) from capability c where c.org_id = o.id),
    'delegations', (select coalesce(jsonb_agg(jsonb_build_object('from', d.holder_id, 'to', d.agent_id, 'actions', d.verbs,
                      'products', case when cardinality(d.product_ids) = 0 then null else to_jsonb(d.product_ids) end,
                      'validFrom', to_char(d.valid_from, 'YYYY-MM-DD'), 'validTo', to_char(d.valid_to, 'YYYY-MM-DD'))), '[]'::jsonb)
                    from delegation d where d.agent_id = o.id))
  from person p, organisation o, site s where p.id = p_person and o.id = p_org and s.id = p_site
$$;
create function session_user_of(p_hash bytea, p_now timestamptz) returns jsonb language sql stable security definer set search_path = public as $$
  select person_seat(person_id, org_id, site_id) from session where token_hash = p_hash and expires_at > p_now
$$;
create function session_close(p_hash bytea) returns void language sql volatile security definer set search_path = public as
$$ delete from session where token_hash = p_hash $$;
create function sign_in_candidate(p_email text) returns jsonb language sql stable security definer set search_path = public as $$
  select jsonb_build_object('personId', p.id, 'passwordHash', p.password_hash,
    'places', (select jsonb_agg(jsonb_build_object('orgId', m.org_id, 'siteId', s.id)) from membership m
               join site s on s.org_id = m.org_id and (m.site_id is null or m.site_id = s.id) where m.person_id = p.id))
  from person p where lower(p.email) = lower(p_email)
$$;
-- The demo's sign-in page lists its people; the application calls this only in the demo.
create function demo_people() returns jsonb language sql stable security definer set search_path = public as $$
  select coalesce(jsonb_agg(jsonb_build_object('personId', p.id, 'name', p.name, 'job', p.job, 'orgId', o.id, 'organisation', o.name,
     'siteId', s.id, 'site', s.name, 'city', s.city, 'roles', m.roles,
     'capabilities', (select jsonb_agg(kind) from capability c where c.org_id = o.id)) order by p.created_at, p.name), '[]'::jsonb)
  from person p join membership m on m.person_id = p.id join organisation o on o.id = m.org_id
  join lateral (select * from site s where s.org_id = o.id and (m.site_id is null or m.site_id = s.id) order by s.gln limit 1) s on true
  where p.password_hash is null
$$;

-- What a scanner reads off the label of a unit: AIM id, element string, FNC1 as U+001D.
create function unit_scan(p_id bigint) returns text language sql stable security definer set search_path = public as $$
  select case when e.kind = 'sscc' then ']C100' || e.sscc
              else ']d201' || e.gtin || '21' || e.serial || chr(29) || '17' || b.expiry_printed || '10' || b.number end
  from epc e left join batch b on b.id = e.batch_id where e.id = p_id
$$;

-- How the demo's scan tray calls a unit: what it is, what of which batch is in it, and whether anything is against it.
-- Null contents: an emptied container.
create function demo_unit(p_id bigint, out label text, out contents text, out sound boolean)
language sql stable security definer set search_path = public as $$
  with inside as (
    select b.number, e.hold_count > 0 as held, b.recalled_at is not null as recalled, b.last_valid_day < current_date as expired, 1 as n
    from epc e join batch b on b.id = e.batch_id where e.id = p_id
    union all
    select b.number, s.held, b.recalled_at is not null, b.last_valid_day < current_date, s.n
    from stock s join batch b on b.id = s.batch_id
    where s.n > 0 and (s.parent_id = p_id or s.parent_id in (select id from epc where parent_id = p_id and kind = 'sscc'))
  )
  select case when e.kind = 'sgtin' then p.name || ' …' || right(e.serial, 4)
              when exists (select from epc c where c.parent_id = e.id and c.kind = 'sscc') then 'Pallet …' || right(e.sscc, 6)
              else 'Case …' || right(e.sscc, 6) end,
         (select string_agg(distinct number, ', ') || case when e.kind = 'sscc' then ' (' || sum(n) || ' packs)' else '' end
                 || case when bool_or(recalled) then ', recalled' else '' end || case when bool_or(expired) then ', expired' else '' end
                 || case when bool_or(held) then ', on hold' else '' end from inside),
         not exists (select from inside where held or recalled or expired)
  from epc e left join batch b on b.id = e.batch_id left join product p on p.id = b.product_id where e.id = p_id
$$;

-- The demo's scan tray: codes at hand at this site for one station. Reads demo rows, so it is empty elsewhere.
create function demo_tray(p_site uuid, p_station text) returns jsonb language sql stable security definer set search_path = public as $$
  with codes as (
    select position as ord, label, description, raw from demo_code
      where station = p_station and (site_id is null or site_id = p_site)
    union all
    -- Units of the deliveries that are on their way here.
    select 1000 + row_number() over (order by s.shipped_at, e.link), u.label,
           coalesce(u.contents || ', ', '') || 'from ' || o.name || ', delivery ' || s.despatch_advice, unit_scan(e.id)
    from shipment s join shipment_line l on l.shipment_id = s.id and l.state = 'expected' join epc e on e.id = l.epc_id
    join organisation o on o.id = s.sender_id cross join lateral demo_unit(e.id) u
    where p_station = 'receive' and s.receiver_site_id = p_site and s.state = 'OPEN' and exists (select from demo_code)
    union all
    -- What stands at this site on its own: to pack, to ship, to dispense; what is sound first.
    (select 2000 + row_number() over (order by u.sound desc, e.kind desc, e.id), u.label, u.contents || ', in stock here', unit_scan(e.id)
     from epc e cross join lateral demo_unit(e.id) u
     where p_station in ('pack', 'ship', 'counter') and e.site_id = p_site and e.holder_id = current_org() and e.place = 'AT_SITE'
       and e.state = 'ACTIVE' and e.own_disposition is null and (p_station <> 'pack' or e.kind = 'sgtin')
       and (p_station <> 'counter' or e.kind = 'sgtin') and u.contents is not null and exists (select from demo_code)
     order by u.sound desc, e.kind desc, e.id limit case p_station when 'counter' then 6 else 30 end)
  )
  select coalesce(jsonb_agg(jsonb_build_object('label', label, 'description', description, 'raw', raw) order by ord), '[]'::jsonb) from codes
$$;
-- Health: how far behind the log is, without saying what is in it.
create function log_backlog() returns jsonb language sql stable security definer set search_path = public as $$
  select jsonb_build_object('waiting', (select count(*) from outbox)) $$;

grant execute on function find_units(text[]), tree_of(text[]), my_stock(uuid),
  my_batches(), my_batch_serials(uuid, int, bigint), trace_pack(text), public_pack(text, text), public_history(text, text),
  proof_material(uuid, text), session_open(bytea, uuid, uuid, uuid, timestamptz, timestamptz), session_user_of(bytea, timestamptz),
  session_close(bytea), sign_in_candidate(text), demo_people(), demo_tray(uuid, text), log_backlog()
to packproof_app;
