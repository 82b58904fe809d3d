import type { Route } from "next";
import { useTranslations } from "next-intl";
import { NotForYou } from "@/components/deliveries/not-for-you";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import type { Refusal } from "@/lib/core/refusal";

/** An address without a recall, or one of others: said alike, so that nobody learns of a draft. */
export function NoRecall({ refusal }: { readonly refusal: Refusal | null }) {
  const t = useTranslations("recalls");
  if (refusal && refusal.code !== "RECALL_UNKNOWN") return <NotForYou refusal={refusal} title={t("title")} />;
  return (
    <>
      <PageHeader title={t("title")} />
      <EmptyState
        title={t("notHere.title")}
        action={<ButtonLink href={"/recalls" as Route}>{t("notHere.action")}</ButtonLink>}
      >
        {t("notHere.body")}
      </EmptyState>
    </>
  );
}
