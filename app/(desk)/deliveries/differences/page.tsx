import { Handshake } from "lucide-react";
import type { Metadata, Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { NotForYou } from "@/components/deliveries/not-for-you";
import { DifferenceRows } from "@/components/differences/difference-rows";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { requireScope } from "@/lib/auth/page-session";
import { TURNS } from "@/lib/core/custody/turn";
import { viewDifferences } from "@/lib/operations/view-differences";
import { web } from "@/lib/web/deps";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("differences");
  return { title: t("title") };
}

export default async function DifferencesPage() {
  const scope = await requireScope();
  const { deps } = web();
  const [t, deliveries, found] = await Promise.all([
    getTranslations("differences"),
    getTranslations("deliveries"),
    viewDifferences(deps, scope),
  ]);
  if (!found.ok) return <NotForYou refusal={found.refusal} title={t("title")} />;
  return (
    <>
      <PageHeader
        kicker={
          <Link href={"/deliveries" as Route} className="link">
            {deliveries("listTitle")}
          </Link>
        }
        title={t("title")}
        lead={t("lead", { site: `${scope.siteName}, ${scope.siteCity}` })}
      />
      {found.value.length === 0 && (
        <EmptyState
          title={t("empty")}
          icon={<Handshake aria-hidden />}
          action={<ButtonLink href={"/deliveries" as Route}>{t("openDeliveries")}</ButtonLink>}
        >
          {t("emptyBody")}
        </EmptyState>
      )}
      {TURNS.map((turn) => {
        const mine = found.value.filter((difference) => difference.turn === turn);
        return (
          mine.length > 0 && (
            <Section key={turn} title={t(`turn.${turn}`)}>
              <DifferenceRows differences={mine} timeZone={scope.timeZone} />
            </Section>
          )
        );
      })}
    </>
  );
}
