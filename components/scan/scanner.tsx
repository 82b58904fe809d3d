"use client";

import { Camera as CameraIcon, CameraOff, Keyboard, Pause, ScanLine } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import type { ButtonSize, ButtonVariant } from "@/components/ui/button-look";
import { LiveRegion } from "@/components/ui/live-region";
import { Notice } from "@/components/ui/notice";
import { meantCodes, mostLikelyMeant } from "@/lib/scan/decoded-code";
import { sharedDecoder } from "@/lib/scan/decoder";
import { decodePicture, type PictureProblem } from "@/lib/scan/picture";
import type { Scan, ScanEntry } from "@/lib/scan/scan";
import { CameraView } from "./camera-view";
import { PhotoButton } from "./photo-button";
import { ScanTray, type TrayCode } from "./scan-tray";
import { TypePackForm, TypeSsccForm } from "./type-form";
import { useCamera, useCameraProblemBeforehand } from "./use-camera";
import { usePaste } from "./use-paste";
import { useWedge } from "./use-wedge";

export type ScannerProps = {
  readonly onScan: (scan: Scan) => void;
  /** Which ways are offered; all but the tray when absent. The tray shows when it has codes. */
  readonly sources?: readonly ScanEntry[];
  readonly tray?: readonly TrayCode[];
  /** Something else has the person's attention: scans are heard, so that they press no button, but not delivered. */
  readonly paused?: boolean;
  /** Called instead of onScan while paused: sound "stop", queue nothing. */
  readonly onIgnored?: (scan: Scan) => void;
  /** Without the "ready" line: beside other content, or where the page says it. */
  readonly compact?: boolean;
  /** What "Type it" asks for. */
  readonly ask?: "pack" | "sscc";
  /** One answer a photo (a patient checks one pack) instead of every code in it (a shelf of packs). */
  readonly single?: boolean;
  /** The camera as the one large button: where most people hold a phone. */
  readonly lead?: "scanner" | "camera";
};

const everySource: readonly ScanEntry[] = ["wedge", "camera", "paste", "typed", "picture", "tray"];

type Panel = "none" | "camera" | "type";

/** Every way to scan, in one calm panel. Each gives onScan the same kind of Scan. */
export function Scanner({
  onScan,
  sources = everySource,
  tray = [],
  paused = false,
  onIgnored,
  compact = false,
  ask = "pack",
  single = false,
  lead = "scanner",
}: ScannerProps) {
  const t = useTranslations("scan");
  const title = useId();
  const panelId = useId();
  const [panel, setPanel] = useState<Panel>("none");
  const [deviceId, setDeviceId] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [flash, setFlash] = useFlash();
  const [said, setSaid] = useState("");
  const [last, setLast] = useState<Scan | null>(null);
  const [photo, setPhoto] = useState<"idle" | "reading" | PictureProblem>("idle");
  const beforehand = useCameraProblemBeforehand();
  const offers = (source: ScanEntry) => sources.includes(source);

  // A region that gets the text it already has says nothing: the invisible sign makes it another.
  const announce = (text: string) => setSaid((before) => (before === text ? `${text}\u200b` : text));

  function deliver(scan: Scan) {
    if (paused) return onIgnored?.(scan);
    setLast(scan);
    setPhoto((state) => (state === "reading" ? state : "idle"));
    announce(t("said.read"));
    onScan(scan);
  }

  async function readPicture(picture: Blob) {
    setPhoto("reading");
    const result = await decodePicture(picture, sharedDecoder());
    if (!result.ok) return setPhoto(result.refusal.code);
    setPhoto("idle");
    const first = mostLikelyMeant(result.value);
    const codes = single && first ? [first] : meantCodes(result.value);
    for (const { raw } of codes) deliver({ raw, entry: "picture", at: Date.now() });
    announce(t("photo.found", { count: codes.length }));
  }

  useWedge(offers("wedge"), deliver);
  usePaste(offers("paste"), deliver, (picture) => {
    if (offers("picture")) void readPicture(picture);
  });
  const { state, video } = useCamera({ open: panel === "camera", deviceId, attempt, paused }, ({ raw }) => {
    setFlash();
    deliver({ raw, entry: "camera", at: Date.now() });
  });

  const failed = state.phase === "failed" ? state.problem : null;
  const problem = offers("camera") ? (failed ?? beforehand) : null;
  const cameraOpen = panel === "camera" && failed === null;

  // Where the camera leads, the first way is one large button over the whole width, the others follow in a row.
  const first = lead !== "camera" ? null : problem === null ? "camera" : "picture";
  const look = (way: ScanEntry): { variant: ButtonVariant; size: ButtonSize; wide: boolean } =>
    way === first
      ? { variant: cameraOpen ? "secondary" : "primary", size: "big", wide: true }
      : { variant: "secondary", size: "default", wide: first !== null };

  function pressCamera() {
    if (cameraOpen) announce(t("camera.off"));
    if (failed !== null) setAttempt((n) => n + 1);
    setPanel(cameraOpen ? "none" : "camera");
  }

  const cameraButton = offers("camera") && beforehand === null && (
    <Button
      key="camera"
      {...look("camera")}
      icon={cameraOpen ? <CameraOff aria-hidden /> : <CameraIcon aria-hidden />}
      aria-expanded={cameraOpen}
      aria-controls={panelId}
      onClick={pressCamera}
    >
      {failed !== null
        ? t("camera.retry")
        : cameraOpen
          ? t("camera.close")
          : t(first === null ? "camera.open" : "camera.lead")}
    </Button>
  );
  const photoButton = offers("picture") && (
    <PhotoButton
      key="photo"
      {...look("picture")}
      busy={photo === "reading"}
      onPicture={(picture) => void readPicture(picture)}
    />
  );
  const typeButton = offers("typed") && (
    <Button
      key="type"
      {...look("typed")}
      icon={<Keyboard aria-hidden />}
      aria-expanded={panel === "type"}
      aria-controls={panelId}
      onClick={() => setPanel(panel === "type" ? "none" : "type")}
    >
      {panel === "type" ? t("type.close") : t("type.open")}
    </Button>
  );
  const note = last?.notes?.find(
    (each) => each === "ambiguous" || each === "layout-undone" || each === "caps-lock-undone",
  );

  return (
    <section aria-labelledby={title} className="grid gap-5">
      <div className={compact ? "sr-only" : "flex items-center gap-4"}>
        <span className="grid size-12 flex-none place-items-center rounded-md bg-fill text-accent">
          {paused ? <Pause aria-hidden /> : <ScanLine aria-hidden className="size-6" />}
        </span>
        <div className="min-w-0">
          <h2 id={title} className="font-semibold text-lg">
            {paused ? t("paused") : t("ready")}
          </h2>
          <p className="text-sm text-soft">
            {paused
              ? t("pausedSub")
              : t(lead === "scanner" && offers("wedge") ? "readySub.scanner" : "readySub.hand")}
          </p>
        </div>
      </div>
      {problem && (
        <Notice live title={t(`camera.problem.${problem}.title`)}>
          {t(`camera.problem.${problem}.body`)}
        </Notice>
      )}
      {state.phase === "lost" && <Notice live title={t("camera.lost")} />}
      <div
        className={
          first === null
            ? "flex flex-wrap gap-3 *:max-sm:flex-1"
            : "grid grid-cols-2 gap-3 *:first:col-span-2"
        }
      >
        {problem === null ? [cameraButton, photoButton, typeButton] : [photoButton, typeButton, cameraButton]}
      </div>
      {(photo === "NOT_A_PICTURE" || photo === "NO_CODE_FOUND") && (
        <Notice live tone="caution" title={t(`photo.problem.${photo}.title`)}>
          {t(`photo.problem.${photo}.body`)}
        </Notice>
      )}
      <div id={panelId} hidden={panel === "none" || (panel === "camera" && failed !== null)}>
        {panel === "camera" && (
          <CameraView state={state} video={video} flash={flash} onChoose={setDeviceId} />
        )}
        {panel === "type" && (
          <TypeForm ask={ask} onRaw={(raw) => deliver({ raw, entry: "typed", at: Date.now() })} />
        )}
      </div>
      {note && <Notice title={t(`note.${note}`)} />}
      {offers("tray") && tray.length > 0 && (
        <ScanTray codes={tray} onPick={({ raw }) => deliver({ raw, entry: "tray", at: Date.now() })} />
      )}
      <LiveRegion>{state.phase === "running" && said === "" ? t("camera.on") : said}</LiveRegion>
    </section>
  );
}

function TypeForm({ ask, onRaw }: { readonly ask: "pack" | "sscc"; readonly onRaw: (raw: string) => void }) {
  return ask === "sscc" ? <TypeSsccForm onRaw={onRaw} /> : <TypePackForm onRaw={onRaw} />;
}

/** True for a moment after each call. */
function useFlash(): readonly [boolean, () => void] {
  const [until, setUntil] = useState(0);
  useEffect(() => {
    if (until === 0) return;
    const timer = setTimeout(() => setUntil(0), 160);
    return () => clearTimeout(timer);
  }, [until]);
  return [until !== 0, () => setUntil((n) => n + 1)];
}
