import type { Metadata, Route } from "next";
import { getTranslations } from "next-intl/server";
import { loadDelivery } from "@/app/(desk)/deliveries/load-delivery";
import { NotForYou } from "@/components/deliveries/not-for-you";
import { DifferenceView } from "@/components/differences/difference-view";
import { partnerOf } from "@/components/differences/partner";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { allowedActions } from "@/lib/operations/allowed-actions";
import { sideOf } from "@/lib/operations/resolve-exception";
import { web } from "@/lib/web/deps";

type Props = { readonly params: Promise<{ readonly id: string; readonly difference: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("differences");
  const { view } = await loadDelivery((await params).id);
  return {
    title: view?.ok ? t("page.title", { advice: view.value.delivery.despatchAdvice }) : t("title"),
  };
}

export default async function DifferencePage({ params }: Props) {
  const { id, difference } = await params;
  const { scope, view } = await loadDelivery(id);
  const t = await getTranslations("differences");
  if (view && !view.ok && view.refusal.code !== "SHIPMENT_UNKNOWN")
    return <NotForYou refusal={view.refusal} title={t("title")} />;
  const found = view?.ok
    ? view.value.exceptions.find((one) => one.id === difference.toLowerCase())
    : undefined;
  const side = view?.ok ? sideOf(view.value.delivery, scope) : null;
  if (!view?.ok || !found || !side) {
    return (
      <>
        <PageHeader title={t("title")} />
        <EmptyState
          title={t("notHere.title")}
          action={
            <ButtonLink href={(view?.ok ? `/deliveries/${id}` : "/deliveries/differences") as Route}>
              {t(view?.ok ? "notHere.action" : "title")}
            </ButtonLink>
          }
        >
          {t("notHere.body")}
        </EmptyState>
      </>
    );
  }
  const { deps } = web();
  const colleagues = found.toDo?.act === "destroy" ? await deps.desk.colleagues(scope) : [];
  return (
    <DifferenceView
      view={view.value}
      difference={found}
      side={side}
      partner={partnerOf(view.value, side) ?? t("somebody")}
      mayAnswer={allowedActions(scope, deps.clock.now()).has("resolve-exception")}
      colleagues={colleagues.filter(({ id: one }) => one !== scope.personId)}
      timeZone={scope.timeZone}
    />
  );
}
