import type { Kind } from "@/components/deliveries/kept";
import { isKeptScan, type KeptScan } from "@/components/deliveries/kept-scan";
import type { UnitLevel } from "@/components/deliveries/level-words";
import type { FoundUnit } from "@/lib/operations/find-units";

/** A shipment that is being put together, as this browser keeps it. */
export type Draft = {
  readonly receiverSiteId: string | null;
  readonly purpose: "sale" | "transfer" | "return";
  readonly orderNumber: string;
  /** Units are taken out of containers that stay behind: said by the person, never assumed. */
  readonly takeOff: boolean;
  /** Oldest first. */
  readonly lines: readonly ShipLine[];
};

export type ShipLine = KeptScan & {
  readonly kind: "sgtin" | "sscc";
  readonly packs: number;
  readonly product: string | null;
  readonly batch: string | null;
  readonly lastValidDay: string | null;
  readonly parentLink: string | null;
};

export const EMPTY_DRAFT: Draft = {
  receiverSiteId: null,
  purpose: "sale",
  orderNumber: "",
  takeOff: false,
  lines: [],
};

export const KEPT_DRAFT: Kind<Draft> = { empty: EMPTY_DRAFT, parse: parseDraft };

/** One person's shipment at one site. */
export const keptDraftKey = (who: string): string => `packproof.ship.${who}`;

function parseDraft(json: unknown): Draft | null {
  if (typeof json !== "object" || json === null) return null;
  const { receiverSiteId, purpose, orderNumber, takeOff, lines } = json as Partial<Draft>;
  const whole =
    (receiverSiteId === null || typeof receiverSiteId === "string") &&
    (purpose === "sale" || purpose === "transfer" || purpose === "return") &&
    typeof orderNumber === "string" &&
    typeof takeOff === "boolean" &&
    Array.isArray(lines) &&
    lines.every((line) => isKeptScan(line) && "packs" in line && typeof line.packs === "number");
  return whole ? (json as Draft) : null;
}

/** How a scan that was looked up bears on the list. */
export type Fit =
  | { readonly kind: "add"; readonly line: ShipLine }
  | { readonly kind: "duplicate" }
  /** It goes out in a container of the list. */
  | { readonly kind: "inside"; readonly container: string }
  | { readonly kind: "unknown" }
  | { readonly kind: "away"; readonly standing: "ELSEWHERE" | "IN_TRANSIT" | "FIRST_SEEN" };

export function fitOf(lines: readonly ShipLine[], scan: KeptScan, found: FoundUnit): Fit {
  if (lines.some(({ link }) => link === scan.link)) return { kind: "duplicate" };
  if (!found.known || found.kind === null) return { kind: "unknown" };
  const { kind, parentLink, standing } = found;
  if (standing !== "HERE") return { kind: "away", standing: standing ?? "ELSEWHERE" };
  if (parentLink !== null && lines.some(({ link }) => link === parentLink)) {
    return { kind: "inside", container: parentLink };
  }
  const { raw, entry, at, link } = scan;
  const { product, batch, lastValidDay } = found;
  return {
    kind: "add",
    line: { raw, entry, at, link, kind, packs: found.packs ?? 0, product, batch, lastValidDay, parentLink },
  };
}

/** Adds a line; what stood on the list and lies directly in it goes out with it and is no line of its own. */
export const withLine = (draft: Draft, line: ShipLine): Draft => ({
  ...draft,
  lines: [
    ...draft.lines.filter(({ link, parentLink }) => link !== line.link && parentLink !== line.link),
    line,
  ],
});

export const withoutLines = (draft: Draft, links: ReadonlySet<string>): Draft => {
  const lines = draft.lines.filter(({ link }) => !links.has(link));
  return { ...draft, lines, takeOff: draft.takeOff && lines.some(({ parentLink }) => parentLink !== null) };
};

/**
 * What a line is called. Nobody tells from outside whether a container holds containers; what holds more than a
 * case of its product can hold is a pallet.
 * @param caseSizes packs a case by product name
 */
export function levelOfLine(line: ShipLine, caseSizes: Readonly<Record<string, number>>): UnitLevel {
  if (line.kind === "sgtin") return "pack";
  const sizes = Object.values(caseSizes);
  const size =
    line.product === null ? Math.max(0, ...sizes) : (caseSizes[line.product] ?? Math.max(0, ...sizes));
  if (size === 0) return "unit";
  return line.packs > size ? "pallet" : "case";
}

/** As the interface takes it: printable ASCII, up to 40 characters; nothing is no order. */
export const isOrderNumber = (text: string): boolean => /^[\x20-\x7e]{0,40}$/.test(text.trim());
