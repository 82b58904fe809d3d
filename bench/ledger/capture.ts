import { randomUUID } from "node:crypto";
import pg from "pg";
import { startMeter } from "./cpu";
import { HttpClient, requestBytes } from "./http-client";
import { closedLoop, counted, type Figures, openLoop } from "./load-generator";
import { insertBatch } from "./master-data";
import type { Server } from "./server";
import { bodyOf, callersOf, readingOf } from "./verify";
import type { WebPair } from "./web";
import { type Batch, LINE_PRODUCT, MAKER, PACKS_AN_EVENT, pharmacyOf, serialOf } from "./world";

const PARALLEL = 24;
let keys = 0;
const newKey = (): string => `bench-${process.pid}-${keys++}`;

/** Loose packs that no other part asks for: the upper half of each batch's, a batch in turn, each once. */
export function* looseOf(batches: readonly Batch[]): Generator<{ batch: Batch; j: number; serial: string }> {
  const most = Math.max(...batches.map(({ size }) => size));
  for (let back = 1; back <= most; back++) {
    for (const batch of batches) {
      const j = batch.size - back;
      const half = batch.packed + Math.ceil((batch.size - batch.packed) / 2);
      if (j > half) yield { batch, j, serial: serialOf(batch.product, batch.first + j) };
    }
  }
}
export type Loose = ReturnType<typeof looseOf>;

/** One pack after the other is dispensed at the counter where it lies: event, log entry, state, counters, answer kept. */
export async function measureDispense(
  server: Server,
  web: WebPair,
  loose: Loose,
  { rate, seconds }: { readonly rate: number | null; readonly seconds: number },
): Promise<{ most: Figures; open: Figures | null; bare: Figures }> {
  const callers = new Map((await callersOf(web)).map(({ site, credential }) => [site, credential]));
  const client = await HttpClient.open(web.ports, 32);
  const one = async (): Promise<void> => {
    const pack = loose.next().value;
    if (!pack) throw new Error("All loose packs are dispensed: load more or dispense for less long");
    const credential = callers.get(pharmacyOf(pack.j)) ?? {};
    const body = { reading: readingOf(pack.batch, pack.serial) };
    const headers = { ...credential, "Idempotency-Key": newKey() };
    const answer = await client.ask(requestBytes("POST", "/api/v1/packs/dispense", headers, body));
    const { eventId } = bodyOf<{ eventId?: string }>(answer);
    if (!eventId) throw new Error(`Not dispensed: ${answer.body}`);
  };
  try {
    const meter = () => startMeter(server);
    const short = Math.min(seconds, 10);
    await closedLoop(one, { parallel: PARALLEL, seconds: Math.min(3, short), meter });
    const most = await closedLoop(one, { parallel: PARALLEL, seconds: short, meter });
    const bare = await bareInserts(server, short);
    return { most, bare, open: rate === null ? null : await openLoop(one, { rate, seconds, meter }) };
  } finally {
    client.close();
  }
}

/** The rows of one capture and nothing else, in one transaction a time: no rule, no lock, no counter. */
async function bareInserts(server: Server, seconds: number): Promise<Figures> {
  const pool = new pg.Pool({ connectionString: server.urls.ownerUrl, max: 16, pipeline: true });
  const bytes = Buffer.alloc(32, 1);
  const document = Buffer.alloc(800, 120);
  const one = async (): Promise<void> => {
    const client = await pool.connect();
    try {
      const id = randomUUID();
      const insert = (name: string, text: string, values: unknown[]) => client.query({ name, text, values });
      await Promise.all([
        client.query("begin"),
        insert(
          "bare-event",
          `insert into event (id, event_hash, type, action, biz_step, disposition, event_time, event_offset, record_time, document,
                              event_key, statement, record_hash, entry, capturer_id, site_id, person_id, entry_mode, ledger_seq)
           values ($1, $2, 'ObjectEvent', 'OBSERVE', 'dispensing', 'dispensed', now(), '+00:00', now(), $3, $4, '{}', $4, $4, $5, $6, $7,
                   'api', nextval('ledger_sequence'))`,
          [id, `bare ${id}`, document, bytes, MAKER.orgId, MAKER.siteId, MAKER.personId],
        ),
        insert("bare-epc", "insert into event_epc values ($1, 1, 0, 1)", [id]),
        insert(
          "bare-party",
          "insert into event_party (org_id, record_time, event_time, event_id) values ($1, now(), now(), $2)",
          [MAKER.orgId, id],
        ),
        insert("bare-effect", "insert into event_effect values ($1, 'applied', '{}', now())", [id]),
        insert("bare-outbox", "insert into outbox (kind, event_id, entry) values (1, $1, $2)", [id, bytes]),
        insert("bare-request", "insert into request values ($1, $2, $3, '{}', now())", [
          MAKER.orgId,
          id,
          bytes,
        ]),
        insert(
          "bare-audit",
          "insert into audit (org_id, action, outcome, detail, at) values ($1, 'dispense-pack', 'done', '{}', now())",
          [MAKER.orgId],
        ),
        client.query("commit"),
      ]);
    } finally {
      client.release();
    }
  };
  try {
    return await closedLoop(one, { parallel: 16, seconds, meter: () => startMeter(server) });
  } finally {
    await pool.end();
  }
}

/** A line's own serials, ten thousand an event, two requests at a time. Rates are of packs. */
export async function measureCommission(
  server: Server,
  web: WebPair,
  owner: pg.Client,
  { events }: { readonly events: number },
): Promise<Figures> {
  const batch = { id: randomUUID(), number: `L${Date.now() % 1e9}`, size: 1e9, product: LINE_PRODUCT };
  await insertBatch(owner, batch);
  const credential = await web.credentialOf(MAKER);
  const client = await HttpClient.open(web.ports, 1);
  const one = async (): Promise<void> => {
    const serials = Array.from({ length: PACKS_AN_EVENT }, () =>
      `${process.pid.toString(36)}${(keys++).toString(36)}`.toUpperCase(),
    );
    const headers = { ...credential, "Idempotency-Key": newKey() };
    const body = { serials: { import: serials }, entry: "api" };
    const answer = await client.ask(requestBytes("POST", `/api/v1/batches/${batch.id}/packs`, headers, body));
    const made = bodyOf<{ serials: readonly string[] }>(answer).serials.length;
    if (made !== serials.length) throw new Error(`${made} packs made, not ${serials.length}`);
  };
  try {
    const meter = () => startMeter(server);
    await counted(one, { count: 2, parallel: 2, meter });
    const figures = await counted(one, { count: events, parallel: 2, meter });
    return { ...figures, perSecond: figures.perSecond * PACKS_AN_EVENT };
  } finally {
    client.close();
  }
}
