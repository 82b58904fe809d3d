import { Plus } from "lucide-react";
import type { Metadata, Route } from "next";
import { getTranslations } from "next-intl/server";
import { BatchTable } from "@/components/batches/batch-table";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { requireScope } from "@/lib/auth/page-session";
import { can } from "@/lib/core/access/can";
import { localDay } from "@/lib/core/time/zone";
import { actorOf, has } from "@/lib/operations/scope";
import { viewBatches } from "@/lib/operations/view-batches";
import { web } from "@/lib/web/deps";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("batches");
  return { title: t("title") };
}

export default async function BatchesPage() {
  const scope = await requireScope();
  const { deps } = web();
  const now = deps.clock.now();
  const [t, batches, products] = await Promise.all([
    getTranslations("batches"),
    viewBatches(deps, scope),
    deps.directory.products(scope),
  ]);
  if (!batches.ok) {
    return (
      <ErrorState title={batches.refusal.message} code={batches.refusal.code}>
        {batches.refusal.next}
      </ErrorState>
    );
  }
  const mayCreate = can(actorOf(scope, now), "create-batch").ok;
  const own = products.filter(({ holderId, serialised }) => holderId === scope.orgId && serialised);
  const isMaker = has(scope, "holder") || has(scope, "manufacturer");
  const empty = !isMaker ? "notMaker" : own.length === 0 ? "noProducts" : "none";
  const plan = mayCreate && own.length > 0 && (
    <ButtonLink href={"/batches/new" as Route} variant="primary" icon={<Plus aria-hidden />}>
      {t("new")}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t(has(scope, "regulator") ? "leadAuthority" : "lead")}
        actions={batches.value.length > 0 && plan}
      />
      {batches.value.length > 0 ? (
        <BatchTable batches={batches.value} today={localDay(scope.timeZone, now)} />
      ) : (
        <EmptyState title={t(`empty.${empty}`)} action={empty === "none" && plan}>
          {t(`empty.${empty}Body`)}
        </EmptyState>
      )}
    </>
  );
}
