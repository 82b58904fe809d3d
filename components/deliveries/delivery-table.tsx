import type { Route } from "next";
import { useFormatter, useTranslations } from "next-intl";
import { type Column, Table } from "@/components/ui/table";
import type { DeliverySummary } from "@/lib/operations/desk-ports";
import { DeliveryState } from "./delivery-state";

type DeliveryTableProps = {
  readonly direction: "in" | "out";
  /** Open ones first. */
  readonly deliveries: readonly DeliverySummary[];
  readonly timeZone: string;
};

/** Deliveries one way; a row leads to its page. */
export function DeliveryTable({ direction, deliveries, timeZone }: DeliveryTableProps) {
  const t = useTranslations("deliveries");
  const format = useFormatter();
  const columns: readonly Column<DeliverySummary>[] = [
    { key: "delivery", header: t("columns.delivery"), cell: ({ despatchAdvice }) => despatchAdvice },
    {
      key: "partner",
      header: t(direction === "in" ? "columns.from" : "columns.to"),
      cell: ({ partner, partnerSite }) => (
        <>
          {partner}
          <span className="block text-sm text-soft">{partnerSite}</span>
        </>
      ),
    },
    {
      key: "packs",
      header: t("columns.packs"),
      numeric: true,
      cell: ({ packs }) => format.number(packs, "count"),
    },
    {
      key: "shipped",
      header: t("columns.shipped"),
      quiet: true,
      cell: ({ shippedAt }) => format.dateTime(shippedAt, "moment", { timeZone }),
    },
    {
      key: "state",
      header: t("columns.state"),
      cell: ({ state, missing }) => <DeliveryState state={state} missing={missing} />,
    },
  ];
  return (
    <Table
      caption={t(`${direction}.title`)}
      columns={columns}
      rows={deliveries}
      keyOf={({ id }) => id}
      hrefOf={({ id }) => `/deliveries/${id}` as Route}
    />
  );
}
