import pg from "pg";
import { startMeter } from "./cpu";
import { type Answer, HttpClient, requestBytes } from "./http-client";
import { closedLoop, type Figures, NoAnswer, openLoop } from "./load-generator";
import type { Server } from "./server";
import type { Credential, WebPair } from "./web";
import { type Batch, type BenchSite, EXPIRY, PHARMACIES, serialOf, verdictOn } from "./world";

export type Caller = { readonly site: BenchSite; readonly credential: Credential };
export type VerifyRun = {
  readonly open: Figures;
  readonly most: Figures;
  /** An empty handler of the same two processes. */
  readonly empty: Figures;
  /** verify_packs of one alone, from this process's own connections. */
  readonly bare: Figures;
};

/** Callers at a time where the most is sought: enough to keep two cores busy, few enough to queue little. */
const PARALLEL = 24;

export async function callersOf(web: WebPair): Promise<readonly Caller[]> {
  return Promise.all(PHARMACIES.map(async (site) => ({ site, credential: await web.credentialOf(site) })));
}

/** A pack anywhere in the registry, asked for at a counter anywhere: nothing is near in memory to the one before. */
export function randomPack(batches: readonly Batch[]): { batch: Batch; j: number; serial: string } {
  const batch = oneOf(batches);
  // The other half of the loose packs is dispensed and changed by other parts.
  const most = batch.packed + Math.floor((batch.size - batch.packed) / 2);
  const j = Math.floor(Math.random() * most);
  return { batch, j, serial: serialOf(batch.product, batch.first + j) };
}

export function oneOf<Value>(values: readonly Value[]): Value {
  const value = values[Math.floor(Math.random() * values.length)];
  if (value === undefined) throw new Error("There is nothing to choose from");
  return value;
}

export const readingOf = (batch: Batch, serial: string) => ({
  gtin: batch.product.gtin,
  serial,
  batch: batch.number,
  expiry: EXPIRY.day,
  printConfirmed: false,
  entry: "api",
});

/** One of a hundred is a serial that nobody has. */
const UNKNOWN_SHARE = 0.01;

export function verifier(client: HttpClient, callers: readonly Caller[], batches: readonly Batch[]) {
  return async (): Promise<void> => {
    const { site, credential } = oneOf(callers);
    const { batch, j, serial } = randomPack(batches);
    const unknown = Math.random() < UNKNOWN_SHARE;
    const expected = unknown ? { kind: "STOP", code: "SERIAL_UNKNOWN" } : verdictOn(batch, j, site);
    const reading = readingOf(batch, unknown ? `0-${serial}` : serial);
    const answer = await client.ask(requestBytes("POST", "/api/v1/packs/verify", credential, { reading }));
    const { kind, reason } = bodyOf<{ verdict: { kind: string; reason: { code: string } } }>(answer).verdict;
    if (kind !== expected.kind || reason.code !== expected.code) {
      throw new Error(
        `Pack ${j} of ${batch.number}: ${kind} ${reason.code}, not ${expected.kind} ${expected.code}`,
      );
    }
  };
}

/** The JSON of an answer that must be 200. */
export function bodyOf<Value>({ status, body }: Answer): Value {
  if (status >= 500) throw new NoAnswer(`${status}`);
  if (status !== 200) throw new Error(`${status}: ${body.slice(0, 300)}`);
  return JSON.parse(body) as Value;
}

export async function measureVerify(
  server: Server,
  web: WebPair,
  batches: readonly Batch[],
  { rate, seconds }: { readonly rate: number; readonly seconds: number },
): Promise<VerifyRun> {
  const callers = await callersOf(web);
  const client = await HttpClient.open(web.ports, 32);
  try {
    const one = verifier(client, callers, batches);
    const short = Math.min(seconds, 10);
    const meter = () => startMeter(server);
    await closedLoop(one, { parallel: PARALLEL, seconds: 3, meter });
    const most = await closedLoop(one, { parallel: PARALLEL, seconds: short, meter });
    const ping = requestBytes("GET", "/api/live", {});
    const empty = await closedLoop(
      async () => {
        const { status } = await client.ask(ping);
        if (status !== 200) throw new Error(`The empty handler answered ${status}`);
      },
      { parallel: PARALLEL, seconds: short, meter },
    );
    const bare = await bareVerify(server, callers, batches, short);
    return { most, empty, bare, open: await openLoop(one, { rate, seconds, meter }) };
  } finally {
    client.close();
  }
}

/** The same question as one prepared statement in a loop: what the database alone can do, driven from one process. */
async function bareVerify(
  server: Server,
  callers: readonly Caller[],
  batches: readonly Batch[],
  seconds: number,
): Promise<Figures> {
  const pool = new pg.Pool({ connectionString: server.urls.webUrl, max: 16 });
  try {
    const one = async (): Promise<void> => {
      const { site } = oneOf(callers);
      const { batch, serial } = randomPack(batches);
      const { rows } = await pool.query({
        name: "bare-verify",
        text: "select * from verify_packs(array[$1::uuid], array[$2::uuid], array[$3::uuid], array[$4], array[$5], '{api}', array[now()])",
        values: [site.orgId, site.siteId, site.personId, batch.product.gtin, serial],
      });
      if (!rows[0]?.id) throw new Error(`No unit for ${serial}`);
    };
    const meter = () => startMeter(server);
    await closedLoop(one, { parallel: 16, seconds: 1, meter });
    return await closedLoop(one, { parallel: 16, seconds, meter });
  } finally {
    await pool.end();
  }
}
