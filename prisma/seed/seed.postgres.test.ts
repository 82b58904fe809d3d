import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSession, scopeOfToken } from "@/lib/auth/sessions";
import { hasValidCheckDigit } from "@/lib/core/gs1/check-digit";
import { readScan } from "@/lib/core/gs1/scan";
import { type Database, openDatabase } from "@/lib/db/database";
import { postgresDirectory } from "@/lib/db/directory";
import { postgresLedger } from "@/lib/db/ledger";
import { audited } from "@/lib/db/owner/fsck/testing/audited";
import { postgresSessions } from "@/lib/db/sessions";
import { settleWaiting } from "@/lib/operations/settle-waiting";
import { verifyPack } from "@/lib/operations/verify-pack";
import { nodePrimitives } from "@/lib/primitives/node";
import { systemIds, systemRandom } from "@/lib/primitives/system";
import { waitFor } from "@/scripts/lib/wait.mjs";
import { withClient } from "@/scripts/postgres/roles.mjs";
import { type FreshDatabase, freshDatabase } from "@/scripts/testing/database";
import { calendarOf } from "./calendar";
import { codesOf } from "./codes";
import { type Loaded, loadDemoWorld } from "./load";
import { type DemoPerson, emil, ines, people, vera } from "./people";
import { scopeOf } from "./scope";
import { batchesOf } from "./world";

/** A load takes some eight seconds on two idle cores. */
const PATIENCE = 180_000;
const NOW = Date.parse("2026-11-20T10:24:00Z");
const calendar = calendarOf(NOW);

let fresh: FreshDatabase;
let db: Database;
let answers: readonly Loaded[];
beforeAll(async () => {
  fresh = await freshDatabase();
  db = openDatabase(fresh.webUrl);
  const load = () => loadDemoWorld({ ...fresh, clock: { now: () => NOW }, random: systemRandom });
  answers = await Promise.all([load(), load()]);
}, PATIENCE);
afterAll(async () => {
  await db.close();
  await fresh.drop();
});

type Row = Record<string, unknown>;
const ask = (url: string, sql: string): Promise<readonly Row[]> =>
  withClient(url, async (client) => (await client.query<Row>(sql)).rows);
const here = (sql: string) => ask(fresh.ownerUrl, sql);

describe("the demo world", () => {
  it("is sound: packproof fsck replays its whole story and finds nothing", async () => {
    expect(await audited(fresh.ownerUrl)).toEqual([]);
  });

  it("is loaded by one of two loaders at once, and both know its people in the order of the story", () => {
    expect(answers.map(({ loaded }) => loaded).sort()).toEqual([false, true]);
    for (const answer of answers) {
      expect(answer.people.map(({ name }) => name)).toEqual(people.map(({ name }) => name));
      expect(answer.people[4]).toEqual({
        name: "Selma Nowak",
        role: "Goods-in lead",
        organisation: "Brenner & Soll, Vienna",
      });
    }
  });

  it("is loaded once: asked again, nothing is added", async () => {
    const size = () => here("select count(*) as events, max(ledger_seq) as last from event");
    const before = await size();
    const again = await loadDemoWorld({ ...fresh, clock: { now: Date.now }, random: systemRandom });
    expect(again.loaded).toBe(false);
    expect(await size()).toEqual(before);
  });

  it("balances each batch: TX24107 as the story needs it", async () => {
    const found = await here(`
      select b.number, coalesce(si.city, '') as city, root.place, e.state, coalesce(e.own_disposition, '') as own,
             e.hold_count > 0 as held, count(*)::int as n
      from epc e join batch b on b.id = e.batch_id left join epc box on box.id = e.parent_id
      join epc root on root.id = coalesce(box.parent_id, box.id, e.id) join site si on si.id = root.site_id
      group by 1, 2, 3, 4, 5, 6`);
    const of = (batch: string) =>
      Object.fromEntries(
        found
          .filter(({ number }) => number === batch)
          .map(({ city, place, state, own, held, n }) => [
            [city, place, state, own, held ? "held" : ""].filter((word) => word !== "").join(" "),
            n,
          ]),
      );
    expect(of("TX24107")).toEqual({
      "Graz AT_SITE ACTIVE": 8 + 48,
      "Linz AT_SITE ACTIVE": 480,
      "Linz IN_TRANSIT ACTIVE": 240,
      "Linz IN_TRANSIT ACTIVE UNKNOWN": 1,
      "Innsbruck AT_SITE ACTIVE": 384 + 24,
      "Innsbruck AT_SITE ACTIVE held": 15,
      "Bregenz AT_SITE ACTIVE": 24,
      "Hallein AT_SITE SUPPLIED": 96,
      "Graz AT_SITE SUPPLIED WITH_PATIENT": 72,
      "Bregenz AT_SITE SUPPLIED WITH_PATIENT": 48,
    });
    expect(of("CD0890")).toEqual({ "Linz AT_SITE ACTIVE": 800 });
    const total = (batch: string) => Object.values(of(batch)).reduce<number>((sum, n) => sum + Number(n), 0);
    expect(["TX24107", "TX24112", "SV3305", "SV3298", "CD0881", "CD0890"].map(total)).toEqual([
      1440, 960, 600, 400, 800, 800,
    ]);
    const lost = await here(
      "select b.number, count(*)::int as n from epc e join batch b on b.id = e.batch_id where own_disposition = 'UNKNOWN' group by 1 order by 1",
    );
    expect(lost).toEqual([
      { number: "SV3298", n: 3 },
      { number: "TX24107", n: 1 },
    ]);
  });

  it("waits where the story starts: one batch unreleased, one recalled by two people, one expired", async () => {
    expect(
      await here(
        "select number, state, recall_depth, last_valid_day < '2026-11-20' as expired from batch order by number",
      ),
    ).toEqual([
      { number: "CD0881", state: "RELEASED", recall_depth: null, expired: true },
      { number: "CD0890", state: "PACKAGED", recall_depth: null, expired: false },
      { number: "SV3298", state: "RELEASED", recall_depth: "pharmacy", expired: false },
      { number: "SV3305", state: "RELEASED", recall_depth: null, expired: false },
      { number: "TX24107", state: "RELEASED", recall_depth: null, expired: false },
      { number: "TX24112", state: "RELEASED", recall_depth: null, expired: false },
    ]);
  });

  it("has a delivery on its way to every dock", async () => {
    const open = await here(`
      select si.city, sum(s.pack_count)::int as packs, count(*)::int as deliveries
      from shipment s join site si on si.id = s.receiver_site_id where s.state = 'OPEN' group by 1 order by 1`);
    expect(open).toEqual([
      { city: "Bregenz", packs: 24 + 4, deliveries: 1 },
      { city: "Graz", packs: 48 + 3, deliveries: 1 },
      { city: "Hallein", packs: 20, deliveries: 1 },
      { city: "Innsbruck", packs: 144, deliveries: 1 },
      { city: "Linz", packs: 200, deliveries: 1 },
      { city: "Vienna", packs: 240, deliveries: 1 },
    ]);
  });

  it("numbers its containers with valid check digits", async () => {
    const found = await here("select sscc from epc where kind = 'sscc'");
    expect(found.length).toBeGreaterThan(200);
    for (const { sscc } of found) expect(hasValidCheckDigit(String(sscc))).toBe(true);
  });

  it("is in the ledger's order the order of its time, and every event waits for the log", async () => {
    const [facts] = await here(`
      select count(*) filter (where event_time < before)::int as backwards, count(*)::int as events,
             (select count(*)::int from outbox) as waiting, count(distinct event_key)::int as keys, max(event_time) < '2026-11-20T10:24Z' as past
      from (select *, lag(event_time) over (order by ledger_seq) as before from event) ordered`);
    expect(facts).toMatchObject({ backwards: 0, waiting: facts?.events, keys: facts?.events, past: true });
  });

  it("acts with exactly the rights that the session gate gives its people", async () => {
    const clock = { now: () => NOW };
    const deps = {
      sessions: postgresSessions(db),
      clock,
      random: systemRandom,
      sha256: nodePrimitives.sha256,
    };
    for (const person of people) {
      const seat = { personId: person.id, orgId: person.organisation.id, siteId: person.site.id };
      const scope = await scopeOfToken(deps, await openSession(deps, seat));
      expect(scope).toEqual(scopeOf(person, calendar));
    }
  });

  it("gives every code of a counter the verdict its label promises", async () => {
    const told = async (person: DemoPerson) => {
      const deps = {
        clock: { now: () => NOW },
        ids: systemIds,
        random: systemRandom,
        sha256: nodePrimitives.sha256,
        ledger: postgresLedger(db),
        directory: postgresDirectory(db),
        afterShipping: settleWaiting,
      };
      const codes = codesOf(batchesOf(calendar)).filter(
        ({ station, siteId }) => station === "counter" && (siteId === null || siteId === person.site.id),
      );
      const verdicts: Record<string, string> = {};
      for (const { label, raw } of codes) {
        const scan = readScan(raw, { today: calendar.today });
        if (scan.kind !== "pack") continue;
        const { gtin, serial, batch, expiry } = scan.pack;
        const reading = { gtin, serial, batch, expiry: expiry?.lastValidDay ?? null };
        const looked = await verifyPack(deps, scopeOf(person, calendar), {
          ...reading,
          printConfirmed: false,
          entry: "tray",
        });
        if (!looked.ok) throw new Error(looked.refusal.message);
        const { verdict, undo } = looked.value;
        const { days } = verdict.reason.params;
        verdicts[label] = [
          verdict.kind,
          verdict.reason.code,
          ...(days === undefined ? [] : [`${days} days`]),
          ...(undo ? [undo.open ? "undo open" : "undo closed"] : []),
        ].join(", ");
      }
      return verdicts;
    };
    const everywhere = { "Unknown serial": "STOP, SERIAL_UNKNOWN", Expired: "STOP, EXPIRED" };
    const pharmacies = {
      ...everywhere,
      Recalled: "STOP, RECALLED",
      "Dispensed yesterday": "CHECK, SUPPLIED_HERE, undo open",
      "Dispensed 12 days ago": "CHECK, SUPPLIED_HERE, undo closed",
    };
    expect(await told(vera)).toEqual({
      ...pharmacies,
      "Dispensed last week": "CHECK, SUPPLIED_HERE, undo open",
    });
    expect(await told(emil)).toEqual({
      ...pharmacies,
      "Semvia pen": "STOP, SUPPLIED_ELSEWHERE, 2 days",
      "Found pack": "CHECK, REPORTED_MISSING",
    });
    expect(await told(ines)).toEqual({
      ...everywhere,
      "Ward pack": "VERIFIED, HOSPITAL_STOCK, undo closed",
    });
  });
});

describe("a load that is killed", () => {
  /** Every pack as a person would find it. Containers by what is in them: killed steps use numbers up. */
  const CONTENT = `
    select e.link, e.state, e.own_disposition, e.hold_count, b.number, root.holder_id, root.site_id, root.place,
           (select min(beside.link) from epc beside where beside.parent_id = e.parent_id) as in_case,
           (select count(*)::int from epc beside where beside.parent_id = box.parent_id) as on_pallet,
           (select count(*)::int from event_epc named where named.epc_id = e.id) as events
    from epc e join batch b on b.id = e.batch_id left join epc box on box.id = e.parent_id
    join epc root on root.id = coalesce(box.parent_id, box.id, e.id) order by e.link`;

  const program = fileURLToPath(new URL(`../../.build/seed-${process.pid}.test.mjs`, import.meta.url));
  let other: FreshDatabase;
  beforeAll(async () => {
    other = await freshDatabase();
    await build({
      entryPoints: [fileURLToPath(new URL("main.ts", import.meta.url))],
      outfile: program,
      bundle: true,
      platform: "node",
      format: "esm",
      packages: "external",
      alias: { "@": fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "") },
      logLevel: "silent",
    });
  });
  afterAll(async () => {
    rmSync(program, { force: true });
    await other.drop();
  });

  const start = () => {
    const child = spawn(process.execPath, [program], {
      stdio: ["ignore", "pipe", "inherit"],
      env: {
        ...process.env,
        DEMO: "true",
        DATABASE_URL: other.webUrl,
        DATABASE_WORKER_URL: other.workerUrl,
        DATABASE_OWNER_URL: other.ownerUrl,
        CHAIN_RPC_URL: "http://127.0.0.1:1",
        CHAIN_ID: "31337",
        LOG_ORIGIN: "localhost/log",
      },
    });
    let printed = "";
    child.stdout.on("data", (chunk) => {
      printed += chunk;
    });
    return { child, ended: once(child, "close"), printed: () => printed };
  };
  const events = async () => Number((await ask(other.ownerUrl, "select count(*) as n from event"))[0]?.n);

  it(
    "goes on where it stopped and ends as if nothing had happened",
    async () => {
      const first = start();
      expect(await waitFor(async () => (await events()) >= 400, { withinMs: PATIENCE / 2 })).toBe(true);
      first.child.kill("SIGKILL");
      await first.ended;
      expect(await ask(other.ownerUrl, "select from demo_code")).toEqual([]);
      const { child, ended, printed } = start();
      await ended;
      expect(child.exitCode).toBe(0);
      expect(JSON.parse(printed().trim().split("\n").at(-1) ?? "")).toMatchObject({ loaded: true });
      const [whole, resumed] = await Promise.all([here(CONTENT), ask(other.ownerUrl, CONTENT)]);
      expect(whole).toHaveLength(5000);
      expect(resumed).toEqual(whole);
      expect(await events()).toBe(Number((await here("select count(*) as n from event"))[0]?.n));
    },
    PATIENCE,
  );
});
