import { connect, type Socket } from "node:net";

export type Answer = { readonly status: number; readonly body: string };

/**
 * HTTP/1.1 over kept connections, one request in flight on each, and a queue before them. By hand, because Node's own
 * client costs more of these two cores than the server's share of a request, and would be what is measured.
 */
export class HttpClient {
  readonly #idle: Connection[] = [];
  readonly #all: Connection[];
  readonly #waiting: {
    readonly bytes: Buffer;
    readonly done: (answer: Answer) => void;
    readonly failed: (error: Error) => void;
  }[] = [];

  private constructor(connections: Connection[]) {
    this.#all = connections;
    this.#idle.push(...connections);
  }

  /** So many connections to each of these ports. */
  static async open(ports: readonly number[], connections: number): Promise<HttpClient> {
    // Turn about, so that few callers are spread evenly too.
    const targets = Array.from({ length: connections }, () => ports).flat();
    return new HttpClient(await Promise.all(targets.map((port) => Connection.open(port))));
  }

  /** Answers in the order of the queue; rejects when the connection breaks. */
  ask(bytes: Buffer): Promise<Answer> {
    return new Promise((done, failed) => {
      this.#waiting.push({ bytes, done, failed });
      this.#next();
    });
  }

  close(): void {
    for (const connection of this.#all) connection.close();
  }

  #next(): void {
    const connection = this.#waiting.length > 0 ? this.#idle.pop() : undefined;
    const call = connection && this.#waiting.shift();
    if (!call) return;
    connection.ask(call.bytes).then(
      (answer) => {
        this.#idle.push(connection);
        call.done(answer);
        this.#next();
      },
      (error: Error) => call.failed(error),
    );
  }
}

class Connection {
  readonly #socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  #done: ((answer: Answer) => void) | null = null;
  #failed: ((error: Error) => void) | null = null;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on("data", (chunk) => this.#take(chunk));
    socket.on("error", (error) => this.#failed?.(error));
    socket.on("close", () => this.#failed?.(new Error("The server closed the connection")));
  }

  static open(port: number): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: "127.0.0.1" });
      socket.once("error", reject);
      socket.once("connect", () => {
        socket.off("error", reject);
        resolve(new Connection(socket));
      });
    });
  }

  ask(bytes: Buffer): Promise<Answer> {
    return new Promise((done, failed) => {
      if (this.#socket.destroyed)
        return failed(new Error("The server closed the connection while it was idle"));
      this.#done = done;
      this.#failed = failed;
      this.#socket.write(bytes);
    });
  }

  close(): void {
    this.#failed = null;
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const answer = answerIn(this.#received);
    if (!answer) return;
    this.#received = Buffer.alloc(0);
    const done = this.#done;
    this.#done = null;
    this.#failed = null;
    done?.(answer);
  }
}

const HEAD_END = "\r\n\r\n";

/** The one answer in these bytes; null while it is not whole. */
function answerIn(bytes: Buffer): Answer | null {
  const end = bytes.indexOf(HEAD_END);
  if (end < 0) return null;
  const head = bytes.toString("latin1", 0, end).toLowerCase();
  const status = Number(head.slice(9, 12));
  const from = end + HEAD_END.length;
  const length = /\r\ncontent-length: (\d+)/.exec(head)?.[1];
  if (length !== undefined) {
    const to = from + Number(length);
    return bytes.length < to ? null : { status, body: bytes.toString("utf8", from, to) };
  }
  if (!head.includes("\r\ntransfer-encoding: chunked")) return { status, body: "" };
  const parts: Buffer[] = [];
  for (let at = from; ; ) {
    const line = bytes.indexOf("\r\n", at);
    if (line < 0) return null;
    const size = Number.parseInt(bytes.toString("latin1", at, line), 16);
    const next = line + 2 + size + 2;
    if (bytes.length < next) return null;
    if (size === 0) return { status, body: Buffer.concat(parts).toString("utf8") };
    parts.push(bytes.subarray(line + 2, line + 2 + size));
    at = next;
  }
}

/** Ready bytes of a request; `headers` come from the credential. */
export function requestBytes(
  method: "GET" | "POST" | "DELETE",
  path: string,
  headers: Readonly<Record<string, string>>,
  body?: unknown,
): Buffer {
  const text = body === undefined ? "" : JSON.stringify(body);
  const given = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const content =
    body === undefined
      ? ""
      : `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\n`;
  return Buffer.from(
    `${method} ${path} HTTP/1.1\r\nHost: localhost\r\n${given.join("")}${content}\r\n${text}`,
  );
}
