import { ListChecks, Plus } from "lucide-react";
import type { Metadata, Route } from "next";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { NotForYou } from "@/components/deliveries/not-for-you";
import { JobTable } from "@/components/jobs/job-table";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { requireScope } from "@/lib/auth/page-session";
import { listJobs } from "@/lib/operations/view-job";
import { web } from "@/lib/web/deps";
import { job } from "@/lib/web/fields";

const A_PAGE = 50;
const query = z.object({ before: job.nullable().catch(null).default(null) });

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("jobs");
  return { title: t("title") };
}

export default async function JobsPage({ searchParams }: PageProps<"/jobs">) {
  const scope = await requireScope();
  const { deps } = web();
  const t = await getTranslations("jobs");
  const { before } = query.parse(await searchParams);
  const list = await listJobs(deps, scope, { before, limit: A_PAGE });
  if (!list.ok) return <NotForYou refusal={list.refusal} title={t("title")} />;
  const { jobs, next } = list.value;
  const start = (
    <ButtonLink href={"/jobs/new" as Route} variant="primary" icon={<Plus aria-hidden />}>
      {t("new")}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} actions={jobs.length > 0 && start} />
      {jobs.length > 0 ? (
        <JobTable jobs={jobs} organisation={scope.orgName} timeZone={scope.timeZone} />
      ) : (
        <EmptyState title={t("empty")} icon={<ListChecks aria-hidden />} action={start}>
          {t("emptyBody")}
        </EmptyState>
      )}
      {(before !== null || next !== null) && (
        <p className="mt-6 flex flex-wrap gap-3">
          {before !== null && <ButtonLink href={"/jobs" as Route}>{t("newest")}</ButtonLink>}
          {next !== null && <ButtonLink href={`/jobs?before=${next}` as Route}>{t("older")}</ButtonLink>}
        </p>
      )}
    </>
  );
}
