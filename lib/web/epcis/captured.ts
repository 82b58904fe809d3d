import type { JsonObject, JsonValue } from "@/lib/core/canonical/json-value";
import { eventsOf } from "@/lib/core/epcis/document";
import { readDocument } from "@/lib/core/epcis/read-document";
import { validateDocument } from "@/lib/core/epcis/validate";
import { type Refusal, type Result, refuse } from "@/lib/core/refusal";
import { EVENTS_AT_MOST } from "@/lib/operations/start-capture";
import { parseXml } from "@/lib/primitives/xml";
import { epcisText, JSON_TYPES, XML_TYPES } from "./body";
import { epcisProblem } from "./exceptions";

/** 500,000 packs of a line with their Digital Links are half of it. */
export const CAPTURE_BYTES = 64 * 1024 * 1024;

/** What OPTIONS says about capturing. */
export const CAPTURE_HEADERS = {
  "GS1-EPCIS-Capture-Limit": String(EVENTS_AT_MOST),
  "GS1-EPCIS-Capture-File-Size-Limit": String(CAPTURE_BYTES),
  "GS1-Capture-Error-Behaviour": "rollback",
} as const;

/** XML of EPCIS 1.2 is taken as well. */
export const CAPTURED_VERSIONS = ["1.2"] as const;

export const CAPTURED_TYPES = [...JSON_TYPES, ...XML_TYPES];

export type CapturedDocument = {
  readonly events: readonly JsonObject[];
  readonly context: JsonValue | undefined;
};

/** The valid events of a body, JSON or XML; else the answer that says what is wrong with it. */
export async function capturedDocument(
  request: Request,
): Promise<
  | { readonly ok: true; readonly value: CapturedDocument }
  | { readonly ok: false; readonly response: Response }
> {
  const read = await documentIn(request);
  if (!read.ok) return refused(read.refusal);
  const { issues, ok } = validateDocument(read.value);
  const found = eventsOf(read.value);
  if (ok && found) return { ok: true, value: found };
  const shown = issues.slice(0, 20).map(({ path, message }) => ({ path, message }));
  return { ok: false, response: epcisProblem(NOT_VALID, { issues: shown }) };
}

const refused = (refusal: Refusal) => ({ ok: false, response: epcisProblem(refusal) }) as const;

async function documentIn(request: Request): Promise<Result<JsonObject>> {
  const text = await epcisText(request, CAPTURED_TYPES, CAPTURE_BYTES);
  if (!text.ok) return text;
  const type = request.headers.get("content-type") ?? "";
  const isXml = /^\uFEFF?\s*</.test(text.value);
  return isXml === type.toLowerCase().includes("xml")
    ? readDocument(text.value, parseXml)
    : refuse(
        "INPUT_INVALID",
        "The request is not what its Content-Type says.",
        "Send JSON as application/json and XML as application/xml.",
      );
}

const NOT_VALID: Refusal = {
  code: "INPUT_INVALID",
  message: "This is no valid EPCIS document.",
  next: "Correct what is listed and send it again; nothing was captured.",
};
