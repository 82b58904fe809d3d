import { useFormatter, useTranslations } from "next-intl";
import { useStepWord } from "@/components/desk/use-step-word";
import { Table } from "@/components/ui/table";
import type { TodayLine } from "@/lib/operations/desk-ports";

/** What this site recorded today, newest first, and how far the log has got with it. */
export function TodayTable({
  lines,
  timeZone,
}: {
  readonly lines: readonly TodayLine[];
  readonly timeZone: string;
}) {
  const t = useTranslations("home");
  const format = useFormatter();
  const stepWord = useStepWord();
  return (
    <Table
      caption={t("today")}
      rows={lines}
      keyOf={(line) => line.eventId}
      empty={t("todayEmpty")}
      columns={[
        {
          key: "time",
          header: t("columns.time"),
          cell: (line) => format.dateTime(line.at, "time", { timeZone }),
        },
        {
          key: "what",
          header: t("columns.what"),
          cell: stepWord,
        },
        { key: "partner", header: t("columns.partner"), cell: (line) => line.partner ?? "–", quiet: true },
        { key: "units", header: t("columns.units"), cell: (line) => line.units, numeric: true },
        { key: "level", header: t("columns.level"), cell: (line) => t(`level.${line.level}`), quiet: true },
      ]}
    />
  );
}
