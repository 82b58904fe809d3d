import type { ForbiddenCode } from "@/lib/core/access/can";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { look } from "./gate";
import type { Jobs, JobView } from "./job-ports";
import type { Deps } from "./ports";
import type { TenantScope } from "./scope";

type JobDeps = Pick<Deps, "clock" | "ledger"> & { readonly jobs: Jobs };

/** How far a job is. */
export const viewJob = (
  deps: JobDeps,
  scope: TenantScope,
  id: string,
): Promise<Result<JobView, ForbiddenCode | "JOB_UNKNOWN">> =>
  look(deps, scope, "verify-pack", async () => {
    const job = await deps.jobs.view(scope, id);
    return job ? ok(job) : unknown();
  });

/** What was done stays done, and its results can be had; nothing more is. */
export const cancelJob = (
  deps: JobDeps,
  scope: TenantScope,
  id: string,
): Promise<Result<JobView, ForbiddenCode | "JOB_UNKNOWN">> =>
  look(deps, scope, "verify-pack", async (now) => {
    await deps.jobs.cancel(scope, id, now);
    const job = await deps.jobs.view(scope, id);
    return job ? ok(job) : unknown();
  });

/** The results so far, as they come out of the store: a reader of half a million lines keeps a few thousand in memory. */
export const jobResults = (
  deps: JobDeps,
  scope: TenantScope,
  id: string,
): Promise<Result<AsyncIterable<string>, ForbiddenCode | "JOB_UNKNOWN">> =>
  look(deps, scope, "verify-pack", async () =>
    (await deps.jobs.view(scope, id)) ? ok(deps.jobs.results(scope, id)) : unknown(),
  );

const unknown = () =>
  refuse(
    "JOB_UNKNOWN",
    "There is no such job of yours.",
    "Look for its number in the answer that started it.",
  );
