import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as resourceEvents from "@/app/api/epcis/[resource]/[value]/events/route";
import * as oneResource from "@/app/api/epcis/[resource]/[value]/route";
import * as resources from "@/app/api/epcis/[resource]/route";
import * as oneEvent from "@/app/api/epcis/events/[eventID]/route";
import * as events from "@/app/api/epcis/events/route";
import * as token from "@/app/api/epcis/nextPageToken/[token]/route";
import * as queryEvents from "@/app/api/epcis/queries/[queryName]/events/route";
import * as oneQuery from "@/app/api/epcis/queries/[queryName]/route";
import * as oneSubscription from "@/app/api/epcis/queries/[queryName]/subscriptions/[subscriptionID]/route";
import * as subscriptions from "@/app/api/epcis/queries/[queryName]/subscriptions/route";
import * as queries from "@/app/api/epcis/queries/route";
import * as root from "@/app/api/epcis/route";
import { CAPABILITIES, PERMISSIONS, type Permission, ROLES } from "@/lib/core/access/permissions";
import type { Handler } from "@/lib/web/handle";
import { documentOf } from "@/lib/web/openapi/route-doc";
import { type Call, signedIn } from "@/lib/web/testing/browser";
import { addOrganisation, addPerson, openTestWeb, type TestWeb } from "@/lib/web/testing/world";

const value = { resource: "bizSteps", value: "shipping" };
const query = { queryName: "Mine" };
const one = { ...query, subscriptionID: "33333333-3333-4333-8333-333333333333" };
const DEST = { dest: "https://erp.example.com/epcis", stream: true };

/** Every handler that asks, with a request that is well formed. */
const CALLS: readonly (readonly [Handler, Call])[] = [
  [root.GET, {}],
  [events.GET, {}],
  [oneEvent.GET, { params: { eventID: "urn:x:1" } }],
  [resources.GET, { params: { resource: "epcs" } }],
  [resources.GET, { params: { resource: "bizSteps" } }],
  [oneResource.GET, { params: value }],
  [resourceEvents.GET, { params: value }],
  [token.DELETE, { method: "DELETE", params: { token: "x" } }],
  [queries.GET, {}],
  [queries.POST, { method: "POST", body: { name: "Mine", query: {} } }],
  [oneQuery.GET, { params: query }],
  [queryEvents.GET, { params: query }],
  [subscriptions.GET, { params: query }],
  [subscriptions.POST, { method: "POST", params: query, body: DEST }],
  [oneSubscription.GET, { params: one }],
  [oneSubscription.DELETE, { method: "DELETE", params: one }],
  [oneQuery.DELETE, { method: "DELETE", params: query }],
];

let at: TestWeb;
beforeAll(async () => {
  at = await openTestWeb();
});
afterAll(() => at.close());

describe.each(CAPABILITIES)("in an organisation licensed as %s", (capability) => {
  it("each role asks and subscribes as the table of permissions says; everything else is 403 and recorded", async () => {
    const org = await addOrganisation(at, `EPCIS as ${capability}`, { capability });
    for (const role of ROLES) {
      const seat = await addPerson(at, org, { roles: [role] });
      const as = await signedIn(seat);
      const denied: string[] = [];
      for (const [handler, call] of CALLS) {
        const action = documentOf(handler)?.doc?.scope;
        if (!action) throw new Error("A handler without a scope");
        const row: Permission = PERMISSIONS[action];
        const isAllowed =
          capability === "regulator"
            ? row.regulator.includes(role)
            : row.capabilities.includes(capability) && row.roles.includes(role);
        const { status, json } = await as(handler, { method: "GET", ...call });
        const said = `${role}: ${action} ${JSON.stringify(call)}`;
        expect(status, said).not.toBe(500);
        expect(status, said).not.toBe(400);
        if (isAllowed) expect(status, said).not.toBe(403);
        else {
          expect([status, json.type], said).toEqual([403, "epcisException:SecurityException"]);
          denied.push(action);
        }
      }
      const recorded = await at.sql<{ action: string }>(
        "select action from audit where person_id = $1 and outcome like 'FORBIDDEN%'",
        [seat.personId],
      );
      expect(recorded.map(({ action }) => action).sort()).toEqual(denied.sort());
    }
  });
});

describe("from another website", () => {
  it("nothing can be changed with somebody's cookie", async () => {
    const org = await addOrganisation(at, "EPCIS cross-site", { capability: "holder" });
    const as = await signedIn(await addPerson(at, org, { roles: [...ROLES] }));
    for (const [handler, call] of CALLS.filter(([, { method = "GET" }]) => method !== "GET")) {
      const headers = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
      const { status, json } = await as(handler, { ...call, headers });
      expect([status, json.code, json.type]).toEqual([
        403,
        "FORBIDDEN_CROSS_SITE",
        "epcisException:SecurityException",
      ]);
    }
  });
});
