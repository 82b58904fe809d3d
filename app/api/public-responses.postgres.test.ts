import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as health } from "@/app/api/health/route";
import { GET as checkpoint } from "@/app/api/log/checkpoint/route";
import { GET as tile } from "@/app/api/log/tile/[...path]/route";
import type { Answered } from "@/lib/web/testing/browser";
import type { TestWeb } from "@/lib/web/testing/world";
import {
  anyone,
  ask,
  askProof,
  MAKER,
  OTHER_BATCHES,
  openPublicWorld,
  PACKS,
  PLAIN,
  question,
  UNKNOWN,
} from "./testing/public-world";

let at: TestWeb;
beforeAll(async () => {
  at = await openPublicWorld();
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
    for (const { eventId } of steps) found.push({ serial, answered: await askProof(eventId, serial) });
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
      const { status, json } = await file(path);
      expect([status, json.code], path).toEqual([404, "TILE_UNKNOWN"]);
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
