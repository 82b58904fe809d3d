// npm run bench:crash -- [--seconds 20] [--seed 1] [--clients 8]
// Kills web, worker and Postgres with -9 at random moments while clients go on sending, and then proves that nothing
// that was acknowledged is lost, doubled or changed.
import { parseArgs } from "node:util";
import { seededRandom } from "@/lib/core/gs1/hostile.test-helper";
import { openDatabase } from "@/lib/db/database";
import { fsck } from "@/lib/db/owner/fsck/run";
import { nodePrimitives } from "@/lib/primitives/node";
import { withClient } from "@/scripts/postgres/roles.mjs";
import { callerOf } from "./crash/caller";
import { startProcesses, type Victim } from "./crash/processes";
import { tellStory } from "./crash/stories";
import { loadMasterData } from "./ledger/master-data";
import { startServer } from "./ledger/server";
import { MAKER, PHARMACIES } from "./ledger/world";
import { credentialOf } from "./lib/session";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "20" },
    seed: { type: "string", default: String(Date.now() % 1e6) },
    clients: { type: "string", default: "8" },
  },
});
const [seconds, seed, clients] = [values.seconds, values.seed, values.clients].map(Number) as [
  number,
  number,
  number,
];
const random = seededRandom(seed);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
// Ends are what is wanted here; what ends otherwise is found by what it leaves behind.
const server = await startServer(0, () => undefined);
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void server.stop().then(() => process.exit(130)));
}
try {
  await withClient(server.urls.ownerUrl, loadMasterData);
  const { ports, origin, victims } = await startProcesses(server);
  const [pharmacySite = MAKER] = PHARMACIES;
  const db = openDatabase(server.urls.webUrl, { max: 1 });
  const cast = {
    maker: await credentialOf(db, origin, MAKER),
    pharmacy: await credentialOf(db, origin, pharmacySite),
    pharmacySite,
  };
  await db.close();

  const caller = callerOf(ports);
  const begun = performance.now();
  const over = (): boolean => performance.now() - begun > seconds * 1000;
  const killed = new Map<string, number>();
  const [events] = await Promise.all([
    Promise.all(Array.from({ length: clients }, (_, client) => client).map(tell)).then((counts) =>
      counts.reduce((sum, count) => sum + count, 0),
    ),
    ...victims.map(kill),
  ]);

  /** Stories one after the other; the last one is told to its end. */
  async function tell(client: number): Promise<number> {
    let sum = 0;
    for (let n = 0; n === 0 || !over(); n += 1) {
      sum += await tellStory(caller, cast, `C${seed}-${client}-${n}`);
    }
    return sum;
  }

  /** Again and again, at moments that the seed decides; the next time once it is back. */
  async function kill(victim: Victim): Promise<void> {
    for (;;) {
      await pause(300 + random(victim.restMs));
      if (over()) return;
      await victim.crash();
      killed.set(victim.name, (killed.get(victim.name) ?? 0) + 1);
    }
  }

  await logDrained(server.urls.ownerUrl);
  const before = await countOf(server.urls.ownerUrl, "event");
  await caller.repeatAll();
  const after = await countOf(server.urls.ownerUrl, "event");
  const faults: string[] = [];
  if (before !== events) faults.push(`${events} events were acknowledged, ${before} are there`);
  if (after !== before) faults.push(`repeating every request left ${after - before} events more`);
  await fsck(server.urls.ownerUrl, {
    primitives: nodePrimitives,
    found: ({ code, subject, detail }) => faults.push(`${code} ${subject}: ${detail}`),
  });
  const kills = [...killed].map(([name, n]) => `${name} ${n}×`).join(", ");
  console.log(
    `Seed ${seed}: ${caller.acknowledged.length} requests acknowledged in ${caller.attempts()} attempts, ${events} events; killed: ${kills}.`,
  );
  for (const name of new Set(victims.map((victim: Victim) => victim.name))) {
    if (!killed.has(name)) faults.push(`${name} was never killed: give it more seconds`);
  }
  for (const fault of faults) console.error(fault);
  console.log(faults.length === 0 ? "Nothing lost, nothing doubled, nothing found by fsck." : "Not sound.");
  if (faults.length > 0) process.exitCode = 1;
} finally {
  await server.stop();
}

async function countOf(url: string, table: "event" | "outbox"): Promise<number> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ n: number }>(`select count(*)::int as n from ${table}`);
    return rows[0]?.n ?? 0;
  });
}

/** Until the worker has logged everything. */
async function logDrained(url: string): Promise<void> {
  const deadline = performance.now() + 30_000;
  for (;;) {
    const waiting = await countOf(url, "outbox");
    if (waiting === 0) return;
    if (performance.now() > deadline) throw new Error(`${waiting} events still wait for the log`);
    await pause(100);
  }
}
