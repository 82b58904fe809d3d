import type { ForbiddenCode } from "@/lib/core/access/can";
import type { Paging } from "@/lib/core/epcis-query/paging";
import { ok, type Refusal, type Result, refuse } from "@/lib/core/refusal";
import type { CaptureResult } from "./capture-chunk";
import { look } from "./gate";
import { CAPTURE_KINDS, type CaptureKind, isCapture } from "./job-kinds";
import type { JobOf, Jobs } from "./job-ports";
import { type PageDeps, type PageWithToken, paged } from "./pages";
import type { Deps } from "./ports";
import type { TenantScope } from "./scope";

/** A document of events on its way into the ledger (EPCIS 2.0 §12, "capture job"). Times are epoch milliseconds. */
export type CaptureJob = {
  readonly id: string;
  readonly createdAt: number;
  readonly finishedAt: number | null;
  readonly running: boolean;
  /** Nothing was refused so far. */
  readonly success: boolean;
  readonly behaviour: "rollback" | "proceed";
  /** Of single events, each by its name; of the job itself without. At most ERRORS_AT_MOST. */
  readonly errors: readonly { readonly name: string | null; readonly refusal: Refusal }[];
};

/** Anything else is no capture of ours, rather than a mistake. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const ERRORS_AT_MOST = 1_000;

type CaptureDeps = Pick<Deps, "clock" | "ledger"> & { readonly jobs: Jobs };

/** How far a capture is, and what was refused or waits. */
export const viewCapture = (
  deps: CaptureDeps,
  scope: TenantScope,
  id: string,
): Promise<Result<CaptureJob, ForbiddenCode | "CAPTURE_UNKNOWN">> =>
  look(deps, scope, "capture-events", async () => {
    const job = UUID.test(id) ? await deps.jobs.view(scope, id) : null;
    if (!job || !isCapture(job.kind)) return unknown();
    const capture = { ...job, kind: job.kind };
    return ok(jobOf(capture, await errorsOf(deps, scope, capture)));
  });

/** The organisation's captures, the latest first; without the errors of each. */
export const listCaptures = (
  deps: CaptureDeps & PageDeps,
  scope: TenantScope,
  paging: Paging,
): Promise<Result<PageWithToken<CaptureJob>, ForbiddenCode | "QUERY_PARAMETER">> =>
  look(deps, scope, "capture-events", () =>
    paged<string | null, CaptureJob, never>(
      deps,
      scope,
      { question: "captures", paging, first: null },
      async (before, limit) => {
        const among = CAPTURE_KINDS.map((kind) => ({ kind, actingFor: null }));
        const found = await deps.jobs.list(scope, { among, before, limit: limit + 1 });
        const page = found.slice(0, limit);
        const next = found.length > limit ? (page.at(-1)?.id ?? null) : null;
        return ok({ items: page.map((job) => jobOf(job, jobErrors(job))), next });
      },
    ),
  );

const jobOf = (job: JobOf<CaptureKind>, errors: CaptureJob["errors"]): CaptureJob => ({
  id: job.id,
  createdAt: job.createdAt,
  finishedAt: job.finishedAt,
  running: job.state === "queued" || job.state === "running",
  success: (job.summary.refused ?? 0) === 0 && job.refusal === null && job.state !== "cancelled",
  behaviour: job.kind === "capture-all" ? "rollback" : "proceed",
  errors,
});

const jobErrors = ({ refusal }: Pick<JobOf<CaptureKind>, "refusal">): CaptureJob["errors"] =>
  refusal === null ? [] : [{ name: null, refusal }];

async function errorsOf(
  { jobs }: CaptureDeps,
  scope: TenantScope,
  job: JobOf<CaptureKind>,
): Promise<CaptureJob["errors"]> {
  const errors = [...jobErrors(job)];
  if ((job.summary.refused ?? 0) + (job.summary.pending ?? 0) === 0) return errors;
  for await (const lines of jobs.results(scope, job.id)) {
    for (const line of lines.split("\n")) {
      const { name, refusal } = JSON.parse(line) as CaptureResult;
      if (refusal !== null) errors.push({ name, refusal });
      if (errors.length >= ERRORS_AT_MOST) return errors;
    }
  }
  return errors;
}

const unknown = () =>
  refuse(
    "CAPTURE_UNKNOWN",
    "There is no such capture of yours.",
    "Look for its number in the Location that the capture answered.",
  );
