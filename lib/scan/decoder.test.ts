import { describe, expect, it, vi } from "vitest";
import { createDecoder } from "./decoder";
import type { DecoderReply, DecoderRequest } from "./decoder-protocol";

const bitmap = { close: () => {}, width: 1, height: 1 } as unknown as ImageBitmap;
const code = { raw: "]d201", linear: false, corners: [] };

/** A worker that answers as told. */
function fakeWorker(answer: (request: DecoderRequest) => DecoderReply | "error" | "silence") {
  const target = new EventTarget();
  const terminate = vi.fn();
  const worker = Object.assign(target, {
    terminate,
    postMessage(request: DecoderRequest) {
      const reply = answer(request);
      if (reply === "silence") return;
      const event = reply === "error" ? new Event("error") : new MessageEvent("message", { data: reply });
      queueMicrotask(() => target.dispatchEvent(event));
    },
  });
  return { worker: worker as unknown as Worker, terminate };
}

describe("the decoder", () => {
  it("answers each picture with its own codes", async () => {
    const { worker } = fakeWorker(({ id, kind }) => ({
      id,
      ok: true,
      codes: kind === "warm" ? [] : [{ ...code, raw: `]d2${id}` }],
      attempt: 0,
    }));
    const decoder = createDecoder(() => worker);
    expect(await decoder.warm()).toBe("wasm");
    const results = await Promise.all([decoder.decode(bitmap, []), decoder.decode(bitmap, [])]);
    expect(results.map(([first]) => first?.raw)).toEqual(["]d22", "]d23"]);
  });

  it.each([
    [
      "the browser has no module workers",
      () => {
        throw new Error("no workers");
      },
    ],
    ["the worker's script does not load", () => fakeWorker(() => "error").worker],
    ["the wasm does not compile", () => fakeWorker(({ id }) => ({ id, ok: false, message: "wasm" })).worker],
  ] as const)("falls back when %s", async (_why, start) => {
    const decoder = createDecoder(start);
    expect(await decoder.warm()).toBe("fallback");
    expect(decoder.mode).toBe("fallback");
  });

  it("does not wait for ever for a worker that never answers", async () => {
    vi.useFakeTimers();
    const { worker, terminate } = fakeWorker(() => "silence");
    const decoder = createDecoder(() => worker);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await decoder.warm()).toBe("fallback");
    expect(terminate).toHaveBeenCalledOnce();
    vi.useRealTimers();
  });

  it("finds nothing in a picture that breaks the decoder, and goes on", async () => {
    let broken = true;
    const { worker } = fakeWorker(({ id, kind }) => {
      if (kind === "decode" && broken) return { id, ok: false, message: "out of memory" };
      return { id, ok: true, codes: kind === "warm" ? [] : [code], attempt: 0 };
    });
    const decoder = createDecoder(() => worker);
    expect(await decoder.decode(bitmap, [])).toEqual([]);
    broken = false;
    expect(await decoder.decode(bitmap, [])).toEqual([code]);
  });

  it("gives a decoder up that breaks on every picture", async () => {
    const { worker, terminate } = fakeWorker(({ id, kind }) =>
      kind === "warm"
        ? { id, ok: true, codes: [], attempt: -1 }
        : { id, ok: false, message: "out of memory" },
    );
    const decoder = createDecoder(() => worker);
    for (let i = 0; i < 3; i++) await decoder.decode(bitmap, []);
    expect(decoder.mode).toBe("fallback");
    expect(terminate).toHaveBeenCalledOnce();
  });

  it("settles what is under way when stopped", async () => {
    const { worker } = fakeWorker(({ id, kind }) =>
      kind === "warm" ? { id, ok: true, codes: [], attempt: -1 } : "silence",
    );
    const decoder = createDecoder(() => worker);
    await decoder.warm();
    const pending = decoder.decode(bitmap, []);
    await Promise.resolve();
    decoder.stop();
    expect(await pending).toEqual([]);
  });
});
