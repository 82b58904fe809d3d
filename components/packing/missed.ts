import type { Kind } from "@/components/deliveries/kept";
import { isKeptScan, type KeptScan } from "@/components/deliveries/kept-scan";
import { readCode } from "@/lib/core/gs1/code";
import type { Scan } from "@/lib/scan/scan";
import { type Bench, type Level, type Mode, numberOf } from "./bench";

/**
 * Scans that did not go in: nothing answered, or a keyboard delivered part of a code. The next scan takes the place
 * of the last one on the screen, and the case would be one short without anybody seeing why. Pure.
 */
export type Missed = Omit<KeptScan, "link"> & {
  /** What to ask for again; null: it has to be scanned again. */
  readonly link: string | null;
  /** What the scan was made for. */
  readonly meant: Mode;
  /** The container that was open: the pack may lie in it. */
  readonly level: Level;
  /** Of the day; null: it was there before. */
  readonly number: number | null;
};

export const KEPT_MISSED: Kind<readonly Missed[]> = { empty: [], parse: parseMissed };

function parseMissed(json: unknown): readonly Missed[] | null {
  const sound = (each: Partial<Missed> | null): boolean =>
    isKeptScan({ ...each, link: each?.link ?? "" }) &&
    (each?.meant === "in" || each?.meant === "opening" || each?.meant === "out") &&
    (each.level === "case" || each.level === "pallet") &&
    (each.number === null || Number.isSafeInteger(each.number));
  return Array.isArray(json) && json.every(sound) ? json : null;
}

export function missedOf({ raw, entry, at }: Scan, link: string | null, meant: Mode, open: Bench): Missed {
  const number = open.parent === null ? numberOf(open) : null;
  return { raw, entry, at, link, meant, level: open.level, number };
}

const isSame = (a: Missed, b: Missed): boolean =>
  a.link === null ? b.link === null && a.raw === b.raw : a.link === b.link;

/** One entry a unit, however often it is scanned; the newest attempt in the place of the first. */
export const withMissed = (list: readonly Missed[], missed: Missed): readonly Missed[] =>
  list.some((each) => isSame(each, missed))
    ? list.map((each) => (isSame(each, missed) ? missed : each))
    : [...list, missed];

export const withoutMissed = (list: readonly Missed[], missed: Missed): readonly Missed[] =>
  list.filter((each) => !isSame(each, missed));

/** What is left once a scan got its answer, whatever that was: a person has heard it. */
export const afterAnswer = (list: readonly Missed[], link: string, raw: string): readonly Missed[] =>
  list.filter((each) => (each.link === null ? !isPartOf(each.raw, raw) : each.link !== link));

/**
 * A part of a code settles with the whole code only when it holds the unit's own number to its end. What stands before
 * and behind that is the same on every pack of a batch: the next pack would settle what the last one left.
 */
function isPartOf(part: string, whole: string): boolean {
  const own = readCode(whole, { tolerant: true }).elements.find(({ ai }) => ai === "21" || ai === "00");
  const at = whole.indexOf(part);
  return own !== undefined && at >= 0 && at <= own.from && own.to <= at + part.length;
}
