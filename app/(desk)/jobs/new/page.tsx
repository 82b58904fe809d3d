import type { Metadata, Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { NotForYou } from "@/components/deliveries/not-for-you";
import { type ListKind, StartForm } from "@/components/jobs/start-form";
import { PageHeader } from "@/components/ui/page-header";
import { requireScope } from "@/lib/auth/page-session";
import { can } from "@/lib/core/access/can";
import { localDay } from "@/lib/core/time/zone";
import { mayDo, PACK_KINDS } from "@/lib/operations/job-kinds";
import { actorOf } from "@/lib/operations/scope";
import { web } from "@/lib/web/deps";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("jobs.form");
  return { title: t("title") };
}

export default async function NewJobPage() {
  const scope = await requireScope();
  const { deps } = web();
  const t = await getTranslations("jobs");
  const now = deps.clock.now();
  // Packs are made on their batch's own page.
  const kinds = PACK_KINDS.filter(
    (kind): kind is ListKind => kind !== "commission" && mayDo(scope, { kind }, now).ok,
  );
  if (kinds.length === 0) {
    const denied = can(actorOf(scope, now), "verify-pack");
    return <NotForYou refusal={denied.ok ? null : denied.refusal} title={t("form.title")} />;
  }
  const colleagues = kinds.includes("destroy") ? await deps.desk.colleagues(scope) : [];
  return (
    <>
      <PageHeader
        kicker={
          <Link href={"/jobs" as Route} className="link">
            {t("title")}
          </Link>
        }
        title={t("form.title")}
        lead={t("form.lead", { site: `${scope.siteName}, ${scope.siteCity}` })}
      />
      <StartForm
        kinds={kinds}
        colleagues={colleagues
          .filter(({ id }) => id !== scope.personId)
          .map(({ id, name }) => ({ id, name }))}
        today={localDay(scope.timeZone, now)}
      />
    </>
  );
}
