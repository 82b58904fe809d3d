import type { Delegation } from "@/lib/core/access/can";
import type { Capability, Role } from "@/lib/core/access/permissions";
import type { Coordinates } from "@/lib/core/custody/journey";
import { checkDigit } from "@/lib/core/gs1/check-digit";
import {
  type OrgId,
  orgId,
  type ProductId,
  personId,
  productId,
  type SiteId,
  siteId,
} from "@/lib/core/pack/ids";
import { mintScope, type TenantScope } from "../scope";

/** The world of the operations' tests: who exists, where, and what they sell. Invented, with real check digits. */

const uuid = (kind: string, n: number): string =>
  `${kind.padStart(8, "0")}-0000-4000-8000-${String(n).padStart(12, "0")}`;

export type CastSite = {
  readonly id: SiteId;
  readonly gln: string;
  readonly name: string;
  readonly city: string;
  readonly country: string;
  readonly timeZone: string;
  /** Null: nobody has entered them. */
  readonly coordinates: Coordinates | null;
  /** False: nothing that stands there counts as possessed. */
  readonly tracks: boolean;
};

export type CastOrganisation = {
  readonly id: OrgId;
  readonly name: string;
  readonly prefix: string;
  readonly country: string;
  readonly activated: boolean;
  readonly licences: readonly {
    readonly kind: Capability;
    readonly validFrom: string;
    readonly validTo: string | null;
  }[];
  readonly sites: readonly [CastSite, ...CastSite[]];
};

/** Degrees, WGS 84, of the real towns; of the others nobody has entered any. */
const COORDINATES: Readonly<Record<string, Coordinates>> = {
  Graz: { latitude: 47.0707, longitude: 15.4395 },
  Leoben: { latitude: 47.3765, longitude: 15.091 },
  Bruck: { latitude: 47.4108, longitude: 15.2686 },
  Vienna: { latitude: 48.2082, longitude: 16.3738 },
  Berlin: { latitude: 52.52, longitude: 13.405 },
  Dayton: { latitude: 39.7589, longitude: -84.1916 },
};

let count = 0;
function organisation(
  name: string,
  kind: Capability,
  options: {
    readonly sites?: readonly string[];
    readonly activated?: boolean;
    readonly tracks?: boolean;
    readonly validTo?: string;
    /** A second licence. */
    readonly also?: Capability;
    readonly country?: string;
    readonly timeZone?: string;
  } = {},
): CastOrganisation {
  const n = ++count;
  const prefix = `95200${String(n).padStart(2, "0")}`;
  const site = (city: string, i: number): CastSite => {
    const digits = `${prefix}${String(i + 1).padStart(5, "0")}`;
    return {
      id: siteId(uuid("5", n * 10 + i)),
      gln: digits + checkDigit(digits),
      name: `${name} ${city}`,
      city,
      country: options.country ?? "AT",
      timeZone: options.timeZone ?? "Europe/Vienna",
      coordinates: COORDINATES[city] ?? null,
      tracks: options.tracks ?? true,
    };
  };
  const [first = "Graz", ...others] = options.sites ?? ["Graz"];
  return {
    id: orgId(uuid("0", n)),
    name,
    prefix,
    country: options.country ?? "AT",
    activated: options.activated ?? true,
    licences: [kind, ...(options.also ? [options.also] : [])].map((licence) => ({
      kind: licence,
      validFrom: "2020-01-01",
      validTo: options.validTo ?? null,
    })),
    sites: [site(first, 0), ...others.map((city, i) => site(city, i + 1))],
  };
}

export const maker = organisation("Larch Pharma", "holder", { sites: ["Graz", "Linz"] });
export const carrier = organisation("Murtal Logistics", "logistics");
export const wholesaler = organisation("Danube Wholesale", "wholesaler", { sites: ["Vienna", "Wels"] });
export const pharmacy = organisation("Bear Pharmacy", "pharmacy", { sites: ["Leoben", "Bruck"] });
export const rival = organisation("Eagle Pharmacy", "pharmacy");
export const hospital = organisation("Mur Clinic", "hospital", { sites: ["Mautern", "Murau"] });
export const authority = organisation("Medicines Authority", "regulator");
export const lapsed = organisation("Lapsed Wholesale", "wholesaler", { validTo: "2025-12-31" });
export const newcomer = organisation("Newcomer Wholesale", "wholesaler", { activated: false });
/** Holds goods, but does not say where yet. */
export const quiet = organisation("Quiet Pharmacy", "pharmacy", { tracks: false });

/** Repacks what others made, and sells it under an authorisation of its own. */
export const repackager = organisation("Traun Repack", "repackager", { also: "holder" });
/** Other markets than the maker's. */
export const german = organisation("Spree Pharmacy", "pharmacy", {
  sites: ["Berlin", "Potsdam"],
  country: "DE",
  timeZone: "Europe/Berlin",
});
export const american = organisation("Ohio Pharmacy", "pharmacy", {
  sites: ["Dayton"],
  country: "US",
  timeZone: "America/New_York",
});
export const germanAuthority = organisation("Berlin Authority", "regulator", {
  sites: ["Bonn"],
  country: "DE",
  timeZone: "Europe/Berlin",
});
/** Makes, packs and ships for the maker what the maker delegated: see DELEGATIONS. */
export const packager = organisation("Mill Packaging", "contract_manufacturer", { sites: ["Steyr"] });

/** Destroys what nobody may sell any more. */
export const reverser = organisation("Drau Reverse", "reverse_logistics", { sites: ["Villach"] });

export const ORGANISATIONS = [
  maker,
  carrier,
  wholesaler,
  pharmacy,
  rival,
  hospital,
  authority,
  lapsed,
  newcomer,
  quiet,
  repackager,
  german,
  american,
  germanAuthority,
  packager,
  reverser,
] as const;

export type CastProduct = {
  readonly id: ProductId;
  readonly holderId: OrgId;
  readonly gtin: string;
  readonly name: string;
  readonly strength: string;
  readonly form: string;
  readonly packSize: string;
  readonly state: "ACTIVE" | "WITHDRAWN";
  readonly caseGtin: string | null;
  readonly caseSize: number | null;
  readonly serialised: boolean;
  readonly markets: readonly string[];
  readonly unserialisedMarkets: readonly string[];
};

const product = (
  n: number,
  name: string,
  change: Partial<CastProduct> = {},
  prefix = maker.prefix,
): CastProduct => {
  const digits = `0${prefix}${String(n).padStart(5, "0")}`;
  return {
    id: productId(uuid("9", n)),
    holderId: maker.id,
    gtin: digits + checkDigit(digits),
    name,
    strength: "10 mg",
    form: "tablet",
    packSize: "30",
    state: "ACTIVE",
    caseGtin: null,
    caseSize: 24,
    serialised: true,
    markets: ["AT", "DE"],
    unserialisedMarkets: [],
    ...change,
  };
};

export const tablets = product(1, "Larchicol");
export const drops = product(2, "Larchidrops", { form: "drops", unserialisedMarkets: ["DE"] });
export const cream = product(3, "Larchicreme", { serialised: false });
export const withdrawn = product(4, "Larchistop", { state: "WITHDRAWN" });
/** Sold by the maker under a code of somebody else's prefix. */
export const borrowed = product(5, "Larchiborrow", {}, wholesaler.prefix);
export const repacked = product(6, "Traunicol", { holderId: repackager.id }, repackager.prefix);
/** Sold in Germany alone. */
export const foreign = product(7, "Spreecol", { markets: ["DE"] });
export const foreignToWithdraw = product(8, "Havelcol", { markets: ["DE"] });
export const PRODUCTS = [
  tablets,
  drops,
  cream,
  withdrawn,
  borrowed,
  repacked,
  foreign,
  foreignToWithdraw,
] as const;

/** What the maker delegated: of one product, and one verb of another that has run out. */
export const DELEGATIONS: readonly Delegation[] = [
  {
    from: maker.id,
    to: packager.id,
    actions: [
      "create-batch",
      "commission-packs",
      "void-packs",
      "print-labels",
      "pack-units",
      "unpack-units",
      "ship-units",
    ],
    products: [tablets.id],
    validFrom: "2020-01-01",
    validTo: null,
  },
  {
    from: maker.id,
    to: packager.id,
    actions: ["commission-packs", "create-batch"],
    products: [drops.id],
    validFrom: "2020-01-01",
    validTo: "2025-12-31",
  },
  {
    from: maker.id,
    to: carrier.id,
    actions: ["ship-units", "receive-shipment", "count-in-stock", "put-away", "restock-packs"],
    products: null,
    validFrom: "2020-01-01",
    validTo: null,
  },
];

export type CastPerson = {
  readonly scope: TenantScope;
  readonly roles: readonly Role[];
};

let people = 0;
function person(
  organisation_: CastOrganisation,
  name: string,
  roles: readonly Role[],
  at: CastSite = organisation_.sites[0],
): TenantScope {
  return mintScope({
    personId: personId(uuid("1", ++people)),
    personName: name,
    job: roles[0] ?? "nobody",
    orgId: organisation_.id,
    orgName: organisation_.name,
    siteId: at.id,
    siteGln: at.gln,
    siteName: at.name,
    siteCity: at.city,
    country: at.country,
    timeZone: at.timeZone,
    roles: roles.map((role) => ({ role, siteId: null })),
    capabilities: organisation_.licences.map(({ kind, ...dates }) => ({ capability: kind, ...dates })),
    delegations: DELEGATIONS.filter(({ to }) => to === organisation_.id),
  });
}

const ALL = ["operator", "lead", "responsible"] as const;
export const ana = person(maker, "Ana", ALL);
/** The second person of the maker: signs recalls that Ana prepares. */
export const otto = person(maker, "Otto", ALL);
export const lena = person(maker, "Lena", ALL, maker.sites[1]);
export const makersPacker = person(maker, "Pia", ["operator"]);
export const makersAuditor = person(maker, "Ada", ["auditor"]);
export const carlo = person(carrier, "Carlo", ALL);
export const wanda = person(wholesaler, "Wanda", ALL);
export const wim = person(wholesaler, "Wim", ALL, wholesaler.sites[1]);
export const petra = person(pharmacy, "Petra", ALL);
export const paul = person(pharmacy, "Paul", ALL, pharmacy.sites[1]);
export const assistant = person(pharmacy, "Aron", ["operator"]);
export const rita = person(rival, "Rita", ALL);
export const hanna = person(hospital, "Hanna", ALL);
export const hugo = person(hospital, "Hugo", ALL, hospital.sites[1]);
export const inspector = person(authority, "Ida", ["inspector", "recall_officer"]);
export const quinn = person(quiet, "Quinn", ALL);
export const rhea = person(repackager, "Rhea", ALL);
export const wade = person(wholesaler, "Wade", ALL);
/** The second person of the authority. */
export const ivo = person(authority, "Ivo", ["inspector", "recall_officer"]);
export const dieter = person(german, "Dieter", ALL);
export const amy = person(american, "Amy", ALL);
export const bernd = person(germanAuthority, "Bernd", ["inspector", "recall_officer"]);
export const mila = person(packager, "Mila", ALL);
export const rolf = person(reverser, "Rolf", ALL);
export const administrator = person(pharmacy, "Adam", ["admin"]);
/** Says which shelves the carrier has. */
export const carriersManager = person(carrier, "Mona", ["admin"]);
export const PEOPLE = [
  ana,
  otto,
  lena,
  makersPacker,
  makersAuditor,
  carlo,
  wanda,
  wim,
  petra,
  paul,
  assistant,
  rita,
  hanna,
  hugo,
  inspector,
  quinn,
  rhea,
  wade,
  ivo,
  dieter,
  amy,
  bernd,
  mila,
  rolf,
  administrator,
  carriersManager,
] as const;
