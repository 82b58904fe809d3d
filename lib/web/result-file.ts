import type { BulkVerdict } from "@/lib/operations/bulk-verify";
import { NO_STORE } from "./problem";

const COLUMNS = [
  "n",
  "gtin",
  "serial",
  "kind",
  "code",
  "action",
] as const satisfies readonly (keyof BulkVerdict)[];

const TYPES = { csv: "text/csv; charset=utf-8; header=present", jsonl: "application/jsonl" } as const;

/** The results of a job as a file that is sent while it is read: chunks of JSON lines, or as a table. */
export function resultFile(chunks: AsyncIterable<string>, format: "csv" | "jsonl", name: string): Response {
  const texts = format === "csv" ? csvOf(chunks) : linesOf(chunks);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await texts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await texts.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      "Content-Type": TYPES[format],
      "Content-Disposition": `attachment; filename="${name}.${format}"`,
      ...NO_STORE,
    },
  });
}

async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string, void> {
  for await (const lines of chunks) yield `${lines}\n`;
}

async function* csvOf(chunks: AsyncIterable<string>): AsyncGenerator<string, void> {
  yield `${COLUMNS.join(",")}\r\n`;
  for await (const lines of chunks) {
    yield lines
      .split("\n")
      .map((line) => {
        const verdict = JSON.parse(line) as BulkVerdict;
        return `${COLUMNS.map((column) => csvField(verdict[column])).join(",")}\r\n`;
      })
      .join("");
  }
}

/**
 * One field of RFC 4180. A serial may begin like a formula ("=1+1", "-5"), and a spreadsheet would compute it: such a
 * text gets an apostrophe before it, as OWASP advises (CSV injection). JSON lines carry it unchanged.
 */
export function csvField(value: string | number | null): string {
  if (typeof value === "number") return String(value);
  const text = value ?? "";
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
