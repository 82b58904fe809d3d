import { beforeEach, describe, expect, it } from "vitest";
import type { BatchId, EpcId } from "@/lib/core/pack/ids";
import { nodePrimitives } from "@/lib/primitives/node";
import { commissionPacks } from "./commission-packs";
import { createBatch } from "./create-batch";
import type { PrintJob } from "./desk-ports";
import { type RecordPrint, recordPrint } from "./record-print";
import { settlePrint } from "./settle-print";
import { ana, makersAuditor, tablets, wanda } from "./testing/cast";
import type { MemoryLedger } from "./testing/memory-ledger";
import { memoryWorld, type World } from "./testing/world";

let world: World;
let batchId: BatchId;
let serials: readonly string[];
let keys = 0;
const key = () => `key-${String(++keys).padStart(6, "0")}`;

/** What lib/db/desk reads from the audit, read from the audit in memory. */
const desk = {
  async prints(): Promise<readonly PrintJob[]> {
    const { audit } = (world.deps.ledger as MemoryLedger).state();
    return audit
      .filter(({ outcome }) => outcome === "printed")
      .map(({ at, detail }) => {
        const settled = audit.findLast(
          (row) => row.detail.printId === detail.printId && row.outcome !== "printed",
        );
        return {
          id: String(detail.printId),
          at,
          person: null,
          count: Number(detail.count),
          serialFrom: String(detail.serialFrom),
          serialTo: String(detail.serialTo),
          fromId: detail.fromId as EpcId,
          toId: detail.toId as EpcId,
          reason: detail.reason as string | null,
          outcome: (settled?.outcome ?? "open") as PrintJob["outcome"],
        };
      });
  },
};
const deps = () => ({ ...world.deps, desk });
const at = (index: number): string => serials[index] ?? "";
const print = (from: number, to: number, reason: string | null = null, change: Partial<RecordPrint> = {}) =>
  recordPrint(deps(), ana, {
    requestKey: key(),
    batchId,
    count: to - from + 1,
    serialFrom: at(from),
    serialTo: at(to),
    reason,
    ...change,
  });

beforeEach(async () => {
  world = await memoryWorld(nodePrimitives.sha256);
  const made = await createBatch(world.deps, ana, {
    requestKey: key(),
    productId: tablets.id,
    number: "L1",
    expiryPrinted: "280300",
    plannedSize: 50,
  });
  if (!made.ok) throw new Error(made.refusal.message);
  batchId = made.value.batchId;
  const packs = await commissionPacks(world.deps, ana, {
    requestKey: key(),
    batchId,
    serials: { generate: 50 },
    entry: "typed",
  });
  if (!packs.ok) throw new Error(packs.refusal.message);
  serials = packs.value.serials;
});

describe("printing labels", () => {
  it("is on record before a label comes out, with the person's range", async () => {
    expect((await print(0, 23)).ok).toBe(true);
    expect(await desk.prints()).toMatchObject([
      { count: 24, serialFrom: at(0), serialTo: at(23), reason: null, outcome: "open" },
    ]);
  });

  it("asks a reason for any label that was printed before, and takes the neighbours without one", async () => {
    await print(0, 23);
    expect(await print(23, 30)).toMatchObject({ ok: false, refusal: { code: "REPRINT_REASON_MISSING" } });
    expect((await print(24, 30)).ok).toBe(true);
    expect((await print(5, 5, "label torn")).ok).toBe(true);
    expect((await desk.prints()).at(-1)?.reason).toBe("label torn");
  });

  it("counts a spoiled job as never printed", async () => {
    const job = await print(0, 9);
    if (!job.ok) throw new Error("printed");
    const { printId } = job.value;
    const spoiled = { requestKey: key(), batchId, printId, outcome: "spoiled", serial: null } as const;
    expect((await settlePrint(deps(), ana, spoiled)).ok).toBe(true);
    expect((await print(0, 9)).ok).toBe(true);
  });

  it("is good only when a label of that very job was scanned back", async () => {
    const job = await print(10, 19);
    if (!job.ok) throw new Error("printed");
    const { printId } = job.value;
    const checked = (serial: string) =>
      settlePrint(deps(), ana, { requestKey: key(), batchId, printId, outcome: "checked", serial });
    expect(await checked(at(9))).toMatchObject({ ok: false, refusal: { code: "LABEL_OF_ANOTHER_PRINT" } });
    expect(await checked("NOBODYS")).toMatchObject({ ok: false });
    const noJob = { requestKey: key(), batchId, printId: key(), outcome: "spoiled", serial: null } as const;
    expect(await settlePrint(deps(), ana, noJob)).toMatchObject({ refusal: { code: "PRINT_UNKNOWN" } });
    expect((await checked(at(10))).ok).toBe(true);
    expect((await desk.prints())[0]?.outcome).toBe("checked");
  });

  it("refuses serials of another batch, a range that runs backwards and more labels than the range holds", async () => {
    expect(await print(0, 0, null, { serialFrom: "NOBODYS" })).toMatchObject({
      ok: false,
      refusal: { code: "SERIAL_UNKNOWN" },
    });
    expect(await print(9, 0, null, { count: 10 })).toMatchObject({ ok: false });
    expect(await print(0, 3, null, { count: 9 })).toMatchObject({
      ok: false,
      refusal: { code: "PRINT_RANGE_INVALID" },
    });
  });

  it("is for the maker's hands only", async () => {
    const command = () => ({
      requestKey: key(),
      batchId,
      count: 1,
      serialFrom: at(0),
      serialTo: at(0),
      reason: null,
    });
    expect(await recordPrint(deps(), makersAuditor, command())).toMatchObject({
      refusal: { code: "FORBIDDEN_ROLE" },
    });
    expect(await recordPrint(deps(), wanda, command())).toMatchObject({
      refusal: { code: "FORBIDDEN_CAPABILITY" },
    });
  });
});
