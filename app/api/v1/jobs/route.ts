import { z } from "zod";
import { MAX_BULK_ITEMS, startJob } from "@/lib/operations/start-job";
import { listJobs } from "@/lib/operations/view-job";
import { jobList, startedJob } from "@/lib/web/answers/jobs";
import { job } from "@/lib/web/fields";
import { command, question } from "@/lib/web/handle";
import { jobRequest } from "@/lib/web/job-fields";
import { notAllowed } from "@/lib/web/methods";

/** 500,000 scanned codes with their escapes are two thirds of it. */
const MOST_BYTES = MAX_BULK_ITEMS * 128;

export const POST = command(
  jobRequest,
  ({ web, scope, input, requestKey }) => {
    if ("serials" in input) {
      const { serials, ...order } = input;
      return startJob(web.deps, scope, { requestKey, order, serials });
    }
    const { items, ...order } = input;
    return startJob(web.deps, scope, { requestKey, order, items });
  },
  {
    summary: "Start a job for many packs",
    description:
      "Up to 500,000 packs. The worker does with each what a request about it would do, and keeps what became of it. Each kind needs the permission of its own request, a key the scope: `verify` needs `verify-pack`, `dispense` `dispense-pack` and so on. Ask for the job's progress by its id.",
    scope: "verify-pack",
    maxBytes: MOST_BYTES,
    answer: startedJob,
    example: { kind: "verify", items: [["09520101100016", "4KP7ZQ3M9T2H"]] },
  },
);

const page = z.strictObject({
  before: job.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const GET = question(
  page,
  ({ web, scope, input: { before, limit } }) => listJobs(web.deps, scope, { before: before ?? null, limit }),
  {
    summary: "List jobs",
    description:
      "Your organisation's, the latest first, of the kinds that you may do: with a key, that it has a scope for. For the next page send `next` as `before`.",
    scope: "verify-pack",
    answer: jobList,
  },
);

export const { DELETE, OPTIONS, PATCH, PUT } = notAllowed("GET", "POST");
