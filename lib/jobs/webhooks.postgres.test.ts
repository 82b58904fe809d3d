import { createHmac } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as subscription from "@/app/api/epcis/queries/[queryName]/subscriptions/[subscriptionID]/route";
import * as subscriptions from "@/app/api/epcis/queries/[queryName]/subscriptions/route";
import * as queries from "@/app/api/epcis/queries/route";
import { validateDocument } from "@/lib/core/epcis/validate";
import { type Database, openDatabase } from "@/lib/db/database";
import { postgresWebhookQueue } from "@/lib/db/webhook-queue";
import { ATTEMPTS, deliverNext, retryAfter } from "@/lib/operations/deliver-webhooks";
import type { WebhookDeps } from "@/lib/operations/webhook-ports";
import { systemIds } from "@/lib/primitives/system";
import { addEvent, logEvents, objectEvent } from "@/lib/web/epcis/testing/events";
import { type Browser, signedIn } from "@/lib/web/testing/browser";
import { addOrganisation, addPerson, openTestWeb, type TestWeb } from "@/lib/web/testing/world";
import { postWebhook } from "./post-webhook";
import { hmac } from "./run-webhooks";
import { openReceiver, type Received, type Receiver } from "./testing/receiver";

const SECRET = "13df38d8275b13f05704629e5f1cf3d45d6132d5";
const NOON = Date.UTC(2026, 5, 1, 12);

let at: TestWeb;
let worker: Database;
let receiver: Receiver;
let now: number;
beforeAll(async () => {
  at = await openTestWeb({}, (opened) => ({
    ...opened,
    deps: { ...opened.deps, clock: { now: () => now } },
  }));
  worker = openDatabase(at.urls.workerUrl, { max: 4 });
});
afterAll(async () => {
  await worker.close();
  await at.close();
});
beforeEach(async () => {
  now = NOON;
  receiver = await openReceiver();
});
afterEach(async () => {
  await at.sql("delete from subscription");
  await receiver.close();
});

const deps = (change: Partial<WebhookDeps> = {}): WebhookDeps => ({
  queue: postgresWebhookQueue(worker),
  clock: { now: () => now },
  ids: systemIds,
  hmac,
  post: (letter) => postWebhook(letter, { anywhere: true, patience: 2_000 }),
  ...change,
});
/** All there is to do at this moment. */
async function work(change: Partial<WebhookDeps> = {}): Promise<void> {
  while (await deliverNext(deps(change)));
}

let orgs = 0;
async function subscriber(
  controls: Record<string, unknown> = { stream: true },
  query: Record<string, unknown> = { EQ_bizStep: ["shipping"] },
) {
  const org = await addOrganisation(at, `Subscriber ${++orgs}`, { capability: "wholesaler" });
  // The admin's roles besides an operator's: one of them subscribes.
  const seat = await addPerson(at, org, { roles: ["admin", "operator"] });
  // Sessions are as old as the real clock says.
  const real = now;
  now = Date.now();
  const as: Browser = await signedIn(seat);
  await at.sql("update session set created_at = $1, expires_at = $2", [new Date(0), new Date(8.64e13)]);
  now = real;
  const params = { queryName: "Shipped" };
  expect((await as(queries.POST, { body: { name: "Shipped", query } })).status).toBe(201);
  const body = { dest: receiver.url, signatureToken: SECRET, ...controls };
  const made = await as(subscriptions.POST, { params, body });
  expect([made.status, made.text]).toEqual([201, expect.any(String)]);
  const one = { ...params, subscriptionID: made.json.subscriptionID };
  return {
    org,
    made: made.json,
    add: (serial: string, change: Parameters<typeof objectEvent>[0] = {}, recordTime = now) =>
      addEvent(at, seat, objectEvent({ epcList: [`urn:x:${serial}`], ...change }), { recordTime }),
    view: async () => (await as(subscription.GET, { method: "GET", params: one })).json,
    end: () => as(subscription.DELETE, { method: "DELETE", params: one }),
  };
}

/** Of each letter the last parts of its EPCs. */
const told = (letters: readonly Received[] = receiver.received): string[][] =>
  letters.map(({ body }) => {
    const document = JSON.parse(body);
    expect(validateDocument(document).issues).toEqual([]);
    return document.epcisBody.queryResults.resultsBody.eventList.map(({ epcList }: { epcList: string[] }) =>
      epcList[0]?.slice("urn:x:".length),
    );
  });

describe("a stream", () => {
  it("tells what the query wants of one's own events, once they are in the log, signed", async () => {
    const who = await subscriber();
    const other = await subscriber();
    await other.end();
    await who.add("A");
    await who.add("B", { bizStep: "receiving" });
    await other.add("C");
    await work();
    expect(receiver.received).toEqual([]);
    await logEvents(at);
    await who.add("D");
    await work();
    expect(told()).toEqual([["A"]]);
    await logEvents(at);
    await work();
    await work();
    expect(told()).toEqual([["A"], ["D"]]);

    const [letter] = receiver.received;
    const [, seconds = "", signature = ""] =
      /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(letter?.headers["gs1-signature"])) ?? [];
    expect(Number(seconds)).toBe(NOON / 1000);
    expect(signature).toBe(createHmac("sha256", SECRET).update(`${seconds}.${letter?.body}`).digest("hex"));
    expect(letter?.headers["gs1-epcis-version"]).toBe("2.0.0");
    const { queryResults } = JSON.parse(letter?.body ?? "").epcisBody;
    expect(queryResults).toMatchObject({ queryName: "Shipped", subscriptionID: who.made.subscriptionID });
    expect(await who.view()).toMatchObject({
      lastNotifiedAt: "2026-06-01T12:00:00.000Z",
      "packproof:onItsWay": [],
      "packproof:deadLetters": [],
    });
  });

  it("begins at initialRecordTime, and without one with what is recorded from now on", async () => {
    const early = await subscriber({ stream: true, initialRecordTime: "2026-05-01T00:00:00Z" });
    await early.add("OLD", {}, Date.UTC(2026, 3, 1));
    await early.add("A", {}, Date.UTC(2026, 4, 2));
    await logEvents(at);
    await work();
    expect(told()).toEqual([["A"]]);
    await early.end();
    const late = await subscriber();
    await late.add("B", {}, NOON - 1);
    await late.add("C", {}, NOON);
    await logEvents(at);
    await work();
    expect(told()).toEqual([["A"], ["C"]]);
  });

  it("sends a hundred events in a letter at most, in the order of the log, none twice and none left out", async () => {
    const who = await subscriber();
    for (let i = 0; i < 230; i++) await who.add(String(i), i % 2 === 0 ? {} : { bizStep: "receiving" });
    await logEvents(at);
    await work();
    expect(told().map((events) => events.length)).toEqual([100, 15]);
    expect(told().flat()).toEqual(Array.from({ length: 115 }, (_, i) => String(2 * i)));
  });

  it("tries again, ever later, and goes on where it was when the receiver is back", async () => {
    const who = await subscriber();
    await who.add("A");
    await logEvents(at);
    receiver.answers.push(500, null, 503);
    await work({ post: (letter) => postWebhook(letter, { anywhere: true, patience: 50 }) });
    expect(receiver.received).toHaveLength(1);
    expect(await who.view()).toMatchObject({
      "packproof:onItsWay": [{ attempts: 1, because: "The receiver answered 500." }],
    });
    await who.add("B");
    await logEvents(at);
    for (const attempts of [0, 1, 2]) {
      now += retryAfter(attempts) - 1;
      await work({ post: (letter) => postWebhook(letter, { anywhere: true, patience: 50 }) });
      expect(receiver.received).toHaveLength(attempts + 1);
      now += 1;
      await work({ post: (letter) => postWebhook(letter, { anywhere: true, patience: 50 }) });
    }
    expect(told()).toEqual([["A"], ["A"], ["A"], ["A"], ["B"]]);
    const ids = receiver.received.map(({ headers }) => headers["packproof-delivery"]);
    expect(new Set(ids.slice(0, 4)).size).toBe(1);
    expect(ids[4]).not.toBe(ids[0]);
  });

  it("gives a letter up after a day's half or at 410, where it can be seen, and goes on with the next", async () => {
    const who = await subscriber();
    const lost = await who.add("A");
    await logEvents(at);
    receiver.answers.push(...Array.from({ length: ATTEMPTS }, () => 500));
    for (let attempts = 0; attempts < ATTEMPTS; attempts++) {
      await work();
      now += retryAfter(attempts);
    }
    await work();
    const gone = await who.add("B");
    await logEvents(at);
    receiver.answers.push(410);
    await work();
    await who.add("C");
    await logEvents(at);
    await work();
    expect(told().slice(-2)).toEqual([["B"], ["C"]]);
    const { "packproof:deadLetters": dead, "packproof:onItsWay": pending } = await who.view();
    expect(pending).toEqual([]);
    expect(
      dead.map(({ events, attempts, because }: Record<string, unknown>) => [events, attempts, because]),
    ).toEqual([
      [[`urn:uuid:${gone}`], 1, "The receiver answered 410."],
      [[`urn:uuid:${lost}`], ATTEMPTS, "The receiver answered 500."],
    ]);
  });

  it("ends with its subscription", async () => {
    const who = await subscriber();
    await who.add("A");
    expect((await who.end()).status).toBe(204);
    await logEvents(at);
    await work();
    expect(receiver.received).toEqual([]);
    expect((await who.end()).status).toBe(404);
  });
});

describe("a schedule", () => {
  it("tells at its times, in its zone, all since the time before, and nothing when there is nothing", async () => {
    // 12:00 UTC is 14:00 in Vienna.
    const who = await subscriber({ schedule: { hour: "15", minute: "5" } });
    await who.add("A");
    await who.add("B");
    await logEvents(at);
    now = Date.UTC(2026, 5, 1, 13, 4, 59);
    await work();
    expect(receiver.received).toEqual([]);
    now = Date.UTC(2026, 5, 1, 13, 5);
    await work();
    expect(told()).toEqual([["A", "B"]]);
    now = Date.UTC(2026, 5, 2, 13, 5);
    await work();
    expect(told()).toHaveLength(1);
    await who.add("C");
    await logEvents(at);
    await work();
    expect(told()).toHaveLength(1);
    now = Date.UTC(2026, 5, 3, 13, 5);
    await work();
    expect(told()).toEqual([["A", "B"], ["C"]]);
    expect((await who.view()).minRecordTime).toBe("2026-06-03T13:05:00.000Z");
  });

  it("tells of nothing, too, where that was asked for", async () => {
    await subscriber({ schedule: { hour: "15" }, reportIfEmpty: true });
    now = Date.UTC(2026, 5, 1, 13);
    await work();
    expect(told()).toEqual([[]]);
  });
});

describe("a worker that is killed", () => {
  const killed = new Error("killed");
  const dying = (method: keyof WebhookDeps["queue"], when: "before" | "after"): Partial<WebhookDeps> => {
    const queue = postgresWebhookQueue(worker);
    return {
      queue: {
        ...queue,
        [method]: async (...given: never[]) => {
          if (when === "after") await (queue[method] as (...args: never[]) => Promise<unknown>)(...given);
          throw killed;
        },
      },
    };
  };

  it.each([
    ["look", "before"],
    ["settle", "before"],
    ["settle", "after"],
    ["events", "before"],
    ["tried", "before"],
    ["tried", "after"],
  ] as const)("at %s (%s) loses nothing: another one goes on after its lease", async (method, when) => {
    const who = await subscriber();
    await who.add("A");
    await logEvents(at);
    await expect(deliverNext(deps(dying(method, when)))).rejects.toThrow(killed);
    await work();
    now += 61_000;
    await work();
    await who.add("B");
    await logEvents(at);
    await work();
    const letters = told();
    expect(letters.at(-1)).toEqual(["B"]);
    expect(letters.slice(0, -1)).toEqual(method === "tried" && when === "before" ? [["A"], ["A"]] : [["A"]]);
    // What came twice says so.
    expect(new Set(receiver.received.map(({ headers }) => headers["packproof-delivery"])).size).toBe(2);
  });

  it("leaves no event to two of them: side by side they tell each once", async () => {
    const many = [await subscriber(), await subscriber(), await subscriber()];
    for (let round = 0; round < 5; round++) {
      for (const [i, who] of many.entries()) await who.add(`${i}.${round}`);
      await logEvents(at);
      await Promise.all(Array.from({ length: 4 }, () => work()));
    }
    const all = told().flat();
    expect(all.length).toBe(15);
    expect(new Set(all).size).toBe(15);
  });

  it("sees events of a subscription that it has taken, and of no other", async () => {
    const who = await subscriber();
    await who.add("A");
    await logEvents(at);
    const queue = deps().queue;
    const { subscriptionID } = who.made;
    expect(await queue.look(subscriptionID, 0n, 1_000_000n)).toEqual([]);
    const settled = { from: 0n, cursor: 0n, delivery: null, dueAt: now, now };
    await expect(queue.settle(subscriptionID, settled)).rejects.toThrow(/Another worker/);
    expect((await queue.claim(now))?.id).toBe(subscriptionID);
    expect(await queue.look(subscriptionID, 0n, 1_000_000n)).toHaveLength(1);
    expect(await queue.claim(now)).toBeNull();
    await expect(worker.pool.query("select * from subscription")).rejects.toThrow(/permission denied/);
    await expect(worker.pool.query("select * from event")).rejects.toThrow(/permission denied/);
  });
});
