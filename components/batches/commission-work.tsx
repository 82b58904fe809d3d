"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { Notice } from "@/components/ui/notice";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { Refusal } from "@/lib/core/refusal";
import { type Job, leftOf, madeBy } from "./commission-job";

type WorkingProps = { readonly job: Job; readonly stopping: boolean; readonly onStop: () => void };

export function Working({ job, stopping, onStop }: WorkingProps) {
  const t = useTranslations("batches.commission");
  return (
    <div className="grid gap-5">
      <ProgressBar
        value={madeBy(job)}
        max={job.total}
        label={t("working")}
        text={t("workingOf", { done: madeBy(job), total: job.total })}
      />
      <p className="text-sm text-soft">{t("keeps")}</p>
      <div>
        <Button unavailable={stopping} onClick={onStop}>
          {t(stopping ? "stopping" : "stop")}
        </Button>
      </div>
    </div>
  );
}

export function Checking({ done, total }: { readonly done: number; readonly total: number }) {
  const t = useTranslations("batches.commission");
  return (
    <ProgressBar value={done} max={total} label={t("checking")} text={t("checkedOf", { done, total })} />
  );
}

type StoppedProps = {
  readonly job: Job;
  readonly refusal: Refusal | null;
  readonly onResume: () => void;
  readonly onLeave: () => void;
};

/** Not all of it was made: what failed, what stays, and how to go on. */
export function Stopped({ job, refusal, onResume, onLeave }: StoppedProps) {
  const t = useTranslations("batches.commission");
  const [done, left] = [madeBy(job), leftOf(job)];
  const actions = (
    <>
      <Button variant="primary" onClick={onResume}>
        {t("resume", { count: left })}
      </Button>
      <Button onClick={onLeave}>{t("leave", { count: done })}</Button>
    </>
  );
  return (
    <ErrorState
      title={t("problem", { done, total: job.total })}
      action={actions}
      {...(refusal ? { code: refusal.code } : {})}
    >
      {refusal && (
        <>
          {refusal.message} {refusal.next}{" "}
        </>
      )}
      {t("keeps")}
    </ErrorState>
  );
}

/** Found when the page is opened again. */
export function Interrupted({ job, onResume, onLeave }: Omit<StoppedProps, "refusal">) {
  const t = useTranslations("batches.commission");
  return (
    <Notice
      tone="caution"
      title={t("interrupted", { done: madeBy(job), total: job.total })}
      action={
        <div className="flex flex-wrap gap-3">
          <Button onClick={onLeave}>{t("leave", { count: madeBy(job) })}</Button>
          <Button variant="primary" onClick={onResume}>
            {t("resume", { count: leftOf(job) })}
          </Button>
        </div>
      }
    >
      {t("interruptedBody")}
    </Notice>
  );
}
