import { z } from "zod";
import { viewCapture } from "@/lib/operations/view-capture";
import { captureJob } from "@/lib/web/epcis/capture-job";
import { epcis, epcisMethods, json } from "@/lib/web/epcis/handle";

export const GET = epcis(
  z.strictObject({ captureID: z.string().max(100) }),
  async ({ web, scope, input, wanted }) => {
    const job = await viewCapture(web.deps, scope, input.captureID);
    return job.ok ? json(captureJob(job.value), wanted) : job;
  },
  {
    summary: "Follow a capture",
    scope: "capture-events",
    answers: "A capture job: whether it runs, whether something was refused, and each error.",
  },
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = epcisMethods(["GET"]);
