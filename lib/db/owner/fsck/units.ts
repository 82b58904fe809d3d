import { containersOf } from "@/lib/core/replay/containers";
import { lifeOf, type Replayed } from "@/lib/core/replay/life";
import type { Fsck } from "./context";
import { containerEvents, type Line, linesOfUnits } from "./history";

type Kept = {
  readonly id: string;
  readonly kind: "sgtin" | "sscc";
  readonly link: string;
  readonly state: string;
  readonly own_disposition: string | null;
  readonly parent_id: string | null;
  readonly holder_id: string | null;
  readonly site_id: string | null;
  readonly place: string | null;
  readonly state_event_id: string | null;
  readonly remaining: number | null;
  readonly open_holds: number;
  readonly stays: readonly string[];
  readonly repacked: readonly string[];
};

const UNITS_A_PAGE = 5_000;

/** Every unit as it is kept against its life replayed from zero: containers together first, then packs one by one. */
export async function checkUnits(fsck: Fsck): Promise<void> {
  const containers = containersOf();
  /** Aggregation → the container it is about. Packs that it names are replayed later. */
  const parents = new Map<number, string>();
  for await (const lines of containerEvents(fsck)) {
    const parent = lines.find(({ as }) => as === "parent");
    if (parent) parents.set(parent.told.seq, parent.unitId);
    for (const { unitId, as, told } of lines) containers.live(unitId, told, as, parent?.unitId ?? null);
  }
  const replayed = (kept: Kept, lines: readonly Line[]): Replayed | null => {
    if (kept.kind === "sscc") return containers.end(kept.id);
    const life = lifeOf(containers.around);
    for (const { told, as } of lines) life.live(told, as, parents.get(told.seq) ?? null);
    return life.until(Number.POSITIVE_INFINITY);
  };
  let after = "-1";
  for (let done = 0; ; ) {
    const units = await unitsAfter(fsck, after);
    const [first, last] = [units[0], units.at(-1)];
    if (!first || !last) return;
    const lines = await linesOfUnits(fsck, first.id, last.id);
    for (const kept of units) compare(fsck, kept, replayed(kept, lines.get(kept.id) ?? []));
    after = last.id;
    done += units.length;
    fsck.progress(done);
  }
}

function unitsAfter(fsck: Fsck, after: string): Promise<Kept[]> {
  // Each side table once a page, by its key: a look-up for each unit would be the longest part of the whole check.
  return fsck.rows<Kept>(
    `with page as materialized (select * from epc where id > $1 order by id limit ${UNITS_A_PAGE}),
     span as (select min(id) as low, max(id) as high from page),
     holds as (select h.epc_id, count(*)::int as n from hold h, span where h.epc_id between low and high and h.released_at is null group by 1),
     stays as (select c.child_id, array_agg(c.parent_id || ' ' || c.from_seq || ' ' || coalesce(c.to_seq::text, '') order by c.from_seq) as list
               from containment c, span where c.child_id between low and high group by 1),
     repacked as (select g.epc_id, array_agg(g.side order by g.side) as sides from genealogy g, span where g.epc_id between low and high group by 1)
     select u.id, u.kind, u.link, u.state, u.own_disposition, u.parent_id, u.holder_id, u.site_id, u.place, u.state_event_id,
            u.remaining, coalesce(h.n, 0) as open_holds, coalesce(s.list, '{}') as stays, coalesce(r.sides, '{}') as repacked
     from page u left join holds h on h.epc_id = u.id left join stays s on s.child_id = u.id left join repacked r on r.epc_id = u.id
     order by u.id`,
    [after],
  );
}

function compare(fsck: Fsck, kept: Kept, replayed: Replayed | null): void {
  const { link } = kept;
  if (!replayed || replayed.state === null) {
    fsck.found("HISTORY_IMPOSSIBLE", link, "no event commissions it");
    return;
  }
  for (const fault of replayed.faults) fsck.found("HISTORY_IMPOSSIBLE", link, fault);
  const state = `${replayed.state} by event ${replayed.stateEventId}`;
  const keptState = `${kept.state} by event ${kept.state_event_id}`;
  if (keptState !== state) fsck.found("STATE_DIFFERS", link, said(keptState, state));
  if (kept.own_disposition !== replayed.own) {
    fsck.found("DISPOSITION_DIFFERS", link, said(kept.own_disposition, replayed.own));
  }
  if (kept.parent_id !== replayed.parentId) {
    fsck.found("CONTAINER_DIFFERS", link, said(kept.parent_id, replayed.parentId));
  }
  const custody =
    replayed.custody && [replayed.custody.orgId, replayed.custody.siteId, replayed.custody.place].join(" ");
  const keptCustody = kept.holder_id && [kept.holder_id, kept.site_id, kept.place].join(" ");
  if (keptCustody !== custody) fsck.found("CUSTODY_DIFFERS", link, said(keptCustody, custody));
  if (kept.open_holds !== replayed.holds) {
    fsck.found("HOLDS_DIFFER", link, said(`${kept.open_holds} open holds`, String(replayed.holds)));
  }
  const stays = replayed.stays.map(({ parentId, from, to }) => `${parentId} ${from} ${to ?? ""}`);
  if (kept.stays.join() !== stays.join()) {
    fsck.found("CONTAINMENT_DIFFERS", link, said(kept.stays.join(", "), stays.join(", ")));
  }
  if ([...replayed.repacked].sort().join() !== kept.repacked.join()) {
    fsck.found("GENEALOGY_DIFFERS", link, said(kept.repacked.join(", "), replayed.repacked.join(", ")));
  }
  // How much is left is counted by hand and stands in no event; that it was opened does.
  const mayBe = kept.remaining === null ? replayed.opened !== true : replayed.opened !== false;
  if (!mayBe)
    fsck.found("OPENED_DIFFERS", link, said(kept.remaining, replayed.opened ? "opened" : "never opened"));
}

const said = (kept: string | number | null, told: string | null): string =>
  `kept: ${kept ?? "nothing"}; its events say: ${told ?? "nothing"}`;
