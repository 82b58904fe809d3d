import { randomBytes, randomUUID } from "node:crypto";
import { jsonText } from "@/lib/core/canonical/json-text";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import { PACKPROOF_CONTEXT } from "@/lib/core/epcis/pharma/document";
import { indexOf } from "@/lib/core/epcis-query/event-index";
import type { Seat } from "@/lib/db/sessions";
import type { TestWeb } from "@/lib/web/testing/world";

/** The beginning of record time in these tests. */
export const EPOCH = Date.UTC(2026, 0, 1);

export type AddEvent = {
  /** Whose events it is besides the capturer's. */
  readonly parties?: readonly string[];
  readonly recordTime?: number;
};

let sequence = 0;

/** An event as the ledger keeps it, of things it does not track. Answers its id here. */
export async function addEvent(
  { sql }: Pick<TestWeb, "sql">,
  { personId, orgId, siteId }: Seat,
  event: JsonObject,
  { parties = [], recordTime = EPOCH + sequence * 1000 }: AddEvent = {},
): Promise<string> {
  const id = randomUUID();
  const found = indexOf(event, event["@context"]);
  const recorded = new Date(recordTime).toISOString();
  const bytes = () => randomBytes(32);
  await sql(
    `insert into event (id, event_hash, type, action, biz_step, disposition, registry_state, event_time, event_offset, record_time, read_point,
       biz_location, document, event_key, statement, record_hash, entry, capturer_id, site_id, person_id, entry_mode, ledger_seq)
     values ($1::uuid, $1::text, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, '{}', $14, $15, $16, $17, $18, 'api', $19)`,
    [
      id,
      event.type,
      event.action ?? null,
      found.bizStep,
      found.disposition,
      found.registryState,
      event.eventTime,
      event.eventTimeZoneOffset,
      recorded,
      found.readPoint,
      found.bizLocation,
      Buffer.from(jsonText(event)),
      bytes(),
      bytes(),
      bytes(),
      orgId,
      siteId,
      personId,
      ++sequence,
    ],
  );
  for (const { member, value, type } of found.names)
    await sql("insert into event_name (event_id, member, value, type) values ($1, $2, $3, $4)", [
      id,
      member,
      value,
      type,
    ]);
  await sql(
    `with told as (
       insert into event_party (org_id, record_time, event_time, event_id)
       select distinct p::uuid, e.record_time, e.event_time, e.id from event e, unnest($1::text[]) p where e.id = $2 returning org_id, event_id)
     select remember_words(array_agg(t.org_id), e.type, e.biz_step, e.disposition, e.read_point, e.biz_location)
     from told t join event e on e.id = t.event_id group by e.id`,
    [[orgId, ...parties], id],
  );
  return id;
}

/** A valid ObjectEvent; `change` replaces members, and takes away those that it has as undefined. */
export function objectEvent(change: Record<string, JsonObject[string]> = {}): JsonObject {
  const event: Record<string, JsonObject[string]> = {
    "@context": PACKPROOF_CONTEXT,
    type: "ObjectEvent",
    eventID: `urn:uuid:${randomUUID()}`,
    eventTime: "2026-01-02T08:00:00.000Z",
    eventTimeZoneOffset: "+01:00",
    action: "OBSERVE",
    epcList: ["https://id.gs1.org/01/09520101100016/21/A1"],
    bizStep: "shipping",
    disposition: "in_transit",
    ...change,
  };
  return Object.fromEntries(Object.entries(event).filter(([, value]) => value !== undefined));
}

/** What the worker's sequencer does: events that are not in the log yet become its next leaves. */
export async function logEvents({ sql }: Pick<TestWeb, "sql">): Promise<void> {
  await sql(`insert into log_state (log_id, origin, size, root, checkpoint_key, head_key, updated_at)
    values (sha256('log'), 'log.test.example/1', 0, sha256(''), '', '', now()) on conflict do nothing`);
  await sql(`insert into log_leaf (log_id, index, event_id, kind, entry, logged_at)
    select sha256('log'), (select size from log_state) + row_number() over (order by e.ledger_seq) - 1, e.id, 1, e.entry, now()
    from event e where not exists (select from log_leaf l where l.event_id = e.id)`);
  await sql("update log_state set size = (select count(*) from log_leaf)");
}
