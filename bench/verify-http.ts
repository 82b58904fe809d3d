// npm run bench:verify -- [http://localhost:3000]
// How long one verification takes over HTTP in the running demo: session, scope, rules and the recorded look
// included. Beside it the server's health (one row, no session, no limit a visitor) as a bare limit in the same run.
import { performance } from "node:perf_hooks";
import { type DemoPerson, emil, orla } from "@/prisma/seed/people";
import { ternavex } from "@/prisma/seed/products";
import { machine } from "./lib/machine";
import { quantile } from "./lib/numbers";
import { table } from "./lib/table";

const origin = process.argv[2] ?? "http://localhost:3000";
const PACKS = 500;
const ROUNDS = 2000;
let key = 0;

async function post<Value>(
  path: string,
  body: unknown,
  cookie?: string,
): Promise<{ value: Value; cookie: string }> {
  const response = await fetch(`${origin}${path}`, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      Origin: origin,
      "Idempotency-Key": `bench-${process.pid}-${Date.now()}-${key++}`,
      ...(cookie ? { cookie } : {}),
    },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
  const cookies = response.headers.getSetCookie().map((each) => each.split(";")[0]);
  return { value: JSON.parse(text) as Value, cookie: cookies.join("; ") };
}

const signIn = async ({ id, organisation, site }: DemoPerson): Promise<string> =>
  (await post("/api/v1/session", { personId: id, orgId: organisation.id, siteId: site.id })).cookie;

type Measured = {
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
};

async function measure(
  one: (i: number) => Promise<void>,
  rounds: number,
  parallel: number,
): Promise<Measured> {
  for (let i = 0; i < 100; i++) await one(i);
  const times: number[] = [];
  let next = 0;
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: parallel }, async () => {
      while (next < rounds) {
        const from = performance.now();
        await one(next++);
        times.push(performance.now() - from);
      }
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  const at = (share: number): number => quantile(times, share);
  return { perSecond: rounds / seconds, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

const [orlas, emils] = [await signIn(orla), await signIn(emil)];
const batch = await post<{ batchId: string }>(
  "/api/v1/batches",
  { productId: ternavex.id, number: `BENCH${Date.now() % 1e9}`, expiryPrinted: "300100", plannedSize: PACKS },
  orlas,
);
const made = await post<{ gtin: string; serials: string[]; batch: string }>(
  `/api/v1/batches/${batch.value.batchId}/packs`,
  { serials: { generate: PACKS }, entry: "api" },
  orlas,
);
const { gtin, serials, batch: number } = made.value;

async function verify(i: number): Promise<void> {
  const serial = serials[i % serials.length];
  const reading = { gtin, serial, batch: number, expiry: "2030-01-31", printConfirmed: false, entry: "api" };
  const { value } = await post<{ verdict: { kind: string } }>("/api/v1/packs/verify", { reading }, emils);
  // A wrong answer fails the run: these packs belong to a batch that is not released and stand at their maker.
  if (value.verdict.kind !== "STOP") throw new Error(`Pack ${serial} got ${value.verdict.kind}`);
}
async function health(): Promise<void> {
  const response = await fetch(`${origin}/api/health`);
  if (!response.ok) throw new Error(`health: ${response.status}`);
  await response.arrayBuffer();
}

const rows: readonly (readonly [string, Measured])[] = [
  ["verify, 1 at a time", await measure(verify, ROUNDS / 2, 1)],
  ["verify, 16 at a time", await measure(verify, ROUNDS, 16)],
  ["health, 1 at a time", await measure(health, ROUNDS / 2, 1)],
  ["health, 16 at a time", await measure(health, ROUNDS, 16)],
];
console.log(`${machine()}; ${PACKS} packs beside the demo world`);
console.log(
  table(
    ["what", "per second", "p50 ms", "p95 ms", "p99 ms"],
    rows.map(([name, { perSecond, p50, p95, p99 }]) => [
      name,
      perSecond.toFixed(0),
      ...[p50, p95, p99].map((ms) => ms.toFixed(1)),
    ]),
  ),
);
