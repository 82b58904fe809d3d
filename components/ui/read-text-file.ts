export const MOST_MB = 64;

/** The text of a file that a person chose; a spreadsheet's own format is none. */
export async function readTextFile(
  file: File,
): Promise<{ readonly text: string } | { readonly problem: "tooLarge" | "unreadable" }> {
  if (file.size > MOST_MB * 1024 * 1024) return { problem: "tooLarge" };
  const text = await file.text();
  // A NUL never stands in text: it is a spreadsheet's own format, or UTF-16.
  return text.includes("\u0000") ? { problem: "unreadable" } : { text };
}
