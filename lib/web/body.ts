import { parseExact } from "@/lib/core/canonical/parse-exact";
import { ok, type Refusal, type Refused, type Result } from "@/lib/core/refusal";
import { refusals, type WebCode } from "./problem";

/** 10,000 serials with quotes and commas are a quarter of it. */
export const MAX_BODY_BYTES = 1024 * 1024;

const refused = (refusal: Refusal<WebCode>): Refused<WebCode> => ({ ok: false, refusal });

/** The JSON of a request's body. Reads no further than the limit, whatever Content-Length claims. */
export async function readJson(
  request: Request,
  maxBytes = MAX_BODY_BYTES,
): Promise<Result<unknown, WebCode>> {
  // Asking for the type also makes a browser ask us first before it sends this from another site.
  if (bodyType(request) !== "application/json") return refused(refusals.notJson);
  const text = await readText(request, maxBytes);
  if (!text.ok) return text;
  try {
    return ok(JSON.parse(text.value));
  } catch {
    return refused(whereWrong(text.value));
  }
}

/** The media type that a request says its body has, without parameters. */
export const bodyType = (request: Request): string | undefined =>
  request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();

/** The text of a body in UTF-8. Reads no further than the limit, whatever Content-Length claims. */
export async function readText(request: Request, maxBytes: number): Promise<Result<string, WebCode>> {
  const bytes = await readBytes(request, maxBytes);
  if (bytes === null) return refused(refusals.tooLarge);
  try {
    return ok(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return refused(syntax("The request is not UTF-8.", "Encode it as UTF-8 and send it again."));
  }
}

/** What JSON.parse says differs from engine to engine, and may quote a serial: our own reader says where. */
export function whereWrong(text: string): Refusal<WebCode> {
  const read = parseExact(text);
  const at = read.ok ? text.length : Number(read.refusal.facts?.at ?? text.length);
  const before = text.slice(0, at).split("\n");
  const [line, column] = [before.length, (before.at(-1)?.length ?? 0) + 1];
  return syntax(
    `The request is not JSON: line ${line}, column ${column} does not fit.`,
    "Correct it there and send it again.",
    { line, column, at },
  );
}

const syntax = (message: string, next: string, facts?: Refusal["facts"]): Refusal<WebCode> => ({
  code: "JSON_SYNTAX",
  message,
  next,
  ...(facts ? { facts } : {}),
});

async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array | null> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) return null;
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.length;
    if (size > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
