/**
 * Order of two numbers in the plain decimal text of `normaliseDecimal`: negative, zero or positive, as sort wants it.
 * Works on digits only, so numbers that differ in the fortieth digit differ here.
 */
export function compareDecimals(a: string, b: string): number {
  const sign = signOf(a);
  if (sign !== signOf(b)) return sign - signOf(b);
  return sign < 0 ? compareMagnitudes(b.slice(1), a.slice(1)) : compareMagnitudes(a, b);
}

/** Zero has no sign in plain form and compares as the smallest magnitude. */
const signOf = (text: string): number => (text.startsWith("-") ? -1 : 1);

function compareMagnitudes(a: string, b: string): number {
  const [unitsOfA = "", restOfA = ""] = a.split(".");
  const [unitsOfB = "", restOfB = ""] = b.split(".");
  if (unitsOfA.length !== unitsOfB.length) return unitsOfA.length - unitsOfB.length;
  return compareText(unitsOfA, unitsOfB) || compareText(restOfA, restOfB);
}

/** Digits of equal weight: without trailing zeros the shorter one is the smaller when it begins the other. */
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
