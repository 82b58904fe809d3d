import type { Refusal } from "@/lib/core/refusal";

/** The versions of EPCIS and CBV that this interface speaks (GS1 EPCIS 2.0 §12.3, discovery). */
export const VERSION = "2.0.0";

/** With every answer. */
export const STANDARD_HEADERS = {
  "GS1-EPCIS-Version": VERSION,
  "GS1-CBV-Version": VERSION,
  "GS1-Extensions": "packproof=https://packproof.org/ns/",
} as const;

/** With the answers to OPTIONS besides. Formats: any is accepted, and a caller's choice is followed. */
export const DISCOVERY_HEADERS = {
  ...STANDARD_HEADERS,
  "GS1-EPCIS-Min": VERSION,
  "GS1-EPCIS-Max": VERSION,
  "GS1-CBV-Min": VERSION,
  "GS1-CBV-Max": VERSION,
  "GS1-EPC-Format": "No_Preference",
  "GS1-CBV-XML-Format": "No_Preference",
  "GS1-Vendor-Version": "packproof-0.1.0",
} as const;

const NAMES = ["EPCIS", "CBV"] as const;

/**
 * Whether the versions a request names leave us one to answer by: `GS1-…-Version` is the one of what is sent, `-Min`
 * and `-Max` bound the one of the answer. Null: they do.
 */
export function versionRefusal(headers: Headers, captured: readonly string[] = []): Refusal | null {
  for (const name of NAMES) {
    for (const [bound, holds] of BOUNDS) {
      const header = `GS1-${name}-${bound}`;
      const given = headers.get(header)?.trim();
      if (given === undefined) continue;
      const version = partsOf(given);
      const isAlso =
        bound === "Version" && captured.some((also) => compare(partsOf(also) ?? [], version ?? []) === 0);
      if (version === null || !(holds(compare(version, OURS)) || isAlso)) return notSpoken(header);
    }
  }
  return null;
}

const partsOf = (text: string): readonly number[] | null =>
  /^\d{1,4}(\.\d{1,4}){0,3}$/.test(text) ? text.split(".").map(Number) : null;

/** A part that is not given is 0: 2 is 2.0 is 2.0.0. */
function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const OURS = partsOf(VERSION) ?? [];

const BOUNDS: readonly (readonly [string, (order: number) => boolean])[] = [
  ["Version", (order) => order === 0],
  ["Min", (order) => order <= 0],
  ["Max", (order) => order >= 0],
];

const notSpoken = (header: string): Refusal => ({
  code: "NOT_ACCEPTABLE",
  message: `${header} asks for a version that this interface does not speak.`,
  next: `Ask for version ${VERSION}, or leave the header out.`,
  facts: { header, version: VERSION },
});
