-- Whether goods of a delivery were supplied by whoever asks, by whoever took them back, or by somebody for whom the asker
-- may put returns to stock.
create or replace function supplied_by_us(p_parties uuid[], p_took_back uuid, p_product uuid) returns boolean language sql stable security definer set search_path = public as $$
  select exists (select from unnest(p_parties) party
    where party in (ledger_org(), p_took_back) or delegated(party, 'restock-packs', p_product))
$$;

-- How each of these packs came back last, and when it had left for whoever returned it: by the deliveries that took it or
-- a container while it was in it. A delivery counts from the earlier of its event's two times, a receipt from when it was
-- recorded, so that nobody gains days by telling either late. Transfers of others leave the goods whose they were, and
-- say nothing of who supplied them.
create or replace function ledger_returns(p_ids bigint[]) returns jsonb language plpgsql stable security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
declare v jsonb;
begin
  perform ledger_guard_units(p_ids);
  with recursive span as (
    select id as unit, id as epc, 0::bigint as from_seq, 9223372036854775807::bigint as to_seq from epc where id = any(p_ids) and kind = 'sgtin'
    union all
    select s.unit, c.parent_id, greatest(s.from_seq, c.from_seq), least(s.to_seq, coalesce(c.to_seq, 9223372036854775807))
    from span s join containment c on c.child_id = s.epc
    where greatest(s.from_seq, c.from_seq) < least(s.to_seq, coalesce(c.to_seq, 9223372036854775807))
  ),
  leg as (
    select distinct s.unit, e.ledger_seq as seq, d.purpose, d.sender_id, d.receiver_id, d.buyer_id, e.acting_for_id,
      least(e.event_time, e.record_time) as at
    from span s join shipment_line l on l.epc_id = s.epc
    join shipment d on d.id = l.shipment_id and d.state <> 'VOIDED'
    join event e on e.id = d.ship_event_id and e.ledger_seq >= s.from_seq and e.ledger_seq < s.to_seq
  ),
  back as (
    select distinct on (l.unit) l.unit, l.seq, l.sender_id, l.receiver_id, l.acting_for_id, b.product_id
    from leg l join epc p on p.id = l.unit join batch b on b.id = p.batch_id
    where l.purpose = 'return' order by l.unit, l.seq desc
  ),
  supply as (
    select distinct on (b.unit) b.unit, o.ours, l.at
    from back b join leg l on l.unit = b.unit and l.seq < b.seq and l.receiver_id in (b.sender_id, b.acting_for_id) and l.sender_id <> l.receiver_id
    cross join lateral (select supplied_by_us(array[l.sender_id, l.buyer_id, l.acting_for_id], b.receiver_id, b.product_id) as ours) o
    where l.purpose in ('sale', 'sample', 'drop-ship') or (l.purpose = 'transfer' and o.ours)
    order by b.unit, l.seq desc
  ),
  receipt as (
    select distinct on (b.unit) b.unit, e.record_time as at
    from back b join span s on s.unit = b.unit
    join event_epc n on n.epc_id = s.epc and n.ledger_seq > b.seq and n.ledger_seq >= s.from_seq and n.ledger_seq < s.to_seq
    join event e on e.id = n.event_id and e.biz_step = 'receiving' and e.capturer_id = b.receiver_id
    order by b.unit, n.ledger_seq
  )
  select coalesce(jsonb_object_agg(b.unit::text, jsonb_build_object('customerId', coalesce(b.acting_for_id, b.sender_id),
      'suppliedAt', case when s.ours then (extract(epoch from s.at) * 1000)::bigint end,
      'returnedAt', (extract(epoch from r.at) * 1000)::bigint)), '{}'::jsonb)
    into v from back b join receipt r on r.unit = b.unit left join supply s on s.unit = b.unit;
  return v;
end $$;

-- The same of packs without serials, of which nobody knows one from the other: every delivery of these batches to a
-- customer, and every return, in the ledger's order. What was missing never came.
create or replace function ledger_lot_deliveries(p_site uuid, p_batches uuid[]) returns jsonb language plpgsql stable security definer set search_path = public set plan_cache_mode = force_generic_plan as $$
declare v_org uuid := ledger_org(); v jsonb;
begin
  perform own_site(p_site);
  with leg as (
    select q.batch_id, b.product_id, e.ledger_seq as seq, d.purpose, d.sender_id, d.receiver_id, d.receiver_site_id, d.buyer_id, e.acting_for_id,
      q.quantity - q.missing as sent, q.received, d.received_at, least(e.event_time, e.record_time) as shipped_at
    from shipment_quantity q join shipment d on d.id = q.shipment_id and d.state <> 'VOIDED'
    join event e on e.id = d.ship_event_id join batch b on b.id = q.batch_id
    where q.batch_id = any(p_batches)
  ),
  told as (
    select batch_id, seq, 'supplied' as what, receiver_id as customer, sent as n, shipped_at as at, false as here
    from leg where purpose in ('sale', 'sample', 'drop-ship', 'transfer') and sender_id <> receiver_id
      and supplied_by_us(array[sender_id, buyer_id, acting_for_id], v_org, product_id)
    union all
    select batch_id, seq, 'returned', coalesce(acting_for_id, sender_id), received, received_at, receiver_site_id = p_site
    from leg where purpose = 'return' and receiver_id = v_org
  )
  select coalesce(jsonb_agg(jsonb_build_object('batchId', batch_id, 'what', what, 'customerId', customer, 'quantity', n,
      'at', (extract(epoch from at) * 1000)::bigint, 'here', here) order by seq, batch_id), '[]'::jsonb)
    into v from told where n > 0;
  return v;
end $$;

grant execute on function ledger_returns, ledger_lot_deliveries to packproof_app;
