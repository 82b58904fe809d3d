import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { placesFor } from "@/components/desk/places";
import { NeedRow } from "@/components/home/need-row";
import { TodayTable } from "@/components/home/today-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Rows } from "@/components/ui/rows";
import { Section } from "@/components/ui/section";
import { StationLink, StationLinks } from "@/components/ui/station-link";
import { requireScope } from "@/lib/auth/page-session";
import { viewHome } from "@/lib/operations/view-home";
import { web } from "@/lib/web/deps";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("desk.places");
  return { title: t("home") };
}

/** Stations with a line of their own on the home page. */
const STATIONS = ["counter", "batches", "receive", "ship", "pack", "returns", "recalls", "trace"] as const;

export default async function HomePage() {
  const scope = await requireScope();
  const { deps } = web();
  const [t, places, home] = await Promise.all([
    getTranslations("home"),
    getTranslations("desk.places"),
    viewHome(deps, scope),
  ]);
  const mine = placesFor(scope, deps.clock.now(), (key) => places(key));
  const stations = STATIONS.flatMap((key) => {
    const place = mine.find(({ href }) => href === `/${key}`);
    const count = { receive: home.arriving, recalls: home.recalls }[key as string] ?? home.batches;
    return place ? [{ ...place, key, detail: t(`station.${key}`, { count }) }] : [];
  });
  return (
    <>
      <PageHeader title={t("title")} />
      {home.needs.length > 0 ? (
        <Rows>
          {home.needs.map((need) => (
            <NeedRow key={JSON.stringify(need)} need={need} timeZone={scope.timeZone} />
          ))}
        </Rows>
      ) : (
        <EmptyState title={t("nothing")}>{t("nothingBody")}</EmptyState>
      )}
      <Section title={t("stations")}>
        <StationLinks>
          {stations.map(({ key, href, icon, label, detail }) => (
            <StationLink key={key} href={href} icon={icon} title={label} detail={detail} />
          ))}
        </StationLinks>
      </Section>
      <Section title={t("today")}>
        <TodayTable lines={home.today} timeZone={scope.timeZone} />
      </Section>
    </>
  );
}
