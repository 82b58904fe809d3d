"use client";

import { Printer } from "lucide-react";
import type { Route } from "next";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Code } from "@/components/ui/code";
import { DefinitionList } from "@/components/ui/definition-list";
import { VerdictShape } from "@/components/verdict/verdict-shape";
import type { Shipped } from "@/lib/operations/ship-units";

type ShippedViewProps = {
  readonly shipped: Shipped;
  readonly units: string;
  readonly receiver: string;
  readonly orderNumber: string | null;
  readonly onNext: () => void;
};

/** It has left: its number, its delivery note, and what holds until the other side has received it. */
export function ShippedView({ shipped, units, receiver, orderNumber, onNext }: ShippedViewProps) {
  const t = useTranslations("ship.done");
  return (
    <div className="mx-auto grid w-full max-w-3xl content-center gap-8 px-5 py-10 md:px-12">
      <div role="status" className="flex items-center gap-7 max-sm:gap-4">
        <VerdictShape kind="verified" className="size-16 sm:size-28" on="var(--paper)" />
        <div className="min-w-0">
          <h2 className="font-bold text-2xl sm:text-3xl">{t("title")}</h2>
          <p className="mt-1 text-lg">{t("sub", { units, receiver })}</p>
        </div>
      </div>
      <DefinitionList
        look="big"
        items={[
          {
            label: t("advice"),
            value: (
              <Code strong group={0}>
                {shipped.despatchAdvice}
              </Code>
            ),
          },
          ...(orderNumber === null
            ? []
            : [{ label: t("order"), value: <Code group={0}>{orderNumber}</Code> }]),
        ]}
      />
      <p className="max-w-measure text-soft">{t("until", { receiver })}</p>
      <div className="flex flex-wrap gap-3">
        <ButtonLink
          href={`/deliveries/${shipped.shipmentId}` as Route}
          variant="primary"
          size="big"
          icon={<Printer aria-hidden />}
        >
          {t("note")}
        </ButtonLink>
        <Button size="big" onClick={onNext}>
          {t("next")}
        </Button>
      </div>
    </div>
  );
}
