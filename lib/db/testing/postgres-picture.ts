import type pg from "pg";
import { type Picture, stockKey, type UnitPicture } from "@/lib/operations/testing/picture";

const NIL = "00000000-0000-0000-0000-000000000000";

type Owner = Pick<pg.Pool, "query">;

/** Reads everything with the owner's login, which no row-level security hides anything from. */
export async function postgresPicture(owner: Owner): Promise<Picture> {
  const rows = async <Row>(sql: string): Promise<Row[]> => (await owner.query(sql)).rows as Row[];
  const lines = async (sql: string): Promise<string[]> =>
    (await rows<{ line: string }>(sql)).map(({ line }) => line).sort();
  const units = await rows<UnitPicture & { link: string }>(`
      select e.id::text, e.link, e.state, e.own_disposition as "ownDisposition", p.link as parent, e.holder_id as holder,
             e.site_id as site, e.place, e.remaining, e.stored_at as "storedAt",
             array(select h.kind from hold h where h.epc_id = e.id and h.released_at is null order by 1) as holds
      from epc e left join epc p on p.id = e.parent_id`);
  const stock = await rows<Parameters<typeof stockKey>[0] & { n: number }>(`
      select s.batch_id as "batchId", p.link as parent, nullif(s.holder_id, '${NIL}') as holder, nullif(s.site_id, '${NIL}') as site,
             nullif(s.place, '') as place, s.state, nullif(s.own_disposition, '') as "ownDisposition", s.held, s.n
      from stock s left join epc p on p.id = s.parent_id where s.n <> 0`);
  return {
    units: Object.fromEntries(units.map(({ link, ...unit }) => [link, unit])),
    stock: Object.fromEntries(stock.map(({ n, ...key }) => [stockKey(key), n])),
    intervals: await lines(`
        select c.link || ' in ' || p.link || ' ' || x.from_seq || '–' || coalesce(x.to_seq::text, '') as line
        from containment x join epc c on c.id = x.child_id join epc p on p.id = x.parent_id`),
    genealogy: await lines(
      "select concat_ws(' ', e.link, g.side, g.event_id) as line from genealogy g join epc e on e.id = g.epc_id",
    ),
    batches: await lines(`
        select concat_ws(' ', number, state, case when held_at is null then 'false' else 'true' end, coalesce(recall_class::text, '-'), coalesce(recall_depth, '-')) as line
        from batch`),
    market: await lines(`
        select concat_ws(' ', 'recall', state, class, depth, array_to_string(markets, ','),
          (select string_agg(b.number, ',' order by b.number) from batch b where b.id = any(batch_ids)),
          case when range_from is null then 'false' else 'true' end) as line from recall
        union all select concat_ws(' ', 'market', b.number, m.market, m.class, m.depth) from recall_market m join batch b on b.id = m.batch_id
        union all select concat_ws(' ', 'answer', s.gln, r.step, coalesce(r.impact, '-'), coalesce(r.quantity::text, '-'))
          from recall_response r join site s on s.id = r.site_id
        union all select concat_ws(' ', 'withdrawn', p.gtin, w.market) from product_withdrawal w join product p on p.id = w.product_id
        union all select concat_ws(' ', 'hold', h.kind, coalesce('batch ' || b.number, 'delivery ' || s.despatch_advice),
            case when h.released_at is null then 'open' else 'released' end)
          from hold h left join batch b on b.id = h.batch_id left join shipment s on s.id = h.shipment_id where h.epc_id is null`),
    heldSubjects: await lines(
      "select id::text as line from hold where epc_id is null and released_at is null",
    ),
    shipments: await lines(`
        select concat_ws(' ', s.despatch_advice, s.state, s.pack_count,
          (select string_agg(e.link || ' ' || l.pack_count || ' ' || l.state, ' ' order by e.link)
           from shipment_line l join epc e on e.id = l.epc_id where l.shipment_id = s.id)) as line from shipment s`),
    shipmentIds: await rows(`
      select s.id, s.state in ('OPEN', 'PARTLY_RECEIVED') as open, s.sender_site_id as "from", s.receiver_site_id as "to",
             array(select e.link from shipment_line l join epc e on e.id = l.epc_id where l.shipment_id = s.id order by e.link) as lines
      from shipment s join event e on e.id = s.ship_event_id order by e.ledger_seq`),
    exceptions: await lines(`
        select concat_ws(' ', kind, coalesce(link, '-'), case when closed_at is null then 'open' else 'closed' end) as line from shipment_exception`),
    quantities: await lines(
      "select concat_ws(' ', batch_id, site_id, book, n) as line from quantity_stock where n <> 0 union all select concat_ws(' ', shipment_id, batch_id, quantity, received, missing) from shipment_quantity",
    ),
    arrivals: await lines(`
        select concat_ws(' ', 'announced', despatch_advice, case when closed_at is null then 'open' else 'closed' end) as line from announcement
        union all select concat_ws(' ', a.despatch_advice, l.no, coalesce(l.link, l.gtin || ' ' || l.quantity), l.state, coalesce(l.received::text, '-'))
        from announcement_line l join announcement a on a.id = l.announcement_id
        union all select concat_ws(' ', 'waiting', link, coalesce(outcome, 'open')) from waiting_unit`),
    threads: await lines(`
        select concat_ws(' ', '=', kind, coalesce(link, '-'), coalesce(outcome, 'open'), coalesce(proposed_outcome, '-'), coalesce(proposed_by, '-')) as line
        from shipment_exception
        union all select concat_ws(' ', x.kind, coalesce(x.link, '-'), n.said, coalesce(n.side, '-'), coalesce(n.outcome, '-'), n.text)
        from shipment_exception_note n join shipment_exception x on x.id = n.exception_id`),
    alerts: await lines("select concat_ws(' ', org_id, gtin, serial, cause, count) as line from alert"),
    looks: (await rows<{ n: number }>("select count(*)::int as n from verification"))[0]?.n ?? 0,
    captures: await lines(
      "select concat_ws(' ', org_id, name, effect, refusal->>'code', nullif(array_to_string(waits_for, ' '), '')) as line from capture",
    ),
    audit: (
      await rows<{ line: string }>(
        "select concat_ws(' ', org_id, action, outcome) as line from audit order by id",
      )
    ).map(({ line }) => line),
    events: (
      await rows<{ line: string }>(`
          select concat_ws(' ', e.ledger_seq, e.event_hash, coalesce(e.name, '-'), (select x.effect from event_effect x where x.event_id = e.id),
            (select string_agg(p.org_id::text, ' ' order by p.org_id::text) from event_party p where p.event_id = e.id),
            (select string_agg(d.value, ' ') from event_effect x, jsonb_each_text(x.detail) d where x.event_id = e.id)) as line
          from event e order by e.ledger_seq`)
    ).map(({ line }) => line),
  };
}
