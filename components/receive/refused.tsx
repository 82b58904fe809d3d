"use client";

import type { Route } from "next";
import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { ErrorState } from "@/components/ui/error-state";
import type { Refusal } from "@/lib/core/refusal";

type RefusedProps = { readonly refusal: Refusal; readonly shipmentId: string };

/** Not received: what happened, what stays safe, what to do. The scans stay as they are. */
export function Refused({ refusal, shipmentId }: RefusedProps) {
  const t = useTranslations("receive.failed");
  if (refusal.code === "UNREACHABLE") {
    return <ErrorState title={t("unreachable")}>{t("unreachableBody")}</ErrorState>;
  }
  return (
    <ErrorState
      title={refusal.message}
      code={refusal.code}
      action={<ButtonLink href={`/deliveries/${shipmentId}` as Route}>{t("details")}</ButtonLink>}
    >
      {refusal.next}
    </ErrorState>
  );
}
