"use client";

import { useTranslations } from "next-intl";
import { shortCode } from "@/components/deliveries/link-parts";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { ShipLine } from "./draft";

type PackedNoticeProps = {
  /** Lines in a container that stays behind. */
  readonly packed: readonly ShipLine[];
  readonly takeOff: boolean;
  readonly titleOf: (link: string) => string;
  readonly onTakeOff: (off: boolean) => void;
  readonly onWhole: (containers: readonly string[]) => void;
};

/** Units that are still in something: taken out of it, or that goes out as a whole. Asked, never assumed. */
export function PackedNotice({ packed, takeOff, titleOf, onTakeOff, onWhole }: PackedNoticeProps) {
  const t = useTranslations("ship.packed");
  const [first] = packed;
  if (!first) return null;
  const count = packed.length;
  if (takeOff) {
    return (
      <Notice
        title={t("willTitle", { count })}
        action={<Button onClick={() => onTakeOff(false)}>{t("keep")}</Button>}
      >
        {t("willBody")}
      </Notice>
    );
  }
  const containers = [...new Set(packed.flatMap(({ parentLink }) => parentLink ?? []))];
  const off = count > 1 ? t("offMany", { count }) : first.kind === "sgtin" ? t("outOfCase") : t("offPallet");
  return (
    <Notice
      live
      tone="caution"
      title={t("title", { count })}
      action={
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => onTakeOff(true)}>{off}</Button>
          <Button onClick={() => onWhole(containers)}>{t("whole", { count: containers.length })}</Button>
        </div>
      }
    >
      {count === 1
        ? t("body", { what: titleOf(first.link), container: shortCode(first.parentLink ?? "") })
        : t("bodyMany")}
    </Notice>
  );
}
