"use client";

import { useTranslations } from "next-intl";
import { ErrorState } from "@/components/ui/error-state";
import { Notice } from "@/components/ui/notice";
import type { Checked } from "./use-check";
import type { Outcome } from "./use-shipping";

/** What failed or was refused, above the list that stays as it is. */
export function ShipProblems({ outcome, checked }: { readonly outcome: Outcome; readonly checked: Checked }) {
  const t = useTranslations("ship.failed");
  if (outcome.kind === "refused") {
    const { code, message, next } = outcome.refusal;
    return code === "UNREACHABLE" ? (
      <ErrorState title={t("unreachable")}>{t("unreachableBody")}</ErrorState>
    ) : (
      <ErrorState title={message} code={code}>
        {next}
      </ErrorState>
    );
  }
  if (checked.kind !== "refused") return null;
  const { code, message, next } = checked.refusal;
  return code === "UNREACHABLE" ? (
    <Notice live title={t("check")}>
      {t("checkBody")}
    </Notice>
  ) : (
    <Notice live tone="caution" title={message}>
      {next}
    </Notice>
  );
}
