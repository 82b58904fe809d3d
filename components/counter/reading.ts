import { readScan, type ScanReading } from "@/lib/core/gs1/scan";
import type { Reading } from "@/lib/operations/reading";
import { localDay } from "@/lib/scan/local-day";
import type { Scan } from "@/lib/scan/scan";

/** What a counter can do with a scan. Only `ask` goes to the registry; the rest is answered where it stands. */
export type CounterScan =
  | { readonly kind: "ask"; readonly reading: Reading }
  /** An EAN or UPC: the registry says whether this product has serials at all. */
  | { readonly kind: "linear"; readonly gtin: string }
  | { readonly kind: "container"; readonly sscc: string }
  /** The shelf for packs under suspicion: confirms a STOP. */
  | { readonly kind: "quarantine-shelf" }
  | { readonly kind: "unreadable"; readonly scan: Scan };

/** Extension (AI 254) of the site's GLN on the label of its quarantine shelf. */
const QUARANTINE_SHELF = "QUARANTINE";

export function counterScanOf(scan: Scan, reading: ScanReading): CounterScan {
  switch (reading.kind) {
    case "pack": {
      const { gtin, serial, batch, expiry } = reading.pack;
      return {
        kind: "ask",
        reading: {
          gtin,
          serial,
          batch,
          expiry: expiry?.lastValidDay ?? null,
          printConfirmed: false,
          entry: scan.entry,
        },
      };
    }
    case "product":
      return { kind: "linear", gtin: reading.gtin };
    case "logistic-unit":
      return { kind: "container", sscc: reading.sscc };
    case "location":
      return reading.extension?.toUpperCase() === QUARANTINE_SHELF
        ? { kind: "quarantine-shelf" }
        : { kind: "unreadable", scan };
    case "unreadable":
      return { kind: "unreadable", scan };
  }
}

/** Whether this scan is the label of the quarantine shelf. */
export const isQuarantineShelf = (scan: Scan): boolean =>
  counterScanOf(scan, readScan(scan.raw, { today: localDay(new Date(scan.at)) })).kind === "quarantine-shelf";
