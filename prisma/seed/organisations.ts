import type { Action, Capability } from "@/lib/core/access/permissions";
import type { Coordinates } from "@/lib/core/custody/journey";
import { type OrgId, orgId, type SiteId, siteId } from "@/lib/core/pack/ids";
import { idOf } from "./derive";

/** Key prefix 952 is reserved by GS1 for examples; all names are invented. */

/** Degrees, WGS 84, of the real towns. */
const TOWNS = {
  Graz: { latitude: 47.0707, longitude: 15.4395 },
  Linz: { latitude: 48.3069, longitude: 14.2858 },
  Innsbruck: { latitude: 47.2692, longitude: 11.4041 },
  Vienna: { latitude: 48.2082, longitude: 16.3738 },
  Bregenz: { latitude: 47.5031, longitude: 9.7471 },
  Hallein: { latitude: 47.6831, longitude: 13.0986 },
} as const satisfies Readonly<Record<string, Coordinates>>;

export type DemoSite = Coordinates & {
  readonly id: SiteId;
  readonly gln: string;
  readonly name: string;
  readonly city: string;
  readonly phone: string;
};
export type DemoOrganisation = {
  readonly id: OrgId;
  readonly name: string;
  /** GS1 company prefix. */
  readonly prefix: string;
  readonly capabilities: readonly Capability[];
  readonly sites: readonly DemoSite[];
};

/** No subscriber's number begins with a zero after its area code: these ring nobody. */
const site = (gln: string, name: string, city: keyof typeof TOWNS, phone: string): DemoSite => ({
  id: siteId(idOf(`site/${gln}`)),
  gln,
  name,
  city,
  phone,
  ...TOWNS[city],
});

const organisation = <const Sites extends readonly DemoSite[]>(
  name: string,
  prefix: string,
  capabilities: readonly Capability[],
  ...sites: Sites
): DemoOrganisation & { readonly sites: Sites } => ({
  id: orgId(idOf(`organisation/${prefix}`)),
  name,
  prefix,
  capabilities,
  sites,
});

export const lindhof = organisation(
  "Lindhof Pharma",
  "9520101",
  ["holder", "manufacturer"],
  site("9520101000019", "Plant", "Graz", "+43 316 000101"),
);
export const nordkai = organisation(
  "Nordkai Logistik",
  "9520202",
  ["logistics"],
  site("9520202000017", "Dock", "Linz", "+43 732 000102"),
);
export const brenner = organisation(
  "Brenner & Soll",
  "9520303",
  ["wholesaler"],
  site("9520303000015", "Warehouse West", "Innsbruck", "+43 512 000103"),
  site("9520303000022", "Warehouse East", "Vienna", "+43 1 0000104"),
);
export const linden = organisation(
  "Linden-Apotheke",
  "9520505",
  ["pharmacy"],
  site("9520505000011", "Pharmacy", "Graz", "+43 316 000105"),
);
export const hafen = organisation(
  "Hafen-Apotheke",
  "9520606",
  ["pharmacy"],
  site("9520606000019", "Pharmacy", "Bregenz", "+43 5574 000106"),
);
export const klinikum = organisation(
  "Klinikum Salzachtal",
  "9520707",
  ["hospital"],
  site("9520707000017", "Hospital pharmacy", "Hallein", "+43 6245 000107"),
);
export const office = organisation(
  "Medicines Oversight Office (demo)",
  "9520808",
  ["regulator"],
  site("9520808000015", "Market surveillance", "Vienna", "+43 1 0000108"),
);

/** In the order of the story. */
export const organisations: readonly DemoOrganisation[] = [
  lindhof,
  nordkai,
  brenner,
  linden,
  hafen,
  klinikum,
  office,
];

export const COUNTRY = "AT";

/** The 3PL keeps and ships the maker's goods in the maker's name. */
export const delegation = {
  id: idOf("delegation/nordkai for lindhof"),
  holderId: lindhof.id,
  agentId: nordkai.id,
  actions: [
    "commission-packs",
    "print-labels",
    "pack-units",
    "unpack-units",
    "ship-units",
    "void-shipment",
    "receive-shipment",
    "count-in-stock",
  ],
} as const satisfies { readonly actions: readonly Action[]; readonly [other: string]: unknown };
