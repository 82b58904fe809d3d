import type { Route } from "next";
import { useFormatter, useTranslations } from "next-intl";
import { Code } from "@/components/ui/code";
import { StateLabel } from "@/components/ui/state-label";
import { type Column, Table } from "@/components/ui/table";
import type { BatchLine } from "@/lib/operations/desk-ports";
import { batchStateOf, blockedOf, STATE_TONE, shippedOf } from "./batch-state";
import { dayWords } from "./expiry-words";

type BatchTableProps = {
  readonly batches: readonly BatchLine[];
  /** YYYY-MM-DD at the active site. */
  readonly today: string;
};

export function BatchTable({ batches, today }: BatchTableProps) {
  const t = useTranslations("batches");
  const format = useFormatter();
  const count = (value: number) => format.number(value, "count");
  const header = (
    key: "batch" | "product" | "expiry" | "state" | "made" | "packed" | "shipped" | "blocked",
  ) => t(`columns.${key}`);
  const columns: readonly Column<BatchLine>[] = [
    { key: "batch", header: header("batch"), cell: ({ number }) => <Code group={0}>{number}</Code> },
    {
      key: "product",
      header: header("product"),
      cell: ({ product, strength }) => `${product} ${strength}`,
    },
    { key: "expiry", header: header("expiry"), cell: ({ lastValidDay }) => dayWords(lastValidDay, format) },
    {
      key: "state",
      header: header("state"),
      cell: (batch) => {
        const state = batchStateOf(batch, today);
        return <StateLabel tone={STATE_TONE[state]}>{t(`state.${state}`)}</StateLabel>;
      },
    },
    {
      key: "made",
      header: header("made"),
      numeric: true,
      cell: ({ commissioned, plannedSize }) =>
        commissioned < plannedSize
          ? t("madeOf", { made: count(commissioned), planned: count(plannedSize) })
          : count(commissioned),
    },
    {
      key: "packed",
      header: header("packed"),
      numeric: true,
      wideOnly: true,
      cell: ({ packed }) => count(packed),
    },
    {
      key: "shipped",
      header: header("shipped"),
      numeric: true,
      cell: (batch) => count(shippedOf(batch)),
    },
    {
      key: "blocked",
      header: header("blocked"),
      numeric: true,
      cell: (batch) => {
        const blocked = blockedOf(batch, today);
        return <span className={blocked > 0 ? "font-semibold" : "text-soft"}>{count(blocked)}</span>;
      },
    },
  ];
  return (
    <Table
      caption={t("caption")}
      columns={columns}
      rows={batches}
      keyOf={({ id }) => id}
      hrefOf={({ id }) => `/batches/${id}` as Route}
    />
  );
}
