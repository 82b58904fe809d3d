"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { ReceiptProgress } from "@/lib/core/custody/expectations";
import type { Arrival } from "./arrival";
import { MissingList } from "./missing-list";

type ReportDialogProps = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly arrival: Arrival;
  readonly progress: ReceiptProgress;
  readonly partner: string;
  readonly onConfirm: () => void;
};

/** Asks once, with the list in sight. Scans go on counting behind it: what is found while it asks leaves the list. */
export function ReportDialog({
  open,
  onOpenChange,
  arrival,
  progress,
  partner,
  onConfirm,
}: ReportDialogProps) {
  const t = useTranslations("receive.report");
  const { received, missing } = progress.packs;
  return (
    <Dialog
      open={open && missing > 0}
      onOpenChange={onOpenChange}
      title={t("title", { count: missing })}
      lead={t("lead", { received, partner })}
      actions={
        <>
          <Button onClick={() => onOpenChange(false)}>{t("back")}</Button>
          <Button variant="primary" onClick={onConfirm}>
            {t("confirm", { received, missing })}
          </Button>
        </>
      }
    >
      <MissingList arrival={arrival} missing={progress.missing} />
    </Dialog>
  );
}
