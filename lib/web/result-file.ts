import { csvField } from "@/lib/core/text/csv";
import type { BulkOutcome } from "@/lib/operations/bulk-outcomes";
import type { BulkVerdict } from "@/lib/operations/bulk-verify";
import type { JobView } from "@/lib/operations/job-ports";
import { NO_STORE } from "./problem";

const VERDICTS = [
  "n",
  "gtin",
  "serial",
  "kind",
  "code",
  "action",
] as const satisfies readonly (keyof BulkVerdict)[];
const OUTCOMES = [
  "n",
  "gtin",
  "serial",
  "result",
  "code",
  "message",
  "next",
  "eventId",
] as const satisfies readonly (keyof BulkOutcome)[];

const TYPES = { csv: "text/csv; charset=utf-8; header=present", jsonl: "application/jsonl" } as const;

/** The results of a job as a file that is sent while it is read: chunks of JSON lines, or as a table. */
export function resultFile(
  chunks: AsyncIterable<string>,
  { id, kind, format }: Pick<JobView, "id" | "kind"> & { readonly format: "csv" | "jsonl" },
): Response {
  const columns = kind === "verify" ? VERDICTS : OUTCOMES;
  const texts = format === "csv" ? csvOf(chunks, columns) : linesOf(chunks);
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
      "Content-Disposition": `attachment; filename="job-${id}.${format}"`,
      ...NO_STORE,
    },
  });
}

async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string, void> {
  for await (const lines of chunks) yield `${lines}\n`;
}

async function* csvOf(
  chunks: AsyncIterable<string>,
  columns: readonly string[],
): AsyncGenerator<string, void> {
  yield `${columns.join(",")}\r\n`;
  for await (const lines of chunks) {
    yield lines
      .split("\n")
      .map((line) => {
        const result = JSON.parse(line) as Readonly<Record<string, string | number | null>>;
        return `${columns.map((column) => csvField(result[column] ?? null)).join(",")}\r\n`;
      })
      .join("");
  }
}
