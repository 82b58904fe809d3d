import type { Here, PackFacts, StateSet, Supplied } from "@/lib/core/pack/axes";
import { batchId, epcId, holdId, orgId, siteId } from "@/lib/core/pack/ids";

/** One known world for the tests of the rules; everything a case doesn't say is in order. */
export const NOW = Date.parse("2026-11-20T10:00:00Z");
export const TODAY = "2026-11-20";
export const HOUR = 3_600_000;

export const PHARMACY: Here = {
  orgId: orgId("linden"),
  siteId: siteId("linden-graz"),
  market: "AT",
  timeZone: "Europe/Vienna",
  setting: "pharmacy",
};
export const OTHER_PHARMACY: Here = {
  orgId: orgId("hafen"),
  siteId: siteId("hafen-bregenz"),
  market: "AT",
  timeZone: "Europe/Vienna",
  setting: "pharmacy",
};
export const HOSPITAL: Here = {
  orgId: orgId("klinikum"),
  siteId: siteId("klinikum-salzach"),
  market: "AT",
  timeZone: "Europe/Vienna",
  setting: "hospital",
};
export const WAREHOUSE: Here = {
  orgId: orgId("brenner"),
  siteId: siteId("brenner-innsbruck"),
  market: "AT",
  timeZone: "Europe/Vienna",
  setting: "other",
};

export const ALL_MATCH = { batch: "match", expiry: "match", fault: null, printConfirmed: false } as const;

export const hold = (kind: PackFacts["holds"][number]["kind"]): PackFacts["holds"][number] => ({
  kind,
  id: holdId(`hold-${kind}`),
});

export const suppliedAt = (here: Here, change: Partial<Supplied> = {}): Supplied => ({
  orgId: here.orgId,
  siteId: here.siteId,
  eventTime: NOW - 24 * HOUR,
  recordTime: NOW - 24 * HOUR,
  repeatCount: 0,
  ...change,
});

/** Set by `here` a day ago. */
export const setAt = (here: Here, change: Partial<StateSet> = {}): StateSet => ({
  orgId: here.orgId,
  siteId: here.siteId,
  eventTime: NOW - 24 * HOUR,
  recordTime: NOW - 24 * HOUR,
  ...change,
});

type Change = Partial<Omit<PackFacts, "batch" | "custody">> & {
  readonly batch?: Partial<PackFacts["batch"]>;
  readonly custody?: Partial<PackFacts["custody"]>;
};

/** A dispensable pack on the pharmacy's shelf, changed as the case asks. */
export const packFacts = ({ batch, custody, ...change }: Change = {}): PackFacts => ({
  id: epcId("7"),
  gtin: "09520101100016",
  serial: "K7M2P9QX4R",
  link: "https://id.gs1.org/01/09520101100016/21/K7M2P9QX4R",
  productName: "Ternavex 10 mg",
  registryState: "ACTIVE",
  ownDisposition: null,
  holds: [],
  batch: {
    id: batchId("b1"),
    number: "TX24107",
    expiry: "2027-10-31",
    state: "RELEASED",
    held: false,
    recall: null,
    ...batch,
  },
  product: { state: "ACTIVE" },
  custody: { holderOrgId: PHARMACY.orgId, siteId: PHARMACY.siteId, place: "AT_SITE", ...custody },
  parentId: null,
  rootId: epcId("7"),
  stateSet: change.supplied ?? null,
  supplied: null,
  remaining: null,
  replaced: false,
  replaces: false,
  reportedMissing: false,
  journey: null,
  ...change,
});

export const RECALL = { depth: "patient", class: 1, publicText: null } as const;
