import type pg from "pg";

/** Every counter and every containment against the rows they count. Throws when one of them is wrong. */
export async function recount(owner: pg.Client, atLeast: number): Promise<void> {
  const { rows: wrong } = await owner.query(
    `with counted as (
       select batch_id, coalesce(parent_id, 0) as parent_id, coalesce(holder_id, '00000000-0000-0000-0000-000000000000') as holder_id,
              coalesce(site_id, '00000000-0000-0000-0000-000000000000') as site_id, coalesce(place, '') as place, state,
              coalesce(own_disposition, '') as own_disposition, hold_count > 0 as held, count(*)::int as n
       from epc where batch_id is not null group by 1, 2, 3, 4, 5, 6, 7, 8)
     select 'stock' as what, count(*)::int as n from counted c
       full join (select * from stock where n <> 0) s using (batch_id, parent_id, holder_id, site_id, place, state, own_disposition, held)
       where c.n is distinct from s.n having count(*) > 0
     union all
     select 'containment', count(*)::int from (select id, parent_id from epc where parent_id is not null) e
       full join (select child_id, parent_id from containment where to_seq is null) c on c.child_id = e.id
       where e.parent_id is distinct from c.parent_id having count(*) > 0`,
  );
  const { rows: packs } = await owner.query<{ n: number }>("select sum(n)::int as n from stock");
  if (wrong.length > 0 || (packs[0]?.n ?? 0) < atLeast) {
    throw new Error(`The recount differs: ${JSON.stringify(wrong)}, ${packs[0]?.n} packs for ${atLeast}`);
  }
}
