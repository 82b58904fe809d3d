// biome-ignore-all lint/a11y/noRedundantRoles: a table laid out as blocks loses its native roles in some browsers.

import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type Column<Row> = {
  readonly key: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** Figures: set right, tabular. */
  readonly numeric?: boolean;
  /** Second-rank facts in softer ink. */
  readonly quiet?: boolean;
  /** The cell is a button that says what it does: its header is for screen readers. */
  readonly action?: boolean;
  /** Left out on a phone, where each row is a small block. */
  readonly wideOnly?: boolean;
};

type TableProps<Row> = {
  /** What the table lists, for screen readers; the visible heading stands above. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** Where a row leads: its first cell becomes the link and the whole row its target. */
  readonly hrefOf?: (row: Row) => Route;
  readonly empty?: ReactNode;
};

/** Rows and columns on a desk; on a phone each row is a block of label and value. */
export function Table<Row>({ caption, columns, rows, keyOf, hrefOf, empty }: TableProps<Row>) {
  const t = useTranslations("common");
  if (rows.length === 0)
    return <p className="border-line border-y py-6 text-soft">{empty ?? t("table.empty")}</p>;
  return (
    <table role="table" className="w-full border-collapse max-md:block">
      <caption className="sr-only">{caption}</caption>
      <thead role="rowgroup" className="max-md:sr-only">
        <tr role="row">
          {columns.map((column) => (
            <th
              key={column.key}
              role="columnheader"
              scope="col"
              className={classNames(
                "sticky top-(--frame-top,0px) z-10 border-line border-b bg-paper px-3 py-2 font-medium text-sm text-soft first:ps-0 last:pe-0",
                column.numeric ? "text-end" : "text-start",
              )}
            >
              {column.action ? <span className="sr-only">{column.header}</span> : column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className="max-md:block max-md:border-line max-md:border-t">
        {rows.map((row) => (
          <tr
            key={keyOf(row)}
            role="row"
            className={classNames(
              "border-line border-b max-md:block max-md:py-3",
              hrefOf && "relative hover:bg-fill",
            )}
          >
            {columns.map((column, index) => (
              <td
                key={column.key}
                role="cell"
                className={classNames(
                  "px-3 py-3 align-baseline first:ps-0 last:pe-0 max-md:flex max-md:items-baseline max-md:justify-between max-md:gap-6 max-md:px-0 max-md:py-1",
                  column.numeric && "md:text-end",
                  column.quiet && "text-soft",
                  column.wideOnly && "max-md:hidden",
                  index === 0 && "max-md:font-semibold",
                )}
              >
                {index > 0 && !column.action && (
                  <span aria-hidden className="flex-none text-sm text-soft md:hidden">
                    {column.header}
                  </span>
                )}
                <span className={classNames("min-w-0", index > 0 && "max-md:ms-auto max-md:text-end")}>
                  {index === 0 && hrefOf ? (
                    <Link href={hrefOf(row)} className="font-semibold after:absolute after:inset-0">
                      {column.cell(row)}
                    </Link>
                  ) : (
                    column.cell(row)
                  )}
                </span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
