import type { Attempt } from "./decode-attempt";
import type { DecodedCode } from "./decoded-code";
import type { DecoderReply, DecoderRequest } from "./decoder-protocol";

export type DecoderMode = "starting" | "wasm" | "fallback";

export type Decoder = {
  /** Resolves when the first decode will be quick; tells which decoder it is. Never rejects. */
  warm(): Promise<DecoderMode>;
  /** Finds codes. Takes the bitmap over and closes it. One at a time: the next waits for the one before. */
  decode(bitmap: ImageBitmap, attempts: readonly Attempt[]): Promise<readonly DecodedCode[]>;
  readonly mode: DecoderMode;
  stop(): void;
};

/** A slow network may take this long over the 413 KB of wasm before the fallback steps in. */
const WARM_LIMIT_MS = 20_000;

/** So many pictures in a row that broke the decoder, and it is the decoder that is broken (out of memory, say). */
const PATIENCE = 3;

type Waiting = { resolve(reply: DecoderReply): void };

/**
 * Decodes off the main thread with zxing-cpp as WebAssembly. When the worker or the wasm cannot start (an old
 * browser, a policy that forbids it), @zxing/browser's decoder takes over on the centre of the picture.
 */
export function createDecoder(startWorker: () => Worker = defaultWorker): Decoder {
  let mode: DecoderMode = "starting";
  let worker: Worker | null = null;
  let lastId = 0;
  let failures = 0;
  const waiting = new Map<number, Waiting>();

  function failAll(message: string) {
    for (const [id, { resolve }] of waiting) resolve({ id, ok: false, message });
    waiting.clear();
  }

  function ask(request: DecoderRequest, transfer: Transferable[]): Promise<DecoderReply> {
    return new Promise((resolve) => {
      if (!worker) return resolve({ id: request.id, ok: false, message: "The decoder was stopped." });
      waiting.set(request.id, { resolve });
      worker.postMessage(request, transfer);
    });
  }

  async function start(): Promise<DecoderMode> {
    try {
      worker = startWorker();
    } catch {
      // The browser has no module workers, or the page's policy forbids them: the fallback needs neither.
      return "fallback";
    }
    worker.addEventListener("message", ({ data }: MessageEvent<DecoderReply>) => {
      waiting.get(data.id)?.resolve(data);
      waiting.delete(data.id);
    });
    worker.addEventListener("error", (event) => failAll(event.message || "The decoder did not load."));
    const limit = setTimeout(() => failAll("The decoder took too long to load."), WARM_LIMIT_MS);
    const reply = await ask({ id: ++lastId, kind: "warm" }, []);
    clearTimeout(limit);
    if (reply.ok) return "wasm";
    worker?.terminate();
    worker = null;
    return "fallback";
  }

  const started = start().then((result) => {
    mode = result;
    return result;
  });

  return {
    warm: () => started,
    async decode(bitmap, attempts) {
      await started;
      if (mode === "wasm") {
        const reply = await ask({ id: ++lastId, kind: "decode", bitmap, attempts }, [bitmap]);
        failures = reply.ok ? 0 : failures + 1;
        if (failures >= PATIENCE && worker) {
          worker.terminate();
          worker = null;
          mode = "fallback";
        }
        return reply.ok ? reply.codes : [];
      }
      const { decodeWithFallback } = await import("./fallback-decoder");
      try {
        return decodeWithFallback(bitmap);
      } finally {
        bitmap.close();
      }
    },
    get mode() {
      return mode;
    },
    stop() {
      worker?.terminate();
      worker = null;
      failAll("The decoder was stopped.");
    },
  };
}

const defaultWorker = () => new Worker(new URL("./decoder.worker.ts", import.meta.url), { type: "module" });

let shared: Decoder | undefined;

/** The page's decoder: one worker however many panels are open, kept warm from one screen to the next. */
export function sharedDecoder(): Decoder {
  shared ??= createDecoder();
  return shared;
}
