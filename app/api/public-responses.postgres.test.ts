import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as health } from "@/app/api/health/route";
import { GET as checkpoint } from "@/app/api/log/checkpoint/route";
import { GET as tile } from "@/app/api/log/tile/[...path]/route";
import { POST as commission } from "@/app/api/v1/batches/[id]/packs/route";
import { POST as release } from "@/app/api/v1/batches/[id]/release/route";
import { POST as createBatch } from "@/app/api/v1/batches/route";
import { POST as dispense } from "@/app/api/v1/packs/dispense/route";
import { POST as quarantine } from "@/app/api/v1/packs/quarantine/route";
import { POST as check } from "@/app/api/v1/public/check/route";
import { GET as prove } from "@/app/api/v1/public/proofs/[eventId]/route";
import { POST as receive } from "@/app/api/v1/shipments/[id]/receipt/route";
import { POST as ship } from "@/app/api/v1/shipments/route";
import { POST as pack } from "@/app/api/v1/units/pack/route";
import { packLink } from "@/lib/core/gs1/link";
import { logIdOf } from "@/lib/core/log/checkpoint";
import type { LogHead } from "@/lib/core/log/tiles";
import { openDatabase } from "@/lib/db/database";
import { postgresLogStore } from "@/lib/db/log-store";
import { openLog, publishCheckpoint, sequenceLog } from "@/lib/operations/sequence-log";
import { nodePrimitives } from "@/lib/primitives/node";
import { systemClock, systemIds } from "@/lib/primitives/system";
import { testSigners } from "@/lib/primitives/testing-keys";
import { newLimits } from "@/lib/web/limits";
import { rateLimit } from "@/lib/web/rate-limit";
import { type Answered, type Browser, browser, signedIn } from "@/lib/web/testing/browser";
import { addOrganisation, addPerson, addProduct, openTestWeb, type TestWeb } from "@/lib/web/testing/world";

const GTIN = "09520101100016";
const PLAIN = "09520101100047";
const EXPIRY = "290300";
const MAKER = "Lindhof Pharma";
const UNKNOWN = "UNKNOWN-SERIAL-1";

/** Serials by what happened to the pack. */
const PACKS = {
  onSale: "ONSALE-SERIAL-01",
  inACase: "INACASE-SERIAL-1",
  dispensed: "DISPENSED-SER-01",
  dispensedTwice: "COPIED-SERIAL-01",
  suspect: "SUSPECT-SERIAL-1",
  illegitimate: "ILLEGIT-SERIAL-1",
  stolen: "STOLEN-SERIAL-01",
  void: "VOIDED-SERIAL-01",
  missing: "MISSING-SERIAL-1",
} as const;
const OTHER_BATCHES = {
  unreleased: { serial: "UNRELEASED-SER-1", batch: "UNREL1" },
  recalledByPatients: { serial: "RECALLED-PAT-001", batch: "RECPAT1" },
  recalledByTrade: { serial: "RECALLED-TRADE-1", batch: "RECTRD1" },
} as const;

let at: TestWeb;
const anyone = browser();
const entry = "camera";
const question = (serial: string, change: object = {}) => ({
  gtin: GTIN,
  serial,
  batch: "TX1",
  expiry: EXPIRY,
  ...change,
});
const ask = (body: object): Promise<Answered> => anyone(check, { body });
const proof = (eventId: string, serial: string): Promise<Answered> =>
  anyone(prove, { method: "GET", path: `/x?gtin=${GTIN}&serial=${serial}`, params: { eventId } });

async function must(as: Browser, ...call: Parameters<Browser>) {
  const answered = await as(...call);
  if (answered.status !== 200) throw new Error(answered.text);
  return answered.json;
}

async function growLog(): Promise<void> {
  const worker = openDatabase(at.urls.workerUrl, { max: 2 });
  const origin = at.web.env.LOG_ORIGIN;
  const logId = logIdOf(origin, nodePrimitives.sha256);
  let published: LogHead | null = null;
  const deps = {
    clock: systemClock,
    ids: systemIds,
    primitives: nodePrimitives,
    origin,
    logId,
    log: postgresLogStore(worker, { logId, origin }),
    signers: testSigners,
    lastPublished: {
      read: async () => published,
      write: async (head: LogHead) => {
        published = head;
      },
    },
  };
  try {
    await openLog(deps);
    await sequenceLog(deps);
    await publishCheckpoint(deps);
  } finally {
    await worker.close();
  }
}

beforeAll(async () => {
  at = await openTestWeb({}, (web) => ({
    ...web,
    limits: {
      ...newLimits(),
      packs: rateLimit({ burst: 1e6, perSecond: 1e6 }),
      packsOfAll: rateLimit({ burst: 1e6, perSecond: 1e6 }),
    },
  }));
  const maker = await addOrganisation(at, MAKER, { capability: "holder", prefixes: ["9520101"] });
  const wholesaler = await addOrganisation(at, "Brenner Soll Grosshandel", { capability: "wholesaler" });
  const pharmacy = await addOrganisation(at, "Linden-Apotheke", { capability: "pharmacy" });
  const second = await addOrganisation(at, "Hafen-Apotheke", { capability: "pharmacy" });
  const { id: productId } = await addProduct(at, maker, { gtin: GTIN });
  await addProduct(at, maker, { gtin: PLAIN, serialised: false });
  const person = async (org: typeof maker, name: string) =>
    signedIn(await addPerson(at, org, { roles: ["operator", "lead", "responsible"], name }));
  const orla = await person(maker, "Orla Musterfrau");
  const paul = await person(wholesaler, "Paul Musterherr");
  const vera = await person(pharmacy, "Vera Beispiel");
  const emil = await person(second, "Emil Beispiel");

  const batch = async (number: string, serials: readonly string[]) => {
    const body = { productId, number, expiryPrinted: EXPIRY, plannedSize: 4711 };
    const { batchId } = await must(orla, createBatch, { body });
    await must(orla, commission, {
      params: { id: batchId },
      body: { serials: { import: serials }, entry: "file" },
    });
    return batchId as string;
  };
  const tx1 = await batch("TX1", [...Object.values(PACKS), "FILLER-SERIAL-01", "FILLER-SERIAL-02"]);
  await must(orla, release, { params: { id: tx1 }, body: { entry } });
  const { link: box } = await must(orla, pack, {
    body: {
      parent: null,
      children: [PACKS.inACase, "FILLER-SERIAL-01"].map((serial) => packLink(GTIN, serial)),
      oneBatch: true,
      entry,
    },
  });
  const others = Object.values(PACKS).filter((serial) => serial !== PACKS.inACase);
  const units = [box, ...others.map((serial) => packLink(GTIN, serial))];
  const send = async (from: Browser, to: Browser, receiverSiteId: string, scans: string[]) => {
    const body = {
      receiverSiteId,
      orderNumber: "PURCHASE-ORDER-77",
      purpose: "sale",
      units,
      takeOff: false,
      entry,
    };
    const { shipmentId } = await must(from, ship, { body });
    await must(to, receive, {
      params: { id: shipmentId },
      body: { scans, reportMissing: scans.length < units.length, entry },
    });
  };
  await send(orla, paul, wholesaler.siteId, units);
  const missing = packLink(GTIN, PACKS.missing);
  await send(
    paul,
    vera,
    pharmacy.siteId,
    units.filter((unit) => unit !== missing),
  );

  const reading = (serial: string) => ({
    gtin: GTIN,
    serial,
    batch: "TX1",
    expiry: "2029-03-31",
    printConfirmed: false,
    entry,
  });
  await must(vera, dispense, { body: { reading: reading(PACKS.dispensed) } });
  await must(vera, dispense, { body: { reading: reading(PACKS.dispensedTwice) } });
  await emil(dispense, { body: { reading: reading(PACKS.dispensedTwice) } });
  await must(vera, quarantine, {
    body: { reading: reading(PACKS.suspect), cause: "looks reprinted to Vera", entry },
  });
  await must(vera, quarantine, { body: { reading: reading(PACKS.illegitimate), cause: "fake seal", entry } });
  await at.sql(
    "update hold set kind = 'ILLEGITIMATE' where epc_id = (select id from epc where serial = $1)",
    [PACKS.illegitimate],
  );
  await at.sql("update epc set state = 'STOLEN' where serial = $1", [PACKS.stolen]);
  await at.sql("update epc set state = 'VOID' where serial = $1", [PACKS.void]);
  await batch(OTHER_BATCHES.unreleased.batch, [OTHER_BATCHES.unreleased.serial]);
  for (const [{ serial, batch: number }, depth] of [
    [OTHER_BATCHES.recalledByPatients, "patient"],
    [OTHER_BATCHES.recalledByTrade, "wholesale"],
  ] as const) {
    const id = await batch(number, [serial]);
    await must(orla, release, { params: { id }, body: { entry } });
    await at.sql(
      "update batch set recalled_at = now(), recall_class = 1, recall_depth = $2, recall_text = 'Take it back to your pharmacy.' where id = $1",
      [id, depth],
    );
  }
  await growLog();
}, 120_000);
afterAll(() => at.close());

/** Every public answer about packs there can be: each pack with all fields, with some, with wrong ones. */
async function everyAnswer(): Promise<{ readonly serial: string; readonly answered: Answered }[]> {
  const own = [...Object.values(PACKS), UNKNOWN].map((serial) => ({ serial, right: question(serial) }));
  const rest = Object.values(OTHER_BATCHES).map(({ serial, batch }) => ({
    serial,
    right: question(serial, { batch }),
  }));
  const found = [];
  for (const { serial, right } of [...own, ...rest]) {
    for (const body of [
      right,
      { ...right, batch: null, expiry: null },
      { ...right, batch: null },
      { ...right, expiry: null },
      { ...right, batch: "WRONG1" },
      { ...right, expiry: "300101" },
      { ...right, gtin: PLAIN },
      { ...right, gtin: "00012345678905" },
    ]) {
      found.push({ serial, answered: await ask(body) });
    }
    const { steps } = (await ask(right)).json;
    for (const { eventId } of steps) found.push({ serial, answered: await proof(eventId, serial) });
  }
  return found;
}

/** What belongs to the trade, people and investigations, read from the tables as their owner. */
async function neverPublic(): Promise<readonly { readonly what: string; readonly value: string }[]> {
  const columns: Record<string, string> = {
    GLN: "select gln from site",
    "name of a site": "select name from site",
    "city of a site": "select city from site",
    "id of a site": "select id::text from site",
    "name of an organisation": `select name from organisation where name <> '${MAKER}'`,
    "id of an organisation": "select id::text from organisation",
    "name of a person": "select name from person",
    "id of a person": "select id::text from person",
    "id of a shipment": "select id::text from shipment",
    "despatch advice": "select despatch_advice from shipment",
    "order number": "select order_number from shipment",
    "id of a batch": "select id::text from batch",
    "planned size": "select planned_size::text from batch",
    SSCC: "select sscc from epc where sscc is not null",
    "id of a unit": "select id::text from epc",
    "id of a hold": "select id::text from hold",
    "reason of a hold": "select reason from hold",
    "id of an alert": "select id::text from alert",
    "hash of an event": "select event_hash from event",
    "key of an event (hex)": "select encode(event_key, 'hex') from event",
    "key of an event (base64)": "select encode(event_key, 'base64') from event",
    "hash of a record (hex)": "select encode(record_hash, 'hex') from event",
    "hash of a record (base64)": "select encode(record_hash, 'base64') from event",
    "milliseconds of an event": "select (extract(epoch from event_time) * 1000)::bigint::text from event",
  };
  const found = [];
  for (const [what, query] of Object.entries(columns)) {
    const rows = await at.sql<Record<string, string>>(query);
    expect(rows.length, `${what}: the world of this test must have one`).toBeGreaterThan(0);
    for (const row of rows) for (const value of Object.values(row)) found.push({ what, value });
  }
  return found;
}

const leavesOf = (json: unknown): string[] =>
  typeof json === "object" && json !== null ? Object.values(json).flatMap(leavesOf) : [String(json)];
const keysOf = (json: unknown): string[] =>
  Array.isArray(json)
    ? json.flatMap(keysOf)
    : typeof json === "object" && json !== null
      ? Object.entries(json).flatMap(([key, value]) => [key, ...keysOf(value)])
      : [];

describe("what anybody is told", () => {
  it("holds nothing of sites, routes, people, times, holds and other packs", async () => {
    const secrets = await neverPublic();
    const serials = (await at.sql<{ serial: string }>("select serial from epc where serial is not null")).map(
      (row) => row.serial,
    );
    const answers = await everyAnswer();
    // Enough of both kinds: verdicts, and proofs of steps.
    expect(answers.filter(({ answered }) => answered.json?.format).length).toBeGreaterThan(8);
    for (const { serial, answered } of answers) {
      const { text, json } = answered;
      const leaves = new Set(leavesOf(json));
      for (const { what, value } of secrets) {
        // Short ones as whole values: three letters stand in every base64 text by chance.
        const told = value.length < 8 ? leaves.has(value) : text.includes(value);
        expect(told, `${what} ${value} in ${text}`).toBe(false);
      }
      for (const other of serials) {
        if (other !== serial) expect(text.includes(other), `${other} in ${text}`).toBe(false);
      }
      expect(text).not.toMatch(/\d{4}-\d\d-\d\dT|\b1[6-9]\d{11}\b/);
    }
  });

  it("has these fields and no others: a new one is a decision", async () => {
    const keys = { check: new Set<string>(), proof: new Set<string>(), problem: new Set<string>() };
    for (const { answered } of await everyAnswer()) {
      const kind = answered.status !== 200 ? "problem" : answered.json.format ? "proof" : "check";
      for (const key of keysOf(answered.json)) keys[kind].add(key);
    }
    const statement = "action actorKind bizStep country disposition month outcome registryState type".split(
      " ",
    );
    expect([...keys.check].sort()).toEqual(
      [
        ..."anchored batch code containerSteps eventId expiry final form given gtin kind logged maker".split(
          " ",
        ),
        ..."name packSize params product serial statement steps strength text verdict".split(" "),
        ...statement,
      ].sort(),
    );
    expect([...keys.proof].sort()).toEqual(
      [
        ..."anchors checkpoint entry epc epcRoot format head index keys kind leaf link logId origin".split(
          " ",
        ),
        ..."path recordCommitment rest role salt sides signaturesHash size statement statementSalt".split(
          " ",
        ),
        ...statement,
      ].sort(),
    );
    expect([...keys.problem]).toEqual([]);
  });

  it("tells of a pack's way only what the public may know: made, dispensed, and a count", async () => {
    const { json } = await ask(question(PACKS.dispensed));
    expect(json.verdict).toMatchObject({ kind: "RECOGNISED", code: "SUPPLIED_ONCE" });
    const steps = json.steps.map(({ statement }: { statement: { bizStep: string } }) => statement.bizStep);
    expect(steps).toEqual(["commissioning", "dispensing"]);
    expect(json.containerSteps).toBeGreaterThan(0);
    const suspect = (await ask(question(PACKS.suspect))).json;
    expect(suspect.steps).toHaveLength(1);
    expect(suspect.verdict.code).toBe("ACTIVE");
  });
});

describe("whether a serial exists", () => {
  /** The answer as far as it does not repeat the question. */
  const answerTo = async (serial: string, change: object): Promise<string> => {
    const { status, headers, text } = await ask(question(serial, change));
    const given = text.replaceAll(serial, "<serial>");
    return JSON.stringify({ status, headers: [...headers].sort(), given });
  };

  it.each([
    ["no batch and expiry", { batch: null, expiry: null }],
    ["no batch", { batch: null }],
    ["no expiry", { expiry: null }],
    ["a wrong batch", { batch: "WRONG1" }],
    ["a wrong expiry", { expiry: "300101" }],
    ["another product", { gtin: PLAIN }],
    ["an unknown product", { gtin: "00012345678905" }],
  ])("can't be told from the answer with %s", async (_what, change) => {
    const unknown = await answerTo(UNKNOWN, change);
    for (const serial of [
      ...Object.values(PACKS),
      ...Object.values(OTHER_BATCHES).map((other) => other.serial),
    ]) {
      expect(await answerTo(serial, change)).toBe(unknown);
    }
  });

  it("can't be told for a number that was never on a pack, even with all fields right", async () => {
    expect(await answerTo(PACKS.void, {})).toBe(await answerTo(UNKNOWN, {}));
  });

  it("gives every answer the same members, known or not", async () => {
    const shapes = new Set<string>();
    for (const serial of [...Object.values(PACKS), UNKNOWN]) {
      const { json } = await ask(question(serial));
      shapes.add(Object.keys(json).join());
      shapes.add(Object.keys(json.verdict).join());
    }
    expect([...shapes]).toEqual(["verdict,product,given,steps,containerSteps", "kind,code,params"]);
  });

  it("can't be told from asking for proofs", async () => {
    const events = await at.sql<{ id: string; biz_step: string }>("select id::text, biz_step from event");
    const unknown = (await proof(randomUUID(), UNKNOWN)).text;
    for (const { id } of events) expect((await proof(id, UNKNOWN)).text).toBe(unknown);
    // A hold of a pack that exists is as unknown as everything else.
    const holds = events.filter(({ biz_step }) => biz_step === "holding");
    expect(holds).toHaveLength(2);
    for (const { id } of holds) {
      for (const serial of [PACKS.suspect, PACKS.illegitimate, PACKS.onSale]) {
        expect((await proof(id, serial)).text).toBe(unknown);
      }
    }
  });
});

describe("the log's files", () => {
  const file = (path: string) => anyone(tile, { method: "GET", params: { path: path.split("/") } });

  it("give a checkpoint, the tiles it covers and the entries, from anywhere, and nothing above it", async () => {
    const note = await anyone(checkpoint, { method: "GET" });
    expect(note.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(note.headers.get("access-control-allow-origin")).toBe("*");
    const [origin, size] = note.text.split("\n");
    expect(origin).toBe("log.test.example/1");
    const leaves = Number(size);
    expect(leaves).toBeGreaterThan(10);
    const hashes = await file(`0/000.p/${leaves}`);
    expect([hashes.status, hashes.headers.get("content-type")]).toEqual([200, "application/octet-stream"]);
    for (const path of [`0/000.p/${leaves + 1}`, "0/000", "1/000.p/1", "0/001", "0/0", "entries/000", "x"]) {
      expect((await file(path)).status, path).toBe(404);
    }
    const bundle = await tile(new Request("http://localhost:3000/x"), {
      params: Promise.resolve({ path: ["entries", "000.p", "3"] }),
    });
    const bytes = new Uint8Array(await bundle.arrayBuffer());
    expect(bytes.length).toBe(3 * 34);
    expect([bytes[0], bytes[1], bytes[34], bytes[35]]).toEqual([0, 32, 0, 32]);
  });

  it("say of themselves only how many there are: health holds no secret", async () => {
    const response = await health();
    const text = await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(JSON.parse(text)).toMatchObject({
      status: "degraded",
      parts: { web: { status: "ok" }, database: { status: "ok" }, worker: { says: /silent/ } },
    });
    for (const { value } of await neverPublic()) {
      if (value.length >= 8) expect(text).not.toContain(value);
    }
  });
});

describe("hammering", () => {
  it("gets 429 and a time to come back, the same for every serial", async () => {
    const kept = at.web.limits.packs;
    const limits = at.web.limits as { packs: typeof kept };
    limits.packs = rateLimit({ burst: 2, perSecond: 0.001 });
    try {
      const headers = { "x-forwarded-for": "198.51.100.7" };
      const tries = [];
      for (const serial of [UNKNOWN, PACKS.onSale, PACKS.onSale, UNKNOWN]) {
        tries.push(await anyone(check, { body: question(serial), headers }));
      }
      expect(tries.map(({ status }) => status)).toEqual([200, 200, 429, 429]);
      expect(tries[2]?.text).toBe(tries[3]?.text);
      expect(Number(tries[2]?.headers.get("retry-after"))).toBeGreaterThan(0);
      const other = await anyone(check, {
        body: question(UNKNOWN),
        headers: { "x-forwarded-for": "198.51.100.8" },
      });
      expect(other.status).toBe(200);
    } finally {
      limits.packs = kept;
    }
  });
});
