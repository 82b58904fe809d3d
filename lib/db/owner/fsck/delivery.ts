import { type Fsck, findings } from "./context";

/** Every acknowledged event exactly once: event ↔ effect ↔ outbox or log leaf, and every answer that was kept. */
export async function checkDelivery(fsck: Fsck): Promise<void> {
  await findings(
    fsck,
    "EVENT_WITHOUT_EFFECT",
    `select 'event ' || e.id as subject, 'no row says what the ledger did with it' as detail
     from event e where not exists (select from event_effect x where x.event_id = e.id)`,
  );
  await findings(
    fsck,
    "EFFECT_WITHOUT_EVENT",
    `select 'event ' || x.event_id as subject, 'effect ' || x.effect || ', but no event' as detail
     from event_effect x where not exists (select from event e where e.id = x.event_id)`,
  );
  const logged =
    "exists (select from event_effect x where x.event_id = e.id and x.effect in ('applied', 'observed'))";
  await findings(
    fsck,
    "EVENT_NOT_QUEUED",
    `select 'event ' || e.id as subject, 'neither in the log nor waiting for it' as detail from event e
     where ${logged} and not exists (select from outbox o where o.event_id = e.id)
       and not exists (select from log_leaf l where l.event_id = e.id)`,
  );
  await findings(
    fsck,
    "EVENT_QUEUED_TWICE",
    `select 'event ' || o.event_id as subject, 'waits for the log as ' || o.seq || ' and is leaf ' || l.index as detail
     from outbox o join log_leaf l on l.event_id = o.event_id`,
  );
  const places = "(select event_id, entry from outbox union all select event_id, entry from log_leaf) p";
  await findings(
    fsck,
    "EVENT_MUST_NOT_BE_LOGGED",
    `select 'event ' || e.id as subject, 'logged or about to be, though it was never applied' as detail
     from ${places} join event e on e.id = p.event_id where not ${logged}`,
  );
  await findings(
    fsck,
    "LEAF_WITHOUT_EVENT",
    `select 'event ' || p.event_id as subject, 'logged or about to be, but not kept' as detail
     from ${places} where p.event_id is not null and not exists (select from event e where e.id = p.event_id)`,
  );
  await findings(
    fsck,
    "ENTRY_DIFFERS",
    `select 'event ' || e.id as subject, 'kept ' || encode(e.entry, 'hex') || ', logged ' || encode(p.entry, 'hex') as detail
     from ${places} join event e on e.id = p.event_id where p.entry <> e.entry`,
  );
  await findings(
    fsck,
    "EVENT_WITHOUT_CAPTURER",
    `select 'event ' || e.id as subject, 'its capturer is no party to it' as detail from event e
     where not exists (select from event_party p where p.event_id = e.id and p.org_id = e.capturer_id and p.record_time = e.record_time)`,
  );
  await checkRequests(fsck);
}

/** What an answer may name, and where that must be. */
const NAMED: Readonly<Record<string, string>> = {
  eventId: "event",
  shipmentId: "shipment",
  batchId: "batch",
  holdId: "hold",
  recallId: "recall",
};

async function checkRequests(fsck: Fsck): Promise<void> {
  for (const [member, table] of Object.entries(NAMED)) {
    await findings(
      fsck,
      "REQUEST_OUTCOME_DANGLING",
      `select 'request ' || r.key as subject, 'answered with ${table} ' || (r.outcome->'value'->>'${member}') as detail
       from request r where r.outcome->'value' ? '${member}' and r.outcome->'value'->>'${member}' is not null
         and not exists (select from ${table} t where t.id::text = r.outcome->'value'->>'${member}')`,
    );
  }
  await findings(
    fsck,
    "REQUEST_NOT_AUDITED",
    `select 'request ' || r.key as subject, 'answered at ' || r.at || ' without an audit row' as detail
     from request r where not exists (select from audit a where a.org_id = r.org_id and a.detail->>'requestKey' = r.key)`,
  );
}
