/** A row of a text file with the line it stands in, counted from 1. */
export type Row = { readonly row: number; readonly cells: readonly string[] };

/** Whether a text (without blanks around it) is the heading of a column that is looked for. */
export type IsHeading = (text: string) => boolean;

const DELIMITERS = ["\t", ";", ","] as const;

/**
 * The rows of a list that a person or a machine saved: text with one value a row, or CSV with comma, semicolon or tab,
 * quoted or not (RFC 4180), with or without a heading, byte order mark and empty rows. Cells are taken as they stand,
 * never trimmed. Empty rows are left out.
 */
export function readRows(text: string, isHeading: IsHeading): readonly Row[] {
  const bare = text.startsWith("\ufeff") ? text.slice(1) : text;
  return rowsOf(bare, delimiterOf(bare, isHeading)).filter(({ cells }) => cells.some((cell) => cell !== ""));
}

function rowsOf(text: string, delimiter: string | null): readonly Row[] {
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
 * The sign that separates columns; null: one value a row. Commas and quotes may be part of a serial or a code, so they count
 * as separators only when the first row is headed, or when most rows have them.
 */
function delimiterOf(text: string, isHeading: IsHeading): string | null {
  const sample = text.split(/\r\n|\r|\n/, 50).filter((line) => line !== "");
  for (const delimiter of DELIMITERS) {
    const parts = sample[0]?.split(delimiter) ?? [];
    if (parts.length > 1 && parts.some((part) => isHeading(part.replaceAll('"', "").trim())))
      return delimiter;
  }
  for (const delimiter of DELIMITERS) {
    const having = sample.filter((line) => line.includes(delimiter)).length;
    if (having > sample.length / 2) return delimiter;
  }
  // A quoted single column is CSV as well.
  return sample.length > 0 && sample.every((line) => /^".*"$/.test(line)) ? "," : null;
}
