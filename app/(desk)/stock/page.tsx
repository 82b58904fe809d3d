import { Warehouse } from "lucide-react";
import type { Metadata, Route } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { NotForYou } from "@/components/deliveries/not-for-you";
import { STOCK_GROUPS, stockRows } from "@/components/stock/stock-rows";
import { StockTable } from "@/components/stock/stock-table";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { Stats } from "@/components/ui/stats";
import { requireScope } from "@/lib/auth/page-session";
import { localDay } from "@/lib/core/time/zone";
import { allowedActions } from "@/lib/operations/allowed-actions";
import { viewStock } from "@/lib/operations/view-stock";
import { web } from "@/lib/web/deps";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("stock");
  return { title: t("title") };
}

export default async function StockPage() {
  const scope = await requireScope();
  const { deps } = web();
  const [t, format, stock] = await Promise.all([
    getTranslations("stock"),
    getFormatter(),
    viewStock(deps, scope),
  ]);
  if (!stock.ok) return <NotForYou refusal={stock.refusal} title={t("title")} />;
  const now = deps.clock.now();
  const rows = stockRows(stock.value, localDay(scope.timeZone, now));
  const groups = STOCK_GROUPS.map((group) => ({ group, rows: rows.filter((row) => row.group === group) }));
  const packs = (group: (typeof STOCK_GROUPS)[number]) =>
    rows.reduce((sum, row) => sum + (row.group === group ? row.count : 0), 0);
  const batches = new Set(rows.map(({ product, batch }) => `${product} ${batch}`)).size;
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead", { site: `${scope.siteName}, ${scope.siteCity}` })} />
      {rows.length === 0 ? (
        <EmptyState
          title={t("empty")}
          icon={<Warehouse aria-hidden />}
          action={
            allowedActions(scope, now).has("receive-shipment") && (
              <ButtonLink href={"/receive" as Route}>{t("receive")}</ButtonLink>
            )
          }
        >
          {t("emptyBody")}
        </EmptyState>
      ) : (
        <Stats
          stats={[
            { key: "ok", value: format.number(packs("ok"), "count"), label: t("stats.ok") },
            { key: "apart", value: format.number(packs("apart"), "count"), label: t("stats.apart") },
            {
              key: "batches",
              value: format.number(batches, "count"),
              label: t("stats.batches", { count: batches }),
            },
          ]}
        />
      )}
      {groups.map(
        ({ group, rows: mine }) =>
          mine.length > 0 && (
            <Section key={group} title={t(`group.${group}.title`)} lead={t(`group.${group}.lead`)}>
              <StockTable caption={t(`group.${group}.title`)} rows={mine} />
            </Section>
          ),
      )}
    </>
  );
}
