import { orgId, productId, siteId } from "@/lib/core/pack/ids";
import type { Directory, Organisation, Product, Site } from "@/lib/operations/directory-ports";
import type { Database } from "./database";
import { withScope } from "./scoped";

const day = (at: Date): string => at.toISOString().slice(0, 10);

const ORGANISATION = {
  id: true,
  name: true,
  prefixes: true,
  country: true,
  activatedAt: true,
  capabilities: { select: { kind: true, validFrom: true, validTo: true } },
  sites: {
    select: { id: true, gln: true, name: true, city: true, country: true, timeZone: true, phone: true },
    orderBy: { gln: "asc" },
  },
} as const;

/** The directory on Postgres. Small and read by every operation, so each call is one round trip of Prisma's. */
export function postgresDirectory(db: Database): Directory {
  return {
    organisation: (scope, id) =>
      withScope(db, scope, async (tx) => {
        const row = await tx.organisation.findUnique({ where: { id }, select: ORGANISATION });
        return row && organisationOf(row);
      }),
    organisations: (scope) =>
      withScope(db, scope, async (tx) => {
        const rows = await tx.organisation.findMany({ select: ORGANISATION, orderBy: { name: "asc" } });
        return rows.map(organisationOf);
      }),
    product: (scope, id) =>
      withScope(db, scope, async (tx) => {
        const row = await tx.product.findUnique({ where: { id } });
        return row && productOf(row);
      }),
    products: (scope) =>
      withScope(db, scope, async (tx) => {
        const rows = await tx.product.findMany({ orderBy: { name: "asc" } });
        return rows.map(productOf);
      }),
  };
}

type OrganisationRow = {
  id: string;
  name: string;
  prefixes: string[];
  country: string;
  activatedAt: Date | null;
  capabilities: { kind: string; validFrom: Date; validTo: Date | null }[];
  sites: (Omit<Site, "id"> & { id: string })[];
};

const organisationOf = (row: OrganisationRow): Organisation => ({
  id: orgId(row.id),
  name: row.name,
  prefixes: row.prefixes,
  country: row.country,
  activated: row.activatedAt !== null,
  licences: row.capabilities.map(({ kind, validFrom, validTo }) => ({
    kind,
    validFrom: day(validFrom),
    validTo: validTo && day(validTo),
  })),
  sites: row.sites.map((site) => ({ ...site, id: siteId(site.id) })),
});

type ProductRow = Omit<Product, "id" | "holderId" | "state"> & {
  id: string;
  holderId: string;
  state: string;
};

const productOf = (row: ProductRow): Product => ({
  id: productId(row.id),
  holderId: orgId(row.holderId),
  gtin: row.gtin,
  name: row.name,
  strength: row.strength,
  form: row.form,
  packSize: row.packSize,
  state: row.state === "WITHDRAWN" ? "WITHDRAWN" : "ACTIVE",
  caseGtin: row.caseGtin,
  caseSize: row.caseSize,
  serialised: row.serialised,
  markets: row.markets,
  unserialisedMarkets: row.unserialisedMarkets,
});
