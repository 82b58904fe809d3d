import { hasValidCheckDigit } from "@/lib/core/gs1/check-digit";
import { readScan } from "@/lib/core/gs1/scan";
import { ok, type Result, refuse } from "@/lib/core/refusal";
import { readRows } from "@/lib/core/text/delimited";

/** One thing that is to come: a unit by its code, or a number of packs that carry no serial. */
export type AnnouncedLine =
  | { readonly link: string; readonly parentLink: string | null }
  | { readonly gtin: string; readonly batch: string; readonly quantity: number };

export type Announced = {
  /** Of the sender's site. */
  readonly senderGln: string;
  /** The sender's own number of the delivery. */
  readonly despatchAdvice: string;
  readonly orderNumber: string | null;
  readonly lines: readonly AnnouncedLine[];
};

export type AnnouncementCode = "ANNOUNCEMENT_UNREADABLE";

export const unreadable = (why: string, facts: Readonly<Record<string, string | number>> = {}) =>
  refuse("ANNOUNCEMENT_UNREADABLE", why, "Ask the sender for the file again, or correct it.", facts);

const COLUMNS = ["code", "parent", "gtin", "batch", "quantity"] as const;
type Column = (typeof COLUMNS)[number];
const HEADER = /^(code|parent|gtin|batch|quantity)$/i;
export const LINES_AT_MOST = 20_000;

/**
 * The supplier's list as CSV with a heading: `code` (any GS1 notation) with the code of its container under `parent`, or
 * `gtin`, `batch` and `quantity` of packs without serial numbers. A wrong row refuses the file and says which one.
 */
export function readAnnouncedLines(
  text: string,
  today: string,
): Result<readonly AnnouncedLine[], AnnouncementCode> {
  const rows = readRows(text, (cell) => HEADER.test(cell));
  const [head, ...body] = rows;
  const at = new Map<Column, number>();
  for (const [i, cell] of (head?.cells ?? []).entries()) {
    const name = COLUMNS.find((column) => column === cell.trim().toLowerCase());
    if (name) at.set(name, i);
  }
  if (!at.has("code") && !at.has("gtin")) {
    return unreadable("The file has no column headed code or gtin.");
  }
  if (body.length === 0) return unreadable("The file announces nothing.");
  if (body.length > LINES_AT_MOST) return unreadable(`The file has more than ${LINES_AT_MOST} rows.`);
  const lines: AnnouncedLine[] = [];
  const seen = new Set<string>();
  for (const { row, cells } of body) {
    const cell = (column: Column): string => cells[at.get(column) ?? -1]?.trim() ?? "";
    const line = cell("code") === "" ? quantityOf(cell) : unitOf(cell, today);
    if (typeof line === "string") return unreadable(`Row ${row}: ${line}`, { row });
    const key = "link" in line ? line.link : `${line.gtin} ${line.batch}`;
    if (seen.has(key)) return unreadable(`Row ${row} stands further up already.`, { row });
    seen.add(key);
    lines.push(line);
  }
  return ok(lines);
}

/** The line, or what is wrong with it. */
function unitOf(cell: (column: Column) => string, today: string): AnnouncedLine | string {
  const link = linkOf(cell("code"), today);
  if (link === null) return "the code is no pack's and no container's.";
  const parent = cell("parent");
  const parentLink = parent === "" ? null : linkOf(parent, today);
  if (parent !== "" && parentLink === null) return "the container's code can't be read.";
  return link === parentLink ? "the unit would be in itself." : { link, parentLink };
}

function quantityOf(cell: (column: Column) => string): AnnouncedLine | string {
  const gtin = cell("gtin").padStart(14, "0");
  if (!/^\d{14}$/.test(gtin) || !hasValidCheckDigit(gtin)) return "the GTIN is none.";
  const batch = cell("batch");
  if (batch === "") return "the batch is missing.";
  const quantity = Number(cell("quantity"));
  return Number.isSafeInteger(quantity) && quantity > 0
    ? { gtin, batch, quantity }
    : "the quantity is no whole number above zero.";
}

function linkOf(code: string, today: string): string | null {
  const read = readScan(code, { today });
  return read.kind === "pack" || read.kind === "logistic-unit" ? read.link : null;
}
