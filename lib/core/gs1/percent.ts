/**
 * Percent-encoding of Digital Link values (RFC 3986 section 2; GS1 Digital Link: URI Syntax). All values are ASCII.
 */

const hex = (code: number): string => `%${code < 16 ? "0" : ""}${code.toString(16).toUpperCase()}`;

const UTF8 = new TextEncoder();

const encoder = (bare: string): ((value: string) => string) => {
  const stays = new Uint8Array(128);
  for (const character of `ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789${bare}`) {
    stays[character.charCodeAt(0)] = 1;
  }
  return (value) => {
    let at = 0;
    while (at < value.length && stays[value.charCodeAt(at)] === 1) at++;
    if (at === value.length) return value;
    let encoded = value.slice(0, at);
    for (const byte of UTF8.encode(value.slice(at))) {
      encoded += stays[byte] === 1 ? String.fromCharCode(byte) : hex(byte);
    }
    return encoded;
  };
};

/** For printed links: everything but RFC 3986's unreserved characters, which no resolver can misread. */
export const encodeForPrint = encoder("-._~");

/**
 * For canonical links (CBV 2.0 section 8.2 and the EPCIS event hash): a value gets the same text whether it came as
 * EPC URN or as Digital Link. A URN leaves - . ; = _ ' bare and the hash adds ! ( ) * + , : to what a URN escapes.
 */
export const encodeCanonical = encoder("-._;='");

/** Decodes %XX; null when a % isn't followed by two hexadecimal digits or stands for something outside ASCII. */
export function percentDecode(text: string, plusIsSpace: boolean): string | null {
  if (!text.includes("%") && !(plusIsSpace && text.includes("+"))) return text;
  let decoded = "";
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (character === "+" && plusIsSpace) decoded += " ";
    else if (character !== "%") decoded += character;
    else {
      const code = hexValue(text.charCodeAt(i + 1)) * 16 + hexValue(text.charCodeAt(i + 2));
      if (!(code > 0 && code < 128)) return null;
      decoded += String.fromCharCode(code);
      i += 2;
    }
  }
  return decoded;
}

/** NaN for anything else, also for the NaN that charCodeAt gives past the end. */
function hexValue(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  if (code >= 65 && code <= 70) return code - 55;
  if (code >= 97 && code <= 102) return code - 87;
  return Number.NaN;
}
