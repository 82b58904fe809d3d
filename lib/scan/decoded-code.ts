import { GS } from "./scan";

export type Point = { readonly x: number; readonly y: number };

/** One code found in a picture. */
export type DecodedCode = {
  /** AIM symbology identifier followed by the message, GS as U+001D. */
  readonly raw: string;
  /** One-dimensional: a single frame can misread it, so the camera asks for a second. */
  readonly linear: boolean;
  /** Corners in fractions of the picture's width and height, clockwise from the code's own top left. */
  readonly corners: readonly Point[];
};

// ISO/IEC 15424: the letter after "]" names the symbology. These are the stacked and two-dimensional ones.
const twoDimensional = new Set(["d", "Q", "z", "L", "U", "J", "j"]);

export const isLinear = (raw: string): boolean => raw[0] === "]" && !twoDimensional.has(raw[1] ?? "");

/**
 * The message as @zxing/library gives it: FNC1 in first place shows as a leading GS (DataMatrix, QR) or as "]C1"
 * (Code 128) instead of an identifier.
 */
export function withAimIdentifier(format: string, text: string): string {
  if (text.startsWith("]")) return text;
  const gs1 = text.startsWith(GS);
  const message = gs1 ? text.slice(1) : text;
  switch (format) {
    case "DATA_MATRIX":
      return `${gs1 ? "]d2" : "]d1"}${message}`;
    case "QR_CODE":
      // The library does not tell GS1's QR codes from others: only a web address is certainly none.
      return /^https?:/i.test(text) ? `]Q1${text}` : text;
    case "CODE_128":
      return `]C0${text}`;
    case "EAN_13":
    case "UPC_A":
      return `]E0${text.padStart(13, "0")}`;
    case "EAN_8":
      return `]E4${text}`;
    default:
      return text;
  }
}

/** Of several codes in view: square codes before stripes, then the one nearest the centre. */
export function mostLikelyMeant(codes: readonly DecodedCode[]): DecodedCode | undefined {
  const off = (code: DecodedCode) => {
    const n = Math.max(code.corners.length, 1);
    const x = code.corners.reduce((sum, corner) => sum + corner.x, 0) / n;
    const y = code.corners.reduce((sum, corner) => sum + corner.y, 0) / n;
    return (x - 0.5) ** 2 + (y - 0.5) ** 2 + (code.linear ? 10 : 0);
  };
  return codes.reduce<DecodedCode | undefined>(
    (best, code) => (best === undefined || off(code) < off(best) ? code : best),
    undefined,
  );
}

/**
 * The codes of a photo that are worth acting on: without the retail stripes printed beside a pack's square code.
 * Logistic labels stay.
 */
export function meantCodes(codes: readonly DecodedCode[]): readonly DecodedCode[] {
  const square = codes.some((code) => !code.linear);
  const distinct = codes.filter((code, i) => codes.findIndex((other) => other.raw === code.raw) === i);
  return distinct.filter((code) => !square || !code.linear || code.raw.startsWith("]C1"));
}
