import { normaliseDecimal } from "./decimal";

/**
 * A JSON number kept as the text it was written in, because a double would change it:
 * 12345678901234567890 becomes …567168 and 1.50 loses the zero a signature may cover.
 * Only a number of JSON's grammar (RFC 8259 §6) that `normaliseDecimal` can write out exists as one.
 */
export class ExactNumber {
  readonly text: string;
  /** Plain decimal without exponent, leading or trailing zeros: equal numbers have equal `decimal`. */
  readonly decimal: string;

  constructor(text: string) {
    const decimal = isJsonNumber(text) ? normaliseDecimal(text) : null;
    if (decimal === null)
      throw new RangeError(`Not a JSON number that can be written out: ${text.slice(0, 40)}`);
    this.text = text;
    this.decimal = decimal;
  }

  toString(): string {
    return this.text;
  }
}

const isJsonNumber = (text: string): boolean => /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text);
