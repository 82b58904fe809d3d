import { z } from "zod";
import { cancelJob, viewJob } from "@/lib/operations/view-job";
import { jobView } from "@/lib/web/answers/jobs";
import { job } from "@/lib/web/fields";
import { question } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";

const fields = z.strictObject({ id: job });

export const GET = question(fields, ({ web, scope, input }) => viewJob(web.deps, scope, input.id), {
  summary: "Read how far a job is",
  scope: "verify-pack",
  answer: jobView,
});

/** Asked twice it does the same, so it takes no Idempotency-Key. */
export const DELETE = question(fields, ({ web, scope, input }) => cancelJob(web.deps, scope, input.id), {
  summary: "Cancel a job",
  description: "What was done stays done, and its results can be had.",
  scope: "verify-pack",
  answer: jobView,
});

export const { OPTIONS, PATCH, POST, PUT } = notAllowed("GET", "DELETE");
