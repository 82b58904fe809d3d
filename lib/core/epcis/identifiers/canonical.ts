import { normaliseDigitalLink } from "./digital-link";
import { digitalLinkOfUrn } from "./urn-to-link";

/**
 * A GS1 identifier as constrained canonical Digital Link on https://id.gs1.org (CBV 2.0 event hash, steps 17–18):
 * only the finest level of identification, no query. What is not a well-formed GS1 identifier stays as it is.
 */
export function normaliseIdentifier(text: string): string {
  if (text.startsWith("urn:epc:")) return digitalLinkOfUrn(text) ?? text;
  if (text.startsWith("http")) return normaliseDigitalLink(text) ?? text;
  return text;
}
