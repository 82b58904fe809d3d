import type pg from "pg";
import { checkDigit } from "@/lib/core/gs1/check-digit";
import { ssccLink } from "@/lib/core/gs1/link";
import { EPC_ROLE } from "@/lib/core/proof/leaf";
import { insertEvents, newEvents, PACKING, type PastEvent, RECEIVING, SHIPPING } from "./load-events";
import { type Batch, CAPACITY, inTransit, MAKER, wholesalerOf } from "./world";

/** A case: where packs are put, with the event that closed it. */
export type Case = { readonly id: string; readonly packing: PastEvent };
type Container = Case & { readonly parent: Container | null };

let ssccs = 0;
const newSscc = (): string => {
  const digits = `3${String(ssccs++).padStart(16, "0")}`;
  return digits + checkDigit(digits);
};

/** The containers of a batch from the outermost down to the cases, with their packing and their way to a wholesaler. */
export async function loadContainers(owner: pg.Client, batch: Batch): Promise<readonly Case[]> {
  const deep = await tree(owner, batch.deep, CAPACITY);
  const flat = await tree(owner, batch.packed - batch.deep, CAPACITY.slice(0, 2));
  return [...deep, ...flat];
}

/** Containers for `packs` packs; `capacities` from the case to the root. The cases, in order. */
async function tree(
  owner: pg.Client,
  packs: number,
  capacities: readonly number[],
): Promise<readonly Case[]> {
  // The innermost are closed first, so their events come first.
  const events: (readonly PastEvent[])[] = [];
  for (const capacity of capacities) events.push(await newEvents(owner, Math.ceil(packs / capacity)));
  let above: readonly Container[] = [];
  for (let level = capacities.length - 1; level >= 0; level--) {
    const ratio = (capacities[level + 1] ?? 0) / (capacities[level] ?? 1);
    above = await insertLevel(owner, events[level] ?? [], above, ratio);
    if (level === capacities.length - 1) await moveRoots(owner, above);
  }
  return above;
}

async function insertLevel(
  owner: pg.Client,
  packing: readonly PastEvent[],
  above: readonly Container[],
  ratio: number,
): Promise<readonly Container[]> {
  await insertEvents(owner, PACKING, MAKER, packing);
  const parents = packing.map((_, n) => (above.length === 0 ? null : (above[Math.floor(n / ratio)] ?? null)));
  const ssccs = packing.map(newSscc);
  const { rows } = await owner.query<{ id: string }>(
    `with made as (
       insert into epc (id, kind, link, sscc, parent_id, holder_id, site_id, place, state, state_event_id)
       select epc_id_for(c.link), 'sscc', c.link, c.sscc, c.parent, c.holder, c.site, c.place, 'ACTIVE', c.event
       from unnest($1::text[], $2::text[], $3::bigint[], $4::uuid[], $5::uuid[], $6::text[], $7::uuid[])
         as c(link, sscc, parent, holder, site, place, event)
       returning id, link, parent_id)
     select m.id::text from unnest($1::text[]) with ordinality as c(link, n) join made m on m.link = c.link order by c.n`,
    [
      ssccs.map(ssccLink),
      ssccs,
      parents.map((parent) => parent?.id ?? null),
      ...rootColumns(parents),
      packing.map(({ id }) => id),
    ],
  );
  const made = packing.map((event, n) => ({
    id: rows[n]?.id ?? "",
    packing: event,
    parent: parents[n] ?? null,
  }));
  await nameIn(
    owner,
    made.map((c) => [c.packing, c.id, EPC_ROLE.parent] as const),
  );
  const inside = made.flatMap((c) => (c.parent ? [{ child: c.id, parent: c.parent }] : []));
  await nameIn(
    owner,
    inside.map(({ child, parent }) => [parent.packing, child, EPC_ROLE.child] as const),
  );
  await owner.query(
    "insert into containment (child_id, parent_id, from_seq) select * from unnest($1::bigint[], $2::bigint[], $3::bigint[])",
    [
      inside.map(({ child }) => child),
      inside.map((i) => i.parent.id),
      inside.map((i) => i.parent.packing.seq),
    ],
  );
  return made;
}

/** Custody stands on roots only: holder, site and place of those without a parent. */
function rootColumns(parents: readonly (Container | null)[]) {
  const roots = parents.map((parent, n) =>
    parent ? null : { site: wholesalerOf(n), place: inTransit(n) ? "IN_TRANSIT" : "AT_SITE" },
  );
  return [
    roots.map((root) => root?.site.orgId ?? null),
    roots.map((root) => root?.site.siteId ?? null),
    roots.map((root) => root?.place ?? null),
  ];
}

/** Each root was shipped by the maker; what is not on its way was received. */
async function moveRoots(owner: pg.Client, roots: readonly Container[]): Promise<void> {
  for (const [n, root] of roots.entries()) {
    const to = wholesalerOf(n);
    const [shipped, received] = await newEvents(owner, 2);
    if (!shipped || !received) throw new Error("No events were drawn");
    await insertEvents(owner, SHIPPING, MAKER, [shipped], [to]);
    await nameIn(owner, [[shipped, root.id, EPC_ROLE.object]]);
    if (inTransit(n)) continue;
    await insertEvents(owner, RECEIVING, to, [received], [MAKER]);
    await nameIn(owner, [[received, root.id, EPC_ROLE.object]]);
  }
}

const nameIn = (owner: pg.Client, rows: readonly (readonly [PastEvent, string, number])[]) =>
  owner.query(
    "insert into event_epc (event_id, epc_id, role, ledger_seq) select * from unnest($1::uuid[], $2::bigint[], $3::int[], $4::bigint[])",
    [
      rows.map(([e]) => e.id),
      rows.map(([, id]) => id),
      rows.map(([, , role]) => role),
      rows.map(([e]) => e.seq),
    ],
  );
