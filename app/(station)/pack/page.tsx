import type { Metadata, Route } from "next";
import { getTranslations } from "next-intl/server";
import { NotForYou } from "@/components/deliveries/not-for-you";
import { StationStatus } from "@/components/deliveries/station-status";
import { StationFrame } from "@/components/frame/station-frame";
import { keptBenchKey } from "@/components/packing/bench";
import { PackingStation } from "@/components/packing/packing-station";
import { requireScope } from "@/lib/auth/page-session";
import { can } from "@/lib/core/access/can";
import { actorOf } from "@/lib/operations/scope";
import { web } from "@/lib/web/deps";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("packing");
  return { title: t("title") };
}

export default async function PackPage() {
  const scope = await requireScope();
  const { deps, env } = web();
  const allowed = can(actorOf(scope, deps.clock.now()), "pack-units");
  const status = <StationStatus scope={scope} />;
  if (!allowed.ok) {
    const t = await getTranslations("packing");
    return (
      <StationFrame title={t("title")} closeHref={"/home" as Route} status={status}>
        <NotForYou refusal={allowed.refusal} />
      </StationFrame>
    );
  }
  const [products, packs, units] = await Promise.all([
    deps.directory.products(scope),
    deps.desk.tray(scope, "pack"),
    deps.desk.tray(scope, "ship"),
  ]);
  const site = `${scope.siteName}, ${scope.siteCity}`;
  return (
    <PackingStation
      keptAs={keptBenchKey(`${scope.personId}.${scope.siteId}`)}
      site={site}
      from={`${scope.orgName}, ${site}`}
      timeZone={scope.timeZone}
      sizes={Object.fromEntries(
        products.flatMap(({ name, strength, caseSize }) =>
          caseSize === null ? [] : [[`${name} ${strength}`, caseSize] as const],
        ),
      )}
      // Packs of one batch stand together: pressed one after the other, they fill a case.
      tray={{
        case: packs.toSorted((a, b) => a.description.localeCompare(b.description)),
        pallet: units.filter(({ raw }) => raw.startsWith("]C1")),
      }}
      demo={env.DEMO}
      status={status}
    />
  );
}
