import type { BatchSerial, PrintJob } from "@/lib/operations/desk-ports";

/** Labels of one job: as many as a browser lays out and prints in one go. */
export const MOST_LABELS = 500;

/** What a person chose, as typed. */
export type Choice =
  | { readonly kind: "next"; readonly count: string }
  /** Places in the order the packs were made, from 1. */
  | { readonly kind: "range"; readonly from: string; readonly to: string }
  | { readonly kind: "one"; readonly serial: string };

export type PlanFault =
  | "nothingLeft"
  | "count"
  | "range"
  | "tooMany"
  | "serialMissing"
  | "serialUnknown"
  | "notPrintable";

export type PrintPlan = {
  readonly packs: readonly BatchSerial[];
  /** Places, from 1. */
  readonly from: number;
  readonly to: number;
  /** How many of them were printed before: a reason is asked. */
  readonly again: number;
  /** The newest job that printed any of them. */
  readonly before: PrintJob | null;
  /** The row of labels that were never printed ends before the wanted count. */
  readonly short: boolean;
};

/** A pack that is void, dispensed or gone gets no new label. */
const isPrintable = ({ state }: BatchSerial): boolean => state === "ACTIVE";

/** Places (from 0) that a job printed, by place; a spoiled job printed nothing. */
export function printedPlaces(packs: readonly BatchSerial[], jobs: readonly PrintJob[]): ReadonlySet<number> {
  const placeOf = new Map(packs.map(({ serial }, place) => [serial, place]));
  const places = new Set<number>();
  for (const { serialFrom, serialTo, outcome } of jobs) {
    const [from, to] = [placeOf.get(serialFrom), placeOf.get(serialTo)];
    if (outcome === "spoiled" || from === undefined || to === undefined) continue;
    for (let place = from; place <= to; place++) places.add(place);
  }
  return places;
}

/** A pack in a case was scanned when it was packed, so it has its label from somewhere. */
const isDue = (pack: BatchSerial, place: number, printed: ReadonlySet<number>): boolean =>
  isPrintable(pack) && !pack.packed && !printed.has(place);

export const dueCount = (packs: readonly BatchSerial[], printed: ReadonlySet<number>): number =>
  packs.filter((pack, place) => isDue(pack, place, printed)).length;

const whole = (text: string): number | null => (/^[1-9]\d{0,8}$/.test(text.trim()) ? Number(text) : null);

/** Which labels come out, in the order the packs were made. */
export function planOf(
  packs: readonly BatchSerial[],
  jobs: readonly PrintJob[],
  choice: Choice,
): PrintPlan | { readonly fault: PlanFault } {
  const printed = printedPlaces(packs, jobs);
  const span = spanOf();
  if ("fault" in span) return span;
  const [from, to] = span.places;
  const chosen = packs.slice(from, to + 1).filter(isPrintable);
  if (chosen.length === 0) return { fault: "notPrintable" };
  if (chosen.length > MOST_LABELS) return { fault: "tooMany" };
  const again = range(from, to).filter((place) => printed.has(place)).length;
  const before = again === 0 ? null : (jobs.findLast((job) => touches(job, from, to)) ?? null);
  return { packs: chosen, from: from + 1, to: to + 1, again, before, short: span.short };

  type Span = { readonly places: readonly [number, number]; readonly short: boolean };
  function spanOf(): Span | { readonly fault: PlanFault } {
    switch (choice.kind) {
      case "next":
        return nextSpan(choice.count);
      case "range": {
        const [first, last] = [whole(choice.from), whole(choice.to)];
        if (first === null || last === null || first > last || last > packs.length) return { fault: "range" };
        return { places: [first - 1, last - 1], short: false };
      }
      case "one": {
        if (choice.serial === "") return { fault: "serialMissing" };
        const place = packs.findIndex(({ serial }) => serial === choice.serial);
        return place === -1 ? { fault: "serialUnknown" } : { places: [place, place], short: false };
      }
    }
  }

  /** The first row of labels never printed, without a gap: a job is one range on record. */
  function nextSpan(text: string): Span | { readonly fault: PlanFault } {
    const count = whole(text);
    if (count === null) return { fault: "count" };
    if (count > MOST_LABELS) return { fault: "tooMany" };
    const first = packs.findIndex((pack, place) => isDue(pack, place, printed));
    if (first === -1) return { fault: "nothingLeft" };
    let last = first;
    let due = 1;
    for (let place = first + 1; place < packs.length && due < count; place++) {
      const pack = packs[place];
      if (!pack || printed.has(place) || pack.packed) break;
      if (!isPrintable(pack)) continue;
      last = place;
      due++;
    }
    return { places: [first, last], short: due < count && dueCount(packs, printed) > due };
  }

  function touches({ serialFrom, serialTo, outcome }: PrintJob, a: number, b: number): boolean {
    const [first, last] = [serialFrom, serialTo].map((wanted) =>
      packs.findIndex(({ serial }) => serial === wanted),
    );
    return outcome !== "spoiled" && first !== undefined && last !== undefined && first <= b && a <= last;
  }
}

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);
