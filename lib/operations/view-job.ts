import type { ForbiddenCode } from "@/lib/core/access/can";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { gate } from "./gate";
import { inNameOf, isCapture, JOB_ACTIONS, mayDo, PACK_KINDS } from "./job-kinds";
import type { Jobs, JobView } from "./job-ports";
import type { Deps } from "./ports";
import type { TenantScope } from "./scope";
import { keptUntil } from "./upkeep";

type JobDeps = Pick<Deps, "clock" | "ledger"> & { readonly jobs: Jobs };
type JobCode = ForbiddenCode | "JOB_UNKNOWN";

/** How far a job is. Whoever may do what it does may see it. */
export async function viewJob(
  deps: JobDeps,
  scope: TenantScope,
  id: string,
): Promise<Result<JobView, JobCode>> {
  const job = await packJob(deps, scope, id);
  // Whoever may do anything in bulk may verify: who may not learns nothing of what there is.
  const action = JOB_ACTIONS[job?.kind ?? "verify"];
  const subject = inNameOf(job?.actingFor ?? undefined);
  const allowed = await gate(deps, scope, { action, subject, now: deps.clock.now() });
  if (!allowed.ok) return allowed;
  return job ? ok(job) : unknown();
}

export type JobList = {
  /** The latest first. */
  readonly jobs: readonly JobView[];
  /** Ask for the next page with it as `before`; null: there is none. */
  readonly next: string | null;
};

/** The organisation's jobs, of the kinds that whoever asks may do. */
export async function listJobs(
  deps: JobDeps,
  scope: TenantScope,
  { before, limit }: { readonly before: string | null; readonly limit: number },
): Promise<Result<JobList, ForbiddenCode>> {
  const now = deps.clock.now();
  const holders = [null, ...new Set(scope.delegations.map(({ from }) => from))];
  const among = holders.flatMap((actingFor) =>
    PACK_KINDS.filter((kind) => mayDo(scope, { kind, actingFor: actingFor ?? undefined }, now).ok).map(
      (kind) => ({ kind, actingFor }),
    ),
  );
  if (among.length === 0) {
    const denied = await gate(deps, scope, { action: JOB_ACTIONS.verify, now });
    if (!denied.ok) return denied;
  }
  const found = await deps.jobs.list(scope, { among, before, limit: limit + 1 });
  const page = found.slice(0, limit).map((job) => ({ ...job, resultsUntil: keptUntil(job) }));
  return ok({ jobs: page, next: found.length > limit ? (page.at(-1)?.id ?? null) : null });
}

/** What was done stays done, and its results can be had; nothing more is. */
export async function cancelJob(
  deps: JobDeps,
  scope: TenantScope,
  id: string,
): Promise<Result<JobView, JobCode>> {
  const seen = await viewJob(deps, scope, id);
  if (!seen.ok) return seen;
  await deps.jobs.cancel(scope, id, deps.clock.now());
  const job = await packJob(deps, scope, id);
  return job ? ok(job) : unknown();
}

/** The results so far, as they come out of the store: a reader of half a million lines keeps a few thousand in memory. */
export async function jobResults(
  deps: JobDeps,
  scope: TenantScope,
  id: string,
): Promise<Result<{ readonly job: JobView; readonly lines: AsyncIterable<string> }, JobCode>> {
  const seen = await viewJob(deps, scope, id);
  return seen.ok ? ok({ job: seen.value, lines: deps.jobs.results(scope, id) }) : seen;
}

/** A capture of events is shown by EPCIS. */
async function packJob({ jobs }: JobDeps, scope: TenantScope, id: string): Promise<JobView | null> {
  const job = await jobs.view(scope, id);
  return job && !isCapture(job.kind) ? { ...job, kind: job.kind, resultsUntil: keptUntil(job) } : null;
}

const unknown = () =>
  refuse(
    "JOB_UNKNOWN",
    "There is no such job of yours.",
    "Look for its number in the answer that started it.",
  );
