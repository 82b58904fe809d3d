import { type Fault, type FaultCode, fault } from "./fault";

/** GS1 AI encodable character sets (GS1 General Specifications, section 7.11). */
const CSET82 = `!"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz`;
const CSET39 = "#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const CSET64 = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

const ofCharacters = (characters: string): Uint8Array => {
  const table = new Uint8Array(128);
  for (let i = 0; i < characters.length; i++) table[characters.charCodeAt(i)] = 1;
  return table;
};

const IN_82 = ofCharacters(CSET82);
const IN_39 = ofCharacters(CSET39);
const IN_64 = ofCharacters(CSET64);

/** Checks text[from, to) and names the first character that is wrong. */
export type CharsetCheck = (text: string, from: number, to: number) => Fault | null;

const checker =
  (table: Uint8Array, code: FaultCode): CharsetCheck =>
  (text, from, to) => {
    for (let i = from; i < to; i++) {
      if (table[text.charCodeAt(i)] !== 1) return fault(code, i, i + 1);
    }
    return null;
  };

export const checkCset82: CharsetCheck = checker(IN_82, "INVALID_CSET82_CHARACTER");
export const checkCset39: CharsetCheck = checker(IN_39, "INVALID_CSET39_CHARACTER");

export const checkDigits: CharsetCheck = (text, from, to) => {
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code < 48 || code > 57) return fault("NON_DIGIT_CHARACTER", i, i + 1);
  }
  return null;
};

/** base64url (RFC 4648 section 5), with "=" only at the end and only as many as make groups of three. */
export const checkCset64: CharsetCheck = (text, from, to) => {
  let end = to;
  while (end > from && text.charCodeAt(end - 1) === 61) end--;
  const wrong = checker(IN_64, "INVALID_CSET64_CHARACTER")(text, from, end);
  if (wrong) return wrong;
  const padding = to - end;
  // The dictionary pads to a multiple of three characters, not of four as RFC 4648 does.
  if (padding > 0 && (padding > 2 || (to - from) % 3 !== 0)) return fault("INVALID_CSET64_PADDING", end, to);
  return null;
};

export const isCset82 = (text: string): boolean => checkCset82(text, 0, text.length) === null;
export const isDigits = (text: string): boolean =>
  text.length > 0 && checkDigits(text, 0, text.length) === null;
