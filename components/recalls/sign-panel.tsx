"use client";

import { Signature } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { HoldButton } from "@/components/ui/hold-button";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import type { Refusal } from "@/lib/core/refusal";
import type { Signing } from "@/lib/operations/sign-recall";
import { playTone } from "@/lib/scan/sound";
import { post } from "@/lib/web/client";

type SignPanelProps = {
  readonly recallId: string;
  /** mine: the one who asks prepared it; none: may neither sign nor cancel. */
  readonly part: "second" | "mine" | "none";
  /** Who may be asked, and in the demo how to become them. */
  readonly seconds?: ReactNode;
};

/** The second signature: held for a second, and never by the person who prepared it. */
export function SignPanel({ recallId, part, seconds }: SignPanelProps) {
  const t = useTranslations("recalls.draft");
  const router = useRouter();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  async function sign() {
    setBusy(true);
    setRefusal(null);
    const signed = await post<Signing>(`/api/v1/recalls/${recallId}/sign`, {});
    setBusy(false);
    if (!signed.ok) return setRefusal(signed.refusal);
    playTone("done");
    toast({ title: t("done", { sites: signed.value.sites }) });
    router.refresh();
  }

  async function cancel() {
    setBusy(true);
    setRefusal(null);
    const cancelled = await post(`/api/v1/recalls/${recallId}/cancel`, {});
    setBusy(false);
    setAsking(false);
    if (!cancelled.ok) return setRefusal(cancelled.refusal);
    toast({ title: t("cancelDone") });
    router.refresh();
  }

  return (
    <div className="grid gap-3">
      <Notice
        tone="caution"
        title={t(part === "second" ? "sign" : "waiting")}
        action={
          <div className="flex flex-wrap gap-3">
            {part !== "none" && <Button onClick={() => setAsking(true)}>{t("cancel")}</Button>}
            {part === "second" && (
              <HoldButton
                size="default"
                icon={<Signature aria-hidden />}
                busy={busy}
                onConfirm={() => void sign()}
              >
                {t("signButton")}
              </HoldButton>
            )}
          </div>
        }
      >
        {t(part === "second" ? "signBody" : part === "mine" ? "waitingBody" : "notYou")}{" "}
        {part === "mine" && t("ask")}
      </Notice>
      {refusal && (
        <Notice live tone="caution" title={t("refused")}>
          {refusal.message} {refusal.next}
        </Notice>
      )}
      {part === "mine" && seconds}
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t("cancelTitle")}
        lead={t("cancelLead")}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{t("cancelKeep")}</Button>
            <Button variant="primary" busy={busy} onClick={() => void cancel()}>
              {t("cancelConfirm")}
            </Button>
          </>
        }
      />
    </div>
  );
}
