import type { Expiry } from "@/lib/core/gs1/expiry";
import type { Issue } from "@/lib/core/gs1/issue";
import { labelLink } from "@/lib/core/gs1/link";
import { type Pack, readScan } from "@/lib/core/gs1/scan";

/** Any domain would do: what identifies is path and query. */
const DOMAIN = "https://id.gs1.org";

export type AskedPack = Pick<Pack, "gtin" | "serial" | "batch"> & { readonly expiry: Expiry | null };

export type PackAddress =
  | { readonly kind: "pack"; readonly pack: AskedPack }
  /** A sound code, but of no single pack. */
  | { readonly kind: "product" | "logistic-unit" | "location"; readonly value: string }
  /** `from`..`to` is the part of `text` that is wrong. */
  | {
      readonly kind: "malformed";
      readonly message: string;
      readonly text: string;
      readonly from: number;
      readonly to: number;
    };

/**
 * What the path and query of a GS1 Digital Link ask about, in any form the standard allows, and in one it does not:
 * links that carry the batch behind the question mark are about, and a patient can do nothing about them.
 * @param target as the browser sent it, percent-encoded: "/01/…/21/…?17=…"
 * @param today YYYY-MM-DD, for the century of the expiry date
 */
export function readPackAddress(target: string, today: string): PackAddress {
  const text = batchIntoPath(target);
  const reading = readScan(`${DOMAIN}${text}`, { today });
  switch (reading.kind) {
    case "pack": {
      const { gtin, serial, batch, expiry } = reading.pack;
      return { kind: "pack", pack: { gtin, serial, batch, expiry } };
    }
    case "product":
      return { kind: "product", value: reading.gtin };
    case "logistic-unit":
      return { kind: "logistic-unit", value: reading.sscc };
    case "location":
      return { kind: "location", value: reading.gln };
    case "unreadable":
      return { kind: "malformed", text, ...wrongPart(reading.issues, text) };
  }
}

/** "/01/g/21/s?10=b" as the standard writes it: "/01/g/10/b/21/s". Anything else stays as it is. */
function batchIntoPath(target: string): string {
  const [, product, serial, query] = /^(\/01\/[^/?]+)(\/21\/[^/?]+)\?([^#]*)$/.exec(target) ?? [];
  if (product === undefined || query === undefined) return target;
  const parameters = query.split("&");
  const batches = parameters.filter((parameter) => parameter.startsWith("10="));
  const [batch] = batches;
  if (batch === undefined || batches.length > 1) return target;
  const others = parameters.filter((parameter) => parameter !== batch).join("&");
  // "+" means a space behind the question mark only.
  const value = batch.slice("10=".length).replaceAll("+", "%20");
  return `${product}/10/${value}${serial}${others && `?${others}`}`;
}

function wrongPart(issues: readonly Issue[], text: string) {
  const wrong = issues.find(({ severity }) => severity === "error");
  const within = (at: number) => Math.min(Math.max(at - DOMAIN.length, 0), text.length);
  return { message: wrong?.message ?? "", from: within(wrong?.from ?? 0), to: within(wrong?.to ?? 0) };
}

/** The page of a pack on this site, with whatever of batch (10) and expiry (17) is known. */
export const packHref = ({ gtin, serial, batch, expiry }: AskedPack): string =>
  labelLink("", { gtin, serial, batch, expiry: expiry?.yymmdd });
