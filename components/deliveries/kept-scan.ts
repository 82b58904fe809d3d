import type { Scan, ScanEntry } from "@/lib/scan/scan";

/** A scan of a unit, with the canonical link that it was read to. */
export type KeptScan = Pick<Scan, "raw" | "entry" | "at"> & { readonly link: string };

export function isKeptScan(value: unknown): value is KeptScan {
  if (typeof value !== "object" || value === null) return false;
  const { raw, entry, at, link } = value as Partial<KeptScan>;
  return (
    typeof raw === "string" && typeof entry === "string" && typeof at === "number" && typeof link === "string"
  );
}

/** How most units came in: one request has one data-entry mode. The earliest wins a tie. */
export function mainEntry(scans: readonly Pick<KeptScan, "entry">[]): ScanEntry {
  const counts = new Map<ScanEntry, number>();
  for (const { entry } of scans) counts.set(entry, (counts.get(entry) ?? 0) + 1);
  let [most, best]: [ScanEntry, number] = ["wedge", 0];
  for (const [entry, count] of counts) if (count > best) [most, best] = [entry, count];
  return most;
}
