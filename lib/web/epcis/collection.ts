import type { JsonObject } from "@/lib/core/canonical/json-value";
import { PACKPROOF_CONTEXT } from "@/lib/core/epcis/pharma/document";

/** A list of names or URIs, as the resources of EPCIS 2.0 are answered (§12, "Collection"). */
export const collection = (member: readonly string[]): JsonObject => ({
  "@context": PACKPROOF_CONTEXT,
  type: "Collection",
  member,
});
