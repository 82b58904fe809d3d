"use client";

import { Signature } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { HoldButton } from "@/components/ui/hold-button";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import type { Refusal } from "@/lib/core/refusal";
import { playTone } from "@/lib/scan/sound";
import { post } from "@/lib/web/client";

/** Why nobody, or not this person, can sign the batch free now; null: this person can. */
export type ReleaseBlock = "notAllowed" | "notYours" | "empty" | "held" | "expired" | null;

type ReleaseLineProps = {
  readonly batchId: string;
  readonly number: string;
  readonly packs: number;
  readonly blocked: ReleaseBlock;
};

/** The amber line of a batch that waits for its signature. Held for a second: no scanner and no reflex signs. */
export function ReleaseLine({ batchId, number, packs, blocked }: ReleaseLineProps) {
  const t = useTranslations("batches.release");
  const router = useRouter();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  async function release() {
    setBusy(true);
    setRefusal(null);
    const signed = await post(`/api/v1/batches/${batchId}/release`, { entry: "typed" });
    setBusy(false);
    if (!signed.ok) return setRefusal(signed.refusal);
    playTone("done");
    toast({ title: t("done", { number }) });
    router.refresh();
  }

  return (
    <div className="mb-9 grid gap-3">
      <Notice
        tone="caution"
        title={t("title")}
        action={
          blocked === null && (
            <HoldButton
              variant="primary"
              size="default"
              icon={<Signature aria-hidden />}
              busy={busy}
              onConfirm={() => void release()}
            >
              {t("button", { number })}
            </HoldButton>
          )
        }
      >
        {packs > 0 && <p>{t("body", { count: packs })}</p>}
        {blocked !== null && <p>{t(blocked)}</p>}
      </Notice>
      {refusal && (
        <Notice live tone="caution" title={t("refused")}>
          {refusal.message} {refusal.next}
        </Notice>
      )}
    </div>
  );
}
