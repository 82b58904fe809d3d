"use client";

import { OctagonPause } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { TextField } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import type { Refusal } from "@/lib/core/refusal";
import { playTone } from "@/lib/scan/sound";
import { post } from "@/lib/web/client";

type HoldBatchProps = { readonly batchId: string; readonly number: string; readonly packs: number };

/** Stops a batch everywhere in two presses: the reason may stay empty, because stopping comes first. */
export function HoldBatch({ batchId, number, packs }: HoldBatchProps) {
  const t = useTranslations("batches.hold");
  const router = useRouter();
  const toast = useToast();
  const form = useId();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  async function hold(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    setRefusal(null);
    const held = await post(`/api/v1/batches/${batchId}/hold`, { reason: reason.trim() || null });
    setBusy(false);
    if (!held.ok) return setRefusal(held.refusal);
    playTone("done");
    setOpen(false);
    toast({ title: t("done", { number }) });
    router.refresh();
  }

  return (
    <>
      <Button icon={<OctagonPause aria-hidden />} onClick={() => setOpen(true)}>
        {t("button")}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t("title", { number })}
        lead={t("lead", { packs })}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>{t("cancel")}</Button>
            <Button type="submit" form={form} variant="danger" busy={busy}>
              {t("confirm")}
            </Button>
          </>
        }
      >
        <form id={form} onSubmit={(event) => void hold(event)} className="grid gap-4">
          {refusal && (
            <Notice live tone="caution" title={t("failed")}>
              {refusal.message} {refusal.next}
            </Notice>
          )}
          <TextField
            optional
            label={t("reason")}
            hint={t("reasonHint")}
            maxLength={1000}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </form>
      </Dialog>
    </>
  );
}
