"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { TextField } from "@/components/ui/text-field";
import type { PrintJob } from "@/lib/operations/desk-ports";

type ReprintProps = {
  readonly again: number;
  readonly before: PrintJob | null;
  readonly timeZone: string;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  /** Print was pressed without a reason. */
  readonly missing: boolean;
};

/** A second label of a pack: the first print, and why again. */
export function Reprint({ again, before, timeZone, reason, onReason, missing }: ReprintProps) {
  const t = useTranslations("labels.again");
  const format = useFormatter();
  const facts = before && {
    count: before.count,
    moment: format.dateTime(before.at, "moment", { timeZone }),
  };
  return (
    <div className="grid gap-4">
      <Notice tone="caution" title={t("title", { count: again })}>
        {facts &&
          (before.person === null
            ? t("beforeNobody", facts)
            : t("before", { ...facts, person: before.person }))}
      </Notice>
      <TextField
        label={t("reason")}
        hint={t("reasonHint")}
        maxLength={200}
        value={reason}
        error={missing ? t("reasonMissing") : undefined}
        onChange={({ target }) => onReason(target.value)}
      />
    </div>
  );
}
