import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as queryEvents from "@/app/api/epcis/queries/[queryName]/events/route";
import * as oneQuery from "@/app/api/epcis/queries/[queryName]/route";
import * as oneSubscription from "@/app/api/epcis/queries/[queryName]/subscriptions/[subscriptionID]/route";
import * as subscriptions from "@/app/api/epcis/queries/[queryName]/subscriptions/route";
import * as queries from "@/app/api/epcis/queries/route";
import { replaceWeb } from "@/lib/web/deps";
import { type Answered, type Browser, browser, type Call, signedIn } from "@/lib/web/testing/browser";
import { addKey } from "@/lib/web/testing/key";
import { addOrganisation, addPerson, openTestWeb, type TestWeb } from "@/lib/web/testing/world";
import { addEvent, objectEvent } from "./testing/events";

let at: TestWeb;
let production: TestWeb;
beforeAll(async () => {
  at = await openTestWeb();
});
afterAll(async () => {
  await production?.close();
  await at.close();
});

let count = 0;
let seat: Awaited<ReturnType<typeof addPerson>>;
let as: Browser;
let other: Browser;
beforeEach(async () => {
  const make = async () => {
    const org = await addOrganisation(at, `Keeps queries ${++count}`, { capability: "wholesaler" });
    return addPerson(at, org, { roles: ["admin", "operator"] });
  };
  seat = await make();
  as = await signedIn(seat);
  other = await signedIn(await make());
});

const SHIPPED = { name: "Shipped packs", query: { eventType: ["ObjectEvent"], EQ_bizStep: ["shipping"] } };
const of = (queryName: string, call: Call = {}): Call => ({ method: "GET", params: { queryName }, ...call });
const create = (body: unknown = SHIPPED, who: Browser = as) => who(queries.POST, { body });
const refusedAs = ({ status, json }: Answered) => [status, json.type];
const NO_NAME = [404, "epcisException:NoSuchNameException"];
const INVALID = [400, "epcisException:ValidationException"];

describe("a named query", () => {
  it("has a name that an address can hold: 400 ValidationException", async () => {
    for (const name of ["", " begins with a space", "a/b", "x".repeat(101)]) {
      const made = await create({ ...SHIPPED, name });
      expect([refusedAs(made), made.json.code], name).toEqual([INVALID, "QUERY_NAME"]);
    }
  });

  it("is kept, listed, asked for its events and deleted", async () => {
    const made = await create();
    expect([made.status, made.headers.get("location"), made.json]).toEqual([
      201,
      "http://localhost:3000/api/epcis/queries/Shipped%20packs",
      SHIPPED,
    ]);
    await addEvent(at, seat, objectEvent({ epcList: ["urn:x:1"] }));
    await addEvent(at, seat, objectEvent({ epcList: ["urn:x:2"], bizStep: "receiving" }));
    await addEvent(at, seat, objectEvent({ epcList: ["urn:x:3"] }));
    expect((await as(oneQuery.GET, of(SHIPPED.name))).json).toEqual(SHIPPED);
    expect((await as(queries.GET, { method: "GET" })).json).toEqual([SHIPPED]);
    const page = await as(
      queryEvents.GET,
      of(SHIPPED.name, { path: "/api/epcis/queries/x/events?perPage=1" }),
    );
    const { queryName, resultsBody } = page.json.epcisBody.queryResults;
    expect([queryName, resultsBody.eventList[0].epcList]).toEqual([SHIPPED.name, ["urn:x:1"]]);
    const [, next = ""] = /<([^>]+)>; rel="next"/.exec(page.headers.get("link") ?? "") ?? [];
    const rest = await as(
      queryEvents.GET,
      of(SHIPPED.name, { path: new URL(next).pathname + new URL(next).search }),
    );
    expect(rest.json.epcisBody.queryResults.resultsBody.eventList[0].epcList).toEqual(["urn:x:3"]);
    const xml = await as(queryEvents.GET, of(SHIPPED.name, { headers: { accept: "application/xml" } }));
    expect(xml.text).toContain("<queryName>Shipped packs</queryName>");
    expect((await as(oneQuery.DELETE, of(SHIPPED.name, { method: "DELETE" }))).status).toBe(204);
    expect(refusedAs(await as(oneQuery.GET, of(SHIPPED.name)))).toEqual(NO_NAME);
    const audit = await at.sql<{ what: string }>(
      "select detail->>'what' as what from audit where org_id = $1 and action = 'manage-subscriptions' order by id",
      [seat.orgId],
    );
    expect(audit.map(({ what }) => what)).toEqual(["create", "delete"]);
  });

  it("is its organisation's own: another one may have the same name", async () => {
    await create();
    for (const route of [oneQuery.GET, queryEvents.GET, subscriptions.GET])
      expect(refusedAs(await other(route, of(SHIPPED.name)))).toEqual(NO_NAME);
    expect(refusedAs(await other(oneQuery.DELETE, of(SHIPPED.name, { method: "DELETE" })))).toEqual(NO_NAME);
    expect((await create({ ...SHIPPED, query: {} }, other)).status).toBe(201);
    expect((await as(oneQuery.GET, of(SHIPPED.name))).json).toEqual(SHIPPED);
  });

  it("has a name of its own: 409 ResourceAlreadyExistsException", async () => {
    await create();
    expect(refusedAs(await create())).toEqual([409, "epcisException:ResourceAlreadyExistsException"]);
  });

  it("is listed a page at a time, by name", async () => {
    for (const name of ["b", "a", "B"]) await create({ name, query: {} });
    const names: string[] = [];
    for (let path = "/api/epcis/queries?perPage=2"; path !== ""; ) {
      const page: Answered = await as(queries.GET, { method: "GET", path });
      names.push(...page.json.map(({ name }: { name: string }) => name));
      const [, next] = /<([^>]+)>; rel="next"/.exec(page.headers.get("link") ?? "") ?? [];
      path = next === undefined ? "" : new URL(next).pathname + new URL(next).search;
    }
    expect(names).toEqual(["B", "a", "b"]);
  });

  it.each([
    [{ ...SHIPPED, query: { EQ_bizStepp: ["shipping"] } }, "QueryParameterException"],
    [{ ...SHIPPED, query: { EQ_bizStep: "shipping" } }, "QueryParameterException"],
    [{ ...SHIPPED, name: "a/b" }, "ValidationException"],
    [{ ...SHIPPED, name: "" }, "ValidationException"],
    [{ ...SHIPPED, name: 5 }, "ValidationException"],
    [{ name: "x" }, "ValidationException"],
    [{ ...SHIPPED, more: 1 }, "ValidationException"],
    ["[]", "ValidationException"],
    ["{", "ValidationException"],
  ])("is refused with 400 where it can't be one: %j", async (body, exception) => {
    expect(refusedAs(await create(body))).toEqual([400, `epcisException:${exception}`]);
  });

  it("is sent as JSON: 415 UnsupportedMediaTypeException", async () => {
    const sent = await as(queries.POST, { body: "<a/>", headers: { "content-type": "application/xml" } });
    expect(refusedAs(sent)).toEqual([415, "epcisException:UnsupportedMediaTypeException"]);
  });

  it("answers no WebSocket: 400 SubscriptionControlsException says what there is instead", async () => {
    await create();
    const wrong = [400, "epcisException:SubscriptionControlsException"];
    const asked = (path: string, headers: Record<string, string> = {}) =>
      as(queryEvents.GET, of(SHIPPED.name, { path, headers }));
    expect(refusedAs(await asked("/x?stream=true"))).toEqual(wrong);
    expect(refusedAs(await asked("/x?minute=5&hour=1"))).toEqual(wrong);
    expect(refusedAs(await asked("/x", { upgrade: "websocket" }))).toEqual(wrong);
  });
});

describe("a subscription", () => {
  const TO = { dest: "https://erp.example.com/epcis", signatureToken: "0123456789abcdef" };
  const subscribe = (body: unknown, headers: Record<string, string> = {}) =>
    as(subscriptions.POST, of(SHIPPED.name, { method: "POST", body, headers }));

  it("is made, listed, seen and ended; its secret is told once", async () => {
    await create();
    const made = await subscribe({ ...TO, stream: true }, { "gs1-epc-format": "Always_EPC_URN" });
    const { subscriptionID, createdAt } = made.json;
    expect([made.status, made.headers.get("location")]).toEqual([
      201,
      `http://localhost:3000/api/epcis/queries/Shipped%20packs/subscriptions/${subscriptionID}`,
    ]);
    const kept = {
      subscriptionID,
      queryName: SHIPPED.name,
      dest: TO.dest,
      stream: true,
      epcFormat: "Always_EPC_URN",
      createdAt,
      initialRecordTime: createdAt,
      minRecordTime: createdAt,
      "packproof:onItsWay": [],
      "packproof:deadLetters": [],
    };
    expect(made.json).toEqual({ ...kept, signatureToken: TO.signatureToken });
    const one = of(SHIPPED.name, { params: { queryName: SHIPPED.name, subscriptionID } });
    expect((await as(oneSubscription.GET, one)).json).toEqual(kept);
    expect((await as(subscriptions.GET, of(SHIPPED.name))).json).toEqual([kept]);
    const unknown = [404, "epcisException:NoSuchResourceException"];
    expect(refusedAs(await other(oneSubscription.GET, one))).toEqual(unknown);
    expect(refusedAs(await other(oneSubscription.DELETE, { ...one, method: "DELETE" }))).toEqual(unknown);
    expect((await as(oneSubscription.DELETE, { ...one, method: "DELETE" })).status).toBe(204);
    expect(refusedAs(await as(oneSubscription.GET, one))).toEqual(unknown);
    const nonsense = of(SHIPPED.name, { params: { queryName: SHIPPED.name, subscriptionID: "nonsense" } });
    const nobodys = await as(oneSubscription.GET, nonsense);
    expect(refusedAs(nobodys)).toEqual(unknown);
    expect(nobodys.json.code).toBe("SUBSCRIPTION_UNKNOWN");
  });

  it("has a schedule as it was sent, and a secret of its own where none was", async () => {
    await create();
    const made = await subscribe({
      dest: TO.dest,
      schedule: { hour: "1", minute: "5" },
      reportIfEmpty: true,
    });
    expect(made.json).toMatchObject({ schedule: { hour: "1", minute: "5" }, reportIfEmpty: true });
    expect(made.json.signatureToken).toMatch(/^[0-9a-f]{48}$/);
  });

  it("ends with its query", async () => {
    await create();
    await subscribe({ ...TO, stream: true });
    await as(oneQuery.DELETE, of(SHIPPED.name, { method: "DELETE" }));
    expect(await at.sql("select id from subscription where org_id = $1", [seat.orgId])).toEqual([]);
  });

  it.each([
    [{ ...TO }, "SubscriptionControlsException"],
    [{ ...TO, stream: true, schedule: { hour: "1" } }, "SubscriptionControlsException"],
    [{ ...TO, schedule: { hour: "25" } }, "SubscriptionControlsException"],
    [{ ...TO, schedule: { dayOfMonth: "30", month: "2" } }, "SubscriptionControlsException"],
    [{ ...TO, stream: true, initialRecordTime: "now" }, "SubscriptionControlsException"],
    [{ stream: true }, "ValidationException"],
    [{ ...TO, stream: true, dest: "nowhere" }, "ValidationException"],
    [{ ...TO, stream: true, signatureToken: "short" }, "ValidationException"],
    [{ ...TO, stream: true, secret: "x" }, "ValidationException"],
  ])("is refused with 400 where it can't be one: %j", async (body, exception) => {
    await create();
    expect(refusedAs(await subscribe(body))).toEqual([400, `epcisException:${exception}`]);
  });

  it("needs its query: 404 NoSuchNameException", async () => {
    expect(refusedAs(await subscribe({ ...TO, stream: true }))).toEqual(NO_NAME);
  });
});

describe("outside of a demonstration", () => {
  it("sends nothing to an address that is not public https", async () => {
    production = await openTestWeb({ DEMO: "false" });
    const { web: demo } = at;
    const org = await addOrganisation(production, "Production", { capability: "wholesaler" });
    const who = await addPerson(production, org, { roles: ["admin", "operator"] });
    const authorization = await addKey(production, who, { scopes: ["view-events", "manage-subscriptions"] });
    const keyed = browser();
    await keyed(queries.POST, { body: SHIPPED, headers: { authorization } });
    for (const dest of ["http://erp.example.com/", "https://127.0.0.1/", "https://localhost/"]) {
      const body = { dest, stream: true };
      const made = await keyed(
        subscriptions.POST,
        of(SHIPPED.name, { method: "POST", body, headers: { authorization } }),
      );
      expect(refusedAs(made), dest).toEqual(INVALID);
    }
    replaceWeb(demo);
  });
});
