/** 32 characters, so five random bits choose one without bias; without 0 O 1 I, which people confuse. */
const ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/**
 * A random serial number for a new pack. Delegated Regulation (EU) 2016/161 Article 4 asks for at most 20
 * characters and a chance of guessing below 1 in 10,000: with 12 characters and a million packs of a product
 * issued, a guess hits with less than 1 in 10^12.
 * @param random cryptographically strong random bytes, as many as asked for
 */
export function randomSerial(random: (length: number) => Uint8Array, length: number): string {
  if (!Number.isInteger(length) || length < 8 || length > 20) {
    throw new RangeError(`A serial has 8 to 20 characters, not ${length}.`);
  }
  let serial = "";
  for (const byte of random(length)) serial += ALPHABET.charAt(byte & 31);
  return serial;
}
