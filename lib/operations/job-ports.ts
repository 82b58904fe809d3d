import type { OrgId } from "@/lib/core/pack/ids";
import type { Refusal, Result } from "@/lib/core/refusal";
import type { JobKind, JobOrder, PackKind } from "./job-kinds";
import type { EntryMode, LedgerTx } from "./ports";
import type { Reading } from "./reading";
import type { VerifyAnswer } from "./reading-ports";
import type { TenantScope } from "./scope";

/**
 * Work that is too much for one request. Somebody starts it, the worker does it chunk by chunk, and each chunk's effect,
 * events and results are one transaction: after a crash the next worker goes on where it was, and does nothing twice.
 */

export type JobState = "queued" | "running" | "done" | "cancelled" | "refused";

/** So many items in one chunk: a tenth of a second of work, and little to do again after a crash. */
export const CHUNK_ITEMS = 5_000;

export type NewJob = {
  readonly id: string;
  readonly order: JobOrder;
  readonly total: number;
  readonly at: number;
  /** CHUNK_ITEMS a chunk; the handler of the kind reads the lines. */
  readonly chunks: readonly { readonly items: number; readonly lines: string }[];
};

/** A job with packs. */
export type JobView = JobOf<PackKind> & {
  /** Until when it and its results are kept, epoch milliseconds; null: it still goes on. */
  readonly resultsUntil: number | null;
};
export type JobOf<Kind extends JobKind> = {
  readonly id: string;
  readonly kind: Kind;
  /** In whose name; null: in the organisation's own. */
  readonly actingFor: OrgId | null;
  readonly state: JobState;
  readonly total: number;
  readonly done: number;
  /** Items done, by outcome: the verdict's kind, "done", or the code of the refusal. */
  readonly summary: Readonly<Record<string, number>>;
  /** Why it was refused while it ran. */
  readonly refusal: Refusal | null;
  /** The person or the key that started it; null: not known any more. */
  readonly by: string | null;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
};

export type JobPage<Kind extends JobKind> = {
  /** Kinds with the holder in whose name (null: their own): only these are listed. */
  readonly among: readonly { readonly kind: Kind; readonly actingFor: OrgId | null }[];
  /** The last job of the page before. */
  readonly before: string | null;
  readonly limit: number;
};

/** For those who started it: everybody of the organisation. */
export type Jobs = {
  /** Null: no such job of this organisation. */
  view(scope: TenantScope, id: string): Promise<JobOf<JobKind> | null>;
  /** The latest first. */
  list<Kind extends JobKind>(scope: TenantScope, page: JobPage<Kind>): Promise<readonly JobOf<Kind>[]>;
  /** False: there is no such job, or it is over. */
  cancel(scope: TenantScope, id: string, at: number): Promise<boolean>;
  /** The JSON lines of the chunks that are done, in order. */
  results(scope: TenantScope, id: string): AsyncIterable<string>;
};

export type Claimed = {
  readonly id: string;
  readonly order: JobOrder;
  /** Whoever started it, as they are now: a role or a key that was taken away meanwhile ends the job. */
  readonly by: Result<TenantScope>;
};

export type ChunkResult = {
  /** JSON lines, one an item in the items' order. */
  readonly lines: string;
  readonly counts: Readonly<Record<string, number>>;
};

export type JobQueue = {
  /**
   * The job whose turn it is, leased to this worker; null: nothing to do now. `busy`: the jobs that its lanes have at the
   * moment, once for each lane.
   */
  claim(at: number, busy: readonly string[]): Promise<Claimed | null>;
  /**
   * Does one chunk in one transaction; with the last one the job is done. False: none is left, or the job was cancelled. `first` is the number of the
   * chunk's first item in the job.
   */
  chunk(
    job: { readonly id: string; readonly scope: TenantScope },
    at: number,
    work: (tx: JobTx, lines: string, first: number) => Promise<ChunkResult>,
  ): Promise<boolean>;
  end(
    job: Pick<Claimed, "id">,
    how: { state: "done" } | { state: "refused"; refusal: Refusal },
    at: number,
  ): Promise<void>;
};

/** What a chunk may ask and change: the ledger of the job's organisation, and looks at thousands of packs at once. */
export type JobTx = LedgerTx & {
  /** Finds many packs and records the looks, as Ledger.verify does for one. `near` is null in every answer. */
  verify(readings: readonly Reading[], entry: EntryMode, at: number): Promise<readonly VerifyAnswer[]>;
  /** Which of these (product, serial) pairs are registered, by their place. */
  registered(
    pairs: readonly { readonly gtin: string; readonly serial: string }[],
  ): Promise<ReadonlySet<number>>;
};
