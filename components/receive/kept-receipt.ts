import type { Kind } from "@/components/deliveries/kept";
import { isKeptScan, type KeptScan } from "@/components/deliveries/kept-scan";

/** Scans of a delivery that is not received yet, oldest first. */
export const KEPT_SCANS: Kind<readonly KeptScan[]> = {
  empty: [],
  parse: (json) => (Array.isArray(json) && json.every(isKeptScan) ? json : null),
};

/** One person's scans of one delivery at one site: somebody else at the same device starts their own. */
export const keptScansKey = (who: string, shipmentId: string): string =>
  `packproof.receive.${who}.${shipmentId}`;
