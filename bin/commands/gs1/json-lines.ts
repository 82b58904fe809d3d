import type { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** A line of the input as text, or why it is none. */
export type Line = string | BadLine;

export type BadLine = { readonly code: BadLineCode; readonly message: string };

export type BadLineCode =
  | "LINE_EMPTY"
  | "LINE_NOT_JSON"
  | "LINE_NOT_UTF8"
  | "LINE_TOO_LONG"
  | "LINE_WRONG_SHAPE";

/** A code has a few thousand characters at most. Whoever never sends a line feed must not fill the memory. */
export const LONGEST_LINE = 2 ** 20;

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Cuts bytes into lines, however they arrive in chunks, and holds no more than one line of the longest kind. */
export class LineSplitter {
  readonly #held = Buffer.allocUnsafe(LONGEST_LINE);
  #length = 0;
  readonly #decoder = new TextDecoder("utf-8", { fatal: true });

  /** The lines that end in this chunk. */
  *push(chunk: Uint8Array): Generator<Line> {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      this.#hold(chunk.subarray(start, end));
      yield this.#take();
      start = end + 1;
    }
    this.#hold(chunk.subarray(start));
  }

  /** The last line, when no line feed ends it. */
  *end(): Generator<Line> {
    if (this.#length > 0) yield this.#take();
  }

  #hold(bytes: Uint8Array): void {
    if (this.#length + bytes.length <= LONGEST_LINE) this.#held.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  #take(): Line {
    const length = this.#length;
    this.#length = 0;
    if (length > LONGEST_LINE) {
      return { code: "LINE_TOO_LONG", message: `The line has more than ${LONGEST_LINE} bytes.` };
    }
    const ended = length > 0 && this.#held[length - 1] === CARRIAGE_RETURN ? length - 1 : length;
    try {
      return this.#decoder.decode(this.#held.subarray(0, ended));
    } catch {
      return { code: "LINE_NOT_UTF8", message: "The line isn't UTF-8." };
    }
  }
}

/** What a line says as JSON, or why it says nothing. Never throws. */
export function readJson(line: Line): { readonly value: unknown } | { readonly bad: BadLine } {
  if (typeof line !== "string") return { bad: line };
  if (line === "") return { bad: { code: "LINE_EMPTY", message: "The line is empty." } };
  try {
    return { value: JSON.parse(line) };
  } catch {
    return { bad: { code: "LINE_NOT_JSON", message: "The line isn't JSON." } };
  }
}

/** Nobody reads on: `head` has seen enough. */
const isClosed = (error: unknown): boolean =>
  error instanceof Error &&
  "code" in error &&
  (error.code === "EPIPE" || error.code === "ERR_STREAM_PREMATURE_CLOSE");

/**
 * Answers every line of the input with one line of JSON, in order, reading no faster than the answers are taken. Ends
 * quietly when the reader goes away; rejects when the input can't be read or the output not written.
 */
export async function answerLines(
  input: Readable,
  output: Writable,
  answer: (line: Line) => object,
): Promise<void> {
  const splitter = new LineSplitter();
  const write = (lines: Iterable<Line>): string => {
    let text = "";
    for (const line of lines) text += `${JSON.stringify(answer(line))}\n`;
    return text;
  };
  async function* answers(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
    for await (const chunk of chunks) yield write(splitter.push(chunk));
    yield write(splitter.end());
  }
  try {
    await pipeline(input, answers, output, { end: false });
  } catch (error) {
    if (!isClosed(error)) throw error;
  }
}
