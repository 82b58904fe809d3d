export const CANONICAL_DOMAIN = "https://id.gs1.org/";

/** Characters of GS1 CSET 82 as they may stand in an EPC URN or a Digital Link: as themselves or percent-encoded. */
const ENCODED = "%(?:2[125-9A-Fa-f]|3[0-9A-Fa-f]|4[1-9A-Fa-f]|5[0-9AaFf]|6[1-9A-Fa-f]|7[0-9Aa])";
const SERIAL = new RegExp(`^(?:${ENCODED}|[!"'()*+,\\-.0-9:;<=>A-Z_a-z])+$`);

/** Whether text is a serial, lot or extension of at most `max` characters, an escape counting as one. */
export const isSerial = (text: string, max: number): boolean =>
  text.length <= 3 * max && SERIAL.test(text) && (text.length <= max || decodedLength(text) <= max);

const decodedLength = (text: string): number => text.length - 2 * (text.split("%").length - 1);

/** Escapes what a canonical Digital Link must escape (Digital Link URI Syntax §4.11); existing escapes stay. */
export const escapeSerial = (text: string): string =>
  /[!()*+,:]/.test(text) ? text.replace(/[!()*+,:]/g, (char) => ESCAPE[char] ?? char) : text;

const ESCAPE: Readonly<Record<string, string>> = {
  "!": "%21",
  "(": "%28",
  ")": "%29",
  "*": "%2A",
  "+": "%2B",
  ",": "%2C",
  ":": "%3A",
};

export const isDigits = (text: string, length: number): boolean =>
  text.length === length && /^\d*$/.test(text);

/** Component and part identifiers (AI 8010) have an alphabet of their own: digits, capitals, "-", "#", "/". */
export const isPartNumber = (text: string): boolean =>
  text.length <= 90 &&
  /^(?:%(?:2[3dfDF]|3[0-9]|4[1-9A-Fa-f]|5[0-9Aa])|[-0-9A-Z])+$/.test(text) &&
  decodedLength(text) <= 30;
