"use client";

import { Flashlight, FlashlightOff, LoaderCircle } from "lucide-react";
import { useTranslations } from "next-intl";
import { type RefObject, useState } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { SelectField } from "@/components/ui/select-field";
import { GUIDE } from "@/lib/scan/decode-attempt";
import type { CameraState } from "./use-camera";

type CameraViewProps = {
  readonly state: CameraState;
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly onChoose: (deviceId: string) => void;
  /** A code was just read: the frame answers. */
  readonly flash: boolean;
};

const percent = (part: number) => `${part * 100}%`;

/** The corners of the box people aim into, drawn where the decoder looks first. */
function Guide({ hidden, flash }: { readonly hidden: boolean; readonly flash: boolean }) {
  const corner = classNames(
    "absolute border-[#fff] transition-[width,height]",
    flash ? "h-1/2 w-1/2" : "size-9",
  );
  return (
    <div
      aria-hidden
      className={classNames("pointer-events-none absolute transition-opacity", hidden && "opacity-0")}
      style={{
        left: percent(GUIDE.x),
        top: percent(GUIDE.y),
        width: percent(GUIDE.width),
        height: percent(GUIDE.height),
        // Everything outside the box steps back, whatever the picture shows.
        boxShadow: "0 0 0 100vmax oklch(0.15 0.01 230 / 0.4)",
      }}
    >
      <span className={classNames(corner, "top-0 left-0 rounded-tl-md border-t-4 border-l-4")} />
      <span className={classNames(corner, "top-0 right-0 rounded-tr-md border-t-4 border-r-4")} />
      <span className={classNames(corner, "bottom-0 left-0 rounded-bl-md border-b-4 border-l-4")} />
      <span className={classNames(corner, "right-0 bottom-0 rounded-br-md border-r-4 border-b-4")} />
    </div>
  );
}

/** The live picture with its guide box, the light and the choice of camera. */
export function CameraView({ state, video, onChoose, flash }: CameraViewProps) {
  const t = useTranslations("scan");
  const running = state.phase === "running" ? state : null;
  return (
    <div className="grid gap-3">
      {/* As large as the picture itself, so that the guide lies over the part that is decoded; 16:9 until it comes. */}
      <div
        className={classNames(
          "relative mx-auto overflow-hidden rounded-md bg-[oklch(0.2_0.01_230)]",
          running ? "w-fit max-w-full" : "w-full",
        )}
      >
        <video
          ref={video}
          muted
          playsInline
          aria-label={t("camera.view")}
          className={running ? "block max-h-[70dvh] max-w-full" : "block aspect-video w-full"}
        />
        <Guide hidden={!running} flash={flash} />
        {state.phase === "starting" && (
          <p className="absolute inset-0 flex items-center justify-center gap-2.5 text-[#fff]">
            <LoaderCircle aria-hidden className="size-5 animate-spin" />
            {t("camera.starting")}
          </p>
        )}
      </div>
      <p className="text-sm text-soft">{running?.slow ? t("camera.slow") : t("camera.aim")}</p>
      <div className="flex flex-wrap items-end gap-3">
        {running?.camera.torch && <Torch key={running.camera.deviceId} set={running.camera.torch} />}
        {running && running.camera.devices.length > 1 && (
          <div className="min-w-48 flex-1">
            <SelectField
              label={t("camera.choose")}
              value={running.camera.deviceId}
              onChange={(event) => onChoose(event.target.value)}
              options={running.camera.devices.map(({ id, label }, i) => ({
                value: id,
                label: label || t("camera.unnamed", { number: String(i + 1) }),
              }))}
            />
          </div>
        )}
      </div>
    </div>
  );
}

function Torch({ set }: { readonly set: (on: boolean) => Promise<void> }) {
  const t = useTranslations("scan");
  const [on, setOn] = useState(false);
  const turn = async () => {
    await set(!on);
    setOn(!on);
  };
  return (
    <Button
      icon={on ? <FlashlightOff aria-hidden /> : <Flashlight aria-hidden />}
      aria-pressed={on}
      onClick={() => void turn()}
    >
      {on ? t("camera.torchOff") : t("camera.torchOn")}
    </Button>
  );
}
