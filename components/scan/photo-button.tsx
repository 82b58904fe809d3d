"use client";

import { Image as Picture } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import type { ButtonSize, ButtonVariant } from "@/components/ui/button-look";

type PhotoButtonProps = {
  readonly onPicture: (picture: Blob) => void;
  readonly busy: boolean;
  readonly variant: ButtonVariant;
  readonly size: ButtonSize;
  readonly wide: boolean;
};

/** Takes a picture file. On a phone the system offers its camera here too, also where the page may not. */
export function PhotoButton({ onPicture, busy, variant, size, wide }: PhotoButtonProps) {
  const t = useTranslations("scan");
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        variant={variant}
        size={size}
        wide={wide}
        busy={busy}
        icon={<Picture aria-hidden />}
        onClick={() => input.current?.click()}
      >
        {busy ? t("photo.reading") : t("photo.choose")}
      </Button>
      <input
        ref={input}
        type="file"
        accept="image/*"
        aria-label={t("photo.file")}
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          // The same photo may be chosen again after a failure.
          event.target.value = "";
          if (file) onPicture(file);
        }}
      />
    </>
  );
}
