import type { Refusal } from "@/lib/core/refusal";
import { onBehalf } from "./acting-for";
import type { Repeated } from "./bulk-items";
import { entryOf } from "./bulk-items";
import { listedTwice, type Outcome, outcomesOf } from "./bulk-outcomes";
import { createPacks, newSerials, openBatch, prefixesOf, serialFault, takenOf } from "./commission-packs";
import type { CommissionOrder } from "./job-kinds";
import type { ChunkResult } from "./job-ports";
import type { LedgerTx, LockedBatch, Tools } from "./ports";
import type { TenantScope } from "./scope";

/** The one line of a chunk whose serials are made when it is done. */
export type ToGenerate = { readonly generate: number };

/**
 * One chunk of a batch's packs: by the same guards and with the same event as a request for some of them
 * (commission-packs). Serials that can't be taken are refused, each with its reason; the others become packs.
 */
export async function commissionChunk(
  deps: Tools,
  tx: LedgerTx,
  own: TenantScope,
  { order, lines, first, now }: { order: CommissionOrder; lines: string; first: number; now: number },
): Promise<ChunkResult> {
  const scope = await onBehalf(deps, own, order);
  const prefixes = await prefixesOf(deps, scope);
  const given = serialsOf(deps, lines);
  const open = await openBatch(tx, scope, { batchId: order.batchId, prefixes, now });
  if (!open.ok) {
    const refused = given.map((line) => ({ gtin: null, serial: textOf(line), refusal: open.refusal }));
    return outcomesOf(refused, first);
  }
  const batch = open.value;
  const { gtin } = batch.product;
  const faults = await faultsOf(deps, tx, scope, { batch, given, now });
  const serials = given.flatMap((line, i) => (typeof line === "string" && !faults.has(i) ? [line] : []));
  const eventId =
    serials.length > 0
      ? await createPacks(deps, tx, scope, { batch, serials, entry: entryOf(own), now })
      : null;
  return outcomesOf(
    given.map((line, i): Outcome => {
      const refusal = faults.get(i);
      return { gtin, serial: textOf(line), ...(refusal ? { refusal } : { eventId }) };
    }),
    first,
  );
}

type Given = string | Repeated;
const textOf = (line: Given): string | null => (typeof line === "string" ? line : null);

function serialsOf(deps: Tools, lines: string): readonly Given[] {
  const given = lines.split("\n").map((line) => JSON.parse(line) as Given | ToGenerate);
  return given.flatMap((line): readonly Given[] =>
    typeof line === "object" && "generate" in line ? newSerials(deps, line.generate) : [line],
  );
}

/** What is wrong with which of them, by their place in the chunk. */
async function faultsOf(
  deps: Tools,
  tx: LedgerTx,
  scope: TenantScope,
  {
    batch,
    given,
    now,
  }: { readonly batch: LockedBatch; readonly given: readonly Given[]; readonly now: number },
): Promise<ReadonlyMap<number, Refusal>> {
  const faults = new Map<number, Refusal>();
  const clean = new Map<string, number>();
  for (const [i, line] of given.entries()) {
    if (typeof line !== "string") {
      faults.set(i, listedTwice(line.as));
      continue;
    }
    const fault = serialFault(line, new Set());
    if (fault) faults.set(i, badSerial(line, fault));
    else clean.set(line, i);
  }
  const taken = await takenOf(deps, tx, scope, { batch, serials: [...clean.keys()], now });
  for (const [serial, { refusal }] of taken) {
    const place = clean.get(serial);
    if (place !== undefined) faults.set(place, refusal);
  }
  return faults;
}

const badSerial = (serial: string, fault: string): Refusal => ({
  code: "SERIALS_INVALID",
  message: `The serial number ${JSON.stringify(serial)} ${fault}.`,
  next: "Correct it and start a job for what is missing.",
});
