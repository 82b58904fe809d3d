import { randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import {
  type Action,
  CAPABILITIES,
  type Capability,
  PERMISSIONS,
  type Permission,
  ROLES,
  type Role,
} from "@/lib/core/access/permissions";
import { packLink, ssccLink } from "@/lib/core/gs1/link";
import type { Handler } from "./handle";
import { isPlaceholder } from "./methods";
import { documentOf } from "./openapi/route-doc";
import { type Browser, browser, type Call, signedIn } from "./testing/browser";
import { addKey } from "./testing/key";
import { addOrganisation, addPerson, openTestWeb, type TestWeb } from "./testing/world";

const ID = randomUUID();
const GTIN = "09520101100016";
const link = packLink(GTIN, "NOBODY1");
const parent = ssccLink("095201010000000016");
const reading = {
  gtin: GTIN,
  serial: "NOBODY1",
  batch: null,
  expiry: null,
  printConfirmed: false,
  entry: "typed",
};
const entry = "typed";
const lines = [{ gtin: GTIN, batch: "B1", quantity: 1 }];
const declared = { handedOver: false, intact: true, storedWell: true };

type Row = { readonly action: Action } & Call;
const params = { id: ID };

/** Every route that needs a session: what it asks permission for, and a request that is well formed. */
const ROUTES: Readonly<Record<string, Row>> = {
  "POST batches": {
    action: "create-batch",
    body: { productId: ID, number: "B1", expiryPrinted: "290100", plannedSize: 1 },
  },
  "GET batches/[id]/now": { action: "view-batches", params },
  "GET batches/[id]/packs": { action: "view-batches", params },
  "POST batches/[id]/packs": {
    action: "commission-packs",
    params,
    body: { serials: { generate: 1 }, entry },
  },
  "POST batches/[id]/packs/check": { action: "commission-packs", params, body: { serials: ["A"] } },
  "GET batches/[id]/prints": { action: "view-batches", params },
  "POST batches/[id]/prints": {
    action: "print-labels",
    params,
    body: { count: 1, serialFrom: "A", serialTo: "A", reason: null },
  },
  "POST batches/[id]/prints/[print]": {
    action: "print-labels",
    params: { id: ID, print: ID },
    body: { outcome: "checked", serial: "A" },
  },
  "POST batches/[id]/release": { action: "release-batch", params, body: { entry } },
  "POST batches/[id]/hold": { action: "hold-batch", params, body: {} },
  "POST batches/[id]/unhold": { action: "unhold-batch", params, body: {} },
  "POST recalls": {
    action: "prepare-recall",
    body: {
      batchIds: [ID],
      serials: null,
      markets: ["AT"],
      recall: { class: 2, depth: "pharmacy", publicText: null },
      reason: "Glass",
    },
  },
  "GET recalls": { action: "view-recalls" },
  "GET recalls/[id]": { action: "view-recalls", params },
  "POST recalls/[id]/answer": { action: "answer-recall", params, body: { answer: { step: "opened" } } },
  "POST recalls/[id]/cancel": { action: "cancel-recall", params, body: {} },
  "POST recalls/[id]/sign": { action: "sign-recall", params, body: {} },
  "POST announcements": { action: "receive-shipment", body: { epcis: "{}" } },
  "POST announcements/[id]/receipt": {
    action: "receive-shipment",
    params,
    body: { scans: [], quantities: [], reportMissing: false, entry },
  },
  "POST announcements/csv": {
    action: "receive-shipment",
    body: { csv: "code\n", senderGln: "9520101000019", despatchAdvice: "L1", orderNumber: null },
  },
  "GET arrivals": { action: "view-shipments" },
  "POST arrivals/waiting": { action: "receive-shipment", body: { links: [link], note: "Lorry" } },
  "POST arrivals/waiting/end": {
    action: "resolve-exception",
    body: { links: [link], outcome: "sent-back" },
  },
  "POST exceptions/[id]/agree": { action: "resolve-exception", params, body: { text: "Yes" } },
  "POST exceptions/[id]/carry-out": { action: "resolve-exception", params, body: { witness: null, entry } },
  "POST exceptions/[id]/notes": { action: "resolve-exception", params, body: { text: "Asked" } },
  "POST exceptions/[id]/propose": {
    action: "resolve-exception",
    params,
    body: { outcome: "credited", text: "Lost" },
  },
  "POST holds": { action: "place-hold", body: { subject: { link }, kind: "SUSPECT", reason: "Seal", entry } },
  "POST holds/[id]/release": { action: "release-hold", params, body: { link, entry } },
  "POST jobs": { action: "verify-pack", body: { kind: "verify", items: [[GTIN, "NOBODY1"]] } },
  "GET jobs": { action: "verify-pack" },
  "GET jobs/[id]": { action: "verify-pack", params },
  "DELETE jobs/[id]": { action: "verify-pack", params },
  "GET jobs/[id]/results": { action: "verify-pack", params },
  "GET keys": { action: "manage-keys" },
  "POST keys": {
    action: "manage-keys",
    body: { name: "Line 2", scopes: ["view-proof"], expiresAt: null },
  },
  "POST keys/[id]/revoke": { action: "manage-keys", params, body: {} },
  "GET packs/trace": { action: "trace-pack", path: `/x?link=${encodeURIComponent(link)}` },
  "POST packs/dispense": { action: "dispense-pack", body: { reading } },
  "POST packs/quarantine": {
    action: "quarantine-pack",
    body: { reading, cause: "SERIAL_UNKNOWN", entry },
  },
  "POST packs/undo": {
    action: "undo-pack",
    body: { links: [link], undoes: "SUPPLIED", declaredNotHandedOver: true, entry },
  },
  "POST packs/void": { action: "void-packs", body: { links: [link], entry } },
  "POST packs/export": { action: "export-pack", body: { links: [link], entry } },
  "POST packs/sample": { action: "sample-pack", body: { links: [link], kind: "SAMPLE", entry } },
  "POST packs/lock": { action: "lock-pack", body: { links: [link], entry } },
  "POST packs/unlock": { action: "unlock-pack", body: { links: [link], entry } },
  "POST packs/check-out": { action: "check-out-pack", body: { links: [link], entry } },
  "POST packs/repack": { action: "repack-packs", body: { olds: [link], news: [link], entry } },
  "POST packs/restock": { action: "restock-packs", body: { links: [link], declared, entry } },
  "POST packs/return-check": { action: "verify-pack", body: { links: [link], declared } },
  "POST packs/destroy": { action: "destroy-pack", body: { links: [link], witness: null, entry } },
  "POST packs/stolen": { action: "report-stolen", body: { packs: { links: [link] }, entry } },
  "POST packs/open": { action: "open-pack", body: { packs: [{ link, remaining: 1 }], entry } },
  "POST packs/ward-issue": { action: "issue-to-ward", body: { links: [link], entry } },
  "POST packs/verify": { action: "verify-pack", body: { reading } },
  "POST shipments/[id]/cross-dock": {
    action: "receive-shipment",
    params,
    body: {
      scans: [link],
      reportMissing: false,
      receiverSiteId: ID,
      orderNumber: null,
      purpose: "sale",
      entry,
    },
  },
  "GET places": { action: "view-stock" },
  "POST places": { action: "manage-sites", body: { label: "A-03-2", kind: "shelf" } },
  "GET quantities": { action: "view-stock" },
  "POST quantities/count-in": { action: "count-in-stock", body: { lines, entry } },
  "POST quantities/supply": { action: "dispense-pack", body: { lines, entry } },
  "POST quantities/restock": { action: "restock-packs", body: { lines, declared, entry } },
  "POST quantities/return-check": { action: "verify-pack", body: { lines, declared } },
  "POST quantities/destroy": { action: "destroy-pack", body: { lines, witness: null, entry } },
  "POST units/put-away": { action: "put-away", body: { units: [link], label: "A-03-2", entry } },
  "GET products/[gtin]": { action: "trace-pack", params: { gtin: GTIN } },
  "POST products/[gtin]/withdraw": {
    action: "withdraw-product",
    params: { gtin: GTIN },
    body: { markets: ["AT"], reason: "No longer safe" },
  },
  "POST shipments": {
    action: "ship-units",
    body: {
      receiverSiteId: ID,
      orderNumber: null,
      purpose: "sale",
      units: [link],
      takeOff: false,
      entry,
    },
  },
  "POST shipments/check": {
    action: "ship-units",
    body: { receiverSiteId: ID, purpose: "sale", units: [link] },
  },
  "POST shipments/find": { action: "view-shipments", body: { link } },
  "GET shipments/[id]": { action: "view-shipments", params },
  "POST shipments/[id]/receipt": {
    action: "receive-shipment",
    params,
    body: { scans: [link], reportMissing: false, entry },
  },
  "POST shipments/[id]/void": { action: "void-shipment", params, body: { entry } },
  "POST units/count-in": { action: "count-in-stock", body: { units: [link], entry } },
  "POST units/found": { action: "receive-shipment", body: { link, entry } },
  "POST units/find": { action: "trace-pack", body: { links: [link] } },
  "POST units/pack": {
    action: "pack-units",
    body: { parent: null, children: [link], oneBatch: true, entry },
  },
  "POST units/unpack": { action: "unpack-units", body: { parent, children: [], entry } },
};
/** Open to everybody on purpose: they have tests of their own. */
const OPEN = [
  "DELETE session",
  "GET session",
  "PATCH session",
  "POST session",
  "POST public/check",
  "GET public/proofs/[eventId]",
];

const ROOT = new URL("../../app/api/v1/", import.meta.url);
const handlers = new Map<string, Handler>();

let at: TestWeb;
beforeAll(async () => {
  for (const path of readdirSync(fileURLToPath(ROOT), { recursive: true, encoding: "utf8" })) {
    if (!path.endsWith("route.ts")) continue;
    const module: Record<string, Handler> = await import(new URL(path, ROOT).href);
    for (const [method, handler] of Object.entries(module)) {
      if (isPlaceholder(handler)) continue;
      handlers.set(`${method} ${path.replace(/\/route\.ts$/, "")}`, handler);
    }
  }
  at = await openTestWeb();
});
afterAll(() => at.close());

const call = (as: Browser, name: string) => {
  const [handler, row] = [handlers.get(name), ROUTES[name]];
  if (!handler || !row) throw new Error(`No route ${name}`);
  return as(handler, { method: name.split(" ")[0] ?? "", ...row });
};

it("knows every route there is: a new one without a row here fails", () => {
  expect([...handlers.keys()].sort()).toEqual([...Object.keys(ROUTES), ...OPEN].sort());
});

it("documents for every route the scope that is really asked for", () => {
  for (const [name, { action }] of Object.entries(ROUTES)) {
    expect(documentOf(handlers.get(name) as Handler)?.doc?.scope, name).toBe(action);
  }
});

describe("without a session", () => {
  it.each(Object.keys(ROUTES))("%s answers 401 before it looks at anything", async (name) => {
    const { status, json } = await call(browser(), name);
    expect([status, json.code]).toEqual([401, "SIGNED_OUT"]);
  });
});

describe("from another website", () => {
  it.each(Object.keys(ROUTES).filter((name) => name.startsWith("POST")))("%s is refused", async (name) => {
    const org = await addOrganisation(at, `Cross-site ${name}`, { capability: "holder" });
    const as = await signedIn(await addPerson(at, org, { roles: ["responsible"] }));
    const { status, json } = await as(handlers.get(name) as Handler, {
      ...ROUTES[name],
      headers: { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
    });
    expect([status, json.code]).toEqual([403, "FORBIDDEN_CROSS_SITE"]);
  });
});

describe("a request that is not well formed", () => {
  const wrong: readonly (readonly [string, Call, number, string])[] = [
    ["broken JSON", { body: "{" }, 400, "JSON_SYNTAX"],
    ["another type", { headers: { "content-type": "text/plain" } }, 415, "BODY_NOT_JSON"],
    ["too large", { headers: { "content-length": "2000000000" } }, 413, "BODY_TOO_LARGE"],
    ["a field that is not there", { body: { nonsense: 1 } }, 400, "INPUT_INVALID"],
  ];

  it.each(wrong)("is refused by every route that takes one: %s", async (_what, change, status, code) => {
    const org = await addOrganisation(at, `Not well formed ${code}`, { capability: "holder" });
    const as = await signedIn(await addPerson(at, org, { roles: [...ROLES] }));
    for (const name of Object.keys(ROUTES).filter((each) => each.startsWith("POST"))) {
      const { json, ...answered } = await as(handlers.get(name) as Handler, { ...ROUTES[name], ...change });
      expect([answered.status, json.code], name).toEqual([status, code]);
      expect(answered.headers.get("content-type"), name).toBe("application/problem+json");
      for (const { path, message } of json.issues ?? [])
        expect([typeof path, message.length > 0]).toEqual(["string", true]);
      expect(json.issues?.length > 0, name).toBe(code === "INPUT_INVALID");
    }
  });

  it("is refused by every route that changes something when it has no Idempotency-Key", async () => {
    const org = await addOrganisation(at, "Keyless", { capability: "holder" });
    const as = await signedIn(await addPerson(at, org, { roles: [...ROLES] }));
    for (const name of Object.keys(ROUTES)) {
      const handler = handlers.get(name) as Handler;
      if (documentOf(handler)?.kind !== "command") continue;
      const { status, json } = await as(handler, { ...ROUTES[name], headers: { "idempotency-key": "" } });
      expect([status, json.code], name).toEqual([400, "REQUEST_KEY_MISSING"]);
    }
  });
});

describe("with an API key", () => {
  it("whose scopes hold nothing of it, every route answers 403 with the scope that is missing", async () => {
    const org = await addOrganisation(at, "Scoped", { capability: "holder" });
    const seat = await addPerson(at, org, { roles: [...ROLES] });
    const bearer = await addKey(at, seat, { scopes: ["view-proof"] });
    for (const [name, { action }] of Object.entries(ROUTES)) {
      const { status, json, headers } = await (browser() as Browser)(handlers.get(name) as Handler, {
        method: name.split(" ")[0] ?? "",
        ...ROUTES[name],
        headers: { authorization: bearer },
      });
      expect([status, json.code, json.facts], name).toEqual([403, "FORBIDDEN_SCOPE", { scope: action }]);
      expect(headers.get("www-authenticate"), name).toBe(
        `Bearer realm="packproof", error="insufficient_scope", scope="${action}"`,
      );
    }
  });

  it("that does not exist, every route answers 401, even beside a session that may", async () => {
    const org = await addOrganisation(at, "Unkeyed", { capability: "holder" });
    const as = await signedIn(await addPerson(at, org, { roles: [...ROLES] }));
    for (const name of Object.keys(ROUTES)) {
      const { status, json, headers } = await as(handlers.get(name) as Handler, {
        method: name.split(" ")[0] ?? "",
        ...ROUTES[name],
        headers: { authorization: `Bearer pp_${"0".repeat(16)}_${"0".repeat(64)}` },
      });
      expect([status, json.code], name).toEqual([401, "KEY_INVALID"]);
      expect(headers.get("www-authenticate"), name).toContain('error="invalid_token"');
    }
  });
});

/** Read off the table alone, not by the code that decides. */
function allowed(capability: Capability, role: Role, action: Action): boolean {
  const row: Permission = PERMISSIONS[action];
  return capability === "regulator"
    ? row.regulator.includes(role)
    : row.capabilities.includes(capability) && row.roles.includes(role);
}

describe.each(CAPABILITIES)("in an organisation licensed as %s", (capability) => {
  it("each role does what the table allows; everything else is 403 and recorded", async () => {
    const org = await addOrganisation(at, `Licensed as ${capability}`, { capability });
    for (const role of ROLES) {
      const seat = await addPerson(at, org, { roles: [role] });
      const as = await signedIn(seat);
      const denied: string[] = [];
      for (const [name, { action }] of Object.entries(ROUTES)) {
        const { status, json, headers } = await call(as, name);
        const said = `${role}: ${name}`;
        expect(status, said).not.toBe(500);
        expect(status, said).not.toBe(400);
        if (allowed(capability, role, action)) {
          expect(status, `${said} is allowed`).not.toBe(403);
          continue;
        }
        expect(status, `${said} is denied`).toBe(403);
        expect(headers.get("content-type"), said).toBe("application/problem+json");
        expect(json.code, said).toMatch(/^FORBIDDEN_/);
        denied.push(`${action} ${json.code}`);
      }
      const recorded = await at.sql<{ line: string }>(
        "select action || ' ' || outcome as line from audit where person_id = $1 and outcome like 'FORBIDDEN%'",
        [seat.personId],
      );
      expect(recorded.map(({ line }) => line).sort()).toEqual(denied.sort());
    }
  });
});

/** Requests that may be made in another organisation's name. */
const onBehalf = () =>
  Object.entries(ROUTES).flatMap(([name, row]) => {
    const fields = z.toJSONSchema(documentOf(handlers.get(name) as Handler)?.input ?? z.never(), {
      io: "input",
      unrepresentable: "any",
    });
    return "actingFor" in (fields.properties ?? {}) ? [{ name, row }] : [];
  });

describe.each(CAPABILITIES)("in another's name, licensed as %s", (capability) => {
  it("each request is let in by a delegation of its verb that is valid today, and by nothing else", async () => {
    const agent = await addOrganisation(at, `Agent as ${capability}`, { capability });
    const seat = await addPerson(at, agent, { roles: [...ROLES] });
    const as = await signedIn(seat);
    const verbs = [...new Set(onBehalf().map(({ row }) => row.action))];
    const holders: Readonly<Record<string, string>> = Object.fromEntries(
      await Promise.all(
        Object.entries({
          valid: [verbs, "- interval '1 year'", "null"],
          expired: [verbs, "- interval '1 year'", "now() - interval '2 days'"],
          "not yet": [verbs, "+ interval '2 days'", "null"],
          "another verb": [["view-stock"], "- interval '1 year'", "null"],
          none: null,
        } as const).map(async ([kind, given]) => {
          const holder = await addOrganisation(at, `${kind} for ${capability}`, { capability: "holder" });
          if (given) {
            const [actions, from, to] = given;
            await at.sql(
              `insert into delegation (id, holder_id, agent_id, verbs, product_ids, valid_from, valid_to)
               values (gen_random_uuid(), $1, $2, $3, '{}', now() ${from}, ${to})`,
              [holder.orgId, agent.orgId, actions],
            );
          }
          return [kind, holder.orgId] as const;
        }),
      ),
    );
    expect(onBehalf().length).toBeGreaterThan(12);
    const denied: string[] = [];
    for (const { name, row } of onBehalf()) {
      const { delegates }: Permission = PERMISSIONS[row.action];
      for (const [kind, actingFor] of Object.entries(holders)) {
        const body = { ...(row.body as Record<string, unknown>), actingFor };
        const { status, json } = await as(handlers.get(name) as Handler, { ...row, body });
        const said = `${name}: ${kind}`;
        const wanted = delegates.includes(capability)
          ? kind === "valid"
            ? null
            : "FORBIDDEN_DELEGATION"
          : "FORBIDDEN_CAPABILITY";
        expect([400, 500], `${said}: ${JSON.stringify(json)}`).not.toContain(status);
        if (wanted === null) expect(status, said).not.toBe(403);
        else {
          expect([status, json.code], said).toEqual([403, wanted]);
          denied.push(`${row.action} ${wanted}`);
        }
      }
    }
    const recorded = await at.sql<{ line: string }>(
      "select action || ' ' || outcome as line from audit where person_id = $1 and outcome like 'FORBIDDEN%'",
      [seat.personId],
    );
    expect(recorded.map(({ line }) => line).sort()).toEqual(denied.sort());
  });
});

describe("a permission", () => {
  it("ends with the licence it rests on", async () => {
    const org = await addOrganisation(at, "Expired", { capability: "pharmacy" });
    await at.sql("update capability set valid_to = now() - interval '2 days' where org_id = $1", [org.orgId]);
    const as = await signedIn(await addPerson(at, org, { roles: ["responsible"] }));
    const { status, json } = await call(as, "POST packs/dispense");
    expect([status, json.code]).toEqual([403, "FORBIDDEN_CAPABILITY"]);
  });

  it("counts at the site it was given for", async () => {
    const org = await addOrganisation(at, "Two sites", { capability: "wholesaler" });
    const away = randomUUID();
    await at.sql(
      "insert into site (id, org_id, gln, name, city, country, time_zone) values ($1, $2, '9520303000015', 'Away', 'Linz', 'AT', 'Europe/Vienna')",
      [away, org.orgId],
    );
    const seat = await addPerson(at, org, { roles: ["operator"] });
    await at.sql(
      "insert into membership (id, person_id, org_id, site_id, roles) values ($1, $2, $3, $4, '{lead}')",
      [randomUUID(), seat.personId, org.orgId, away],
    );
    const here = await call(await signedIn(seat), "POST shipments/[id]/void");
    expect([here.status, here.json.code]).toEqual([403, "FORBIDDEN_SITE"]);
    const there = await call(
      await signedIn({ ...seat, siteId: away as typeof seat.siteId }),
      "POST shipments/[id]/void",
    );
    expect(there.status).toBe(404);
  });
});
