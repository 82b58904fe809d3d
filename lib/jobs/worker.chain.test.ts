import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openChainReader } from "@/lib/chain/client";
import { value } from "@/lib/chain/testing/world";
import { toHex } from "@/lib/core/bytes/hex";
import { parseProofFile } from "@/lib/core/proof/parse-proof-file";
import { formatProofFile } from "@/lib/core/proof/proof-file";
import { verifyProof } from "@/lib/core/proof/verify-proof";
import { postgresPublicRegistry } from "@/lib/db/public-registry";
import { commissionPacks } from "@/lib/operations/commission-packs";
import { proveStep } from "@/lib/operations/prove-step";
import { done, requestKey } from "@/lib/operations/testing/acts";
import { ana, petra } from "@/lib/operations/testing/cast";
import { nodePrimitives } from "@/lib/primitives/node";
import { rpcChainReader } from "@/lib/primitives/rpc-root";
import { type Worker, type WorkerWorld, workerWorld } from "./testing/worker-world";

let at: WorkerWorld;
beforeAll(async () => {
  at = await workerWorld();
});
afterAll(() => at?.close());

const well = (worker: Worker): Promise<void> =>
  vi.waitFor(() => expect(worker.health()).toEqual({ log: "growing", chain: "reached", because: null }), {
    timeout: 10_000,
  });

const commission = async (count = 1) => (await at.acts.batch({ packs: count })).links;

describe("a worker", () => {
  it("brings what happened from recorded to final, and what it proves holds on the chain, for that pack alone", async () => {
    const made = await at.acts.batch({ packs: 3 });
    const box = await at.acts.packed(made.links);
    await at.acts.delivered([box], petra);
    const { eventId } = done(await at.acts.dispense(petra, at.acts.reading(made)));
    const registry = postgresPublicRegistry(at.world.db);
    const [link = "", ...others] = made.links;
    const prove = () => proveStep({ registry, sha256: nodePrimitives.sha256 }, { eventId, link });
    expect(await prove()).toMatchObject({ ok: false, refusal: { code: "NOT_LOGGED_YET" } });

    const worker = at.start();
    await at.settled();
    await well(worker);
    const [beat] = await at.rows("select detail from heartbeat where process = 'worker'");
    expect(beat).toEqual({ detail: worker.health() });
    await worker.stop();
    await at.nothingLostOrDoubled();

    const proof = done(await prove());
    const text = formatProofFile(proof);
    const parsed = parseProofFile(text);
    if (!parsed.ok) throw new Error(parsed.refusal.message);
    const { contract, rpcUrl, chainId } = at.chain();
    const [anchor] = parsed.value.anchors;
    expect(`0x${toHex(anchor?.contract ?? new Uint8Array())}`).toBe(contract.toLowerCase());
    const { holds, steps } = await verifyProof(parsed.value, nodePrimitives, {
      readChain: rpcChainReader(rpcUrl, nodePrimitives.keccak256),
      expect: {
        contracts: [{ chainId: BigInt(chainId), contract: anchor?.contract ?? new Uint8Array() }],
      },
    });
    expect(steps.map(({ id, held }) => [id, held])).toEqual([
      ["pack", true],
      ["statement", true],
      ["log", true],
      ["checkpoint", true],
      ["chain", true],
    ]);
    expect(holds).toBe(true);
    for (const other of others) expect(text).not.toContain(other);
    for (const serial of made.serials.slice(1)) expect(text).not.toContain(serial);
    for (const secret of [
      petra.siteGln,
      petra.siteName,
      petra.orgId,
      `"${made.number}"`,
      new Date(at.world.clock.now()).toISOString(),
    ]) {
      expect(text).not.toContain(secret);
    }
    // The commissioning named all three packs: the proof of one opens that one.
    const [first] = await registry
      .history(made.product.gtin, made.serials[0] ?? "")
      .then(({ steps: all }) => all);
    const commissioning = done(
      await proveStep({ registry, sha256: nodePrimitives.sha256 }, { eventId: first?.eventId ?? "", link }),
    );
    const opened = formatProofFile(commissioning);
    expect(opened).toContain(made.serials[0] ?? "");
    for (const serial of made.serials.slice(1)) expect(opened).not.toContain(serial);
    expect(
      await proveStep({ registry, sha256: nodePrimitives.sha256 }, { eventId, link: others[0] ?? "" }),
    ).toMatchObject({
      ok: false,
      refusal: { code: "STEP_UNKNOWN" },
    });
  });

  it("goes on while operations run, and stops when it is told to, with nothing half done", async () => {
    const worker = at.start();
    for (let i = 0; i < 5; i++) await commission(2);
    await at.settled();
    await commission();
    await worker.stop();
    const next = at.start();
    await at.settled();
    await next.stop();
    await at.nothingLostOrDoubled();
  });
});

describe("two workers at once", () => {
  it("publish the same bytes and anchor each head once", async () => {
    const folder = mkdtempSync(join(tmpdir(), "packproof-second-"));
    try {
      const workers = [at.start(), at.start({ folder }), at.start()];
      for (let i = 0; i < 8; i++) {
        await commissionMany(3);
        if (i % 3 === 0) await at.settled();
      }
      await at.settled();
      for (const worker of workers) {
        await well(worker);
        await worker.stop();
      }
      await at.nothingLostOrDoubled();
      const [notes] = await at.rows<{ sizes: number; notes: number }>(
        "select count(distinct size)::int as sizes, count(distinct note)::int as notes from checkpoint",
      );
      expect(notes?.notes).toBe(notes?.sizes);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  /** Events of several requests at the same moment. */
  async function commissionMany(requests: number): Promise<void> {
    const { id } = await at.acts.batch({ packs: 0, released: false });
    await Promise.all(
      Array.from({ length: requests }, () =>
        commissionPacks(at.world.deps, ana, {
          requestKey: requestKey(),
          batchId: id,
          serials: { generate: 2 },
          entry: "file",
        }).then(done),
      ),
    );
  }
});

describe("a chain that begins anew", () => {
  it("gets back every size that was final, in order, because proofs name them", async () => {
    const worker = at.start();
    await commission();
    await at.settled();
    await worker.stop();
    const finals = await at.finals();
    expect(finals.length).toBeGreaterThan(2);
    const checkpoints = await at.rows<{ size: string; root: Uint8Array }>(
      "select size::text, root from checkpoint",
    );
    const before = await at.rows<{ contract: string }>("select distinct contract from anchor");
    await at.replaceChain();
    // The same administrator deploys at the same address, so these rows are of the very contract that is empty now.
    expect(before).toEqual([{ contract: at.chain().contract.toLowerCase() }]);

    const next = at.start();
    await vi.waitFor(async () => expect(await at.finals()).toEqual(finals), {
      timeout: 40_000,
      interval: 50,
    });
    await commission();
    await at.settled();
    await next.stop();
    await at.nothingLostOrDoubled();
    const { rpcUrl, chainId, contract } = at.chain();
    const opened = openChainReader({ rpcUrl, chainId, contract, finality: { kind: "instant" } });
    if (!opened.ok) throw new Error(opened.refusal.message);
    const { log } = at.parts();
    for (const size of finals) {
      const root = checkpoints.find((row) => BigInt(row.size) === size)?.root ?? new Uint8Array();
      expect(value(await opened.value.rootAt(log.logId, size))).toEqual(new Uint8Array(root));
    }
    opened.value.close();
  });
});

describe("a database older than the log", () => {
  it("is refused before a leaf is added, visibly, and the right one goes on", async () => {
    const worker = at.start();
    await commission();
    await at.settled();
    await worker.stop();
    const backup = await at.backup();
    try {
      const [before] = await backup.query<{ size: string }>("select size::text from log_state");
      const second = at.start();
      await commission();
      await at.settled();
      await second.stop();

      const stale = at.start({ databaseUrl: backup.workerUrl });
      await vi.waitFor(() => expect(stale.health()?.log).toBe("halted"), { timeout: 10_000 });
      expect(stale.health()?.because).toMatch(/older than the log/);
      await stale.stop();
      expect(await backup.query("select size::text from log_state")).toEqual([before]);
    } finally {
      await backup.drop();
    }
    const third = at.start();
    await commission();
    await at.settled();
    await third.stop();
    await at.nothingLostOrDoubled();
  });
});
