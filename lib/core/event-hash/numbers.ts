import { normaliseDecimal } from "@/lib/core/canonical/decimal";

/** xsd:decimal. No exponent: "1E3" is a batch number as likely as a number, and 1000 is another batch. */
const LOOKS_NUMERIC = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;

/** Plain decimal text of a text that looks like a number; any other text as it is. Digits only, never a double. */
export const normaliseNumericText = (text: string): string =>
  LOOKS_NUMERIC.test(text) ? (normaliseDecimal(text) ?? text) : text;
