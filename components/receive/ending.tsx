"use client";

import type { Route } from "next";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { Notice } from "@/components/ui/notice";
import type { VerdictKind } from "@/components/verdict/kind";
import { VerdictShape } from "@/components/verdict/verdict-shape";
import type { Received } from "@/lib/operations/receive-shipment";

type EndingProps = {
  readonly shipmentId: string;
  readonly kind: VerdictKind;
  readonly title: string;
  readonly sub: ReactNode;
  readonly children?: ReactNode;
};

/** The delivery is over, here and now or before: what happened, and where to go on. */
export function Ending({ shipmentId, kind, title, sub, children }: EndingProps) {
  const t = useTranslations("receive.done");
  return (
    <div className="mx-auto grid w-full max-w-3xl content-center gap-8 px-5 py-10 md:px-12">
      <div role="status" className="flex items-center gap-7 max-sm:gap-4">
        <VerdictShape kind={kind} className="size-16 sm:size-28" on="var(--paper)" />
        <div className="min-w-0">
          <h2 className="font-bold text-2xl sm:text-3xl">{title}</h2>
          <p className="mt-1 text-lg">{sub}</p>
        </div>
      </div>
      {children}
      <div className="flex flex-wrap gap-3">
        <ButtonLink href={"/receive" as Route} variant="primary" size="big">
          {t("next")}
        </ButtonLink>
        <ButtonLink href={"/stock" as Route} size="big">
          {t("stock")}
        </ButtonLink>
        <ButtonLink href={`/deliveries/${shipmentId}` as Route} size="big">
          {t("details")}
        </ButtonLink>
      </div>
    </div>
  );
}

type DoneProps = {
  readonly shipmentId: string;
  readonly received: Received;
  readonly partner: string;
  readonly site: string;
};

/** Received just now: how much, and everything that somebody has to look after. */
export function ReceiptDone({ shipmentId, received, partner, site }: DoneProps) {
  const t = useTranslations("receive.done");
  const open = (["missing", "overage", "held"] as const).filter((kind) => received[kind] > 0);
  return (
    <Ending
      shipmentId={shipmentId}
      kind="verified"
      title={t("title")}
      sub={t("sub", { count: received.packs, site })}
    >
      {open.length > 0 && (
        <div className="grid gap-3">
          {open.map((kind) => (
            <Notice key={kind} tone="caution" title={t(kind, { count: received[kind] })}>
              {t(`${kind}Next`, { partner })}
            </Notice>
          ))}
        </div>
      )}
    </Ending>
  );
}
