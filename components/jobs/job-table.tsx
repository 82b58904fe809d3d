import type { Route } from "next";
import { useFormatter, useTranslations } from "next-intl";
import { StateLabel } from "@/components/ui/state-label";
import { Table } from "@/components/ui/table";
import type { JobView } from "@/lib/operations/job-ports";
import { needLook, STATE_TONE } from "./job-state";

type JobTableProps = {
  readonly jobs: readonly JobView[];
  readonly organisation: string;
  readonly timeZone: string;
};

/** What was started, how far it is, and how much of it needs somebody. */
export function JobTable({ jobs, organisation, timeZone }: JobTableProps) {
  const t = useTranslations("jobs");
  const format = useFormatter();
  const count = (value: number) => format.number(value, "count");
  return (
    <Table
      caption={t("caption", { organisation })}
      rows={jobs}
      keyOf={({ id }) => id}
      hrefOf={({ id }) => `/jobs/${id}` as Route}
      columns={[
        { key: "what", header: t("columns.what"), cell: ({ kind }) => t(`kind.${kind}`) },
        {
          key: "state",
          header: t("columns.state"),
          cell: ({ state, done, total }) => (
            <StateLabel tone={STATE_TONE[state]}>
              {t(`state.${state}`, {
                percent: format.number(Math.floor((done / total) * 100) / 100, "percent"),
              })}
            </StateLabel>
          ),
        },
        { key: "packs", header: t("columns.packs"), numeric: true, cell: ({ total }) => count(total) },
        {
          key: "look",
          header: t("columns.look"),
          numeric: true,
          cell: (job) => {
            const some = needLook(job);
            return <span className={some > 0 ? "font-semibold" : "text-soft"}>{count(some)}</span>;
          },
        },
        { key: "by", header: t("columns.by"), quiet: true, cell: ({ by }) => by },
        {
          key: "when",
          header: t("columns.when"),
          quiet: true,
          cell: ({ createdAt }) => format.dateTime(createdAt, "moment", { timeZone }),
        },
      ]}
    />
  );
}
