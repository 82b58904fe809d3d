import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { withClient } from "@/scripts/postgres/roles.mjs";
import { openProxy } from "./testing/proxy";
import { type Worker, type WorkerWorld, workerWorld } from "./testing/worker-world";

let at: WorkerWorld;
beforeAll(async () => {
  at = await workerWorld();
});
afterAll(() => at?.close());

const until = (worker: Worker, log: "growing" | "away"): Promise<void> =>
  vi.waitFor(() => expect(worker.health()?.log).toBe(log), { timeout: 20_000, interval: 10 });
const commission = () => at.acts.batch({ packs: 1, released: false });

describe("a worker whose database goes away", () => {
  it("waits, says so, and goes on where it was, again and again", async () => {
    const proxy = await openProxy(at.world.fresh.workerUrl);
    const worker = at.start({ databaseUrl: proxy.url });
    await commission();
    await at.settled();
    for (let round = 0; round < 3; round++) {
      await proxy.cut();
      await commission();
      await until(worker, "away");
      expect(worker.health()?.because).not.toBeNull();
      await proxy.mend();
      await at.settled();
      await until(worker, "growing");
      expect(worker.health()?.because).toBeNull();
    }
    await worker.stop();
    await proxy.cut();
    await at.nothingLostOrDoubled();
  });

  it("begins once the database is there, when it was started before it", async () => {
    const proxy = await openProxy(at.world.fresh.workerUrl);
    await proxy.cut();
    const worker = at.start({ databaseUrl: proxy.url });
    await until(worker, "away");
    await proxy.mend();
    await commission();
    await at.settled();
    await worker.stop();
    await proxy.cut();
  });

  it("stands having its connections ended in the middle of anything, as a restart of the server does", async () => {
    const worker = at.start();
    const name = new URL(at.world.fresh.ownerUrl).pathname.slice(1);
    await withClient(inject("postgres").adminUrl, async (admin) => {
      for (let round = 0; round < 12; round++) {
        await commission();
        await admin.query(
          "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and usename = 'packproof_worker'",
          [name],
        );
      }
    });
    await at.settled();
    await until(worker, "growing");
    await worker.stop();
    await at.nothingLostOrDoubled();
  });

  it("stops at once when it is told to while it waits", async () => {
    const proxy = await openProxy(at.world.fresh.workerUrl);
    const worker = at.start({ databaseUrl: proxy.url });
    await until(worker, "growing");
    await proxy.cut();
    await until(worker, "away");
    await worker.stop();
  });
});

describe("a worker that cannot begin", () => {
  it("ends with the reason when its login is refused: waiting would not mend it", async () => {
    const refused = Object.assign(new URL(at.world.fresh.workerUrl), { password: "wrong" }).href;
    const worker = at.start({ databaseUrl: refused });
    await expect(worker.ended).rejects.toThrow(/authentication failed/i);
    await worker.abandon();
  });

  it("ends with the reason on the database of another log", async () => {
    const worker = at.start({ origin: "packproof.example/another" });
    await expect(worker.ended).rejects.toThrow(/keeps the log "packproof.example\/worker-tests"/);
    await worker.abandon();
  });
});
