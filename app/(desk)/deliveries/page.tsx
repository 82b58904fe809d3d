import { PackageCheck, Truck } from "lucide-react";
import type { Metadata, Route } from "next";
import { getTranslations } from "next-intl/server";
import { DeliveryTable } from "@/components/deliveries/delivery-table";
import { NotForYou } from "@/components/deliveries/not-for-you";
import { WaitingRows } from "@/components/deliveries/waiting-rows";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { LinkRow, Rows } from "@/components/ui/rows";
import { Section } from "@/components/ui/section";
import { VerdictShape } from "@/components/verdict/verdict-shape";
import { requireScope } from "@/lib/auth/page-session";
import { canReceive } from "@/lib/core/custody/receive";
import { allowedActions } from "@/lib/operations/allowed-actions";
import { viewDeliveries } from "@/lib/operations/view-deliveries";
import { viewDifferences } from "@/lib/operations/view-differences";
import { viewArrivals } from "@/lib/operations/wait-for-data";
import { web } from "@/lib/web/deps";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("deliveries");
  return { title: t("listTitle") };
}

export default async function DeliveriesPage() {
  const scope = await requireScope();
  const { deps } = web();
  const t = await getTranslations("deliveries");
  const may = allowedActions(scope, deps.clock.now());
  const [coming, going, arrivals, differences] = await Promise.all([
    viewDeliveries(deps, scope, "in"),
    viewDeliveries(deps, scope, "out"),
    viewArrivals(deps, scope),
    viewDifferences(deps, scope),
  ]);
  if (!coming.ok) return <NotForYou refusal={coming.refusal} title={t("listTitle")} />;
  if (!going.ok) return <NotForYou refusal={going.refusal} title={t("listTitle")} />;
  if (!arrivals.ok) return <NotForYou refusal={arrivals.refusal} title={t("listTitle")} />;
  const open = differences.ok ? differences.value : [];
  const { waiting, unshipped } = arrivals.value;
  const late = waiting.length + unshipped.length;
  const lists = [
    {
      direction: "in",
      rows: coming.value,
      action: "receive-shipment",
      href: "/receive",
      label: "openReceive",
    },
    { direction: "out", rows: going.value, action: "ship-units", href: "/ship", label: "openShip" },
  ] as const;
  const icons = { in: <PackageCheck aria-hidden />, out: <Truck aria-hidden /> };
  return (
    <>
      <PageHeader
        title={t("listTitle")}
        lead={t("listLead", { site: `${scope.siteName}, ${scope.siteCity}` })}
        actions={lists.map(
          ({ direction, action, href, label }) =>
            may.has(action) && (
              <ButtonLink key={direction} href={href as Route} icon={icons[direction]}>
                {t(label)}
              </ButtonLink>
            ),
        )}
      />
      {open.length > 0 && (
        <Rows>
          <LinkRow
            href={"/deliveries/differences" as Route}
            icon={<VerdictShape kind="check" />}
            title={t("differences", { count: open.length })}
            detail={t("differencesYours", { count: open.filter(({ turn }) => turn !== "wait").length })}
          />
        </Rows>
      )}
      {late > 0 && (
        <Section title={t("waiting.title")} aside={t("waiting.aside", { count: late })}>
          <WaitingRows
            waiting={waiting}
            unshipped={unshipped}
            timeZone={scope.timeZone}
            mayReceive={may.has("receive-shipment")}
            mayEnd={may.has("resolve-exception")}
          />
        </Section>
      )}
      {lists.map(({ direction, rows }) => (
        <Section
          key={direction}
          title={t(`${direction}.title`)}
          aside={t(`${direction}.aside`, { count: rows.filter(({ state }) => canReceive(state).ok).length })}
        >
          {rows.length > 0 ? (
            <DeliveryTable direction={direction} deliveries={rows} timeZone={scope.timeZone} />
          ) : (
            <EmptyState title={t(`${direction}.empty`)} icon={icons[direction]}>
              {t(`${direction}.emptyBody`)}
            </EmptyState>
          )}
        </Section>
      ))}
    </>
  );
}
