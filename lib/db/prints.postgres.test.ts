import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BatchId } from "@/lib/core/pack/ids";
import { commissionPacks } from "@/lib/operations/commission-packs";
import { createBatch } from "@/lib/operations/create-batch";
import { recordPrint } from "@/lib/operations/record-print";
import { settlePrint } from "@/lib/operations/settle-print";
import { ana, tablets, wanda } from "@/lib/operations/testing/cast";
import { postgresDesk } from "./desk";
import { type PostgresWorld, postgresWorld } from "./testing/postgres-world";

let world: PostgresWorld;
let batchId: BatchId;
let keys = 0;
const key = () => `print-key-${++keys}`;
const LINE = Array.from({ length: 40 }, (_, i) => `LINE${i}`);

beforeAll(async () => {
  world = await postgresWorld("prints");
  const made = await createBatch(world.deps, ana, {
    requestKey: key(),
    productId: tablets.id,
    number: "L1",
    expiryPrinted: "280300",
    plannedSize: 60,
  });
  if (!made.ok) throw new Error(made.refusal.message);
  batchId = made.value.batchId;
  await commission(LINE);
});
afterAll(() => world.close());

async function commission(serials: readonly string[]): Promise<void> {
  const done = await commissionPacks(world.deps, ana, {
    requestKey: key(),
    batchId,
    serials: { import: serials },
    entry: "file",
  });
  if (!done.ok) throw new Error(done.refusal.message);
}

describe("the labels of a batch, on Postgres", () => {
  const desk = () => postgresDesk(world.db);
  const listed = async () => (await desk().batchSerials(ana, batchId, "0", 100)).map(({ serial }) => serial);

  it("list the packs in the line's order, page by page, and new packs after the old ones", async () => {
    expect(await listed()).toEqual(LINE);
    const first = await desk().batchSerials(ana, batchId, "0", 25);
    const rest = await desk().batchSerials(ana, batchId, first.at(-1)?.id ?? "", 25);
    expect([...first, ...rest].map(({ serial }) => serial)).toEqual(LINE);
    await commission(["LATER1", "LATER2"]);
    expect((await listed()).slice(-2)).toEqual(["LATER1", "LATER2"]);
  });

  it("remember what was printed, by whom, why again and how it ended, for the own organisation only", async () => {
    const deps = { ...world.deps, desk: desk() };
    const print = (from: number, to: number, reason: string | null) =>
      recordPrint(deps, ana, {
        requestKey: key(),
        batchId,
        count: to - from + 1,
        serialFrom: `LINE${from}`,
        serialTo: `LINE${to}`,
        reason,
      });
    const first = await print(0, 23, null);
    if (!first.ok) throw new Error(first.refusal.message);
    expect(await print(20, 30, null)).toMatchObject({ refusal: { code: "REPRINT_REASON_MISSING" } });
    expect((await print(20, 30, "torn")).ok).toBe(true);
    const { printId } = first.value;
    await settlePrint(deps, ana, {
      requestKey: key(),
      batchId,
      printId,
      outcome: "checked",
      serial: "LINE0",
    });

    expect(await desk().prints(ana, batchId)).toMatchObject([
      {
        id: printId,
        person: "Ana",
        count: 24,
        serialFrom: "LINE0",
        serialTo: "LINE23",
        reason: null,
        outcome: "checked",
      },
      { count: 11, serialFrom: "LINE20", reason: "torn", outcome: "open" },
    ]);
    expect(await desk().prints(wanda, batchId)).toEqual([]);
  });
});
