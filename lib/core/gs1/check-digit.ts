/**
 * GS1 check digits (GS1 General Specifications, section 7.9). They find every single wrong digit and most swapped
 * neighbours; they don't find anything in serials and batches, which carry none.
 */

/** Sum of text[from, to) with the weights 3, 1, 3 … from the right, the last digit weighing `last`. */
function weightedSum(text: string, from: number, to: number, last: 1 | 3): number {
  let sum = 0;
  let weight: number = last;
  for (let i = to - 1; i >= from; i--) {
    sum += (text.charCodeAt(i) - 48) * weight;
    weight = 4 - weight;
  }
  return sum;
}

/** The digit that completes `digits` (which come without it). Digits only. */
export const checkDigit = (digits: string): string =>
  String((10 - (weightedSum(digits, 0, digits.length, 3) % 10)) % 10);

/** Whether the last digit of text[from, to) is right. The caller has made sure that these are digits. */
export const checksumHolds = (text: string, from: number, to: number): boolean =>
  weightedSum(text, from, to, 1) % 10 === 0;

/** Whether `digits` is all digits and its last one is the right check digit. */
export function hasValidCheckDigit(digits: string): boolean {
  if (digits.length < 2) return false;
  for (let i = 0; i < digits.length; i++) {
    const code = digits.charCodeAt(i);
    if (code < 48 || code > 57) return false;
  }
  return checksumHolds(digits, 0, digits.length);
}
