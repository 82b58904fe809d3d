import { packLink } from "@/lib/core/gs1/link";
import { ok, type Refusal, type Result } from "@/lib/core/refusal";
import { localDay } from "@/lib/core/time/zone";
import { onBehalf } from "./acting-for";
import { type BulkItem, entryOf, type ReadItem, type Repeated, readItem } from "./bulk-items";
import { listedTwice, type Outcome, outcomesOf } from "./bulk-outcomes";
import { destroying, witnessOf } from "./destroy-packs";
import { supplying } from "./dispense-pack";
import { exporting } from "./export-packs";
import { JOB_ACTIONS, type PackOrder } from "./job-kinds";
import type { ChunkResult } from "./job-ports";
import { locking } from "./lock-packs";
import { changePacks, type PackResult, type Verb } from "./many-packs";
import type { LedgerTx, Tools } from "./ports";
import type { Reading } from "./reading";
import { sampling } from "./sample-packs";
import type { TenantScope } from "./scope";
import { undoing } from "./undo-packs";
import { voiding } from "./void-packs";

type Line = { readonly link: string; readonly reading: Reading } | { readonly refusal: Refusal };

/**
 * One chunk of a list of packs that are to be changed: by the same decisions, events and guards as a request about some
 * of them (many-packs). What can be done is done; the rest is refused, each pack with its reason.
 */
export async function changeChunk(
  deps: Tools,
  tx: LedgerTx,
  own: TenantScope,
  { order, lines, first, now }: { order: PackOrder; lines: string; first: number; now: number },
): Promise<ChunkResult> {
  const scope = await onBehalf(deps, own, order);
  const entry = entryOf(scope);
  const today = localDay(scope.timeZone, now);
  const items = lines.split("\n").map((text): Line => {
    const item = JSON.parse(text) as BulkItem | Repeated;
    return isRepeated(item) ? { refusal: listedTwice(item.as) } : lineOf(readItem(item, { today, entry }));
  });
  const readings = new Map(items.flatMap((line) => ("link" in line ? [[line.link, line.reading]] : [])));
  const results = await resultsOf(deps, tx, scope, { order, readings, now });
  const told = new Map<string, number>();
  return outcomesOf(
    items.map((line, i): Outcome => {
      if ("refusal" in line) return { gtin: null, serial: null, refusal: line.refusal };
      const { gtin, serial } = line.reading;
      // Two ways to write one code, such as with and without its batch.
      const as = told.get(line.link);
      if (as !== undefined) return { gtin, serial, refusal: listedTwice(as) };
      told.set(line.link, first + i);
      return { gtin, serial, ...results(line.link) };
    }),
    first,
  );
}

const isRepeated = (item: BulkItem | Repeated): item is Repeated => typeof item === "object" && "as" in item;

function lineOf(item: ReadItem): Line {
  if ("reading" in item) {
    return { link: packLink(item.reading.gtin, item.reading.serial), reading: item.reading };
  }
  const { code: issue, message } = "product" in item ? NO_SERIAL : item.unreadable;
  return { refusal: { code: "FORMAT_INVALID", message, next: WHOLE_CODE, facts: { issue } } };
}

const NO_SERIAL = { code: "SERIAL_MISSING", message: "This code names a product, but no serial number." };
const WHOLE_CODE = "Give the whole scanned code, or product code and serial number.";

type Told = { readonly eventId: string | null } | { readonly refusal: Refusal };

async function resultsOf(
  deps: Tools,
  tx: LedgerTx,
  scope: TenantScope,
  { order, readings, now }: { order: PackOrder; readings: ReadonlyMap<string, Reading>; now: number },
): Promise<(link: string) => Told> {
  if (readings.size === 0) return unanswered;
  const verb = await verbOf(tx, scope, order, readings);
  const changed = verb.ok
    ? await changePacks(deps, tx, scope, {
        ...verb.value,
        links: [...readings.keys()],
        action: JOB_ACTIONS[order.kind],
        mode: "proceed",
        entry: entryOf(scope),
        now,
      })
    : verb;
  if (!changed.ok) return () => changed;
  const results = new Map(changed.value.results.map((result) => [result.link, result]));
  return (link) => toldOf(results.get(link) ?? unanswered(link));
}

function toldOf(result: PackResult): Told {
  if (result.result === "done") return { eventId: result.eventId };
  const { link: _link, result: _result, ...refusal } = result;
  return { refusal };
}

function unanswered(link: string): never {
  throw new Error(`Nothing was said about ${link}`);
}

/** How the packs are changed, and whatever of it concerns all of them and may stand in the way. */
async function verbOf(
  tx: LedgerTx,
  scope: TenantScope,
  order: PackOrder,
  readings: ReadonlyMap<string, Reading>,
): Promise<Result<Verb>> {
  switch (order.kind) {
    case "dispense":
      return ok(supplying(scope, ({ link }) => readings.get(link) ?? unanswered(link)));
    case "export":
      return ok(exporting(scope));
    case "sample":
      return ok(sampling(scope, "SAMPLE"));
    case "free-sample":
      return ok(sampling(scope, "FREE_SAMPLE"));
    case "lock":
      return ok(locking(scope));
    case "unlock":
      return ok(undoing(scope, { undoes: "LOCKED", declaredNotHandedOver: false }));
    case "undo":
      return ok(undoing(scope, order));
    case "void":
      return ok(voiding());
    case "destroy": {
      const witness = await witnessOf(tx, scope, order.witness);
      return witness.ok ? ok(destroying(witness.value)) : witness;
    }
  }
}
