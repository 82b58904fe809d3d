/**
 * One field of RFC 4180. A serial may begin like a formula ("=1+1", "-5"), and a spreadsheet would compute it: such a
 * text gets an apostrophe before it, as OWASP advises (CSV injection).
 */
export function csvField(value: string | number | null): string {
  if (typeof value === "number") return String(value);
  const text = value ?? "";
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows of fields as a file, the first one the heading. */
export const csvOf = (rows: readonly (readonly (string | number | null)[])[]): string =>
  rows.map((row) => `${row.map(csvField).join(",")}\r\n`).join("");
