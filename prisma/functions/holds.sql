-- A hold on a whole batch (its holder, an authority) or on a delivery (either side, the authority of one of its markets).
create or replace function ledger_may_hold_shipment(p_shipment uuid) returns boolean language sql stable security definer set search_path = public as $$
  select exists (select from shipment s where s.id = p_shipment and (current_org() in (s.sender_id, s.receiver_id)
    or exists (select from site x where x.id in (s.sender_site_id, s.receiver_site_id) and x.country = regulated_market())))
$$;

create or replace function ledger_held_shipment(p_shipment uuid) returns jsonb language plpgsql security definer set search_path = public as $$
begin
  perform ledger_org();
  if not ledger_may_hold_shipment(p_shipment) then return null; end if;
  perform 1 from shipment where id = p_shipment for update;
  return (select jsonb_build_object('senderId', s.sender_id, 'receiverId', s.receiver_id, 'state', s.state,
      'roots', (select coalesce(jsonb_agg(jsonb_build_object('id', l.epc_id::text, 'link', e.link) order by l.epc_id), '[]'::jsonb)
                from shipment_line l join epc e on e.id = l.epc_id where l.shipment_id = s.id))
    from shipment s where s.id = p_shipment);
end $$;

create or replace function ledger_place_hold(p_id uuid, p_epc bigint, p_kind text, p_reason text, p_site uuid, p_person uuid, p_at timestamptz)
returns void language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org();
begin
  if not ledger_may_touch(ledger_root_of(p_epc)) and not ledger_made_all(p_epc) and p_epc not in (select regulated_units(array[p_epc])) then
    raise exception 'This organisation may not hold this unit' using errcode = 'insufficient_privilege';
  end if;
  insert into hold (id, epc_id, kind, reason, placed_by_org_id, placed_by_site_id, placed_by_id, placed_at)
  values (p_id, p_epc, p_kind, p_reason, v_org, p_site, p_person, p_at);
  update epc set hold_count = hold_count + 1, version = version + 1 where id = p_epc;
end $$;

create or replace function ledger_hold_subject(p_id uuid, p_batch uuid, p_shipment uuid, p_kind text, p_reason text, p_site uuid, p_person uuid, p_at timestamptz)
returns void language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org();
begin
  -- Of a delivery that has been received the goods may be anybody's by now.
  if not ((ledger_may_hold_shipment(p_shipment) and exists (select from shipment where id = p_shipment and state in ('OPEN', 'PARTLY_RECEIVED')))
          or exists (select from batch where id = p_batch and (holder_id = v_org or regulates_product(product_id)))) then
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

create or replace function ledger_lock_hold(p_id uuid) returns jsonb language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org();
begin
  perform 1 from hold where id = p_id for update;
  return (select jsonb_build_object('id', h.id, 'kind', h.kind, 'placedByOrgId', h.placed_by_org_id,
      'byRegulator', is_authority(h.placed_by_org_id),
      'batchId', h.batch_id, 'shipmentId', h.shipment_id)
    from hold h left join batch b on b.id = h.batch_id
    where h.id = p_id and h.epc_id is null and h.released_at is null
      and (h.placed_by_org_id = v_org or b.holder_id = v_org or regulates_product(b.product_id) or ledger_may_hold_shipment(h.shipment_id)));
end $$;

-- Whether what is held is on the asking authority's market.
create or replace function regulates_held(h hold) returns boolean language sql stable security definer set search_path = public as $$
  select regulated_market() is not null and case
    when h.epc_id is not null then h.epc_id in (select regulated_units(array[h.epc_id]))
    when h.batch_id is not null then regulates_product((select product_id from batch where id = h.batch_id))
    else ledger_may_hold_shipment(h.shipment_id) end
$$;

create or replace function ledger_release_hold(p_id uuid, p_person uuid, p_at timestamptz)
returns jsonb language plpgsql security definer set search_path = public as $$
declare v_org uuid := ledger_org(); v_hold hold%rowtype; v_ended bigint[];
begin
  update hold set released_at = p_at, released_by_id = p_person
    where id = p_id and released_at is null and kind <> 'RECALL'
      and (placed_by_org_id = v_org or regulates_held(hold))
    returning * into v_hold;
  if v_hold.id is null then raise exception 'No such open hold of this organisation' using errcode = 'insufficient_privilege'; end if;
  update batch set hold_count = hold_count - 1 where id = v_hold.batch_id;
  with ended as (
    update hold set released_at = p_at, released_by_id = p_person where from_hold = p_id and released_at is null returning epc_id)
  select coalesce(array_agg(epc_id), '{}') || array_remove(array[v_hold.epc_id], null) into v_ended from ended;
  update epc set hold_count = hold_count - 1, version = version + 1 where id = any(v_ended);
  return to_jsonb(v_ended::text[]);
end $$;

grant execute on function ledger_held_shipment, ledger_place_hold, ledger_hold_subject, ledger_lock_hold,
  ledger_release_hold to packproof_app;
grant execute on function ledger_held_shipment, ledger_place_hold, ledger_lock_hold, ledger_release_hold to packproof_jobs;
