import { checkDigit } from "@/lib/core/gs1/check-digit";

/** Of the prefix for examples (952). */
export const COMPANY_PREFIX = "9521000";

export type Pack = {
  readonly gtin: string;
  readonly serial: string;
  readonly batch: string;
  /** YYMMDD. */
  readonly expiry: string;
  readonly made: string;
  readonly national: string;
};

/** The same numbers on every run and machine (a linear congruence, Numerical Recipes' constants). */
export function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789";
/** One serial in eight has characters that a link must escape. */
const MORE = `${LETTERS}abcdefghjkmnpqrstuvwxyz-_./+:`;

/** Different packs of 40 products. Serials and batches are as long as real ones. */
export function makePacks(count: number): readonly Pack[] {
  const below = numbers(1);
  const text = (length: number, from: string): string =>
    Array.from({ length }, () => from.charAt(below(from.length))).join("");
  const two = (value: number): string => String(value).padStart(2, "0");
  return Array.from({ length: count }, (_, i) => {
    const digits = `0${COMPANY_PREFIX}${String(i % 40).padStart(5, "0")}`;
    return {
      gtin: digits + checkDigit(digits),
      serial: text(10 + below(10), below(8) === 0 ? MORE : LETTERS),
      batch: text(5 + below(5), LETTERS),
      expiry: `${two(27 + below(4))}${two(1 + below(12))}${two(1 + below(28))}`,
      made: `25${two(1 + below(12))}${two(1 + below(28))}`,
      national: text(9, "0123456789"),
    };
  });
}
