import { useFormatter, useTranslations } from "next-intl";
import { StateLabel, type StateTone } from "@/components/ui/state-label";
import { type Column, Table } from "@/components/ui/table";
import type { RecallStep } from "@/lib/core/recall/response";
import type { RecallView, SiteResponse } from "@/lib/operations/view-recall";
import { cameLate, needsChasing } from "./chase";

const TONE: Readonly<Record<RecallStep, StateTone>> = {
  notified: "caution",
  opened: "caution",
  acknowledged: "progress",
  completed: "live",
};

type AnswersTableProps = {
  readonly recall: RecallView;
  readonly now: number;
  readonly timeZone: string;
};

/** told → opened → acknowledged → completed, each site with its time to answer; those to call first. */
export function AnswersTable({ recall, now, timeZone }: AnswersTableProps) {
  const t = useTranslations("recalls.answers");
  const format = useFormatter();
  const moment = (at: number) => format.dateTime(at, "moment", { timeZone });
  const { responses, sites, signedAt } = recall;
  const unnamed = sites.notified + sites.opened + sites.acknowledged + sites.completed - responses.length;
  const columns: readonly Column<SiteResponse>[] = [
    {
      key: "site",
      header: t("site"),
      cell: ({ site, organisation }) => (
        <>
          {organisation}
          <span className="block font-normal text-sm text-soft">{site}</span>
        </>
      ),
    },
    {
      key: "step",
      header: t("step"),
      cell: ({ step, since }) => (
        <StateLabel tone={TONE[step]}>{t(`steps.${step}`, { moment: moment(since) })}</StateLabel>
      ),
    },
    {
      key: "due",
      header: t("due"),
      cell: (response) => (
        <>
          {response.due === null
            ? t("noDue")
            : response.due === signedAt
              ? t("atOnce")
              : moment(response.due)}
          {(needsChasing(response, now) || cameLate(response, signedAt)) && (
            <span className="ms-2 font-semibold text-stop-ink">{t("late")}</span>
          )}
        </>
      ),
    },
    {
      key: "found",
      header: t("found"),
      quiet: true,
      cell: ({ acknowledged }) =>
        acknowledged ? t(`impact.${acknowledged.impact}`, { quantity: acknowledged.quantity }) : "–",
    },
  ];
  const rows = responses.toSorted(
    (a, b) =>
      Number(needsChasing(b, now)) - Number(needsChasing(a, now)) ||
      a.organisation.localeCompare(b.organisation),
  );
  return (
    <>
      <Table
        caption={t("title")}
        columns={columns}
        rows={rows}
        keyOf={({ siteId }) => siteId}
        empty={unnamed > 0 ? t("unnamed", { count: unnamed }) : t("none")}
      />
      {unnamed > 0 && rows.length > 0 && (
        <p className="mt-3 text-sm text-soft">{t("unnamed", { count: unnamed })}</p>
      )}
    </>
  );
}
