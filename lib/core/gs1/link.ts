import { type LinkOptions, looksLikeLink, parseDigitalLink } from "./digital-link";
import type { Parsed } from "./element-string";
import { encodeCanonical, encodeForPrint, percentDecode } from "./percent";

/**
 * Canonical GS1 Digital Links: the key of every identified thing in Packproof and in EPCIS events. One thing has
 * exactly one canonical link, the same that the CBV 2.0 event hash derives from an EPC URN.
 */
const CANONICAL = "https://id.gs1.org";

/** A pack: GTIN of 14 digits and serial. */
export const packLink = (gtin: string, serial: string): string =>
  `${CANONICAL}/01/${gtin}/21/${encodeCanonical(serial)}`;

/** A logistic unit: SSCC of 18 digits. */
export const ssccLink = (sscc: string): string => `${CANONICAL}/00/${sscc}`;

/** The GRAI of a reusable container with a serial of its own (AI 8003), null for every other link. */
export const graiOf = (link: string): string | null =>
  /^https:\/\/id\.gs1\.org\/8003\/(\d{14}[^/?#]{1,48})$/.exec(link)?.[1] ?? null;

/** A batch of a product (LGTIN). */
export const lgtinLink = (gtin: string, batch: string): string =>
  `${CANONICAL}/01/${gtin}/10/${encodeCanonical(batch)}`;

/** A product. */
export const gtinLink = (gtin: string): string => `${CANONICAL}/01/${gtin}`;

/** A site (GLN of 13 digits), or with an extension a place inside it. */
export const glnLink = (gln: string, extension?: string): string =>
  `${CANONICAL}/414/${gln}${extension === undefined ? "" : `/254/${encodeCanonical(extension)}`}`;

/** An organisation, as EPCIS source or destination party (PGLN). */
export const partyLink = (gln: string): string => `${CANONICAL}/417/${gln}`;

/** What a canonical link of a pack names; null: it is none. */
export function packOf(link: string): { readonly gtin: string; readonly serial: string } | null {
  const [, gtin, text] = /^https:\/\/id\.gs1\.org\/01\/(\d{14})\/21\/([^/]+)$/.exec(link) ?? [];
  const serial = percentDecode(text ?? "", false);
  return gtin === undefined || serial === null ? null : { gtin, serial };
}

/** What a canonical link of a batch names; null: it is none. */
export function lotOf(link: string): { readonly gtin: string; readonly number: string } | null {
  const [, gtin, text] = /^https:\/\/id\.gs1\.org\/01\/(\d{14})\/10\/([^/]+)$/.exec(link) ?? [];
  const number = percentDecode(text ?? "", false);
  return gtin === undefined || number === null ? null : { gtin, number };
}

/** The SSCC of a canonical link; null: it is another's. */
export const ssccOf = (link: string): string | null =>
  /^https:\/\/id\.gs1\.org\/00\/(\d{18})$/.exec(link)?.[1] ?? null;

export type LabelData = {
  readonly gtin: string;
  readonly serial: string;
  readonly batch?: string | null | undefined;
  /** Six digits, YYMMDD. */
  readonly expiry?: string | null | undefined;
};

/** The full link of a pack for a printed code: batch in the path before the serial, expiry in the query. */
export function labelLink(origin: string, { gtin, serial, batch, expiry }: LabelData): string {
  const base = origin.replace(/\/+$/, "");
  const qualifier = batch ? `/10/${encodeForPrint(batch)}` : "";
  const attribute = expiry ? `?17=${expiry}` : "";
  return `${base}/01/${gtin}${qualifier}/21/${encodeForPrint(serial)}${attribute}`;
}

/** Elements and issues of a Digital Link on any domain, or null when the text is no web address at all. */
export const parseLink = (uri: string, options?: LinkOptions): Parsed | null =>
  looksLikeLink(uri, 0) ? parseDigitalLink(uri, 0, uri.length, options) : null;
