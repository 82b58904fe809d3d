/** The GLN of a place (AI 414) or party (AI 417), whatever is inside it; null: there is none. */
export const glnOf = (link: string | null): string | null =>
  /^https:\/\/id\.gs1\.org\/41[47]\/(\d{13})(?:\/254\/|$)/.exec(link ?? "")?.[1] ?? null;

/** The number that its issuer gave a business document (CBV 2.0 §8.5), or the whole id of another form. */
export function numberOfTransaction(id: string | null): string | null {
  if (id === null) return null;
  const number = /^urn:epcglobal:cbv:bt:\d{13}:(.+)$/.exec(id)?.[1];
  if (number === undefined) return id;
  try {
    return decodeURIComponent(number);
  } catch {
    return number;
  }
}
