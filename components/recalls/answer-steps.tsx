"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { HoldButton } from "@/components/ui/hold-button";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import type { Refusal } from "@/lib/core/refusal";
import { post } from "@/lib/web/client";

/** Says once that somebody who may answer has the recall in front of them. */
export function MarkOpened({ recallId }: { readonly recallId: string }) {
  const router = useRouter();
  useEffect(() => {
    // Should it fail, the next look says it.
    void post(`/api/v1/recalls/${recallId}/answer`, { answer: { step: "opened" } }).then(
      ({ ok }) => ok && router.refresh(),
    );
  }, [recallId, router]);
  return null;
}

/** The last step of a site: everything went back, or was destroyed. */
export function CompleteRecall({ recallId }: { readonly recallId: string }) {
  const t = useTranslations("recalls.answer");
  const router = useRouter();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  async function complete() {
    setBusy(true);
    setRefusal(null);
    const done = await post(`/api/v1/recalls/${recallId}/answer`, { answer: { step: "completed" } });
    setBusy(false);
    if (!done.ok) return setRefusal(done.refusal);
    toast({ title: t("done") });
    router.refresh();
  }

  return (
    <div className="grid gap-4">
      {refusal && (
        <Notice live tone="caution" title={t("failed")}>
          {refusal.message} {refusal.next}
        </Notice>
      )}
      <div>
        <HoldButton variant="primary" size="default" busy={busy} onConfirm={() => void complete()}>
          {t("complete")}
        </HoldButton>
      </div>
    </div>
  );
}
