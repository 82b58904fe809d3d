import type { OrgId, ProductId, SiteId } from "@/lib/core/pack/ids";
import type { TenantScope } from "./scope";
import type { ProductFacts } from "./unit";

/** Who exists, where, and what they sell: known to every signed-in organisation. */
export type Directory = {
  organisation(scope: TenantScope, id: OrgId): Promise<Organisation | null>;
  organisations(scope: TenantScope): Promise<readonly Organisation[]>;
  product(scope: TenantScope, id: ProductId): Promise<Product | null>;
  products(scope: TenantScope): Promise<readonly Product[]>;
};

export type Product = ProductFacts & {
  readonly caseGtin: string | null;
  readonly caseSize: number | null;
  readonly serialised: boolean;
  /** Where it is sold, ISO 3166 alpha-2. */
  readonly markets: readonly string[];
  /** Those of them where its packs need no serial number. */
  readonly unserialisedMarkets: readonly string[];
};

export type Site = {
  readonly id: SiteId;
  readonly gln: string;
  readonly name: string;
  readonly city: string;
  readonly country: string;
  readonly timeZone: string;
  /** Answered day and night; null: none is known. */
  readonly phone: string | null;
};

export type Organisation = {
  readonly id: OrgId;
  readonly name: string;
  readonly prefixes: readonly string[];
  readonly country: string;
  readonly activated: boolean;
  /** Each with the days it is valid ("YYYY-MM-DD"). */
  readonly licences: readonly { kind: string; validFrom: string; validTo: string | null }[];
  readonly sites: readonly Site[];
};
