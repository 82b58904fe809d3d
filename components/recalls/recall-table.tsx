import type { Route } from "next";
import { useFormatter, useTranslations } from "next-intl";
import { StateLabel, type StateTone } from "@/components/ui/state-label";
import { type Column, Table } from "@/components/ui/table";
import type { RecallLine } from "@/lib/operations/market-ports";
import { type RecallStanding, standingOf } from "./recall-words";

const TONE: Readonly<Record<RecallStanding, StateTone>> = {
  draft: "caution",
  yours: "caution",
  running: "stopped",
  answered: "stopped",
  cancelled: "neutral",
};

/** Recalls of one's own, those to answer and those to watch; a row leads to its page. */
export function RecallTable({
  recalls,
  timeZone,
}: {
  readonly recalls: readonly RecallLine[];
  readonly timeZone: string;
}) {
  const t = useTranslations("recalls");
  const format = useFormatter();
  const columns: readonly Column<RecallLine>[] = [
    { key: "what", header: t("columns.what"), cell: ({ batches }) => batches.join("; ") },
    {
      key: "state",
      header: t("columns.state"),
      cell: (line) => {
        const standing = standingOf(line);
        return <StateLabel tone={TONE[standing]}>{t(`state.${standing}`)}</StateLabel>;
      },
    },
    {
      key: "class",
      header: t("columns.class"),
      numeric: true,
      cell: (line) => format.number(line.class, "count"),
    },
    { key: "depth", header: t("columns.depth"), cell: ({ depth }) => t(`depth.${depth}`) },
    { key: "markets", header: t("columns.markets"), cell: ({ markets }) => markets.join(", "), quiet: true },
    {
      key: "at",
      header: t("columns.at"),
      quiet: true,
      cell: ({ at }) => format.dateTime(at, "moment", { timeZone }),
    },
    {
      key: "answers",
      header: t("columns.answers"),
      quiet: true,
      cell: ({ state, unanswered }) =>
        state !== "SIGNED" || unanswered === null
          ? "–"
          : unanswered === 0
            ? t("answered")
            : t("unanswered", { count: unanswered }),
    },
  ];
  return (
    <Table
      caption={t("caption")}
      columns={columns}
      rows={recalls}
      keyOf={({ id }) => id}
      hrefOf={({ id }) => `/recalls/${id}` as Route}
    />
  );
}
