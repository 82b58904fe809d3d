"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Code } from "@/components/ui/code";
import { StateLabel, type StateTone } from "@/components/ui/state-label";
import { Table } from "@/components/ui/table";
import type { PrintJob } from "@/lib/operations/desk-ports";

type PrintHistoryProps = {
  readonly jobs: readonly PrintJob[];
  readonly timeZone: string;
  readonly onCheck: (job: PrintJob) => void;
};

const TONE: Record<PrintJob["outcome"], StateTone> = { open: "caution", checked: "live", spoiled: "neutral" };

/** What may have come out of a printer, newest first. */
export function PrintHistory({ jobs, timeZone, onCheck }: PrintHistoryProps) {
  const t = useTranslations("labels.history");
  const format = useFormatter();
  return (
    <Table
      caption={t("caption")}
      empty={t("empty")}
      rows={jobs.toReversed()}
      keyOf={({ id }) => id}
      columns={[
        {
          key: "when",
          header: t("when"),
          cell: ({ at }) => format.dateTime(at, "moment", { timeZone }),
        },
        {
          key: "labels",
          header: t("labels"),
          cell: ({ count, serialFrom, serialTo }) => (
            <>
              {format.number(count, "count")}
              <span className="block text-sm">
                <Code>{serialFrom}</Code>
                {serialTo !== serialFrom && (
                  <>
                    {" – "}
                    <Code>{serialTo}</Code>
                  </>
                )}
              </span>
            </>
          ),
        },
        { key: "who", header: t("who"), quiet: true, cell: ({ person }) => person ?? "" },
        {
          key: "reason",
          header: t("reason"),
          quiet: true,
          cell: ({ reason }) => reason ?? t("firstPrint"),
        },
        {
          key: "state",
          header: t("state"),
          cell: (job) => (
            <span className="inline-flex flex-wrap items-center gap-x-4 gap-y-2">
              <StateLabel tone={TONE[job.outcome]}>{t(`states.${job.outcome}`)}</StateLabel>
              {job.outcome === "open" && <Button onClick={() => onCheck(job)}>{t("checkNow")}</Button>}
            </span>
          ),
        },
      ]}
    />
  );
}
