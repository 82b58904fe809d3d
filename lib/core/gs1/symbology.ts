/**
 * AIM symbology identifiers (ISO/IEC 15424) that a scanner may send before the data, and what they promise.
 * element-string: FNC1 in first position, so a GS1 element string. plain: the same symbol without FNC1: never read as
 * element string, however much it looks like one; it may hold a web address. digits: an EAN/UPC or ITF-14 number.
 */
export type Carrier =
  | { readonly holds: "element-string" }
  | { readonly holds: "plain" }
  | { readonly holds: "digits"; readonly length: number };

const CARRIERS: ReadonlyMap<string, Carrier> = new Map<string, Carrier>([
  ["]d2", { holds: "element-string" }], // GS1 DataMatrix
  ["]C1", { holds: "element-string" }], // GS1-128
  ["]Q3", { holds: "element-string" }], // GS1 QR
  ["]e0", { holds: "element-string" }], // GS1 DataBar
  ["]J1", { holds: "element-string" }], // GS1 DotCode
  ["]d1", { holds: "plain" }], // Data Matrix
  ["]Q1", { holds: "plain" }], // QR
  ["]J0", { holds: "plain" }], // DotCode
  ["]E0", { holds: "digits", length: 13 }], // EAN-13, UPC-A, UPC-E
  ["]E4", { holds: "digits", length: 8 }], // EAN-8
  ["]I1", { holds: "digits", length: 14 }], // ITF-14
]);

export const carrierOf = (symbology: string): Carrier | undefined => CARRIERS.get(symbology);
