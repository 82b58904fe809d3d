"use client";

import { PackageCheck, Printer, Undo2 } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import type { Refusal } from "@/lib/core/refusal";
import { post } from "@/lib/web/client";

type DeliveryActionsProps = {
  readonly shipmentId: string;
  /** "10 cases (240 packs)". */
  readonly units: string;
  readonly packs: number;
  readonly partner: string;
  readonly mayPrint: boolean;
  readonly mayReceive: boolean;
  readonly mayVoid: boolean;
};

/** What can be done with this delivery from here, by this person, now. */
export function DeliveryActions(props: DeliveryActionsProps) {
  const t = useTranslations("deliveries");
  const [asking, setAsking] = useState(false);
  return (
    <>
      {props.mayVoid && (
        <Button icon={<Undo2 aria-hidden />} onClick={() => setAsking(true)}>
          {t("void.open")}
        </Button>
      )}
      {props.mayPrint && (
        <Button variant="primary" icon={<Printer aria-hidden />} onClick={() => window.print()}>
          {t("detail.print")}
        </Button>
      )}
      {props.mayReceive && (
        <ButtonLink
          href={`/receive/${props.shipmentId}` as Route}
          variant="primary"
          icon={<PackageCheck aria-hidden />}
        >
          {t("detail.receive")}
        </ButtonLink>
      )}
      <VoidDialog {...props} open={asking} onOpenChange={setAsking} />
    </>
  );
}

type VoidDialogProps = DeliveryActionsProps & {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
};

/** Taking back is possible until something was received; the server has the last word. */
function VoidDialog({ shipmentId, units, packs, partner, open, onOpenChange }: VoidDialogProps) {
  const t = useTranslations("deliveries.void");
  const router = useRouter();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  async function confirm() {
    setBusy(true);
    const answer = await post(`/api/v1/shipments/${shipmentId}/void`, { entry: "typed" });
    setBusy(false);
    setRefusal(answer.ok ? null : answer.refusal);
    router.refresh();
    if (!answer.ok) return;
    onOpenChange(false);
    toast({ title: t("done") });
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setRefusal(null);
        onOpenChange(next);
      }}
      title={t("title")}
      lead={t("lead", { units, partner })}
      actions={
        <>
          <Button onClick={() => onOpenChange(false)}>{t("keep")}</Button>
          <Button variant="primary" busy={busy} onClick={() => void confirm()}>
            {t("confirm", { packs })}
          </Button>
        </>
      }
    >
      {refusal && (
        <Notice live tone="caution" title={refusal.message}>
          {refusal.next}
        </Notice>
      )}
    </Dialog>
  );
}
