import type { StateTone } from "@/components/ui/state-label";
import type { JobView } from "@/lib/operations/job-ports";

export const isOver = ({ state }: Pick<JobView, "state">): boolean =>
  state !== "queued" && state !== "running";

export const STATE_TONE: Record<JobView["state"], StateTone> = {
  queued: "neutral",
  running: "progress",
  done: "live",
  cancelled: "caution",
  refused: "stopped",
};

/** Outcomes that ask for nothing more. */
const WELL = new Set(["done", "VERIFIED"]);

/** Packs that did not become what was wanted, or did not get the good answer: somebody has to look at them. */
export const needLook = ({ summary }: Pick<JobView, "summary">): number =>
  Object.entries(summary).reduce((sum, [outcome, n]) => (WELL.has(outcome) ? sum : sum + n), 0);

export type Pace = {
  /** Packs a second; null: too early to say. */
  readonly rate: number | null;
  /** Milliseconds until it is done; null: not known. */
  readonly left: number | null;
  /** Milliseconds it has run. */
  readonly ran: number;
};

/** How fast it goes on average, and what follows for the rest. `now`: epoch milliseconds. */
export function paceOf(
  { total, done, startedAt, finishedAt }: Pick<JobView, "total" | "done" | "startedAt" | "finishedAt">,
  now: number,
): Pace {
  const ran = startedAt === null ? 0 : Math.max(0, (finishedAt ?? now) - startedAt);
  if (done === 0 || ran === 0) return { rate: null, left: null, ran };
  const rate = (done / ran) * 1000;
  return { rate, left: finishedAt === null ? ((total - done) / rate) * 1000 : null, ran };
}

/** A span as its largest sensible unit, rounded up: "0 s left" would be a lie. */
export function durationOf(ms: number): {
  readonly unit: "seconds" | "minutes" | "hours";
  readonly count: number;
  readonly minutes: number;
} {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  if (seconds < 90) return { unit: "seconds", count: seconds, minutes: 0 };
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90
    ? { unit: "minutes", count: minutes, minutes: 0 }
    : { unit: "hours", count: Math.floor(minutes / 60), minutes: minutes % 60 };
}
