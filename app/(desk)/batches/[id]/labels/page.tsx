import { Barcode } from "lucide-react";
import type { Metadata, Route } from "next";
import { getTranslations } from "next-intl/server";
import { BatchCrumb } from "@/components/batches/batch-crumb";
import { findBatch } from "@/components/batches/find-batch";
import { LabelStation } from "@/components/labels/label-station";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { requireScope } from "@/lib/auth/page-session";
import { can } from "@/lib/core/access/can";
import { actorOf } from "@/lib/operations/scope";
import { viewPrints } from "@/lib/operations/view-batches";
import { web } from "@/lib/web/deps";

type Props = PageProps<"/batches/[id]/labels">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("labels");
  const batch = await findBatch(await requireScope(), (await params).id);
  return { title: `${t("title")}, ${batch.number}` };
}

export default async function LabelsPage({ params }: Props) {
  const scope = await requireScope();
  const { deps, env } = web();
  const batch = await findBatch(scope, (await params).id);
  const [t, prints, product] = await Promise.all([
    getTranslations("labels"),
    viewPrints(deps, scope, batch.id),
    deps.directory.product(scope, batch.productId),
  ]);
  const allowed = can(actorOf(scope, deps.clock.now()), "print-labels");
  const refused = !allowed.ok ? allowed.refusal : prints.ok ? null : prints.refusal;
  const name = `${batch.product} ${batch.strength}`;
  const badge = env.DEMO ? t("example") : null;
  return (
    <>
      <PageHeader kicker={<BatchCrumb batch={batch} />} title={t("title")} />
      {refused ? (
        <ErrorState title={refused.message} code={refused.code}>
          {refused.next}
        </ErrorState>
      ) : batch.commissioned === 0 ? (
        <EmptyState
          icon={<Barcode aria-hidden />}
          title={t("none")}
          action={
            <ButtonLink href={`/batches/${batch.id}/commission` as Route}>{t("commission")}</ButtonLink>
          }
        >
          {t("noneBody")}
        </EmptyState>
      ) : (
        <LabelStation
          facts={{
            batchId: batch.id,
            gtin: batch.gtin,
            batch: batch.number,
            expiryPrinted: batch.expiryPrinted,
          }}
          text={{ name, packSize: product?.packSize ?? "", badge }}
          caseText={{
            from: `${scope.orgName}, ${scope.siteName}, ${scope.siteCity}`,
            badge,
          }}
          jobs={prints.ok ? prints.value : []}
          timeZone={scope.timeZone}
          demo={env.DEMO}
        />
      )}
    </>
  );
}
