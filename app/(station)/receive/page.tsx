import type { Metadata, Route } from "next";
import { getTranslations } from "next-intl/server";
import { NotForYou } from "@/components/deliveries/not-for-you";
import { StationStatus } from "@/components/deliveries/station-status";
import { StationFrame, StationZones } from "@/components/frame/station-frame";
import { OpenDeliveries } from "@/components/receive/open-deliveries";
import { ReceiveStart } from "@/components/receive/receive-start";
import { EmptyState } from "@/components/ui/empty-state";
import { requireScope } from "@/lib/auth/page-session";
import { can } from "@/lib/core/access/can";
import { canReceive } from "@/lib/core/custody/receive";
import { actorOf } from "@/lib/operations/scope";
import { viewDeliveries } from "@/lib/operations/view-deliveries";
import { viewDifferences } from "@/lib/operations/view-differences";
import { web } from "@/lib/web/deps";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("receive");
  return { title: t("title") };
}

export default async function ReceivePage() {
  const scope = await requireScope();
  const { deps } = web();
  const t = await getTranslations("receive");
  const allowed = can(actorOf(scope, deps.clock.now()), "receive-shipment");
  const [deliveries, differences, tray] = await Promise.all([
    viewDeliveries(deps, scope, "in"),
    viewDifferences(deps, scope),
    deps.desk.tray(scope, "receive"),
  ]);
  const open = deliveries.ok ? deliveries.value.filter(({ state }) => canReceive(state).ok) : [];
  const missing = differences.ok
    ? differences.value.filter(({ kind, outcome }) => kind === "missing" && outcome === null)
    : [];
  const who = `${scope.personId}.${scope.siteId}`;
  return (
    <StationFrame
      title={t("title")}
      sub={`${scope.siteName}, ${scope.siteCity}`}
      closeHref={"/home" as Route}
      status={<StationStatus scope={scope} />}
    >
      {allowed.ok && deliveries.ok ? (
        <StationZones
          last={<ReceiveStart who={who} missing={missing.flatMap(({ link }) => link ?? [])} tray={tray} />}
          whole={
            <section>
              <h2 className="mb-4 font-semibold text-lg">{t("start.list")}</h2>
              {open.length > 0 ? (
                <OpenDeliveries deliveries={open} who={who} timeZone={scope.timeZone} />
              ) : (
                <EmptyState title={t("start.listEmpty")}>{t("start.listEmptyBody")}</EmptyState>
              )}
            </section>
          }
        />
      ) : (
        <NotForYou refusal={allowed.ok ? (deliveries.ok ? null : deliveries.refusal) : allowed.refusal} />
      )}
    </StationFrame>
  );
}
