import { performance } from "node:perf_hooks";
import type { Cpu } from "./cpu";

/** Milliseconds from the moment a request was due, waiting for a connection included. */
export type Figures = {
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Requests that got no answer or an error of the server's; a wrong answer ends the run instead. */
  readonly errors: number;
  /** Milliseconds of processor time a request, of each part. */
  readonly cpu: Cpu;
};

/** Not a wrong answer but none: counted. */
export class NoAnswer extends Error {}

type One = (i: number) => Promise<void>;
/** Begins to count what the parts use; what it gives tells (cpu.ts). */
export type Meter = () => () => Cpu;

/**
 * Open loop: request i is due at i / rate, sent then however slow the answers are, and timed from then. So a stall is
 * paid for by everyone who would have come meanwhile (no coordinated omission). Rejects at the first wrong answer.
 */
export async function openLoop(
  one: One,
  { rate, seconds, meter }: { rate: number; seconds: number; meter: Meter },
): Promise<Figures> {
  const total = Math.round(rate * seconds);
  const tally = newTally(meter);
  const begun = performance.now();
  await new Promise<void>((resolve, reject) => {
    let sent = 0;
    let open = 0;
    const release = () => {
      const due = Math.min(total, Math.floor(((performance.now() - begun) * rate) / 1000) + 1);
      for (; sent < due; sent++) {
        open++;
        tally.time(one(sent), begun + (sent * 1000) / rate).then(() => {
          if (--open === 0 && sent === total) resolve();
        }, reject);
      }
      if (sent < total) setTimeout(release, 1);
    };
    release();
  });
  return tally.figures((performance.now() - begun) / 1000);
}

/** Closed loop: `parallel` callers, each asking again as soon as it is answered. What the server can do at most. */
export async function closedLoop(
  one: One,
  { parallel, seconds, meter }: { parallel: number; seconds: number; meter: Meter },
): Promise<Figures> {
  const tally = newTally(meter);
  const begun = performance.now();
  const until = begun + seconds * 1000;
  let next = 0;
  const caller = async (): Promise<void> => {
    while (performance.now() < until) await tally.time(one(next++), performance.now());
  };
  await Promise.all(Array.from({ length: parallel }, caller));
  return tally.figures((performance.now() - begun) / 1000);
}

/** `count` times, `parallel` at a time. */
export async function counted(
  one: One,
  { count, parallel = 1, meter }: { count: number; parallel?: number; meter: Meter },
): Promise<Figures> {
  const tally = newTally(meter);
  const begun = performance.now();
  let next = 0;
  const caller = async (): Promise<void> => {
    while (next < count) await tally.time(one(next++), performance.now());
  };
  await Promise.all(Array.from({ length: parallel }, caller));
  return tally.figures((performance.now() - begun) / 1000);
}

function newTally(meter: Meter) {
  const used = meter();
  const times: number[] = [];
  let errors = 0;
  return {
    async time(work: Promise<void>, due: number): Promise<void> {
      try {
        await work;
      } catch (error) {
        if (!(error instanceof NoAnswer)) throw error;
        errors++;
      }
      times.push(performance.now() - due);
    },
    figures(seconds: number): Figures {
      const sorted = Float64Array.from(times).sort();
      const at = (share: number) =>
        sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
      const total = used();
      const each = (part: keyof Cpu) => (total[part] * 1000) / times.length;
      return {
        perSecond: (times.length - errors) / seconds,
        p50: at(0.5),
        p95: at(0.95),
        p99: at(0.99),
        errors,
        cpu: { web: each("web"), postgres: each("postgres"), generator: each("generator") },
      };
    },
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
