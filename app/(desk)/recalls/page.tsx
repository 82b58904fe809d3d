import { OctagonAlert, Plus } from "lucide-react";
import type { Metadata, Route } from "next";
import { getTranslations } from "next-intl/server";
import { NotForYou } from "@/components/deliveries/not-for-you";
import { RecallTable } from "@/components/recalls/recall-table";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { requireScope } from "@/lib/auth/page-session";
import { allowedActions } from "@/lib/operations/allowed-actions";
import { viewRecalls } from "@/lib/operations/view-recall";
import { web } from "@/lib/web/deps";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("recalls");
  return { title: t("title") };
}

export default async function RecallsPage() {
  const scope = await requireScope();
  const { deps } = web();
  const [t, recalls] = await Promise.all([getTranslations("recalls"), viewRecalls(deps, scope)]);
  if (!recalls.ok) return <NotForYou refusal={recalls.refusal} title={t("title")} />;
  const officer = allowedActions(scope, deps.clock.now()).has("prepare-recall");
  const none = recalls.value.length === 0;
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          officer &&
          !none && (
            <ButtonLink href={"/recalls/new" as Route} variant="primary" icon={<Plus aria-hidden />}>
              {t("new")}
            </ButtonLink>
          )
        }
      />
      {none ? (
        <EmptyState
          icon={<OctagonAlert aria-hidden />}
          title={t(officer ? "empty.officer" : "empty.title")}
          action={officer && <ButtonLink href={"/batches" as Route}>{t("empty.batches")}</ButtonLink>}
        >
          {t(officer ? "empty.officerBody" : "empty.body")}
        </EmptyState>
      ) : (
        <RecallTable recalls={recalls.value} timeZone={scope.timeZone} />
      )}
    </>
  );
}
