import type { Kind } from "@/components/deliveries/kept";
import { isKeptScan, type KeptScan } from "@/components/deliveries/kept-scan";
import type { FoundUnit } from "@/lib/operations/find-units";

/** What is being packed, as the packing station keeps it in the browser. Pure: nothing here is recorded yet. */

export type Level = "case" | "pallet";

/** What scans do now: fill the container, open an existing pallet, or take units out of theirs. */
export type Mode = "in" | "opening" | "out";

/** Something that lies in the open container and is not recorded yet. */
export type BoxedUnit = KeptScan & {
  /** Name and strength. */
  readonly product: string | null;
  readonly batch: string | null;
  readonly lastValidDay: string | null;
  /** Itself included. */
  readonly packs: number;
};

/** A container that exists and gets more into it. */
export type Parent = {
  readonly link: string;
  readonly packs: number;
  readonly product: string | null;
  readonly batch: string | null;
  readonly lastValidDay: string | null;
};

export type Closed = {
  readonly level: Level;
  /** Of the day; null: it was there before and only got more into it. */
  readonly number: number | null;
  readonly sscc: string;
  readonly link: string;
  readonly units: number;
  readonly packs: number;
  readonly product: string | null;
  readonly batch: string | null;
  readonly lastValidDay: string | null;
};

export type Bench = {
  readonly level: Level;
  /** Local day that the numbers count: "Case 7" is the seventh of today. */
  readonly day: string;
  readonly done: Readonly<Record<Level, number>>;
  readonly parent: Parent | null;
  readonly units: readonly BoxedUnit[];
  /** Several batches in one case are meant. */
  readonly mixed: boolean;
  /** Packs a case by product, where a person set it. */
  readonly sizes: Readonly<Record<string, number>>;
  readonly closed: Closed | null;
  /** The label of a closed container goes to the printer at once. */
  readonly printAtOnce: boolean;
};

const EMPTY: Bench = {
  level: "case",
  day: "",
  done: { case: 0, pallet: 0 },
  parent: null,
  units: [],
  mixed: false,
  sizes: {},
  closed: null,
  printAtOnce: false,
};

export const KEPT_BENCH: Kind<Bench> = { empty: EMPTY, parse: parseBench };

/** One person's open case at one site: the next shift at the same device starts its own. */
export const keptBenchKey = (who: string): string => `packproof.pack.${who}`;

function parseBench(json: unknown): Bench | null {
  if (typeof json !== "object" || json === null) return null;
  const bench = json as Partial<Bench>;
  const sound =
    (bench.level === "case" || bench.level === "pallet") &&
    typeof bench.day === "string" &&
    Number.isSafeInteger(bench.done?.case) &&
    Number.isSafeInteger(bench.done?.pallet) &&
    Array.isArray(bench.units) &&
    bench.units.every((unit) => isKeptScan(unit) && typeof (unit as BoxedUnit).packs === "number") &&
    (bench.parent === null || typeof bench.parent?.link === "string") &&
    typeof bench.sizes === "object" &&
    bench.sizes !== null;
  return sound ? { ...EMPTY, ...bench } : null;
}

/** The container's number of the day. */
export const numberOf = ({ done, level }: Bench): number => done[level] + 1;

/** A new day counts from 1 again; what lies open stays. */
export const onDay = (bench: Bench, day: string): Bench =>
  bench.day === day ? bench : { ...bench, day, done: { case: 0, pallet: 0 } };

export const isEmpty = ({ parent, units }: Bench): boolean => parent === null && units.length === 0;

/** Packs inside, with those that were there before. */
export const packsIn = ({ parent, units }: Bench): number =>
  (parent?.packs ?? 0) + units.reduce((sum, { packs }) => sum + packs, 0);

/** The one product and batch of a container, as far as it has one. */
export function contentOf({ parent, units }: Bench): Pick<Parent, "product" | "batch" | "lastValidDay"> {
  const parts = [...(parent && parent.packs > 0 ? [parent] : []), ...units];
  const only = <Value>(values: readonly Value[]): Value | null => {
    const [first, ...others] = new Set(values);
    return first !== undefined && others.length === 0 ? first : null;
  };
  return {
    product: only(parts.map(({ product }) => product)),
    batch: only(parts.map(({ batch }) => batch)),
    lastValidDay: only(parts.map(({ lastValidDay }) => lastValidDay)),
  };
}

export type CaseSizes = Readonly<Record<string, number>>;

/**
 * Packs a full case holds; null: no size is known, or a pallet, which has none. An empty case will most likely be
 * filled like the one before.
 */
export function sizeOf(bench: Bench, sizes: CaseSizes): number | null {
  const product = isEmpty(bench) ? (bench.closed?.product ?? null) : contentOf(bench).product;
  if (bench.level === "pallet" || product === null) return null;
  return bench.sizes[product] ?? sizes[product] ?? null;
}

export const isFull = (bench: Bench, sizes: CaseSizes): boolean => {
  const size = sizeOf(bench, sizes);
  return size !== null && bench.units.length > 0 && packsIn(bench) >= size;
};

/** What a scanned unit means for the open container. */
export type Fit =
  | { readonly kind: "add"; readonly unit: BoxedUnit }
  /** An existing container was opened to get more. */
  | { readonly kind: "parent"; readonly parent: Parent }
  | { readonly kind: "duplicate" }
  /** It was in the open container before it was opened. */
  | { readonly kind: "inside"; readonly parentLink: string }
  | { readonly kind: "elsewhere-packed"; readonly parentLink: string }
  | { readonly kind: "other-batch"; readonly batch: string | null; readonly product: string | null }
  | { readonly kind: "away"; readonly standing: "ELSEWHERE" | "IN_TRANSIT" | "FIRST_SEEN" }
  /** Destroyed, stolen or void. */
  | { readonly kind: "gone" }
  | { readonly kind: "full" }
  /** A case where packs are packed, or a pack where cases are stacked. */
  | { readonly kind: "other-level" }
  | { readonly kind: "unknown" };

const GONE = new Set<string | null>(["DESTROYED", "STOLEN", "VOID"]);

type Asking = {
  readonly sizes: CaseSizes;
  /** The next container is meant to be opened, not stacked: pallets, where both are containers. */
  readonly opening: boolean;
};

/** The same rules as the registry's (packInto), early enough for the hands; the registry decides when it is closed. */
export function fitOf(bench: Bench, scan: KeptScan, unit: FoundUnit, { sizes, opening }: Asking): Fit {
  const { link } = scan;
  if (!unit.known) return { kind: "unknown" };
  if (bench.units.some((each) => each.link === link) || bench.parent?.link === link) {
    return { kind: "duplicate" };
  }
  const { standing, product, batch, lastValidDay, parentLink } = unit;
  const packs = unit.packs ?? 0;
  if (standing !== "HERE") return { kind: "away", standing: standing ?? "ELSEWHERE" };
  if (unit.kind === "sscc" && isEmpty(bench) && (bench.level === "case" || opening)) {
    return { kind: "parent", parent: { link, packs, product, batch, lastValidDay } };
  }
  if ((unit.kind === "sgtin") !== (bench.level === "case")) return { kind: "other-level" };
  if (parentLink !== null) {
    return { kind: parentLink === bench.parent?.link ? "inside" : "elsewhere-packed", parentLink };
  }
  if (unit.kind === "sgtin" && GONE.has(unit.state)) return { kind: "gone" };
  const content = contentOf(bench);
  if (
    bench.level === "case" &&
    !bench.mixed &&
    packsIn(bench) > 0 &&
    (content.product !== product || content.batch !== batch)
  ) {
    return { kind: "other-batch", batch, product };
  }
  const size = sizeOf(bench, sizes);
  if (size !== null && packsIn(bench) >= size) return { kind: "full" };
  return { kind: "add", unit: { ...scan, product, batch, lastValidDay, packs } };
}

export const withUnit = (bench: Bench, unit: BoxedUnit): Bench => ({
  ...bench,
  units: [...bench.units, unit],
});

export const withoutUnit = (bench: Bench, link: string): Bench => ({
  ...bench,
  units: bench.units.filter((unit) => unit.link !== link),
});

/** Takes the last one back; with nothing in it, an opened container is put back as it was. */
export const undone = (bench: Bench): Bench =>
  bench.units.length > 0 ? { ...bench, units: bench.units.slice(0, -1) } : { ...bench, parent: null };

/** The container is recorded: its label waits, the next one is open. */
export function afterClose(bench: Bench, sscc: string, link: string): Bench {
  const fresh = bench.parent === null;
  const closed: Closed = {
    level: bench.level,
    number: fresh ? numberOf(bench) : null,
    sscc,
    link,
    units: bench.units.length,
    packs: packsIn(bench),
    ...contentOf(bench),
  };
  return {
    ...bench,
    parent: null,
    units: [],
    closed,
    // One that was there before is not the next of today's.
    done: fresh ? { ...bench.done, [bench.level]: numberOf(bench) } : bench.done,
  };
}
