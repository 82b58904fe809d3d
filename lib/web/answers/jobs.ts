import { z } from "zod";
import { PACK_KINDS } from "@/lib/operations/job-kinds";
import { count, id, moment, text } from "./parts";

export const startedJob = z.strictObject({ jobId: id, total: count });
export const jobView = z.strictObject({
  id,
  kind: z.enum(PACK_KINDS),
  actingFor: id.nullable().meta({ description: "In whose name. Null: in your own." }),
  state: z.enum(["queued", "running", "done", "cancelled", "refused"]),
  total: count,
  done: count,
  summary: z.record(text, count).meta({
    description: "Items done, by outcome: the verdict's kind, `done`, or the code of the refusal.",
  }),
  refusal: z.looseObject({ code: text, message: text, next: text }).nullable(),
  by: text.nullable().meta({ description: "The person or key that started it." }),
  createdAt: moment,
  startedAt: moment.nullable(),
  finishedAt: moment.nullable(),
  resultsUntil: moment
    .nullable()
    .meta({ description: "Until when it and its results are kept. Null: it still goes on." }),
});
export const jobList = z.strictObject({
  jobs: z.array(jobView),
  next: id.nullable().meta({ description: "Send it as `before` for the next page. Null: there is none." }),
});
