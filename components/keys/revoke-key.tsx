"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import type { Refusal } from "@/lib/core/refusal";
import { post } from "@/lib/web/client";

type RevokeKeyProps = {
  readonly id: string;
  readonly name: string;
  /** When it worked last, as people read it; null: never. */
  readonly used: string | null;
};

/** Ends a key, after saying what stops with it. */
export function RevokeKey({ id, name, used }: RevokeKeyProps) {
  const t = useTranslations("keys.revoke");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  async function revoke() {
    setBusy(true);
    setRefusal(null);
    const answer = await post(`/api/v1/keys/${id}/revoke`, {});
    setBusy(false);
    if (!answer.ok) return setRefusal(answer.refusal);
    setOpen(false);
    router.refresh();
  }

  return (
    <>
      <Button onClick={() => setOpen(true)} aria-label={`${t("button")}: ${name}`}>
        {t("button")}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t("title", { name })}
        lead={t("lead")}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>{t("cancel")}</Button>
            <Button variant="primary" busy={busy} onClick={() => void revoke()}>
              {t("confirm")}
            </Button>
          </>
        }
      >
        <p>{used === null ? t("unused") : t("used", { moment: used })}</p>
        {refusal && (
          <div className="mt-4">
            <Notice live tone="caution" title={t("failed")}>
              {refusal.message} {refusal.next}
            </Notice>
          </div>
        )}
      </Dialog>
    </>
  );
}
