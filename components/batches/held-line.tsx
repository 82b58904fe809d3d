"use client";

import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { HoldButton } from "@/components/ui/hold-button";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import type { Refusal } from "@/lib/core/refusal";
import type { BatchLine } from "@/lib/operations/desk-ports";
import { post } from "@/lib/web/client";

type HeldLineProps = {
  readonly batchId: string;
  readonly number: string;
  readonly hold: NonNullable<BatchLine["hold"]>;
  readonly timeZone: string;
  readonly mayEnd: boolean;
};

/** Since when a batch is on hold, by whom and why; who may end it holds a button for a second. */
export function HeldLine({ batchId, number, hold, timeZone, mayEnd }: HeldLineProps) {
  const t = useTranslations("batches.held");
  const format = useFormatter();
  const router = useRouter();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  async function end() {
    setBusy(true);
    setRefusal(null);
    const ended = await post(`/api/v1/batches/${batchId}/unhold`, {});
    setBusy(false);
    if (!ended.ok) return setRefusal(ended.refusal);
    toast({ title: t("ended", { number }) });
    router.refresh();
  }

  const moment = format.dateTime(hold.at, "moment", { timeZone });
  return (
    <div className="mb-9 grid gap-3">
      <Notice
        tone="caution"
        title={t("since", { moment, organisation: hold.by })}
        action={
          mayEnd && (
            <HoldButton variant="primary" size="default" busy={busy} onConfirm={() => void end()}>
              {t("end")}
            </HoldButton>
          )
        }
      >
        {hold.reason && <p>{t("reason", { reason: hold.reason })}</p>}
        <p>
          {t("body")} {hold.byAuthority && !mayEnd && t("authority")}
        </p>
      </Notice>
      {refusal && (
        <Notice live tone="caution" title={t("refused")}>
          {refusal.message} {refusal.next}
        </Notice>
      )}
    </div>
  );
}
