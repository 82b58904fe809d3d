import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { logIdOf } from "@/lib/core/log/checkpoint";
import { openDatabase } from "@/lib/db/database";
import { postgresLogStore } from "@/lib/db/log-store";
import { type PostgresWorld, postgresWorld } from "@/lib/db/testing/postgres-world";
import { countInQuantities } from "@/lib/operations/count-in-quantities";
import { placeHold } from "@/lib/operations/place-hold";
import { repackPacks } from "@/lib/operations/repack-packs";
import { openLog, publishCheckpoint, sequenceLog } from "@/lib/operations/sequence-log";
import { actsOf, done, requestKey } from "@/lib/operations/testing/acts";
import { ana, cream, hanna, petra, repacked, rhea, rita } from "@/lib/operations/testing/cast";
import { lifeOf } from "@/lib/operations/testing/life-acts";
import { memoryLastPublished } from "@/lib/operations/testing/memory-log";
import { withdrawProduct } from "@/lib/operations/withdraw-product";
import { nodePrimitives } from "@/lib/primitives/node";
import { testSigners } from "@/lib/primitives/testing-keys";
import { asSuperuser, copiedDatabase } from "@/scripts/testing/database";
import { FAULTS, type FaultCode } from "./finding";
import type { CheckName } from "./run";
import { audited } from "./testing/audited";
import { BROKEN_LEDGERS } from "./testing/broken-ledgers";
import { BROKEN_RECORDS } from "./testing/broken-records";

const ORIGIN = "packproof.example/fsck";
const logId = logIdOf(ORIGIN, nodePrimitives.sha256);

let world: PostgresWorld;
beforeAll(async () => {
  world = await postgresWorld("fsck");
  const acts = actsOf(world);
  const life = lifeOf(world);
  const made = await acts.batch({ packs: 12, number: "SOUND" });
  const box = await acts.packed(made.links.slice(0, 3));
  await acts.packed([box]);
  const open = await acts.packed(made.links.slice(3, 5));
  await acts.delivered([open, made.links[5] ?? "", made.links[6] ?? ""], petra);
  done(await acts.dispense(petra, acts.reading(made, 3)));
  await acts.delivered([made.links[7] ?? ""], hanna);
  done(await life.open(hanna, { [made.links[7] ?? ""]: 12 }));
  await acts.delivered([made.links[8] ?? "", made.links[9] ?? ""], rhea);
  done(await life.checkOut(rhea, made.links.slice(8, 9)));
  const anew = await acts.batch({ packs: 2, number: "ANEW", product: repacked, maker: rhea });
  done(
    await repackPacks(world.deps, rhea, {
      requestKey: requestKey(),
      olds: made.links.slice(8, 9),
      news: anew.links.slice(0, 1),
      entry: "camera",
    }),
  );
  const short = await acts.sent([made.links[10] ?? "", made.links[11] ?? ""], ana, { id: rita.siteId });
  done(await acts.receipt(rita, short.id, made.links.slice(10, 11), true));
  done(
    await placeHold(world.deps, petra, {
      requestKey: requestKey(),
      subject: { link: made.links[5] ?? "" },
      kind: "SUSPECT",
      reason: "Torn seal",
      entry: "typed",
    }),
  );
  const other = await acts.batch({ packs: 1, number: "RECALLED" });
  await acts.recalled([other]);
  done(
    await placeHold(world.deps, ana, {
      requestKey: requestKey(),
      subject: { batchId: made.id },
      kind: "TEMPERATURE",
      reason: "Warm",
      entry: "typed",
    }),
  );
  done(
    await withdrawProduct(world.deps, rhea, {
      requestKey: requestKey(),
      gtin: repacked.gtin,
      markets: ["DE"],
      reason: "No longer safe",
    }),
  );
  const plain = await acts.batch({ packs: 0, number: "PLAIN", product: cream, released: false });
  const lines = [{ gtin: cream.gtin, batch: plain.number, quantity: 5 }];
  done(await countInQuantities(world.deps, ana, { requestKey: requestKey(), lines, entry: "typed" }));
  await grow(world);
  await acts.batch({ packs: 1, number: "WAITING", released: false });
}, 60_000);
afterAll(() => world?.close());

/** Logs what waits and publishes the head; the last batch after it waits still. */
async function grow({ fresh, clock, deps }: PostgresWorld): Promise<void> {
  const db = openDatabase(fresh.workerUrl, { max: 2 });
  const log = {
    clock,
    ids: deps.ids,
    primitives: nodePrimitives,
    origin: ORIGIN,
    logId,
    log: postgresLogStore(db, { logId, origin: ORIGIN }),
    signers: testSigners,
    lastPublished: memoryLastPublished(),
  };
  await openLog(log);
  await sequenceLog(log);
  await publishCheckpoint(log);
  await db.close();
  await asSuperuser(fresh, (client) =>
    client.query(`insert into anchor (id, chain_id, contract, log_id, old_size, size, root, state, created_at, updated_at)
      select gen_random_uuid(), 1, '0x', log_id, 0, size, root, 'final', now(), now() from checkpoint`),
  );
}

/** The databases a copy was made of have no connections then: the pools of the world open new ones. */
async function found(
  statements: readonly string[],
  only: readonly CheckName[],
): Promise<readonly FaultCode[]> {
  const copy = await copiedDatabase(world.fresh);
  try {
    await asSuperuser(copy, async (client) => {
      for (const statement of statements) {
        const { rowCount } = await client.query(statement);
        // Null: a statement that changes no rows but what rows may be.
        expect(rowCount, statement).not.toBe(0);
      }
    });
    return [...new Set((await audited(copy.ownerUrl, only)).map(({ code }) => code))].sort();
  } finally {
    await copy.drop();
  }
}

const CASES = [...BROKEN_RECORDS, ...BROKEN_LEDGERS];

describe("packproof fsck", () => {
  it("finds nothing in a sound world", async () => {
    expect(await audited(world.fresh.ownerUrl)).toEqual([]);
  });

  it.each(CASES)("sees that %s", async (_what, check, statements, codes) => {
    expect(await found(statements, check)).toEqual(codes);
  });

  it("has seen every fault that it knows", () => {
    const seen = new Set(CASES.flatMap(([, , , codes]) => codes));
    expect((Object.keys(FAULTS) as FaultCode[]).filter((code) => !seen.has(code))).toEqual([]);
  });
});

const COMMAND = fileURLToPath(new URL("../../../../bin/packproof.mjs", import.meta.url));
const run = (url: string, ...args: readonly string[]) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    execFile(
      process.execPath,
      [COMMAND, "fsck", ...args],
      { env: { NODE_ENV: "test", DATABASE_OWNER_URL: url } },
      (error, out, err) => resolve({ code: Number(error?.code ?? 0), out, err }),
    );
  });

describe("the command", () => {
  it("ends with 0 and says nothing of a sound database", async () => {
    const { code, out, err } = await run(world.fresh.ownerUrl);
    expect([code, out]).toEqual([0, ""]);
    expect(err).toContain("Sound: delivery, references, counters, classes, units, events, log in ");
  });

  it("ends with 1, names every fault on a line of its own and says what to do", async () => {
    const copy = await copiedDatabase(world.fresh);
    try {
      await asSuperuser(copy, (client) => client.query("update stock set n = n + 1 where n > 0"));
      const { code, out, err } = await run(copy.ownerUrl, "--check", "counters", "--json");
      const faults = out
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));
      expect(code).toBe(1);
      for (const fault of faults) {
        expect(fault).toEqual({
          code: "STOCK_DIFFERS",
          subject: expect.stringMatching(/^batch /),
          detail: expect.stringMatching(/^kept \d+, counted \d+: /),
          next: FAULTS.STOCK_DIFFERS,
        });
      }
      expect(err).toContain(`${faults.length} × STOCK_DIFFERS. ${FAULTS.STOCK_DIFFERS}`);
    } finally {
      await copy.drop();
    }
  });

  it("ends with 2 when there is no such check or no such database", async () => {
    expect(await run(world.fresh.ownerUrl, "--check", "spelling")).toMatchObject({ code: 2, out: "" });
    expect(await run("postgres://nobody@127.0.0.1:1/nothing")).toMatchObject({ code: 2, out: "" });
  });
});
