import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { POST as verify } from "@/app/api/v1/packs/verify/route";
import { postgresBudgets } from "@/lib/db/budgets";
import { openDatabase } from "@/lib/db/database";
import { postgresUpkeep } from "@/lib/db/upkeep";
import { nodePrimitives } from "@/lib/primitives/node";
import { rateLimit } from "./rate-limit";
import { browser, signedIn } from "./testing/browser";
import { addKey } from "./testing/key";
import { testLimit } from "./testing/memory-budgets";
import { addOrganisation, addPerson, openTestWeb, type TestWeb } from "./testing/world";

const { sha256 } = nodePrimitives;

let at: TestWeb;
beforeAll(async () => {
  at = await openTestWeb();
});
afterAll(() => at.close());

describe("a bucket in Postgres", () => {
  it("gives two processes that ask at once no more than it holds, and fills with time", async () => {
    const other = openDatabase(at.web.env.DATABASE_URL);
    try {
      const rate = { burst: 300, perSecond: 10 };
      const limits = [at.web.db, other].map((db) =>
        rateLimit("test", rate, { budgets: postgresBudgets(db), sha256 }),
      );
      const now = Date.now();
      const take = (n: number, when: number) =>
        Promise.all(Array.from({ length: n }, (_, i) => limits[i % 2]?.take("a", when)));
      const first = await take(500, now);
      const passed = (all: typeof first) => all.filter((taken) => taken?.wait === 0).length;
      // A process may keep a few that it took and found no use for.
      expect(passed(first)).toBeGreaterThan(290);
      expect(passed(first)).toBeLessThanOrEqual(300);
      expect(first.find((taken) => taken?.wait !== 0)?.wait).toBe(1);
      const later = await take(100, now + 5_000);
      expect(passed(later)).toBeGreaterThan(40);
      expect(passed(first) + passed(later)).toBeLessThanOrEqual(350);
    } finally {
      await other.close();
    }
  });

  it("is forgotten once it is full again, and holds no address", async () => {
    const limit = rateLimit(
      "gone",
      { burst: 2, perSecond: 1 },
      { budgets: postgresBudgets(at.web.db), sha256 },
    );
    await limit.take("203.0.113.9", 0);
    const count = async () => (await at.sql("select key from rate_budget where at < '1971-01-01'")).length;
    expect(await count()).toBe(1);
    // While the worker is away, somebody's budget that was cleared away is full again when they come back.
    await limit.take("203.0.113.10", 60_000);
    const worker = openDatabase(at.urls.workerUrl, { max: 1 });
    await postgresUpkeep(worker).removeOver(1_500);
    expect(await count()).toBe(1);
    await worker.close();
    const rows = await at.sql<{ row: string }>("select encode(key, 'escape') as row from rate_budget");
    expect(rows.some(({ row }) => row.includes("203.0.113"))).toBe(false);
  });
});

const reading = {
  gtin: "09520101100016",
  serial: "NOBODY1",
  batch: null,
  expiry: null,
  printConfirmed: false,
  entry: "api",
};

describe("whoever asks too often", () => {
  it("gets 429 with a time to come back; the key, the session and other keys each have their own limit", async () => {
    const limits = at.web.limits as { key: unknown; session: unknown };
    limits.key = testLimit(2, 0.01);
    limits.session = testLimit(1, 0.01);
    const org = await addOrganisation(at, "Busy", { capability: "pharmacy" });
    const seat = await addPerson(at, org, { roles: ["operator"] });
    const as = await signedIn(seat);
    const keys = [
      await addKey(at, seat, { scopes: ["verify-pack"] }),
      await addKey(at, seat, { scopes: ["verify-pack"] }),
    ];
    const ask = (key: string | undefined) =>
      browser()(verify, { body: { reading }, headers: { authorization: key ?? "" } });
    const one = [await ask(keys[0]), await ask(keys[0]), await ask(keys[0])];
    expect(one.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(one.map(({ headers }) => headers.get("ratelimit"))).toEqual([
      '"test";r=1;t=100',
      '"test";r=0;t=200',
      '"test";r=0;t=100',
    ]);
    expect(one[2]?.headers.get("retry-after")).toBe("100");
    expect(one[2]?.headers.get("content-type")).toBe("application/problem+json");
    expect(one[2]?.json.code).toBe("TOO_MANY_REQUESTS");
    expect((await ask(keys[1])).status).toBe(200);
    const asPerson = [await as(verify, { body: { reading } }), await as(verify, { body: { reading } })];
    expect(asPerson.map(({ status }) => status)).toEqual([200, 429]);
  });
});
