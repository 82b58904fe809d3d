import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { POST as check } from "@/app/api/v1/public/check/route";
import { testLimit } from "@/lib/web/testing/memory-budgets";
import type { TestWeb } from "@/lib/web/testing/world";
import {
  anyone,
  ask,
  askProof,
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

describe("whether a serial exists", () => {
  /** The answer as far as it does not repeat the question. */
  const answerTo = async (serial: string, change: object): Promise<string> => {
    const { status, headers, text } = await ask(question(serial, change));
    const given = text.replaceAll(serial, "<serial>");
    // What is left of the limit counts requests, whatever they ask.
    const told = [...headers].filter(([name]) => name !== "ratelimit").sort();
    return JSON.stringify({ status, headers: told, given });
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
    const unknown = (await askProof(randomUUID(), UNKNOWN)).text;
    for (const { id } of events) expect((await askProof(id, UNKNOWN)).text).toBe(unknown);
    // A hold of a pack that exists is as unknown as everything else.
    const holds = events.filter(({ biz_step }) => biz_step === "holding");
    expect(holds).toHaveLength(2);
    for (const { id } of holds) {
      for (const serial of [PACKS.suspect, PACKS.illegitimate, PACKS.onSale]) {
        expect((await askProof(id, serial)).text).toBe(unknown);
      }
    }
  });
});

describe("hammering", () => {
  it("gets 429 and a time to come back, the same for every serial", async () => {
    const kept = at.web.limits.packs;
    const limits = at.web.limits as { packs: typeof kept };
    limits.packs = testLimit(2, 0.001);
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
