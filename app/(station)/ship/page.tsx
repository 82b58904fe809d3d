import type { Metadata, Route } from "next";
import { getTranslations } from "next-intl/server";
import { NotForYou } from "@/components/deliveries/not-for-you";
import { StationStatus } from "@/components/deliveries/station-status";
import { StationFrame } from "@/components/frame/station-frame";
import { keptDraftKey } from "@/components/ship/draft";
import { receiversOf } from "@/components/ship/receivers";
import { ShipStation } from "@/components/ship/ship-station";
import { requireScope } from "@/lib/auth/page-session";
import { can } from "@/lib/core/access/can";
import { localDay } from "@/lib/core/time/zone";
import { actorOf } from "@/lib/operations/scope";
import { web } from "@/lib/web/deps";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("ship");
  return { title: t("title") };
}

export default async function ShipPage() {
  const scope = await requireScope();
  const { deps } = web();
  const now = deps.clock.now();
  const allowed = can(actorOf(scope, now), "ship-units");
  const status = <StationStatus scope={scope} />;
  if (!allowed.ok) {
    const t = await getTranslations("ship");
    return (
      <StationFrame title={t("title")} closeHref={"/home" as Route} status={status}>
        <NotForYou refusal={allowed.refusal} />
      </StationFrame>
    );
  }
  const [organisations, products, tray] = await Promise.all([
    deps.directory.organisations(scope),
    deps.directory.products(scope),
    deps.desk.tray(scope, "ship"),
  ]);
  return (
    <ShipStation
      keptAs={keptDraftKey(`${scope.personId}.${scope.siteId}`)}
      site={`${scope.siteName}, ${scope.siteCity}`}
      receivers={receiversOf(organisations, scope, localDay(scope.timeZone, now))}
      caseSizes={Object.fromEntries(
        products.flatMap(({ name, strength, caseSize }) =>
          caseSize === null ? [] : [[`${name} ${strength}`, caseSize] as const],
        ),
      )}
      tray={tray}
      status={status}
    />
  );
}
