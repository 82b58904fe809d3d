"use client";

import { Volume2, VolumeX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useSyncExternalStore } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { isMuted, onMutedChange, playTone, setMuted, unlockOnFirstGesture } from "@/lib/scan/sound";

/** Switches the five tones on and off for this device, and lets the page sound after the first touch or key. */
export function SoundToggle() {
  const t = useTranslations("scan.sound");
  const muted = useSyncExternalStore(onMutedChange, isMuted, () => false);
  useEffect(() => unlockOnFirstGesture(window), []);
  return (
    <IconButton
      label={muted ? t("off") : t("on")}
      icon={muted ? <VolumeX aria-hidden /> : <Volume2 aria-hidden />}
      onClick={() => {
        setMuted(!muted);
        if (muted) playTone("ok");
      }}
    />
  );
}
