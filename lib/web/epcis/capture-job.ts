import type { JsonObject } from "@/lib/core/canonical/json-value";
import type { CaptureJob } from "@/lib/operations/view-capture";
import { captureException } from "./exceptions";

/** A capture job as EPCIS 2.0 writes it; errors as problems (RFC 9457), `instance` names the event. */
export const captureJob = (job: CaptureJob): JsonObject => ({
  captureID: job.id,
  createdAt: new Date(job.createdAt).toISOString(),
  ...(job.finishedAt === null ? {} : { finishedAt: new Date(job.finishedAt).toISOString() }),
  running: job.running,
  success: job.success,
  captureErrorBehaviour: job.behaviour,
  errors: job.errors.map(({ name, refusal }) => ({
    ...captureException(refusal),
    title: refusal.message,
    detail: refusal.next,
    code: refusal.code,
    ...(name === null ? {} : { instance: name }),
  })),
});
