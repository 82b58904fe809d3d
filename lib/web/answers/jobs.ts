import { z } from "zod";
import { count, id, moment, text } from "./parts";

export const startedJob = z.strictObject({ jobId: id, total: count });
export const jobView = z.strictObject({
  id,
  kind: z.enum(["verify"]),
  state: z.enum(["queued", "running", "done", "cancelled", "refused"]),
  total: count,
  done: count,
  summary: z.record(text, count).meta({ description: "Items done, by outcome." }),
  refusal: z.looseObject({ code: text, message: text, next: text }).nullable(),
  createdAt: moment,
  finishedAt: moment.nullable(),
});
