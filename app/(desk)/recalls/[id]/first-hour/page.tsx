import type { Metadata, Route } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { FirstHourSheet } from "@/components/recalls/first-hour";
import { firstHourOf } from "@/components/recalls/first-hour-facts";
import { loadRecall } from "@/components/recalls/load-recall";
import { NoRecall } from "@/components/recalls/no-recall";
import { PrintSheet } from "@/components/recalls/print-sheet";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { requireScope } from "@/lib/auth/page-session";
import { viewBatches } from "@/lib/operations/view-batches";
import { web } from "@/lib/web/deps";

type Props = PageProps<"/recalls/[id]/first-hour">;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("recalls.sheet");
  return { title: t("title") };
}

export default async function FirstHourPage({ params }: Props) {
  const scope = await requireScope();
  const view = await loadRecall(scope, (await params).id);
  const board = view?.ok && view.value.batches.some(({ balance }) => balance !== null);
  if (!view?.ok || view.value.signedAt === null || !board) {
    return <NoRecall refusal={view && !view.ok ? view.refusal : null} />;
  }
  const recall = view.value;
  const { deps } = web();
  const [t, format, places, ways, batches, organisations, products] = await Promise.all([
    getTranslations("recalls.sheet"),
    getFormatter(),
    deps.desk.recallNow(scope, recall.id),
    deps.desk.recallWays(scope, recall.id),
    viewBatches(deps, scope),
    deps.directory.organisations(scope),
    deps.directory.products(scope),
  ]);
  const facts = firstHourOf({
    recall,
    signedAt: view.value.signedAt,
    places,
    ways,
    batches: batches.ok ? batches.value : [],
    organisations,
    product: products.find(({ gtin }) => gtin === recall.batches[0]?.gtin) ?? null,
  });
  const moment = format.dateTime(deps.clock.now(), "moment", { timeZone: scope.timeZone });
  return (
    <>
      <PageHeader
        kicker={t("asOf", { moment })}
        title={t("title")}
        actions={
          <>
            <ButtonLink href={`/recalls/${recall.id}` as Route}>{t("back")}</ButtonLink>
            <PrintSheet label={t("print")} />
          </>
        }
      />
      <FirstHourSheet facts={facts} timeZone={scope.timeZone} />
    </>
  );
}
