import { z } from "zod";
import { jobResults } from "@/lib/operations/view-job";
import { job } from "@/lib/web/fields";
import { question } from "@/lib/web/handle";
import { notAllowed } from "@/lib/web/methods";
import { resultFile } from "@/lib/web/result-file";

const fields = z.strictObject({ id: job, format: z.enum(["csv", "jsonl"]).default("jsonl") });

export const GET = question(
  fields,
  async ({ web, scope, input: { id, format } }) => {
    const results = await jobResults(web.deps, scope, id);
    return results.ok ? resultFile(results.value.lines, { ...results.value.job, format }) : results;
  },
  {
    summary: "Download the results of a job",
    description: "One line a pack, in the order of the request, of what is done so far. Or as CSV.",
    scope: "verify-pack",
    answer: { contentType: "application/jsonl", description: "One JSON object a line." },
  },
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = notAllowed("GET");
