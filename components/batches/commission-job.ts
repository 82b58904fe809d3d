import type { Kind } from "@/components/deliveries/kept";
import { isCset82 } from "@/lib/core/gs1/charset";
import type { SerialList, SerialRow } from "./serial-list";

/** Packs being made, step by step. Kept in the browser, so that a reload goes on where it stopped. */
export type Job =
  | { readonly kind: "import"; readonly remaining: readonly string[]; readonly total: number }
  /** `base`: packs of the batch before the first step; what it has more than that was made by this job. */
  | { readonly kind: "generate"; readonly made: number; readonly total: number; readonly base: number };

/** Packs a step: one event each, small enough to show progress and to answer in a few seconds. */
export const STEP = 2_000;
/** Serials the registry checks at once. */
export const CHECK_STEP = 10_000;

export const KEPT_JOB: Kind<Job | null> = { empty: null, parse: parseJob };

export const keptJobKey = (who: string, batchId: string): string => `packproof.commission.${who}.${batchId}`;

function parseJob(json: unknown): Job | null {
  if (typeof json !== "object" || json === null) return null;
  const { kind, remaining, made, total, base } = json as Record<string, unknown>;
  const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
  if (!isCount(total)) return null;
  if (kind === "import" && Array.isArray(remaining) && remaining.every((each) => typeof each === "string")) {
    return { kind, remaining, total };
  }
  return kind === "generate" && isCount(made) && isCount(base) ? { kind, made, total, base } : null;
}

export const madeBy = (job: Job): number =>
  job.kind === "import" ? job.total - job.remaining.length : job.made;

export const leftOf = (job: Job): number => job.total - madeBy(job);

/** The next step's body, for POST …/packs; null: nothing is left. */
export function nextStep(job: Job) {
  const count = Math.min(STEP, leftOf(job));
  if (count === 0) return null;
  return job.kind === "import"
    ? { count, body: { serials: { import: job.remaining.slice(0, count) }, entry: "file" } }
    : { count, body: { serials: { generate: count }, entry: "typed" } };
}

export const afterStep = (job: Job, count: number): Job =>
  job.kind === "import"
    ? { ...job, remaining: job.remaining.slice(count) }
    : { ...job, made: job.made + count };

/** Serials that turned out to be registered: an answer that got lost had made them. */
export const withoutRegistered = (
  job: Extract<Job, { kind: "import" }>,
  registered: ReadonlySet<string>,
): Job => ({ ...job, remaining: job.remaining.filter((serial) => !registered.has(serial)) });

/** After a reload the batch itself says how many were made, an answer that got lost included. */
export const reconciled = (job: Job, commissioned: number): Job =>
  job.kind === "generate"
    ? { ...job, made: Math.min(job.total, Math.max(job.made, commissioned - job.base)) }
    : job;

export type Rejected = SerialRow & { readonly why: "twice" | "characters" | "registered" | string };

/** Rows that need not be asked about: twice in the list, or no serial number at all. */
export function sortOut({ rows, twice }: SerialList): {
  readonly asked: readonly SerialRow[];
  readonly rejected: readonly Rejected[];
} {
  const sound = ({ serial }: SerialRow) => serial.length >= 1 && serial.length <= 20 && isCset82(serial);
  return {
    asked: rows.filter(sound),
    rejected: [
      ...twice.map((row) => ({ ...row, why: "twice" })),
      ...rows.filter((row) => !sound(row)).map((row) => ({ ...row, why: "characters" })),
    ],
  };
}

/** CSV of rows that will not be imported; quoted, because a serial may hold commas and quotes. */
export const rejectedCsv = (
  rows: readonly { readonly row: number; readonly serial: string; readonly why: string }[],
) =>
  `row,serial,why\r\n${rows.map(({ row, serial, why }) => `${row},${quoted(serial)},${quoted(why)}\r\n`).join("")}`;

export const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
