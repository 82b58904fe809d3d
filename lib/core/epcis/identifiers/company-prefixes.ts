/**
 * The length of the GS1 Company Prefix with which `key` begins, or null when it isn't known. `key` is a GS1 key from
 * its company prefix on and without check digit ("952123401234" of GTIN 09521234012343). It can't be guessed from the
 * digits; a key that GS1 assigned singly counts as a prefix of 12 (TDS §7.2).
 */
export type PrefixLength = (key: string) => number | null;

/**
 * Lengths by a list of company prefixes of 4 to 12 digits. GS1 assigns no prefix that begins another: where two known
 * ones do, one of them is wrong, and neither is used.
 */
export function knownPrefixes(prefixes: Iterable<string>): PrefixLength {
  const known = new Set(prefixes);
  return (key) => {
    let found: number | null = null;
    for (let length = 4; length <= Math.min(12, key.length); length++) {
      if (!known.has(key.slice(0, length))) continue;
      if (found !== null) return null;
      found = length;
    }
    return found;
  };
}

/** The company prefix an EPC URN shows, to be known from then on; null when the text is no EPC URN of a GS1 key. */
export const companyPrefixOf = (urn: string): string | null =>
  /^urn:epc:(?:id|class|idpat):[a-z]+:(\d{6,12})\./.exec(urn)?.[1] ?? null;
