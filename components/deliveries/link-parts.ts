/** What a canonical link names. */
export type LinkParts =
  | { readonly kind: "pack"; readonly gtin: string; readonly serial: string }
  | { readonly kind: "container"; readonly sscc: string };

/** The parts of a unit's canonical link; null for a link that names no unit. */
export function linkParts(link: string): LinkParts | null {
  const pack = /^https:\/\/id\.gs1\.org\/01\/(\d{14})\/21\/([^/?#]+)$/.exec(link);
  if (pack?.[1] && pack[2]) return { kind: "pack", gtin: pack[1], serial: decodeURIComponent(pack[2]) };
  const container = /^https:\/\/id\.gs1\.org\/00\/(\d{18})$/.exec(link);
  return container?.[1] ? { kind: "container", sscc: container[1] } : null;
}

/** The end of a code, as people read it out to each other: "…000 418", "…9T2H". */
export function shortCode(link: string): string {
  const parts = linkParts(link);
  if (parts === null) return link;
  if (parts.kind === "pack") return `…${parts.serial.slice(-4)}`;
  const end = parts.sscc.slice(-6);
  return `…${end.slice(0, 3)} ${end.slice(3)}`;
}
