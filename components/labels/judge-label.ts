import type { ScanReading } from "@/lib/core/gs1/scan";
import type { PackLabelFacts } from "./pack-code";

/** What a label that was scanned back turned out to be. */
export type LabelJudgement =
  | { readonly kind: "good"; readonly serial: string }
  | { readonly kind: "unreadable" | "notAPack" | "otherProduct" | "otherLabel" }
  /** Printed for this pack, but what it says differs: an old template, a wrong batch. */
  | { readonly kind: "otherBatch" | "otherExpiry" };

/** Whether a scanned code is one of the labels just printed, in all four parts. */
export function judgeLabel(
  reading: ScanReading,
  facts: Omit<PackLabelFacts, "serial">,
  serials: ReadonlySet<string>,
): LabelJudgement {
  if (reading.kind === "unreadable") return { kind: "unreadable" };
  if (reading.kind !== "pack") return { kind: "notAPack" };
  const { gtin, serial, batch, expiry } = reading.pack;
  if (gtin !== facts.gtin) return { kind: "otherProduct" };
  if (!serials.has(serial)) return { kind: "otherLabel" };
  if (batch !== facts.batch) return { kind: "otherBatch" };
  if (expiry?.yymmdd !== facts.expiryPrinted) return { kind: "otherExpiry" };
  return { kind: "good", serial };
}
