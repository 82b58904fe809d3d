import type { Refusal } from "@/lib/core/refusal";
import type { FoundUnit } from "@/lib/operations/find-units";
import type { Scan } from "@/lib/scan/scan";
import type { Fit } from "./bench";

/** The last scan and what became of it. */
export type Last =
  | { readonly kind: "asking" | "unusable"; readonly scan: Scan }
  | { readonly kind: "fit"; readonly scan: Scan; readonly fit: Fit; readonly unit: FoundUnit }
  | { readonly kind: "out"; readonly scan: Scan; readonly parentLink: string | null }
  | { readonly kind: "loose"; readonly scan: Scan; readonly unit: FoundUnit }
  | { readonly kind: "failed"; readonly scan: Scan; readonly refusal: Refusal };
