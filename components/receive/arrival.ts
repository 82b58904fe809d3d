import { levelsOf } from "@/components/deliveries/line-levels";
import type { PackCell } from "@/components/ui/pack-grid-layout";
import { matchReceipt, type ReceiptProgress } from "@/lib/core/custody/expectations";
import type { ShipReason } from "@/lib/core/custody/ship-blockers";
import type { DeliveredUnit } from "@/lib/operations/view-delivery";

/** What a delivery brings, as the receiving screen asks about it. Pure: the same rules as the receipt itself. */

export type Level = "pack" | "case" | "pallet";

/** Something in a line of the delivery that may not be sold; it comes in, under a hold. */
export type ArrivalProblem = {
  /** The line: the outermost unit. */
  readonly link: string;
  readonly reason: ShipReason;
  readonly batch: string;
  readonly count: number;
};

export type Placed = {
  readonly unit: DeliveredUnit;
  readonly level: Level;
  /** Its place among the units of its level, from 1. */
  readonly position: number;
  readonly of: number;
  readonly root: string;
};

export type Arrival = {
  readonly units: readonly DeliveredUnit[];
  readonly placed: ReadonlyMap<string, Placed>;
  readonly problems: readonly ArrivalProblem[];
  readonly packs: number;
};

export function arrivalOf(units: readonly DeliveredUnit[], problems: readonly ArrivalProblem[]): Arrival {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const levels = levelsOf(units);
  const levelOf = ({ id }: DeliveredUnit): Level => levels.get(id) ?? "pack";
  const counts: Record<Level, number> = { pack: 0, case: 0, pallet: 0 };
  const positions = units.map((unit) => {
    counts[levelOf(unit)] += 1;
    return counts[levelOf(unit)];
  });
  const rootOf = (unit: DeliveredUnit): string => {
    let at = unit;
    for (let up = above(at); up; up = above(at)) at = up;
    return at.id;
  };
  const above = ({ parentId }: DeliveredUnit) => (parentId === null ? undefined : byId.get(parentId));
  const placed = new Map(
    units.map((unit, i) => {
      const level = levelOf(unit);
      return [
        unit.id,
        { unit, level, position: positions[i] ?? 0, of: counts[level], root: rootOf(unit) },
      ] as const;
    }),
  );
  const packs = units.reduce((sum, { kind }) => sum + (kind === "sgtin" ? 1 : 0), 0);
  return { units, placed, problems, packs };
}

/** The container that directly holds a unit, when it came with the delivery. */
export function containerOf({ placed }: Arrival, link: string): Placed | null {
  const parentId = placed.get(link)?.unit.parentId;
  return (parentId && placed.get(parentId)) || null;
}

export type Answer =
  | { readonly kind: "expected"; readonly placed: Placed; readonly counted: number }
  /** Announced, and something in it may not be sold. */
  | {
      readonly kind: "problem";
      readonly placed: Placed;
      readonly counted: number;
      readonly problem: ArrivalProblem;
    }
  | { readonly kind: "duplicate"; readonly placed: Placed | null }
  | { readonly kind: "not-announced" };

/** Reasons that hold for every pack of a batch; any other is known of some pack in the line, not of which. */
const OF_BATCH: ReadonlySet<ShipReason> = new Set([
  "WITHDRAWN",
  "RECALLED",
  "EXPIRED",
  "BATCH_HELD",
  "BATCH_UNRELEASED",
]);

/** What the newest of `scans` (links, oldest first) means for this delivery; null when nothing was scanned. */
export function answerTo(arrival: Arrival, scans: readonly string[]): Answer | null {
  const link = scans.at(-1);
  if (link === undefined) return null;
  const before = matchReceipt(arrival.units, scans.slice(0, -1));
  const after = matchReceipt(arrival.units, scans);
  const placed = arrival.placed.get(link) ?? null;
  if (after.duplicates.length > before.duplicates.length) return { kind: "duplicate", placed };
  if (placed === null) return { kind: "not-announced" };
  const counted = after.packs.received - before.packs.received;
  const problem = problemOf(arrival, placed);
  return problem ? { kind: "problem", placed, counted, problem } : { kind: "expected", placed, counted };
}

function problemOf({ problems }: Arrival, { unit, level, root }: Placed): ArrivalProblem | null {
  const ofLine = problems.filter(({ link }) => link === root);
  if (unit.id === root) return ofLine[0] ?? null;
  const sure = ofLine.filter(({ reason }) => OF_BATCH.has(reason));
  return (level === "pack" ? sure.find(({ batch }) => batch === unit.batch) : sure[0]) ?? null;
}

/** Above this, a mark stands for a case: thousands of marks are a texture, not a picture. */
const MOST_MARKS = 720;

export type Marks = {
  readonly cells: readonly PackCell[];
  readonly perRow: number;
  readonly of: "pack" | "case";
};

/** A mark a pack, case after case, or a mark a case when there are too many packs. */
export function marksOf(arrival: Arrival, { missing }: ReceiptProgress): Marks {
  const lacking = new Set(missing);
  const isMissing = (unit: DeliveredUnit): boolean => {
    for (let at: string | null = unit.id; at !== null; at = arrival.placed.get(at)?.unit.parentId ?? null) {
      if (lacking.has(at)) return true;
    }
    return false;
  };
  const packs = arrival.units.filter(({ kind }) => kind === "sgtin");
  const byCase = new Map<string, DeliveredUnit[]>();
  for (const pack of packs) {
    const key = pack.parentId ?? "";
    byCase.set(key, [...(byCase.get(key) ?? []), pack]);
  }
  const groups = [...byCase.values()];
  const cell = (done: boolean): PackCell => (done ? "done" : "waiting");
  if (packs.length > MOST_MARKS && groups.length > 1) {
    return { cells: groups.map((group) => cell(!group.some(isMissing))), perRow: 20, of: "case" };
  }
  return {
    cells: groups.flat().map((pack) => cell(!isMissing(pack))),
    perRow: groups.length > 1 ? Math.min(24, Math.max(...groups.map(({ length }) => length))) : 24,
    of: "pack",
  };
}
