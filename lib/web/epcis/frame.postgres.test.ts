import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET, OPTIONS, POST } from "@/app/api/epcis/route";
import { ROLES } from "@/lib/core/access/permissions";
import { type Browser, browser, type Call, signedIn } from "@/lib/web/testing/browser";
import { addKey } from "@/lib/web/testing/key";
import { addOrganisation, addPerson, openTestWeb, type TestWeb } from "@/lib/web/testing/world";

let at: TestWeb;
let as: Browser;
let seat: Awaited<ReturnType<typeof addPerson>>;
beforeAll(async () => {
  at = await openTestWeb();
  const org = await addOrganisation(at, "Frame", { capability: "wholesaler" });
  seat = await addPerson(at, org, { roles: [...ROLES] });
  as = await signedIn(seat);
});
afterAll(() => at.close());

const root = (call: Call = {}, who: Browser = as) => who(GET, { method: "GET", path: "/api/epcis", ...call });
const withHeaders = (headers: Record<string, string>) => root({ headers });

const SAID = {
  "gs1-epcis-version": "2.0.0",
  "gs1-cbv-version": "2.0.0",
  "gs1-extensions": "packproof=https://packproof.org/ns/",
};
const saidBy = (headers: Headers) =>
  Object.fromEntries(Object.keys(SAID).map((name) => [name, headers.get(name)]));

describe("a resource of EPCIS", () => {
  it("answers a session and a key with the scope, and says its versions", async () => {
    const bearer = await addKey(at, seat, { scopes: ["view-events"] });
    for (const answered of [await root(), await root({ headers: { authorization: bearer } }, browser())]) {
      expect([answered.status, answered.headers.get("content-type")]).toEqual([200, "application/json"]);
      expect(answered.json.member).toHaveLength(9);
      expect(saidBy(answered.headers)).toEqual(SAID);
      expect(answered.headers.get("ratelimit")).not.toBeNull();
    }
  });

  it("answers as JSON-LD when that is asked for", async () => {
    const { headers, json } = await withHeaders({ accept: "application/ld+json" });
    expect([headers.get("content-type"), json.type]).toEqual(["application/ld+json", "Collection"]);
  });

  it.each([
    ["nobody", {}, 401, "SecurityException"],
    [
      "an unknown key",
      { authorization: `Bearer pp_${"0".repeat(16)}_${"0".repeat(64)}` },
      401,
      "SecurityException",
    ],
    ["a media type it lacks", { accept: "text/csv" }, 406, "NotAcceptableException"],
    ["an older version", { "gs1-epcis-max": "1.2" }, 406, "NotAcceptableException"],
    ["an unknown format", { "gs1-epc-format": "Sometimes" }, 406, "NotAcceptableException"],
  ])("refuses %s as an exception, and says its versions too", async (_who, headers, status, exception) => {
    const answered = await root({ headers }, browser());
    expect([answered.status, answered.json.type]).toEqual([status, `epcisException:${exception}`]);
    expect(answered.headers.get("content-type")).toBe("application/problem+json");
    expect(saidBy(answered.headers)).toEqual(SAID);
    expect(answered.headers.has("www-authenticate")).toBe(status === 401);
  });

  it("refuses a key without the scope with 403 SecurityException, and names the scope", async () => {
    const bearer = await addKey(at, seat, { scopes: ["view-proof"] });
    const { status, json } = await root({ headers: { authorization: bearer } }, browser());
    expect([status, json.type, json.facts]).toEqual([
      403,
      "epcisException:SecurityException",
      { scope: "view-events" },
    ]);
  });

  it("refuses an address that is too long with 414 URITooLongException", async () => {
    const { status, json } = await root({ path: `/api/epcis?x=${"x".repeat(8_000)}` });
    expect([status, json.type]).toEqual([414, "epcisException:URITooLongException"]);
  });

  it("says with OPTIONS, to anybody, what it has and what the interface can", async () => {
    const { status, headers, text } = await browser()(OPTIONS, { method: "OPTIONS" });
    expect([status, text]).toEqual([204, ""]);
    expect(headers.get("allow")).toBe("GET, HEAD, OPTIONS");
    expect(Object.fromEntries([...headers].filter(([name]) => name.startsWith("gs1-")))).toEqual({
      ...SAID,
      "gs1-epcis-min": "2.0.0",
      "gs1-epcis-max": "2.0.0",
      "gs1-cbv-min": "2.0.0",
      "gs1-cbv-max": "2.0.0",
      "gs1-epc-format": "No_Preference",
      "gs1-cbv-xml-format": "No_Preference",
      "gs1-vendor-version": "packproof-0.1.0",
    });
    const refused = await browser()(OPTIONS, { method: "OPTIONS", headers: { "gs1-cbv-min": "9" } });
    expect(refused.status).toBe(406);
  });

  it("refuses a method it does not have with 405, and says its versions too", async () => {
    const { status, headers } = await as(POST, { body: {} });
    expect([status, headers.get("allow"), saidBy(headers)]).toEqual([405, "GET, HEAD, OPTIONS", SAID]);
  });

  it("answers a limit with 429 as everywhere", async () => {
    const none = { take: async () => ({ wait: 3, headers: { RateLimit: '"session";r=0;t=3' } }) };
    Object.assign(at.web.limits, { session: none });
    const { status, headers, json } = await root();
    expect([status, headers.get("retry-after"), json.code]).toEqual([429, "3", "TOO_MANY_REQUESTS"]);
    expect(saidBy(headers)).toEqual(SAID);
  });
});
