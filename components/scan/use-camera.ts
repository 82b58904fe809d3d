"use client";

import { type RefObject, useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from "react";
import { type Camera, type CameraProblem, cameraProblemBeforehand, startCamera } from "@/lib/scan/camera";
import type { DecodedCode } from "@/lib/scan/decoded-code";
import { sharedDecoder } from "@/lib/scan/decoder";

export type CameraState =
  | { readonly phase: "closed" }
  | { readonly phase: "starting" }
  | { readonly phase: "running"; readonly camera: Camera; readonly slow: boolean }
  | { readonly phase: "failed"; readonly problem: CameraProblem }
  | { readonly phase: "lost" };

const never = () => () => {};

/** Why this page gets no camera, known before asking; null on the server, where nobody knows yet. */
export function useCameraProblemBeforehand(): CameraProblem | null {
  return useSyncExternalStore(never, cameraProblemBeforehand, () => null);
}

type UseCamera = {
  readonly state: CameraState;
  /** Puts the picture here. */
  readonly video: RefObject<HTMLVideoElement | null>;
};

type CameraWish = {
  readonly open: boolean;
  /** Chooses a camera; null leaves the choice to memory and to the back camera. */
  readonly deviceId: string | null;
  /** Another number tries again. */
  readonly attempt: number;
  readonly paused: boolean;
};

/** Runs the camera while it is wanted, and releases it whenever it is not. */
export function useCamera(
  { open, deviceId, attempt, paused }: CameraWish,
  onCode: (code: DecodedCode) => void,
): UseCamera {
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<CameraState>({ phase: "closed" });
  const deliver = useEffectEvent(onCode);
  const isPaused = useEffectEvent(() => paused);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is a reason to start anew
  useEffect(() => {
    const element = video.current;
    if (!open || !element) return;
    let over = false;
    let camera: Camera | undefined;
    setState({ phase: "starting" });

    async function run(into: HTMLVideoElement) {
      const decoder = sharedDecoder();
      const started = await startCamera({
        video: into,
        decoder,
        onCode: (code) => deliver(code),
        onLost: () => setState({ phase: "lost" }),
        paused: () => isPaused(),
        ...(deviceId === null ? {} : { deviceId }),
      });
      if (!started.ok) {
        if (!over) setState({ phase: "failed", problem: started.refusal.code });
        return;
      }
      camera = started.value;
      // Closed while the person was still being asked for permission.
      if (over) return camera.stop();
      setState({ phase: "running", camera, slow: false });
      if ((await decoder.warm()) === "fallback" && !over)
        setState({ phase: "running", camera: started.value, slow: true });
    }

    void run(element);
    return () => {
      over = true;
      camera?.stop();
      // Why it failed stays on the screen until it is tried again: the ways offered instead must not move.
      setState((before) => (before.phase === "failed" ? before : { phase: "closed" }));
    };
  }, [open, deviceId, attempt]);

  return { state, video };
}
