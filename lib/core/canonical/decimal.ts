/** Longest plain decimal written out; beyond it "1e999999999" would be a way to fill the memory. */
export const MAX_DECIMAL_LENGTH = 1_000;

const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/**
 * The one plain decimal text of a number text: no sign for zero or plus, no exponent, no leading zeros before the
 * units digit, no trailing zeros after the point ("1e3" → "1000", "-0" → "0", "1.50" → "1.5", "+007" → "7").
 * Works on digits only, so no size or precision is lost. Null when the text is not a number, its plain form has more
 * than MAX_DECIMAL_LENGTH digits or it is itself twice as long.
 */
export function normaliseDecimal(text: string): string | null {
  const match = text.length > 2 * MAX_DECIMAL_LENGTH ? null : NUMBER.exec(text);
  if (!match) return null;
  const [, sign, whole = "", fraction = "", exponentText = "0"] = match;
  if (whole === "" && fraction === "") return null;
  const digits = (whole + fraction).replace(/^0+/, "");
  if (digits === "") return "0";
  const exponent = Number(exponentText);
  // Position of the decimal point counted from the first significant digit.
  const point = digits.length - fraction.length + exponent;
  if (Math.max(point, digits.length, digits.length - point) > MAX_DECIMAL_LENGTH) return null;
  const units = point > 0 ? digits.slice(0, point).padEnd(point, "0") : "0";
  const rest = (point > 0 ? digits.slice(point) : "0".repeat(-point) + digits).replace(/0+$/, "");
  return `${sign === "-" ? "-" : ""}${units}${rest === "" ? "" : `.${rest}`}`;
}

/** The same for a double: the shortest text that reads back as it (ECMAScript Number::toString), written out. */
export function decimalOfNumber(value: number): string {
  const decimal = Number.isFinite(value) ? normaliseDecimal(String(value)) : null;
  if (decimal === null) throw new RangeError(`A JSON value has no number ${value}`);
  return decimal;
}
