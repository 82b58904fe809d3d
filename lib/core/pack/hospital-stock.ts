import type { Here, PackFacts } from "./axes";

/**
 * Decommissioned by this hospital and still on its shelf, whole or opened: good for the ward, while recall and expiry
 * still stop it.
 */
export const isHospitalStock = (facts: PackFacts, here: Here): boolean =>
  here.setting === "hospital" &&
  facts.registryState === "SUPPLIED" &&
  facts.supplied?.orgId === here.orgId &&
  facts.ownDisposition === null;
