"use client";

import { Download } from "lucide-react";
import type { Route } from "next";
import { useFormatter, useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { ErrorState } from "@/components/ui/error-state";
import { Notice } from "@/components/ui/notice";
import { ProgressBar } from "@/components/ui/progress-bar";
import { Section } from "@/components/ui/section";
import { type Stat, Stats } from "@/components/ui/stats";
import type { JobView } from "@/lib/operations/job-ports";
import { CancelJob } from "./cancel-job";
import { durationOf, isOver, paceOf } from "./job-state";
import { OutcomeTable } from "./outcome-table";
import { useJob } from "./use-job";

type JobProgressProps = {
  /** As it was when the page was made, at `now` (epoch milliseconds). */
  readonly first: JobView;
  readonly now: number;
  readonly timeZone: string;
};

/** The bar, how fast it goes, what became of the packs so far, and the result to take away. */
export function JobProgress({ first, now, timeZone }: JobProgressProps) {
  const t = useTranslations("jobs");
  const format = useFormatter();
  const [{ job, at, reachable }, setJob] = useJob(first, now);
  const over = isOver(job);
  const { rate, left, ran } = paceOf(job, at);
  const words = (ms: number) => {
    const { unit, count, minutes } = durationOf(ms);
    return t(`job.duration.${unit}`, { count: String(count), minutes: String(minutes) });
  };
  const stats: Stat[] = [];
  if (rate !== null) stats.push({ key: "rate", value: format.number(rate, "count"), label: t("job.rate") });
  if (left !== null && !over) stats.push({ key: "left", value: words(left), label: t("job.left") });
  if (over && ran > 0) stats.push({ key: "took", value: words(ran), label: t("job.took") });
  const percent = format.number(Math.floor((job.done / job.total) * 100) / 100, "percent");

  return (
    <>
      <div className="grid gap-5">
        <ProgressBar
          value={job.done}
          max={job.total}
          label={t(`state.${job.state}`, { percent })}
          text={t("job.of", { done: job.done, total: job.total })}
        />
        <Stats stats={stats} />
        {job.state === "refused" && job.refusal && (
          <ErrorState title={job.refusal.message} code={job.refusal.code}>
            {job.refusal.next} {t("job.endedEarly", { done: job.done, total: job.total })}
          </ErrorState>
        )}
        {job.state === "cancelled" && <p className="max-w-measure">{t("job.stopped")}</p>}
        {!reachable && !over && <Notice live tone="caution" title={t("job.offline")} />}
        {!over && (
          <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
            <CancelJob id={job.id} onCancelled={setJob} />
            <p className="min-w-0 text-sm text-soft">
              {job.state === "queued" && t("job.waiting")} {t("job.closing")}
            </p>
          </div>
        )}
      </div>
      <Section title={t(over ? "job.outcomes" : "job.outcomesSoFar")}>
        <OutcomeTable job={job} />
      </Section>
      {job.done > 0 && (
        <Section
          title={t("job.download")}
          lead={
            job.resultsUntil === null
              ? t("job.downloadLead")
              : t("job.downloadUntil", { until: format.dateTime(job.resultsUntil, "day", { timeZone }) })
          }
        >
          <div className="flex flex-wrap gap-3">
            {(["csv", "jsonl"] as const).map((kind) => (
              <ButtonLink
                key={kind}
                variant={kind === "csv" && over ? "primary" : "secondary"}
                icon={<Download aria-hidden />}
                href={`/api/v1/jobs/${job.id}/results?format=${kind}` as Route}
                download={`job-${job.id}.${kind}`}
              >
                {t(`job.${kind}`)}
              </ButtonLink>
            ))}
          </div>
        </Section>
      )}
      <p className="sr-only" role="status">
        {over && t("job.of", { done: job.done, total: job.total })}
      </p>
    </>
  );
}
