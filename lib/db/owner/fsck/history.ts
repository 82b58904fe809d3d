import type { NamedAs, Told } from "@/lib/core/replay/told";
import type { Fsck } from "./context";

/** The roles of event_epc in the order of their bytes (lib/core/proof/leaf). */
const ROLES: readonly NamedAs[] = ["object", "parent", "child", "input", "output"];

/** One event as it names one unit. */
export type Line = { readonly unitId: string; readonly as: NamedAs; readonly told: Told };

type Row = {
  readonly epc_id: string;
  readonly role: number;
  readonly ledger_seq: string;
  readonly event_id: string;
  readonly type: string;
  readonly action: string | null;
  readonly biz_step: string | null;
  readonly disposition: string | null;
  readonly registry_state: string | null;
  readonly capturer_id: string;
  readonly site_id: string;
  readonly actor_kind: string | null;
};

export const EVENT_COLUMNS = `e.type, e.action, e.biz_step, e.disposition, e.registry_state, e.capturer_id, e.site_id,
  e.statement->>'actorKind' as actor_kind`;
/** Only what was applied made anything of a unit; what a correction took back, another event took back. */
export const APPLIED =
  "not e.is_correction and exists (select from event_effect x where x.event_id = e.id and x.effect = 'applied')";

export const toldOf = (row: Omit<Row, "epc_id" | "role">): Told => ({
  seq: Number(row.ledger_seq),
  eventId: row.event_id,
  type: row.type,
  action: row.action,
  bizStep: row.biz_step,
  disposition: row.disposition,
  registryState: row.registry_state,
  orgId: row.capturer_id,
  siteId: row.site_id,
  actorKind: row.actor_kind,
});

const lineOf = (row: Row): Line => ({
  unitId: row.epc_id,
  as: ROLES[row.role] ?? "object",
  told: toldOf(row),
});

const EVENTS_A_PAGE = 20_000;

/** Everything that names a container, in the ledger's order: an event at a time. */
export async function* containerEvents(fsck: Fsck): AsyncGenerator<readonly Line[]> {
  // Paged by events and not by rows, so that none is cut in two.
  const [{ last = null } = {}] = await fsck.rows<{ last: string | null }>(
    "select max(ledger_seq)::text as last from event",
  );
  for (let from = 0; last !== null && from <= Number(last); from += EVENTS_A_PAGE) {
    const rows = await fsck.rows<Row>(
      `select n.epc_id, n.role, e.ledger_seq, e.id as event_id, ${EVENT_COLUMNS}
       from event e join event_epc n on n.event_id = e.id join epc u on u.id = n.epc_id and u.kind = 'sscc'
       where e.ledger_seq >= $1 and e.ledger_seq < $2 and ${APPLIED} order by e.ledger_seq, n.role`,
      [from, from + EVENTS_A_PAGE],
    );
    let event: Line[] = [];
    for (const line of rows.map(lineOf)) {
      if (event[0] && event[0].told.seq !== line.told.seq) {
        yield event;
        event = [];
      }
      event.push(line);
    }
    if (event.length > 0) yield event;
  }
}

/** The lines of units between two ids, each unit's together and in the ledger's order. */
export async function linesOfUnits(fsck: Fsck, from: string, to: string): Promise<Map<string, Line[]>> {
  const rows = await fsck.rows<Row>(
    `select n.epc_id, n.role, n.ledger_seq, n.event_id, ${EVENT_COLUMNS}
     from event_epc n join event e on e.id = n.event_id
     where n.epc_id between $1 and $2 and ${APPLIED} order by n.epc_id, n.ledger_seq, n.role`,
    [from, to],
  );
  const lines = new Map<string, Line[]>();
  for (const row of rows) {
    const list = lines.get(row.epc_id) ?? [];
    if (list.length === 0) lines.set(row.epc_id, list);
    list.push(lineOf(row));
  }
  return lines;
}
