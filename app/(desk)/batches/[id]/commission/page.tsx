import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BatchCrumb } from "@/components/batches/batch-crumb";
import { BatchFacts } from "@/components/batches/batch-facts";
import { isOpen } from "@/components/batches/batch-state";
import { CommissionStation } from "@/components/batches/commission-station";
import { findBatch } from "@/components/batches/find-batch";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { requireScope } from "@/lib/auth/page-session";
import { can } from "@/lib/core/access/can";
import { localDay } from "@/lib/core/time/zone";
import { actorOf } from "@/lib/operations/scope";
import { web } from "@/lib/web/deps";

type Props = PageProps<"/batches/[id]/commission">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("batches.commission");
  const batch = await findBatch(await requireScope(), (await params).id);
  return { title: `${t("title")}, ${batch.number}` };
}

export default async function CommissionPage({ params }: Props) {
  const scope = await requireScope();
  const { deps, env } = web();
  const now = deps.clock.now();
  const batch = await findBatch(scope, (await params).id);
  const t = await getTranslations("batches.commission");
  const allowed = can(actorOf(scope, now), "commission-packs");
  const open = isOpen(batch, localDay(scope.timeZone, now));
  return (
    <>
      <PageHeader kicker={<BatchCrumb batch={batch} />} title={t("title")} lead={t("lead")} />
      {!allowed.ok ? (
        <ErrorState title={allowed.refusal.message} code={allowed.refusal.code}>
          {allowed.refusal.next}
        </ErrorState>
      ) : (
        <div className="grid grid-cols-1 gap-x-14 gap-y-9 lg:grid-cols-[minmax(0,17rem)_minmax(0,1fr)]">
          <div className="max-lg:order-last">
            <p className="mb-1 font-semibold">
              {t("left", { made: batch.commissioned, planned: batch.plannedSize })}
            </p>
            <BatchFacts batch={batch} timeZone={scope.timeZone} short />
          </div>
          <div className="min-w-0">
            {open ? (
              <CommissionStation
                batch={batch}
                who={`${scope.personId}.${scope.siteId}`}
                site={`${scope.siteName}, ${scope.siteCity}`}
                demo={env.DEMO}
              />
            ) : (
              <ErrorState title={t("closed")}>{t("closedBody")}</ErrorState>
            )}
          </div>
        </div>
      )}
    </>
  );
}
