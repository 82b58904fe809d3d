import { decimalOfNumber, normaliseDecimal } from "@/lib/core/canonical/decimal";
import { ExactNumber } from "@/lib/core/canonical/exact-number";

const XSD_NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?((?:[eE][+-]?\d+)?)$/;

/**
 * xsd:decimal or xsd:double as a JSON number with the digits of the source; what JSON has no form for is dropped or
 * added ("+5" → 5, "007" → 7, ".5" → 0.5, "5." → 5). Null for other text, INF and NaN among them.
 */
export function exactNumberOf(text: string): ExactNumber | null {
  const match = XSD_NUMBER.exec(text);
  if (match === null || normaliseDecimal(text) === null) return null;
  const [, sign, whole = "", fraction = "", exponent = ""] = match;
  const units = whole.replace(/^0+(?=\d)/, "") || "0";
  return new ExactNumber(
    `${sign === "-" ? "-" : ""}${units}${fraction === "" ? "" : `.${fraction}`}${exponent}`,
  );
}

/** xsd:boolean; null for other text. */
export const booleanOf = (text: string): boolean | null =>
  text === "true" || text === "1" ? true : text === "false" || text === "0" ? false : null;

/** As xsd:double: the digits of the source. */
export const doubleText = (value: number | ExactNumber): string =>
  typeof value === "number" ? decimalOfNumber(value) : value.text;

/** As xsd:decimal, which has no exponent. */
export const decimalText = (value: number | ExactNumber): string => {
  const text = doubleText(value);
  return value instanceof ExactNumber && /[eE]/.test(text) ? value.decimal : text;
};

const NUMBER_TYPES: ReadonlySet<string> = new Set(
  (
    "decimal double float integer int long short byte nonNegativeInteger positiveInteger nonPositiveInteger " +
    "negativeInteger unsignedLong unsignedInt unsignedShort unsignedByte"
  ).split(" "),
);

/** What a type of XML Schema is in JSON: dates, URIs and the like are text there. */
export const jsonTypeOf = (xsdType: string): "number" | "boolean" | "text" =>
  NUMBER_TYPES.has(xsdType) ? "number" : xsdType === "boolean" ? "boolean" : "text";

/** The type of XML Schema that reads back as the same JSON value. */
export const xsdTypeOf = (value: boolean | number | ExactNumber): string => {
  if (typeof value === "boolean") return "boolean";
  const text = doubleText(value);
  return /[eE]/.test(text) ? "double" : text.includes(".") ? "decimal" : "integer";
};
