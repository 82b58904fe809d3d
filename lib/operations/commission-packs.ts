import { commissionPacks as commissioningEvent } from "@/lib/core/epcis/pharma/commission";
import { isCset82 } from "@/lib/core/gs1/charset";
import { gtinHasPrefix } from "@/lib/core/gs1/gtin";
import { glnLink, packLink } from "@/lib/core/gs1/link";
import { randomSerial } from "@/lib/core/gs1/serial";
import { type CommissionCode, commission, commissionInto } from "@/lib/core/pack/commission";
import type { BatchId } from "@/lib/core/pack/ids";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { type LocalDay, localDay } from "@/lib/core/time/zone";
import { coversProducts, type OnBehalf, onBehalf, principalOf } from "./acting-for";
import { batchFactsOf } from "./batch-facts";
import { type Command, type GateCode, perform } from "./perform";
import type { Deps, EntryMode, LedgerTx } from "./ports";
import { newEvent, recordEvent } from "./record-event";
import type { TenantScope } from "./scope";

/** An event may name this many serials; a line's bigger export comes in several requests. */
export const MAX_PACKS = 10_000;
const SERIAL_LENGTH = 12;

export type CommissionPacks = Command &
  OnBehalf & {
    readonly batchId: BatchId;
    /** The line's own serials, or how many to generate. */
    readonly serials: { readonly import: readonly string[] } | { readonly generate: number };
    readonly entry: EntryMode;
  };

export type Commissioned = {
  readonly gtin: string;
  readonly batch: string;
  readonly expiryPrinted: string;
  readonly serials: readonly string[];
};

export type CommissionPacksCode = GateCode | CommissionCode | "BATCH_UNKNOWN" | "SERIALS_INVALID";

/** T1: packs get their serials and exist from here on. All of them or none. */
export async function commissionPacks(
  deps: Deps,
  own: TenantScope,
  command: CommissionPacks,
): Promise<Result<Commissioned, CommissionPacksCode>> {
  const scope = await onBehalf(deps, own, command);
  const organisation = await deps.directory.organisation(scope, principalOf(scope));
  return perform(deps, scope, { action: "commission-packs", command }, async (tx, now) => {
    const found = await tx.lockBatch(command.batchId);
    const open = commissionable(
      found?.holderId === principalOf(scope) ? found : null,
      organisation?.prefixes ?? [],
      localDay(scope.timeZone, now),
    );
    if (!open.ok) return open;
    const batch = open.value;
    const { product } = batch;
    const covered = coversProducts(scope, "commission-packs", [product], now);
    if (!covered.ok) return covered;
    const serials = serialsOf(deps, command);
    if (!serials.ok) return serials;
    const links = serials.value.map((serial) => packLink(product.gtin, serial));

    for (const existing of await tx.lock(links, "transition")) {
      const fresh = commission(existing.serial ?? "", existing.state);
      if (!fresh.ok) return fresh;
    }
    const { id, facts } = newEvent(deps, scope, now);
    const ids = await tx.createPacks({
      siteId: scope.siteId,
      batchId: batch.id,
      links,
      serials: serials.value,
      state: "ACTIVE",
      eventId: id,
    });
    await recordEvent(deps, tx, scope, {
      id,
      event: commissioningEvent({
        ...facts,
        epcs: links,
        bizLocation: glnLink(scope.siteGln),
        lotNumber: batch.number,
        itemExpirationDate: batch.lastValidDay,
      }),
      units: links.map((link, i) => ({ id: idAt(ids, i), link, role: "object" })),
      parties: [batch.holderId],
      entry: command.entry,
      seq: await tx.nextSeq(),
      now,
    });
    return ok({
      gtin: product.gtin,
      batch: batch.number,
      expiryPrinted: batch.expiryPrinted,
      serials: serials.value,
    });
  });
}

type LockedBatch = NonNullable<Awaited<ReturnType<LedgerTx["lockBatch"]>>>;

/** The batch, when packs may be commissioned into it. */
export function commissionable(
  batch: LockedBatch | null,
  prefixes: readonly string[],
  today: LocalDay,
): Result<LockedBatch, CommissionCode | "BATCH_UNKNOWN"> {
  if (!batch) {
    return refuse("BATCH_UNKNOWN", "There is no such batch of yours.", "Choose one of your batches.");
  }
  const { gtin, state } = batch.product;
  const prefixOwned = prefixes.some((prefix) => gtinHasPrefix(gtin, prefix));
  const open = commissionInto({ product: { state, prefixOwned }, batch: batchFactsOf(batch), today });
  return open.ok ? ok(batch) : open;
}

/** What is wrong with one serial of a list, after "The serial number …"; null: nothing. */
export function serialFault(serial: string, seen: ReadonlySet<string>): string | null {
  if (seen.has(serial)) return "stands in the list twice";
  const fits = serial.length >= 1 && serial.length <= 20 && isCset82(serial);
  return fits ? null : "is not 1 to 20 letters, digits or signs without spaces";
}

/** Clean, distinct serials, or the first thing wrong with them. */
function serialsOf(deps: Deps, { serials }: CommissionPacks): Result<readonly string[], "SERIALS_INVALID"> {
  if ("generate" in serials) {
    const { generate } = serials;
    if (!Number.isInteger(generate) || generate < 1 || generate > MAX_PACKS) return badCount(generate);
    const made = new Set<string>();
    while (made.size < generate) made.add(randomSerial(deps.random.bytes, SERIAL_LENGTH));
    return ok([...made]);
  }
  const list = serials.import;
  if (list.length < 1 || list.length > MAX_PACKS) return badCount(list.length);
  const seen = new Set<string>();
  for (const [row, serial] of list.entries()) {
    const wrong = serialFault(serial, seen);
    if (wrong) {
      return refuse(
        "SERIALS_INVALID",
        `Row ${row + 1}: the serial number ${JSON.stringify(serial)} ${wrong}.`,
        "Correct the list and import it again; nothing was imported.",
        { row: row + 1, serial },
      );
    }
    seen.add(serial);
  }
  return ok(list);
}

const badCount = (count: number) =>
  refuse(
    "SERIALS_INVALID",
    `One request makes 1 to ${MAX_PACKS.toLocaleString("en")} packs, not ${count}.`,
    "Split the list and send its parts one after the other.",
    { count },
  );

/** The ledger answers one id for each link, in order. */
export function idAt<Id>(ids: readonly Id[], index: number): Id {
  const id = ids[index];
  if (id === undefined) throw new Error(`The ledger answered no id at ${index}`);
  return id;
}
