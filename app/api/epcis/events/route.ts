import { z } from "zod";
import { refuse } from "@/lib/core/refusal";
import { captureEvent } from "@/lib/operations/capture-event";
import { queryEvents } from "@/lib/operations/query-events";
import {
  CAPTURE_HEADERS,
  CAPTURED_TYPES,
  CAPTURED_VERSIONS,
  capturedDocument,
} from "@/lib/web/epcis/captured";
import { eventAnswer } from "@/lib/web/epcis/event-answer";
import { captureProblem } from "@/lib/web/epcis/exceptions";
import { created, epcis, epcisMethods, json } from "@/lib/web/epcis/handle";
import { QUERY_PARAMETERS, queryOf } from "@/lib/web/epcis/query";

export const GET = epcis(
  z.strictObject({}),
  async (call) => {
    const { web, scope, request } = call;
    const asked = queryOf(request);
    if (!asked.ok) return asked;
    const page = await queryEvents(web.deps, scope, asked.value.query, asked.value.paging);
    return page.ok ? eventAnswer(call, page.value) : page;
  },
  {
    summary: "Ask for events",
    description:
      "Those you are a party to. Names with {uom} and {type} go on with a unit of measure or a type; extensions are asked for by their names, as EPCIS 2.0 §8.2.7.1 says.",
    scope: "view-events",
    answers: "An EPCISQueryDocument.",
    produces: ["json", "json-ld", "xml"],
    query: QUERY_PARAMETERS,
  },
);

export const POST = epcis(
  z.strictObject({}),
  async ({ web, scope, request, wanted }) => {
    const document = await capturedDocument(request);
    if (!document.ok) return document.response;
    const [event, ...others] = document.value.events;
    if (!event || others.length > 0) {
      return refuse(
        "INPUT_INVALID",
        `One event is captured here, not ${document.value.events.length}.`,
        "Send one event, or send the document to /capture.",
      );
    }
    const captured = await captureEvent(web.deps, scope, { event, context: document.value.context });
    if (!captured.ok) return captured;
    const { value } = captured;
    if (value.effect === "refused") return captureProblem(value.refusal);
    const answered = { eventID: value.name, "packproof:effect": value.effect };
    return value.effect === "pending"
      ? json({ ...answered, reason: value.refusal.message }, wanted, { status: 202 })
      : created(web, `events/${encodeURIComponent(value.name)}`, answered, wanted);
  },
  {
    summary: "Capture one event",
    description:
      "At once, by the ledger's rules: what it means for packs is done as at a screen, and its own document is kept. Sent again it changes nothing. 202: a receipt that waits a day for its shipping.",
    scope: "capture-events",
    answers: "What became of it (applied, observed, known); Location is its address.",
    status: 201,
    captures: CAPTURED_VERSIONS,
    body: {
      contentType: CAPTURED_TYPES,
      description: "An event with its @context, or a document of one event.",
      example: { type: "ObjectEvent", action: "OBSERVE" },
    },
  },
);

export const { DELETE, OPTIONS, PATCH, PUT } = epcisMethods(["GET", "POST"], CAPTURE_HEADERS);
