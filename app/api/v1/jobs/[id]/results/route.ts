import { z } from "zod";
import { jobResults } from "@/lib/operations/view-job";
import { job } from "@/lib/web/fields";
import { question } from "@/lib/web/handle";
import { resultFile } from "@/lib/web/result-file";

const fields = z.strictObject({ id: job, format: z.enum(["csv", "jsonl"]).default("jsonl") });

export const GET = question(fields, async ({ web, scope, input: { id, format } }) => {
  const results = await jobResults(web.deps, scope, id);
  return results.ok ? resultFile(results.value, format, `job-${id}`) : results;
});
