import type { Metadata, Route } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getFormatter, getTranslations } from "next-intl/server";
import { NotForYou } from "@/components/deliveries/not-for-you";
import { JobProgress } from "@/components/jobs/job-progress";
import { PageHeader } from "@/components/ui/page-header";
import { requireScope } from "@/lib/auth/page-session";
import { viewJob } from "@/lib/operations/view-job";
import { web } from "@/lib/web/deps";
import { job as jobId } from "@/lib/web/fields";

type Props = PageProps<"/jobs/[id]">;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("jobs");
  return { title: t("title") };
}

export default async function JobPage({ params }: Props) {
  const scope = await requireScope();
  const { deps } = web();
  const [t, format] = await Promise.all([getTranslations("jobs"), getFormatter()]);
  const id = jobId.safeParse((await params).id);
  if (!id.success) notFound();
  const found = await viewJob(deps, scope, id.data);
  if (!found.ok) {
    if (found.refusal.code === "JOB_UNKNOWN") notFound();
    return <NotForYou refusal={found.refusal} title={t("title")} />;
  }
  const job = found.value;
  const moment = format.dateTime(job.createdAt, "moment", { timeZone: scope.timeZone });
  return (
    <>
      <PageHeader
        kicker={
          <Link href={"/jobs" as Route} className="link">
            {t("title")}
          </Link>
        }
        title={t(`of.${job.kind}`, { total: job.total })}
        lead={job.by === null ? t("job.started", { moment }) : t("job.startedBy", { moment, by: job.by })}
      />
      <JobProgress first={job} now={deps.clock.now()} timeZone={scope.timeZone} />
    </>
  );
}
