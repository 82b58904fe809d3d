/**
 * SHA-256 (FIPS 180-4) as an argument: Node injects node:crypto, the browser @noble/hashes, so the core stays
 * pure and every caller gets the fastest primitive it has. Takes any bytes, returns 32 new bytes.
 */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;
