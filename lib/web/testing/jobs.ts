import pino from "pino";
import { jobGates } from "@/lib/auth/job-gates";
import type { Database } from "@/lib/db/database";
import { postgresJobQueue } from "@/lib/db/job-queue";
import { JOB_HANDLERS } from "@/lib/jobs/job-handlers";
import { jobTools } from "@/lib/jobs/job-tools";
import type { JobDeps } from "@/lib/jobs/run-jobs";

/** The worker's side of jobs, with the worker's own login. */
export const jobDeps = (worker: Database, change: Partial<JobDeps> = {}): JobDeps => ({
  queue: postgresJobQueue(worker, jobGates),
  handlers: JOB_HANDLERS,
  tools: jobTools(worker),
  logger: pino({ level: "silent" }),
  rest: () => Promise.reject(new Error("Nothing is waited for here")),
  stopping: () => false,
  lanes: 1,
  ...change,
});
