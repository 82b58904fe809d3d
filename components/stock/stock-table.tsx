import { useFormatter, useTranslations } from "next-intl";
import { Code } from "@/components/ui/code";
import { type Column, Table } from "@/components/ui/table";
import type { VerdictKind } from "@/components/verdict/kind";
import { VerdictShape } from "@/components/verdict/verdict-shape";
import type { StockRow, StockState } from "./stock-rows";

/** From here on, how long it lasts is said. */
const SOON_DAYS = 90;

const SHAPE: Record<StockState, VerdictKind> = {
  recalled: "stop",
  expired: "stop",
  batchHeld: "stop",
  held: "check",
  returned: "check",
  unreleased: "check",
  hospital: "verified",
  ok: "verified",
};

/** Batches of one group: shape and word say how they stand, so that a row reads without colour. */
export function StockTable({
  caption,
  rows,
}: {
  readonly caption: string;
  readonly rows: readonly StockRow[];
}) {
  const t = useTranslations("stock");
  const format = useFormatter();
  const columns: readonly Column<StockRow>[] = [
    { key: "product", header: t("columns.product"), cell: ({ product }) => product },
    { key: "batch", header: t("columns.batch"), cell: ({ batch }) => <Code group={0}>{batch}</Code> },
    {
      key: "expiry",
      header: t("columns.expiry"),
      cell: ({ lastValidDay, daysLeft }) => (
        <>
          {format.dateTime(new Date(`${lastValidDay}T12:00:00Z`), "day", { timeZone: "UTC" })}
          {daysLeft <= SOON_DAYS && (
            <span className="block text-sm text-soft">
              {daysLeft < 0 ? t("over", { days: -daysLeft }) : t("left", { days: daysLeft })}
            </span>
          )}
        </>
      ),
    },
    {
      key: "state",
      header: t("columns.state"),
      cell: ({ state }) => (
        <span className="inline-flex items-baseline gap-2">
          <VerdictShape kind={SHAPE[state]} className="size-5 self-center" on="var(--paper)" />
          {t(`state.${state}`)}
        </span>
      ),
    },
    {
      key: "packs",
      header: t("columns.packs"),
      numeric: true,
      cell: ({ count }) => format.number(count, "count"),
    },
  ];
  return <Table caption={caption} columns={columns} rows={rows} keyOf={({ key }) => key} />;
}
