import { z } from "zod";
import { refuse } from "@/lib/core/refusal";
import type { CaptureOrder } from "@/lib/operations/job-kinds";
import { startCapture } from "@/lib/operations/start-capture";
import { listCaptures } from "@/lib/operations/view-capture";
import { captureJob } from "@/lib/web/epcis/capture-job";
import {
  CAPTURE_HEADERS,
  CAPTURED_TYPES,
  CAPTURED_VERSIONS,
  capturedDocument,
} from "@/lib/web/epcis/captured";
import { epcis, epcisMethods, json } from "@/lib/web/epcis/handle";
import { pageHeaders } from "@/lib/web/epcis/paging";
import { PAGE_PARAMETERS, pagingOf } from "@/lib/web/epcis/query";
import { NO_STORE } from "@/lib/web/problem";

export const GET = epcis(
  z.strictObject({}),
  async (call) => {
    const paging = pagingOf(call.request);
    if (!paging.ok) return paging;
    const page = await listCaptures(call.web.deps, call.scope, paging.value);
    return page.ok
      ? json(page.value.items.map(captureJob), call.wanted, { headers: pageHeaders(call, page.value) })
      : page;
  },
  {
    summary: "List captures",
    scope: "capture-events",
    answers: "Capture jobs, the latest first; the errors of each are at its own address.",
    query: PAGE_PARAMETERS,
  },
);

/** What becomes of a document when an event of it is refused. */
const BEHAVIOURS: Readonly<Record<string, CaptureOrder["kind"]>> = {
  rollback: "capture-all",
  proceed: "capture-each",
};

export const POST = epcis(
  z.strictObject({}),
  async ({ web, scope, request }) => {
    const kind = BEHAVIOURS[request.headers.get("GS1-Capture-Error-Behaviour")?.trim() ?? "rollback"];
    if (kind === undefined) {
      return refuse(
        "INPUT_INVALID",
        "GS1-Capture-Error-Behaviour is neither rollback nor proceed.",
        "Send one of the two, or leave the header out for rollback.",
      );
    }
    const captured = await capturedDocument(request);
    if (!captured.ok) return captured.response;
    const { events, context } = captured.value;
    const requestKey = web.deps.ids.uuid();
    const started = await startCapture(web.deps, scope, { requestKey, order: { kind }, events, context });
    if (!started.ok) return started;
    const address = `${web.env.PUBLIC_ORIGIN}/api/epcis/capture/${started.value.jobId}`;
    return new Response(null, { status: 202, headers: { Location: address, ...NO_STORE } });
  },
  {
    summary: "Capture a document of events",
    description:
      "JSON or XML of EPCIS 2.0, or XML of EPCIS 1.2. It is carried out in its order by the ledger's rules, all of it or, with GS1-Capture-Error-Behaviour: proceed, as far as it goes. Sending it again changes nothing.",
    scope: "capture-events",
    answers: "Nothing yet: Location is where the capture can be followed.",
    status: 202,
    captures: CAPTURED_VERSIONS,
    body: {
      contentType: CAPTURED_TYPES,
      description: "An EPCISDocument.",
      example: { type: "EPCISDocument", schemaVersion: "2.0", epcisBody: { eventList: [] } },
    },
  },
);

export const { DELETE, OPTIONS, PATCH, PUT } = epcisMethods(["GET", "POST"], CAPTURE_HEADERS);
