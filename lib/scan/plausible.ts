import { hasValidCheckDigit } from "@/lib/core/gs1/check-digit";

const aim = /^\](d[1-6]|C[0124]|Q[0-6]|e[0-3]|E[0-4]|J[01]|A[0-7]|I[013]|z[0-9A-C])/;

/**
 * How much a text looks like the content of a code of this field: used only to choose between two readings of the
 * same keystrokes, never to accept or refuse a scan.
 */
export function plausibility(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: separators of ISO 15434 are control characters
  if (/[^\u0004\u001d\u001e\u0020-\u007e\u241d]/.test(text)) return -100;
  const prefix = aim.exec(text)?.[0] ?? "";
  const body = text.slice(prefix.length);
  let score = prefix ? 8 : 0;
  if (/^https?:\/\/[a-z0-9.-]+\//.test(body)) score += 8;
  if (body.startsWith("[)>")) score += 8;
  const gtin = /^(?:\(01\)|01)(\d{14})/.exec(body)?.[1] ?? /^(?:\(00\)|00)(\d{18})$/.exec(body)?.[1];
  if (gtin) score += hasValidCheckDigit(gtin) ? 8 : 4;
  if (/^\d{8,14}$/.test(body)) score += hasValidCheckDigit(body) ? 6 : 4;
  // Outside GS1's character set 82 (a stand-in for GS is allowed for).
  const foreign = body.replace(/\{GS\}|<GS>|[|~\u241d]/g, "").match(/[ #$@[\\\]^`{}]/g)?.length ?? 0;
  return score - 2 * foreign;
}

/**
 * True when a text can be nothing but the content of a code. Only then are keystrokes taken out of a field in
 * which somebody could be typing.
 */
export function unmistakable(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the group separator is a control character
  if (aim.test(text) || /\u001d/.test(text) || text.startsWith("[)>")) return true;
  if (/^https?:\/\/\S+\/(00|01)\/\d{8,18}/.test(text)) return true;
  const gtin = /^(?:\(01\)|01)(\d{14})(?=.{3})/.exec(text)?.[1] ?? /^(?:\(00\)|00)(\d{18})$/.exec(text)?.[1];
  return gtin !== undefined && hasValidCheckDigit(gtin);
}
