import { readRows } from "@/lib/core/text/delimited";

/** A serial with the row of the file it stands in, counted from 1. */
export type SerialRow = { readonly row: number; readonly serial: string };

export type SerialList = {
  readonly rows: readonly SerialRow[];
  /** Rows whose serial stands further up already: only the whole list can tell, the registry sees parts of it. */
  readonly twice: readonly SerialRow[];
};

const HEADER = /^(serial(s|[ _-]?(number|no|nr))?|sn|s\/n|seriennummer|\(21\)|21)$/i;

/**
 * The serial numbers of a line's export: one a row, in the column that is headed as serial, else in the first.
 * Text with one value a row, CSV with comma, semicolon or tab, quoted or not (RFC 4180), with or without header,
 * byte order mark and empty rows. A serial is taken as it stands, never trimmed: a blank in it is the line's fault,
 * and the registry says so with the row.
 */
export function readSerialList(text: string): SerialList {
  const filled = readRows(text, (cell) => HEADER.test(cell));
  const first = filled[0]?.cells ?? [];
  const headed = first.findIndex((cell) => HEADER.test(cell.trim()));
  const column = Math.max(0, headed);
  const seen = new Set<string>();
  const rows: SerialRow[] = [];
  const twice: SerialRow[] = [];
  for (const { row, cells } of headed === -1 ? filled : filled.slice(1)) {
    const serial = cells[column] ?? "";
    (seen.has(serial) ? twice : rows).push({ row, serial });
    seen.add(serial);
  }
  return { rows, twice };
}
