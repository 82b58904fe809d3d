"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import type { Refusal } from "@/lib/core/refusal";
import type { JobView } from "@/lib/operations/job-ports";
import { del } from "@/lib/web/client";

type CancelJobProps = { readonly id: string; readonly onCancelled: (job: JobView) => void };

/** Stops a job, after saying what stays. */
export function CancelJob({ id, onCancelled }: CancelJobProps) {
  const t = useTranslations("jobs.job.cancel");
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  async function cancel() {
    setBusy(true);
    setRefusal(null);
    const answer = await del<JobView>(`/api/v1/jobs/${id}`);
    setBusy(false);
    if (!answer.ok) return setRefusal(answer.refusal);
    setOpen(false);
    onCancelled(answer.value);
  }

  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("button")}</Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t("title")}
        lead={t("lead")}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>{t("keep")}</Button>
            <Button variant="primary" busy={busy} onClick={() => void cancel()}>
              {t("confirm")}
            </Button>
          </>
        }
      >
        {refusal && (
          <Notice live tone="caution" title={t("failed")}>
            {refusal.message} {refusal.next}
          </Notice>
        )}
      </Dialog>
    </>
  );
}
