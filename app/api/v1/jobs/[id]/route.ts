import { z } from "zod";
import { cancelJob, viewJob } from "@/lib/operations/view-job";
import { job } from "@/lib/web/fields";
import { question } from "@/lib/web/handle";

const fields = z.strictObject({ id: job });

export const GET = question(fields, ({ web, scope, input }) => viewJob(web.deps, scope, input.id));

/** Asked twice it does the same, so it takes no Idempotency-Key. */
export const DELETE = question(fields, ({ web, scope, input }) => cancelJob(web.deps, scope, input.id));
