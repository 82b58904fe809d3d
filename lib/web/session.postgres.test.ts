import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PATCH, POST as signIn, GET as whoAmI } from "@/app/api/v1/session/route";
import { hashPassword } from "@/lib/auth/password";
import { browser, cookieOf, signedIn, signOut } from "./testing/browser";
import {
  addOrganisation,
  addPerson,
  openTestWeb,
  type TestOrganisation,
  type TestWeb,
} from "./testing/world";

const PASSWORD = "blau-Esel-93";
let at: TestWeb;
let maker: TestOrganisation;
let other: TestOrganisation;
let now = Date.parse("2026-11-20T10:00:00Z");

beforeAll(async () => {
  at = await openTestWeb({}, (web) => ({ ...web, deps: { ...web.deps, clock: { now: () => now } } }));
  maker = await addOrganisation(at, "Maker", { capability: "holder" });
  other = await addOrganisation(at, "Other", { capability: "pharmacy" });
});
afterAll(() => at.close());

const who = { method: "GET" } as const;

describe("signing in", () => {
  it("opens a session in the demo by one click, and says who is there", async () => {
    const as = await signedIn(await addPerson(at, maker, { roles: ["lead"], name: "Aylin" }));
    const { status, json, headers } = await as(whoAmI, who);
    expect(status).toBe(200);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(json).toEqual({
      name: "Aylin",
      job: "Tester",
      organisation: "Maker",
      site: { id: maker.siteId, name: "Site of Maker", city: "City of Maker" },
      roles: [{ role: "lead", siteId: null }],
      scopes: null,
    });
    const audits = await at.sql("select action, outcome from audit where org_id = $1", [maker.orgId]);
    expect(audits).toContainEqual({ action: "sign-in", outcome: "done" });
  });

  it("keeps the hash of the token only: the database can't give a session away", async () => {
    const answered = await browser()(signIn, { body: await addPerson(at, maker, { roles: ["lead"] }) });
    const token = cookieOf(answered).split("=")[1] ?? "";
    expect(answered.headers.get("set-cookie")).toMatch(/; HttpOnly; SameSite=Lax; Max-Age=43200$/);
    const rows = await at.sql<{ hash: string }>("select encode(token_hash, 'hex') as hash from session");
    const raw = Buffer.from(token, "base64url").toString("hex");
    expect(raw).toHaveLength(64);
    expect(rows.map(({ hash }) => hash)).not.toContain(raw);
  });

  it("refuses a seat that isn't the person's, in the demo too", async () => {
    const seat = await addPerson(at, maker, { roles: ["lead"] });
    for (const body of [
      { ...seat, orgId: other.orgId, siteId: other.siteId },
      { ...seat, siteId: other.siteId },
      { ...seat, personId: randomUUID() },
    ]) {
      const { status, json } = await browser()(signIn, { body });
      expect([status, json.code]).toEqual([401, "SIGN_IN_REFUSED"]);
    }
  });

  it("never lets anybody in as a person who has a password", async () => {
    const seat = await addPerson(at, maker, { roles: ["lead"], passwordHash: "x" });
    expect((await browser()(signIn, { body: seat })).status).toBe(401);
  });

  it("by e-mail and password: one answer for every mistake", async () => {
    const passwordHash = await hashPassword(PASSWORD);
    await addPerson(at, maker, { roles: ["lead"], email: "orla@lindhof.example", passwordHash });
    await addPerson(at, maker, { roles: ["lead"], email: "demo@lindhof.example" });
    const tryOut = (email: string, password: string) => browser()(signIn, { body: { email, password } });
    const right = await tryOut("Orla@Lindhof.example", PASSWORD);
    expect(right.status).toBe(200);
    expect((await browser(cookieOf(right))(whoAmI, who)).json.organisation).toBe("Maker");
    const wrong = await Promise.all([
      tryOut("orla@lindhof.example", "wrong"),
      tryOut("nobody@lindhof.example", PASSWORD),
      tryOut("demo@lindhof.example", PASSWORD),
    ]);
    expect(wrong.map(({ status }) => status)).toEqual([401, 401, 401]);
    expect(new Set(wrong.map(({ text }) => text)).size).toBe(1);
    expect(wrong.every(({ headers }) => headers.get("set-cookie") === null)).toBe(true);
  }, 60_000);

  it("stops guessing: the ninth try at one address, whoever asks, and says when to come back", async () => {
    const guess = (n: number) =>
      browser()(signIn, {
        body: { email: "victim@lindhof.example", password: `guess ${n}` },
        headers: { "x-forwarded-for": `198.51.100.${n}` },
      });
    const answers = [];
    for (let n = 0; n < 9; n++) answers.push(await guess(n));
    expect(answers.map(({ status }) => status)).toEqual([...Array(8).fill(401), 429]);
    expect(Number(answers[8]?.headers.get("retry-after"))).toBeGreaterThan(0);
  }, 60_000);

  it("refuses what is neither a seat nor credentials", async () => {
    const { status, json } = await browser()(signIn, { body: { email: "x@y.z" } });
    expect([status, json.code]).toEqual([400, "INPUT_INVALID"]);
  });

  it("refuses another site's page, so that nobody is signed in as somebody else unawares", async () => {
    const body = await addPerson(at, maker, { roles: ["lead"] });
    const { status, json, headers } = await browser()(signIn, {
      body,
      headers: { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
    });
    expect([status, json.code]).toEqual([403, "FORBIDDEN_CROSS_SITE"]);
    expect(headers.get("set-cookie")).toBeNull();
  });
});

describe("a session", () => {
  it("ends when the person signs out, for every copy of the cookie", async () => {
    const as = await signedIn(await addPerson(at, maker, { roles: ["lead"] }));
    const out = await signOut(as);
    expect(out.headers.get("set-cookie")).toMatch(/^packproof-session=; .*Max-Age=0/);
    const after = await as(whoAmI, who);
    expect([after.status, after.json.code]).toEqual([401, "SIGNED_OUT"]);
  });

  it("ends after twelve hours, whatever was done in it", async () => {
    const as = await signedIn(await addPerson(at, maker, { roles: ["lead"] }));
    now += 12 * 3_600_000 - 1;
    expect((await as(whoAmI, who)).status).toBe(200);
    now += 1;
    expect((await as(whoAmI, who)).status).toBe(401);
  });

  it("moves to another site of the organisation, and nowhere else", async () => {
    const second = randomUUID();
    await at.sql(
      "insert into site (id, org_id, gln, name, city, country, time_zone) values ($1, $2, '9520303000022', 'Vienna', 'Wien', 'AT', 'Europe/Vienna')",
      [second, maker.orgId],
    );
    const as = await signedIn(await addPerson(at, maker, { roles: ["lead"] }));
    const refused = await as(PATCH, { method: "PATCH", body: { siteId: other.siteId } });
    expect([refused.status, refused.json.code]).toEqual([403, "FORBIDDEN_SITE"]);
    const moved = await as(PATCH, { method: "PATCH", body: { siteId: second } });
    expect(moved.json.site.name).toBe("Vienna");
    expect((await as(whoAmI, who)).status).toBe(401);
    expect((await browser(cookieOf(moved))(whoAmI, who)).json.site.name).toBe("Vienna");
  });

  it.each(["packproof-session=", "packproof-session=x", `packproof-session=${"A".repeat(43)}`, "other=1"])(
    "is nobody's with the cookie %s",
    async (cookie) => expect((await browser(cookie)(whoAmI, who)).status).toBe(401),
  );
});

describe("outside the demo", () => {
  it("nobody signs in without a password", async () => {
    const real = await openTestWeb({ DEMO: "false" });
    try {
      const org = await addOrganisation(real, "Real", { capability: "holder" });
      const body = await addPerson(real, org, { roles: ["admin"] });
      const { status, json } = await browser()(signIn, { body });
      expect([status, json.code]).toEqual([403, "FORBIDDEN_DEMO_ONLY"]);
    } finally {
      await real.close();
    }
  });
});
