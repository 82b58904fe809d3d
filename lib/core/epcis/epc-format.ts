import type { JsonObject } from "@/lib/core/canonical/json-value";
import { knownPrefixes } from "./identifiers/company-prefixes";
import { translateIdentifiers } from "./identifiers/translate";

/** GS1-EPC-Format (EPCIS 2.0 §12): how a caller wants identifiers written. */
export const EPC_FORMATS = [
  "No_Preference",
  "Always_GS1_Digital_Link",
  "Always_EPC_URN",
  "Never_Translates",
] as const;
export type EpcFormat = (typeof EPC_FORMATS)[number];

/** What holds when nobody says. */
export const DEFAULT_EPC_FORMAT: EpcFormat = "Always_GS1_Digital_Link";

/**
 * A document with its identifiers in the format. What has no URN (its company prefix is none of `prefixes`, or it is
 * longer than a URN may be) stays a link.
 */
export function inEpcFormat(
  document: JsonObject,
  format: EpcFormat,
  prefixes: readonly string[],
): JsonObject {
  switch (format) {
    case "Always_GS1_Digital_Link":
      return translateIdentifiers(document, "digital-link", () => null).document;
    case "Always_EPC_URN":
      return translateIdentifiers(document, "urn", knownPrefixes(prefixes)).document;
    default:
      return document;
  }
}
