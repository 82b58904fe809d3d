"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useAct } from "@/components/desk/use-act";
import { Button } from "@/components/ui/button";
import { ChoiceField } from "@/components/ui/choice-field";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";

const OUTCOMES = ["sent-back", "set-aside"] as const;

/** Data that won't come: the goods went back, or stay apart for good. Nothing is chosen for whoever decides. */
export function EndWaiting({ link }: { readonly link: string }) {
  const t = useTranslations("deliveries.waiting.end");
  const toast = useToast();
  const { busy, refusal, act } = useAct();
  const [open, setOpen] = useState(false);
  const [outcome, setOutcome] = useState<(typeof OUTCOMES)[number] | null>(null);
  const [asked, setAsked] = useState(false);

  async function end() {
    setAsked(true);
    if (outcome === null) return;
    if (!(await act("/api/v1/arrivals/waiting/end", { links: [link], outcome }))) return;
    setOpen(false);
    toast({ title: t(`done.${outcome}`) });
  }

  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("open")}</Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t("title")}
        lead={t("lead")}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>{t("keep")}</Button>
            <Button variant="primary" busy={busy} onClick={() => void end()}>
              {t("confirm")}
            </Button>
          </>
        }
      >
        <div className="grid gap-4">
          {refusal && (
            <Notice live tone="caution" title={refusal.message}>
              {refusal.next}
            </Notice>
          )}
          <ChoiceField
            label={t("what")}
            choices={OUTCOMES.map((value) => ({
              value,
              label: t(`outcome.${value}`),
              hint: t(`hint.${value}`),
            }))}
            value={outcome}
            onChange={setOutcome}
            error={asked && outcome === null ? t("choose") : undefined}
          />
        </div>
      </Dialog>
    </>
  );
}
