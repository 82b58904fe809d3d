import { readFile } from "node:fs/promises";
import { text as readAll } from "node:stream/consumers";
import type { JsonObject } from "@/lib/core/canonical/json-value";
import { readDocument } from "@/lib/core/epcis/read-document";
import { parseXml } from "@/lib/primitives/xml";
import type { Io } from "../verify";

export type Source =
  | { readonly ok: true; readonly document: JsonObject }
  | { readonly ok: false; readonly error: string };

/**
 * The EPCIS document of a file ("-" is standard input), JSON or XML. A member named twice is told on standard error
 * and the last one counts: who looks into a file of others wants its answer, and the server refuses such a file.
 */
export async function readSource(file: string, io: Io): Promise<Source> {
  let text: string;
  try {
    text = file === "-" ? await readAll(process.stdin) : decode(await readFile(io.resolve(file)));
  } catch (error) {
    return { ok: false, error: `It can't be read: ${error instanceof Error ? error.message : error}.` };
  }
  const read = readDocument(text, parseXml, {
    onDuplicate: (member) => io.err(`${file}: ${JSON.stringify(member)} appears twice; the last one counts.`),
  });
  if (read.ok) return { ok: true, document: read.value };
  const { message, next } = read.refusal;
  return { ok: false, error: `${message} ${next}` };
}

/** UTF-8, or UTF-16 when the file begins with its mark; other bytes are refused and not replaced. */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  return new TextDecoder(encoding, { fatal: true }).decode(bytes);
}
