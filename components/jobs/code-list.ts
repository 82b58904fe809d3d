import { toGtin14 } from "@/lib/core/gs1/gtin";
import { readRows } from "@/lib/core/text/delimited";
import { type BulkItem, readItem } from "@/lib/operations/bulk-items";

const GTIN = /^(gtin|product[ _-]?code|\(01\)|01)$/i;
const SERIAL = /^(serial(s|[ _-]?(number|no|nr))?|sn|s\/n|seriennummer|\(21\)|21)$/i;
const CODE = /^(codes?|scan|scanned[ _-]?code|barcode|link|url)$/i;

/** One code of a list with the line of the file it stands in, counted from 1. */
export type ListedCode = { readonly row: number; readonly item: BulkItem };

/**
 * The packs that a file names: in columns headed as product code and serial number, in a column headed as code, or
 * without a heading in the first column, or as product code and serial in the first two.
 */
export function readCodeList(text: string): readonly ListedCode[] {
  const rows = readRows(text, (cell) => [GTIN, SERIAL, CODE].some((name) => name.test(cell)));
  const heading = rows[0]?.cells.map((cell) => cell.trim()) ?? [];
  const columnOf = (name: RegExp) => heading.findIndex((cell) => name.test(cell));
  const [gtin, serial, code] = [columnOf(GTIN), columnOf(SERIAL), columnOf(CODE)];
  if (gtin !== -1 && serial !== -1) {
    return rows
      .slice(1)
      .map(({ row, cells }) => ({ row, item: pair(cells[gtin] ?? "", cells[serial] ?? "") }));
  }
  if (code !== -1) return rows.slice(1).map(({ row, cells }) => ({ row, item: single(cells[code]) }));
  return rows.map(({ row, cells: [first = "", second = ""] }) => ({
    row,
    item: second !== "" && toGtin14(first.trim()) !== null ? pair(first, second) : single(first),
  }));
}

/** A table takes the zeros off the front of a number, so a product code may have lost its own. */
const pair = (gtin: string, serial: string): BulkItem => [toGtin14(gtin.trim()) ?? gtin.trim(), serial];

/** An empty cell keeps its line in the result. */
const single = (code: string | undefined): BulkItem => code || " ";

export type ListCheck = {
  readonly checked: number;
  readonly readable: number;
  /** The first few that are not, as they stand in the file. */
  readonly unread: readonly { readonly row: number; readonly text: string }[];
};

/** Lines that are read before the list is sent: enough to see that it is the right column of the right file. */
const CHECKED = 1_000;
const SHOWN = 5;

/** A dry run over the first lines, in the browser, as the worker will read them: how many hold the code of a pack. */
export function checkList(list: readonly ListedCode[], today: string): ListCheck {
  const first = list.slice(0, CHECKED);
  const unread = first.filter(({ item }) => !("reading" in readItem(item, { today, entry: "file" })));
  return {
    checked: first.length,
    readable: first.length - unread.length,
    unread: unread.slice(0, SHOWN).map(({ row, item }) => ({
      row,
      text: typeof item === "string" ? item.trim() : item.join(" "),
    })),
  };
}
