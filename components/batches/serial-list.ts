/** A serial with the row of the file it stands in, counted from 1. */
export type SerialRow = { readonly row: number; readonly serial: string };

export type SerialList = {
  readonly rows: readonly SerialRow[];
  /** Rows whose serial stands further up already: only the whole list can tell, the registry sees parts of it. */
  readonly twice: readonly SerialRow[];
};

const HEADER = /^(serial(s|[ _-]?(number|no|nr))?|sn|s\/n|seriennummer|\(21\)|21)$/i;
const DELIMITERS = ["\t", ";", ","] as const;

/**
 * The serial numbers of a line's export: one a row, in the column that is headed as serial, else in the first.
 * Text with one value a row, CSV with comma, semicolon or tab, quoted or not (RFC 4180), with or without header,
 * byte order mark and empty rows. A serial is taken as it stands, never trimmed: a blank in it is the line's fault,
 * and the registry says so with the row.
 */
export function readSerialList(text: string): SerialList {
  const table = rowsOf(text.startsWith("\ufeff") ? text.slice(1) : text);
  const filled = table.filter(({ cells }) => cells.some((cell) => cell !== ""));
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

type Row = { readonly row: number; readonly cells: readonly string[] };

function rowsOf(text: string): readonly Row[] {
  const delimiter = delimiterOf(text);
  const rows: Row[] = [];
  let row = 1;
  let cells: string[] = [];
  let cell = "";
  let quoted = false;
  const endCell = () => {
    cells.push(cell);
    cell = "";
  };
  const endRow = (line: number) => {
    endCell();
    rows.push({ row: line, cells });
    cells = [];
  };
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') {
        cell += '"';
        at++;
      } else quoted = false;
    } else if (sign === '"' && cell === "" && delimiter !== null) quoted = true;
    else if (sign === delimiter) endCell();
    else if (sign === "\n" || sign === "\r") {
      if (sign === "\r" && text[at + 1] === "\n") at++;
      endRow(row++);
    } else cell += sign;
  }
  if (cell !== "" || cells.length > 0) endRow(row);
  return rows;
}

/**
 * The sign that separates columns; null: one value a row. Commas and quotes may be part of a serial, so they count
 * as separators only when the first row is headed, or when most rows have them.
 */
function delimiterOf(text: string): string | null {
  const sample = text.split(/\r\n|\r|\n/, 50).filter((line) => line !== "");
  for (const delimiter of DELIMITERS) {
    const parts = sample[0]?.split(delimiter) ?? [];
    if (parts.length > 1 && parts.some((part) => HEADER.test(part.replaceAll('"', "").trim())))
      return delimiter;
  }
  for (const delimiter of DELIMITERS) {
    const having = sample.filter((line) => line.includes(delimiter)).length;
    if (having > sample.length / 2) return delimiter;
  }
  // A quoted single column is CSV as well.
  return sample.length > 0 && sample.every((line) => /^".*"$/.test(line)) ? "," : null;
}
