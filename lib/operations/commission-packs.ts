import type { ForbiddenCode } from "@/lib/core/access/can";
import { commissionPacks as commissioningEvent } from "@/lib/core/epcis/pharma/commission";
import { isCset82 } from "@/lib/core/gs1/charset";
import { gtinHasPrefix } from "@/lib/core/gs1/gtin";
import { glnLink, packLink } from "@/lib/core/gs1/link";
import { randomSerial } from "@/lib/core/gs1/serial";
import { type CommissionCode, commission, commissionInto, isMadeTwice } from "@/lib/core/pack/commission";
import type { BatchId, EventId } from "@/lib/core/pack/ids";
import { ok, type Refused, type Result, refuse } from "@/lib/core/refusal";
import { type LocalDay, localDay } from "@/lib/core/time/zone";
import { coversProducts, type OnBehalf, onBehalf, principalOf } from "./acting-for";
import { batchFactsOf } from "./batch-facts";
import { type Command, type GateCode, perform } from "./perform";
import type { Deps, EntryMode, LedgerTx, LockedBatch, Tools } from "./ports";
import { newEvent, recordEvent } from "./record-event";
import type { TenantScope } from "./scope";
import { isPack } from "./unit";

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
  const prefixes = await prefixesOf(deps, scope);
  return perform(deps, scope, { action: "commission-packs", command }, async (tx, now) => {
    const open = await openBatch(tx, scope, { batchId: command.batchId, prefixes, now });
    if (!open.ok) return open;
    const batch = open.value;
    const serials = serialsOf(deps, command);
    if (!serials.ok) return serials;
    const [taken] = (await takenOf(deps, tx, scope, { batch, serials: serials.value, now })).values();
    if (taken) return taken;
    await createPacks(deps, tx, scope, { batch, serials: serials.value, entry: command.entry, now });
    return ok({
      gtin: batch.product.gtin,
      batch: batch.number,
      expiryPrinted: batch.expiryPrinted,
      serials: serials.value,
    });
  });
}

/** The company prefixes of whoever the packs are made for. */
export async function prefixesOf(
  { directory }: Pick<Deps, "directory">,
  scope: TenantScope,
): Promise<readonly string[]> {
  return (await directory.organisation(scope, principalOf(scope)))?.prefixes ?? [];
}

/** The batch under lock, when whoever acts may make packs of it now. */
export async function openBatch(
  tx: LedgerTx,
  scope: TenantScope,
  { batchId, prefixes, now }: { batchId: BatchId; prefixes: readonly string[]; now: number },
): Promise<Result<LockedBatch, ForbiddenCode | CommissionCode | "BATCH_UNKNOWN">> {
  const found = await tx.lockBatch(batchId);
  const batch = found?.holderId === principalOf(scope) ? found : null;
  const open = commissionable(batch, prefixes, localDay(scope.timeZone, now));
  if (!open.ok) return open;
  const covered = coversProducts(scope, "commission-packs", [open.value.product], now);
  return covered.ok ? open : covered;
}

type Wanted = {
  readonly batch: LockedBatch;
  readonly serials: readonly string[];
  readonly now: number;
};

/**
 * Which of these serials the product has already, each with its refusal. One that would stand on a second pack is
 * alerted: two makers, or two batches, have printed it.
 */
export async function takenOf(
  deps: Tools,
  tx: LedgerTx,
  { orgId, siteId, personId }: TenantScope,
  { batch, serials, now }: Wanted,
): Promise<ReadonlyMap<string, Refused<"DUPLICATE_SERIAL">>> {
  const { gtin } = batch.product;
  const packs = (
    await tx.lock(
      serials.map((serial) => packLink(gtin, serial)),
      "transition",
    )
  ).filter(isPack);
  const again = { batchId: batch.id, by: orgId };
  const twice = packs.filter(({ batch: { id }, state, stateEvent }) =>
    isMadeTwice({ batchId: id, state, setBy: stateEvent?.orgId ?? null }, again),
  );
  if (twice.length > 0) {
    const of = twice.map(({ serial }) => ({ id: deps.ids.uuid(), gtin, serial, cause: "CLONE_SUSPECTED" }));
    await tx.raiseAlerts({ siteId, personId, at: now, of });
  }
  return new Map(
    packs.flatMap(({ serial, state }) => {
      const fresh = commission(serial, state);
      return fresh.ok ? [] : [[serial, fresh] as const];
    }),
  );
}

/** Packs with these serials, none of which is taken, and the event that tells of them. */
export async function createPacks(
  deps: Tools,
  tx: LedgerTx,
  scope: TenantScope,
  packs: {
    readonly batch: LockedBatch;
    readonly serials: readonly string[];
    readonly entry: EntryMode;
    readonly now: number;
  },
): Promise<EventId> {
  const { batch, serials, entry, now } = packs;
  const links = serials.map((serial) => packLink(batch.product.gtin, serial));
  const { id, facts } = newEvent(deps, scope, now);
  const ids = await tx.createPacks({
    siteId: scope.siteId,
    batchId: batch.id,
    links,
    serials,
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
    entry,
    seq: await tx.nextSeq(),
    now,
  });
  return id;
}

/** The batch, when packs may be commissioned into it. */
function commissionable(
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
    return ok(newSerials(deps, generate));
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

/** So many distinct serials that nobody can guess. */
export function newSerials({ random }: Pick<Deps, "random">, count: number): readonly string[] {
  const made = new Set<string>();
  while (made.size < count) made.add(randomSerial(random.bytes, SERIAL_LENGTH));
  return [...made];
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
