import { createHash, randomUUID } from "node:crypto";
import type pg from "pg";
import { type BenchSite, MAKER } from "./world";

/** An event of the loaded past: what traces, verdicts and proofs read of it. */
export type PastEvent = { readonly id: string; readonly seq: string; readonly at: number };

type Kind = {
  readonly type: string;
  readonly action: string;
  readonly step: string;
  readonly disposition: string;
};
export const COMMISSIONING: Kind = {
  type: "ObjectEvent",
  action: "ADD",
  step: "commissioning",
  disposition: "active",
};
export const PACKING: Kind = {
  type: "AggregationEvent",
  action: "ADD",
  step: "packing",
  disposition: "in_progress",
};
export const SHIPPING: Kind = {
  type: "ObjectEvent",
  action: "OBSERVE",
  step: "shipping",
  disposition: "in_transit",
};
export const RECEIVING: Kind = {
  type: "ObjectEvent",
  action: "OBSERVE",
  step: "receiving",
  disposition: "in_progress",
};

const PAST = Date.parse("2026-09-01T08:00:00Z");
let drawn = 0;

/** So many new events in the ledger's order, a second apart. */
export async function newEvents(owner: pg.Client, count: number): Promise<readonly PastEvent[]> {
  const { rows } = await owner.query<{ seq: string }>(
    "select nextval('ledger_sequence')::text as seq from generate_series(1, $1)",
    [count],
  );
  return rows.map(({ seq }) => ({ id: randomUUID(), seq, at: PAST + drawn++ * 10 }));
}

/**
 * The events' rows, with a log entry each. Hashes and entries are filled with distinct bytes of the right length:
 * nothing that is measured recomputes them, and the benchmark's log is never published.
 */
export async function insertEvents(
  owner: pg.Client,
  kind: Kind,
  by: BenchSite,
  events: readonly PastEvent[],
  parties: readonly BenchSite[] = [],
): Promise<void> {
  const ids = events.map(({ id }) => id);
  const statement = {
    type: kind.type,
    action: kind.action,
    bizStep: kind.step,
    disposition: kind.disposition,
    registryState: kind.step === "commissioning" ? "ACTIVE" : null,
    outcome: "applied",
    month: "2026-09",
    actorKind: by === MAKER ? "maker" : "distributor",
    country: "AT",
  };
  await owner.query(
    `insert into event (id, event_hash, type, action, biz_step, disposition, registry_state, event_time, event_offset, record_time,
                        read_point, biz_location, document, event_key, statement, record_hash, entry, capturer_id, site_id,
                        person_id, entry_mode, ledger_seq)
     select e.id, 'ni:///sha-256;' || encode(sha256(e.id::text::bytea), 'hex') || '?ver=CBV2.0', $4, $5, $6, $7, $8, e.at, '+02:00', e.at,
            $9, $9, convert_to(repeat('x', 300), 'UTF8'), sha256(e.id::text::bytea), $10::jsonb, sha256(e.id::text::bytea),
            sha256(e.id::text::bytea), $11, $12, $13, 'api', e.seq
     from unnest($1::uuid[], $2::bigint[], $3::timestamptz[]) as e(id, seq, at)`,
    [
      ids,
      events.map(({ seq }) => seq),
      events.map(({ at }) => new Date(at)),
      kind.type,
      kind.action,
      kind.step,
      kind.disposition,
      statement.registryState,
      `https://id.gs1.org/414/${by.gln}`,
      JSON.stringify(statement),
      by.orgId,
      by.siteId,
      by.personId,
    ],
  );
  await owner.query(
    `insert into event_party (org_id, record_time, event_time, event_id)
     select p, e.record_time, e.event_time, e.id from event e, unnest($2::uuid[]) p where e.id = any($1::uuid[])`,
    [ids, [by, ...parties].map(({ orgId }) => orgId)],
  );
  await owner.query(
    `insert into event_effect (event_id, effect, detail, at)
     select id, 'applied', '{}', record_time from event where id = any($1::uuid[])`,
    [ids],
  );
  await owner.query(
    `insert into log_leaf (log_id, index, event_id, kind, entry, logged_at)
     select $2, ledger_seq, id, 1, entry, record_time from event where id = any($1::uuid[])`,
    [ids, createHash("sha256").update("bench").digest()],
  );
}
