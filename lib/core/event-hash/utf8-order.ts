/** Sorts texts in place by their UTF-8 bytes (STANDARDS: "case-sensitive lexical ordering, UTF-8") and joins them. */
export function joinSorted(texts: string[]): string {
  if (texts.length < 2) return texts[0] ?? "";
  // UTF-16 order, the fast default, differs from UTF-8 order only where surrogate pairs are.
  if (texts.some(hasSurrogate)) texts.sort(compareUtf8);
  else texts.sort();
  return texts.join("");
}

const hasSurrogate = (text: string): boolean => /[\ud800-\udfff]/.test(text);

/** Order of two texts by their UTF-8 bytes. */
export function compareUtf8(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

/** Characters beyond U+FFFF, written as surrogates D800–DFFF, come after E000–FFFF in UTF-8. */
const rank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);
