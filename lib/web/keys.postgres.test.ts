import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { POST as commission } from "@/app/api/v1/batches/[id]/packs/route";
import { POST as plans } from "@/app/api/v1/batches/route";
import { POST as revoke } from "@/app/api/v1/keys/[id]/revoke/route";
import { POST as create, GET as list } from "@/app/api/v1/keys/route";
import { POST as dispense } from "@/app/api/v1/packs/dispense/route";
import { GET as trace } from "@/app/api/v1/packs/trace/route";
import { POST as verify } from "@/app/api/v1/packs/verify/route";
import { PATCH as switchSite, GET as who } from "@/app/api/v1/session/route";
import type { Role } from "@/lib/core/access/permissions";
import { packLink } from "@/lib/core/gs1/link";
import { type Browser, browser, signedIn } from "./testing/browser";
import { addKey } from "./testing/key";
import { addOrganisation, addPerson, addProduct, openTestWeb, type TestWeb } from "./testing/world";

const reading = {
  gtin: "09520101100016",
  serial: "NOBODY1",
  batch: null,
  expiry: null,
  printConfirmed: false,
  entry: "api",
};

let at: TestWeb;
beforeAll(async () => {
  at = await openTestWeb();
});
afterAll(() => at.close());

let n = 0;
async function administrator(roles: readonly Role[] = ["admin", "operator"]) {
  const org = await addOrganisation(at, `Pharmacy ${++n}`, { capability: "pharmacy" });
  const seat = await addPerson(at, org, { roles });
  return { org, seat, as: await signedIn(seat) };
}

const make = (as: Browser, body: object = {}, headers: Record<string, string> = {}) =>
  as(create, { body: { name: "Till 3", scopes: ["verify-pack"], expiresAt: null, ...body }, headers });

const withKey = (key: string, headers: Record<string, string> = {}) =>
  browser()(verify, { body: { reading }, headers: { authorization: `Bearer ${key}`, ...headers } });

describe("an API key", () => {
  it("is shown once, and kept as a hash that not even its organisation can read", async () => {
    const { as } = await administrator();
    const made = await make(as);
    expect(made.status).toBe(200);
    expect(made.json.key).toMatch(/^pp_[0-9a-f]{16}_[0-9a-f]{64}$/);
    const secret = made.json.key.split("_")[2];
    const listed = await as(list, { method: "GET" });
    expect(listed.json).toMatchObject([
      {
        id: made.json.id,
        name: "Till 3",
        prefix: made.json.prefix,
        scopes: ["verify-pack"],
        revokedAt: null,
      },
    ]);
    expect(listed.text).not.toContain(secret);
    const everywhere = await at.sql<{ row: string }>(
      "select k::text as row from api_key k union all select a::text from audit a union all select r::text from request r",
    );
    expect(everywhere.some(({ row }) => row.includes(secret))).toBe(false);
    await expect(at.web.db.pool.query("select secret_hash from api_key")).rejects.toThrow(
      /permission denied/,
    );
  });

  it("does at its site what its scopes say; audit and look name the key, and no person", async () => {
    const { as, org } = await administrator();
    const { json } = await make(as);
    const answered = await withKey(json.key);
    expect([answered.status, answered.json.verdict.kind]).toEqual([200, "CANNOT_TELL"]);
    const refused = await browser()(dispense, {
      body: { reading },
      headers: { authorization: `Bearer ${json.key}` },
    });
    expect([refused.status, refused.json.code]).toEqual([403, "FORBIDDEN_SCOPE"]);
    const rows = await at.sql(
      "select action, outcome, person_id, key_id, site_id from audit where org_id = $1 and key_id is not null",
      [org.orgId],
    );
    expect(rows).toEqual([
      {
        action: "dispense-pack",
        outcome: "FORBIDDEN_SCOPE",
        person_id: null,
        key_id: json.id,
        site_id: org.siteId,
      },
    ]);
    const looks = await at.sql("select person_id, site_id from verification where org_id = $1", [org.orgId]);
    expect(looks).toEqual([{ person_id: json.id, site_id: org.siteId }]);
    const [used] = await at.sql<{ late: boolean }>(
      "select last_used_at > now() - interval '1 minute' as late from api_key where id = $1",
      [json.id],
    );
    expect(used?.late).toBe(true);
  });

  it("stands by its name in the trace of what it did, where a person would", async () => {
    const org = await addOrganisation(at, "Maker with a line", {
      capability: "holder",
      prefixes: ["9520101"],
    });
    const seat = await addPerson(at, org, { roles: ["responsible"] });
    const { id: productId, gtin } = await addProduct(at, org, { gtin: "09520101100023" });
    const plan = { productId, number: "B1", expiryPrinted: "300100", plannedSize: 1 };
    const { json: batch } = await (await signedIn(seat))(plans, { body: plan });
    const authorization = await addKey(at, seat, {
      name: "Line 2",
      scopes: ["commission-packs", "trace-pack"],
    });
    const made = await browser()(commission, {
      params: { id: batch.batchId },
      body: { serials: { import: ["S1"] }, entry: "api" },
      headers: { authorization },
    });
    expect(made.status, made.text).toBe(200);
    const { json } = await browser()(trace, {
      method: "GET",
      path: `/x?link=${encodeURIComponent(packLink(gtin, "S1"))}`,
      headers: { authorization },
    });
    expect(json.events.map(({ person }: { person: string }) => person)).toEqual(["Line 2"]);
  });

  it("never does more than its creator: not when it is made, not after they lost the role", async () => {
    const { as, seat } = await administrator();
    const more = await make(as, { scopes: ["verify-pack", "undo-pack"] });
    expect([more.status, more.json.code, more.json.facts]).toEqual([
      422,
      "KEY_SCOPE_UNGIVEN",
      { scope: "undo-pack" },
    ]);
    const personal = await make(as, { scopes: ["manage-keys"] });
    expect(personal.json.code).toBe("KEY_SCOPE_UNGIVEN");
    const past = await make(as, { expiresAt: Date.now() - 1 });
    expect([past.status, past.json.code]).toEqual([422, "KEY_EXPIRY_PAST"]);
    const { json } = await make(as);
    await at.sql("update membership set roles = '{admin}' where person_id = $1", [seat.personId]);
    const late = await withKey(json.key);
    expect([late.status, late.json.code]).toEqual([403, "FORBIDDEN_ROLE"]);
  });

  it("made on the command line, without a creator, does what its organisation is licensed for", async () => {
    const { seat } = await administrator([]);
    const bearer = await addKey(at, { ...seat, personId: null as never }, { scopes: ["verify-pack"] });
    const answered = await browser()(verify, { body: { reading }, headers: { authorization: bearer } });
    expect(answered.status).toBe(200);
  });

  it("is refused in words: revoked, expired, another secret, half of it, none", async () => {
    const { as, seat } = await administrator();
    const { json } = await make(as);
    expect((await as(revoke, { params: { id: json.id }, body: {} })).status).toBe(200);
    const code = async (key: string) => {
      const answered = await withKey(key);
      expect(answered.headers.get("www-authenticate")).toMatch(
        /^Bearer realm="packproof", error="invalid_token"$/,
      );
      return [answered.status, answered.json.code];
    };
    expect(await code(json.key)).toEqual([401, "KEY_REVOKED"]);
    expect(await code(`${json.key.slice(0, -1)}${json.key.endsWith("0") ? "1" : "0"}`)).toEqual([
      401,
      "KEY_INVALID",
    ]);
    expect(await code(json.key.slice(0, 30))).toEqual([401, "KEY_INVALID"]);
    const old = await addKey(at, seat, { scopes: ["verify-pack"], expires: "2020-01-01" });
    expect(await code(old.slice("Bearer ".length))).toEqual([401, "KEY_EXPIRED"]);
    const none = await browser()(verify, { body: { reading } });
    expect([none.status, none.json.code, none.headers.get("www-authenticate")]).toEqual([
      401,
      "SIGNED_OUT",
      'Bearer realm="packproof"',
    ]);
  });

  it("is revoked by its own organisation only, once and for good", async () => {
    const [mine, theirs] = [await administrator(), await administrator()];
    const { json } = await make(mine.as);
    const foreign = await theirs.as(revoke, { params: { id: json.id }, body: {} });
    expect([foreign.status, foreign.json.code]).toEqual([404, "KEY_ID_UNKNOWN"]);
    expect((await withKey(json.key)).status).toBe(200);
    expect((await theirs.as(list, { method: "GET" })).json).toEqual([]);
    for (const _ of [1, 2])
      expect((await mine.as(revoke, { params: { id: json.id }, body: {} })).status).toBe(200);
    const rows = await at.sql("select from audit where org_id = $1 and outcome = 'revoked'", [
      mine.org.orgId,
    ]);
    expect(rows).toHaveLength(1);
  });

  it("is made once for one Idempotency-Key, and its secret is not given twice", async () => {
    const { as } = await administrator();
    const headers = { "idempotency-key": randomUUID() };
    const first = await make(as, {}, headers);
    const again = await make(as, {}, headers);
    expect(again.json).toEqual({ ...first.json, key: null });
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    const other = await make(as, { name: "Till 4" }, headers);
    expect([other.status, other.json.code]).toEqual([422, "REQUEST_KEY_REUSED"]);
    expect((await as(list, { method: "GET" })).json).toHaveLength(1);
  });

  it("tells who it is, and becomes no session", async () => {
    const { as, seat } = await administrator();
    const { json } = await make(as);
    const headers = { authorization: `Bearer ${json.key}` };
    expect((await browser()(who, { method: "GET", headers })).json).toMatchObject({
      name: "Till 3",
      scopes: ["verify-pack"],
    });
    const moved = await browser()(switchSite, { method: "PATCH", headers, body: { siteId: seat.siteId } });
    expect([moved.status, moved.json.code, moved.headers.get("set-cookie")]).toEqual([
      403,
      "FORBIDDEN_KEY",
      null,
    ]);
  });
});
