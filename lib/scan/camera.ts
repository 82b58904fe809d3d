import type { IScannerControls } from "@zxing/browser";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { createAcceptor } from "./acceptor";
import { frameAttempts } from "./decode-attempt";
import type { DecodedCode } from "./decoded-code";
import type { Decoder } from "./decoder";
import { recall, remember } from "./remember";

/** Why there is no camera picture. */
export type CameraProblem =
  /** The page came over plain http: browsers give it no camera. */
  | "CAMERA_NEEDS_HTTPS"
  | "CAMERA_UNSUPPORTED"
  | "CAMERA_DENIED"
  | "CAMERA_NONE"
  /** Another program uses it. */
  | "CAMERA_BUSY"
  | "CAMERA_FAILED";

export type CameraDevice = { readonly id: string; readonly label: string };

export type Camera = {
  readonly deviceId: string;
  readonly devices: readonly CameraDevice[];
  /** Null when the camera has no light. */
  readonly torch: ((on: boolean) => Promise<void>) | null;
  stop(): void;
};

export type CameraOptions = {
  readonly video: HTMLVideoElement;
  readonly decoder: Decoder;
  readonly onCode: (code: DecodedCode) => void;
  /** A camera chosen by the person; remembered. Without it: the last choice, else the one at the back. */
  readonly deviceId?: string;
  /** The picture stopped by itself: unplugged, taken by another program, or forbidden meanwhile. */
  readonly onLost?: () => void;
  /** While this says true the picture runs on but nothing is decoded. */
  readonly paused?: () => boolean;
};

/** What can be said about the camera before anybody is asked for permission. */
export function cameraProblemBeforehand(): CameraProblem | null {
  if (!globalThis.isSecureContext) return "CAMERA_NEEDS_HTTPS";
  return navigator.mediaDevices ? null : "CAMERA_UNSUPPORTED";
}

/**
 * Shows the camera in `video` and reports codes until stopped. @zxing/browser keeps the camera (permission,
 * devices, torch, release); each frame is decoded in the worker, never more than one at a time.
 */
export async function startCamera(options: CameraOptions): Promise<Result<Camera, CameraProblem>> {
  const beforehand = cameraProblemBeforehand();
  if (beforehand) return refusal(beforehand);
  const { BrowserDatamatrixCodeReader } = await import("@zxing/browser");

  let release = () => {};
  // The library opens the camera and then calls scan() with the playing video: the one place we replace.
  class FrameReader extends BrowserDatamatrixCodeReader {
    override scan(
      video: HTMLVideoElement,
      _callback: unknown,
      finalize?: (error?: Error) => void,
    ): IScannerControls {
      const end = decodeFrames(video, options);
      // Kept by us: with a torch the library's own stop switches the light off after the track has ended and fails.
      release = () => {
        end();
        finalize?.();
      };
      return { stop: release };
    }
  }

  try {
    const controls = await open(new FrameReader(), options);
    const [track] = (options.video.srcObject as MediaStream).getVideoTracks();
    track?.addEventListener("ended", () => options.onLost?.());
    const deviceId = track?.getSettings().deviceId ?? "";
    if (options.deviceId) remember("packproof.camera", deviceId);
    const devices = await BrowserDatamatrixCodeReader.listVideoInputDevices();
    return ok({
      deviceId,
      devices: devices.map(({ deviceId: id, label }) => ({ id, label })),
      torch: controls.switchTorch ?? null,
      stop: release,
    });
  } catch (error) {
    release();
    return refusal(problemOf(error));
  }
}

type Opener = {
  decodeFromConstraints(
    constraints: MediaStreamConstraints,
    video: HTMLVideoElement,
    callback: () => void,
  ): Promise<IScannerControls>;
};

async function open(reader: Opener, { deviceId, video }: CameraOptions): Promise<IScannerControls> {
  // 1080 lines: small DataMatrix codes need the pixels, and only the box people aim into is decoded at full size.
  const size = { width: { ideal: 1920 }, height: { ideal: 1080 } };
  const back = { ...size, facingMode: { ideal: "environment" } };
  const wanted = deviceId ?? recall("packproof.camera");
  const nothing = () => undefined;
  if (!wanted) return reader.decodeFromConstraints({ video: back }, video, nothing);
  try {
    const chosen = { ...size, deviceId: { exact: wanted } };
    return await reader.decodeFromConstraints({ video: chosen }, video, nothing);
  } catch (error) {
    // The remembered camera is gone (browsers also renew the ids): take the one at the back.
    if (problemOf(error) !== "CAMERA_NONE") throw error;
    return reader.decodeFromConstraints({ video: back }, video, nothing);
  }
}

function decodeFrames(video: HTMLVideoElement, { decoder, onCode, paused }: CameraOptions): () => void {
  const acceptor = createAcceptor();
  let running = true;
  let frame = 0;

  async function look() {
    if (!running) return;
    if (!paused?.() && !document.hidden && video.videoWidth > 0) {
      const bitmap = await currentPicture(video);
      const codes = bitmap ? await decoder.decode(bitmap, frameAttempts(frame++)) : [];
      if (!running) return;
      const code = acceptor.frame(codes, performance.now());
      if (code && !paused?.()) onCode(code);
    }
    next();
  }

  function next() {
    if (!running) return;
    // Waits for the next picture that is really new; the timer is for browsers that cannot tell.
    if ("requestVideoFrameCallback" in video) video.requestVideoFrameCallback(() => void look());
    else setTimeout(() => void look(), 40);
  }

  next();
  return () => {
    running = false;
  };
}

async function currentPicture(video: HTMLVideoElement): Promise<ImageBitmap | null> {
  try {
    return await createImageBitmap(video);
  } catch {
    // The camera was taken away between the frame and this call: there is no picture, and "ended" will follow.
    return null;
  }
}

/** DOMException names of getUserMedia (Media Capture and Streams, section 10.2). */
function problemOf(error: unknown): CameraProblem {
  switch (error instanceof Error ? error.name : "") {
    case "NotAllowedError":
    case "SecurityError":
      return "CAMERA_DENIED";
    case "NotFoundError":
    case "OverconstrainedError":
      return "CAMERA_NONE";
    case "NotReadableError":
    case "AbortError":
      return "CAMERA_BUSY";
    default:
      return "CAMERA_FAILED";
  }
}

const sentences: Readonly<Record<CameraProblem, readonly [message: string, next: string]>> = {
  CAMERA_NEEDS_HTTPS: [
    "Browsers allow the camera only on secure (https) pages, and this page is not one.",
    "Take a photo of the code, or type what stands beside it.",
  ],
  CAMERA_UNSUPPORTED: [
    "This browser offers no camera.",
    "Choose a photo, or type what stands beside the code.",
  ],
  CAMERA_DENIED: [
    "This browser is not allowed to use the camera for this page.",
    "Allow it in the address bar and try again, or take a photo.",
  ],
  CAMERA_NONE: ["No camera was found.", "Connect one, use a scanner, or choose a photo."],
  CAMERA_BUSY: ["Another program is using the camera.", "Close it and try again, or choose a photo."],
  CAMERA_FAILED: ["The camera did not start.", "Try again, or choose a photo."],
};

function refusal(code: CameraProblem): Result<never, CameraProblem> {
  const [message, next] = sentences[code];
  return refuse(code, message, next);
}
