import { type Camera, startCamera } from "@/lib/scan/camera";
import type { DecodedCode } from "@/lib/scan/decoded-code";
import { createDecoder, type Decoder } from "@/lib/scan/decoder";
import { listenForPaste } from "@/lib/scan/paste";
import { decodePicture } from "@/lib/scan/picture";
import type { Scan } from "@/lib/scan/scan";
import { listenForWedge } from "@/lib/scan/wedge";

/** The bare page of the camera tests: lib/scan without any screen around it. */
export type ScanPage = {
  readonly scans: Scan[];
  readonly codes: { readonly raw: string; readonly at: number }[];
  readonly lost: string[];
  decoderMode(): Promise<string>;
  /** Uses a decoder whose worker cannot start, as under a policy that forbids it. */
  useFallback(): void;
  startCamera(): Promise<{ ok: boolean; code?: string; devices?: number; width?: number; torch?: boolean }>;
  stopCamera(): void;
  decodePicture(bytes: readonly number[]): Promise<{ raws: string[]; problem: string | null; ms: number }>;
  /** How many frames were given to the decoder so far. */
  frames(): number;
};

declare global {
  interface Window {
    scanPage: ScanPage;
  }
}

let decoder: Decoder = createDecoder();
let camera: Camera | undefined;
let frames = 0;

const counted = (inner: Decoder): Decoder => ({
  warm: () => inner.warm(),
  decode(bitmap, attempts) {
    frames++;
    return inner.decode(bitmap, attempts);
  },
  get mode() {
    return inner.mode;
  },
  stop: () => inner.stop(),
});

const scans: Scan[] = [];
const codes: { raw: string; at: number }[] = [];
const lost: string[] = [];
listenForWedge(window, (scan) => scans.push(scan));
listenForPaste(document, (scan) => scans.push(scan));

window.scanPage = {
  scans,
  codes,
  lost,
  decoderMode: () => decoder.warm(),
  useFallback() {
    decoder.stop();
    decoder = createDecoder(() => new Worker("/no-such-worker.js", { type: "module" }));
  },
  async startCamera() {
    const video = document.querySelector("video");
    if (!video) throw new Error("The page has no video element");
    const onCode = (code: DecodedCode) => codes.push({ raw: code.raw, at: performance.now() });
    const started = await startCamera({
      video,
      decoder: counted(decoder),
      onCode,
      onLost: () => lost.push("lost"),
    });
    if (!started.ok) return { ok: false, code: started.refusal.code };
    camera = started.value;
    const { devices, torch } = camera;
    return { ok: true, devices: devices.length, width: video.videoWidth, torch: torch !== null };
  },
  stopCamera: () => camera?.stop(),
  async decodePicture(bytes) {
    const from = performance.now();
    const result = await decodePicture(new Blob([new Uint8Array(bytes)]), decoder);
    const ms = performance.now() - from;
    if (!result.ok) return { raws: [], problem: result.refusal.code, ms };
    return { raws: result.value.map((code) => code.raw), problem: null, ms };
  },
  frames: () => frames,
};
