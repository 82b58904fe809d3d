import type { Directory, Organisation, Product } from "./directory-ports";
import type { TenantScope } from "./scope";

/** Who exists and what they sell, read once: thousands of events ask the same. */
export type KnownDirectory = Directory & {
  readonly known: { readonly organisations: readonly Organisation[]; readonly products: readonly Product[] };
};

export async function knownDirectory(directory: Directory, scope: TenantScope): Promise<KnownDirectory> {
  const [organisations, products] = await Promise.all([
    directory.organisations(scope),
    directory.products(scope),
  ]);
  return {
    known: { organisations, products },
    organisation: async (_scope, id) => organisations.find((one) => one.id === id) ?? null,
    organisations: async () => organisations,
    product: async (_scope, id) => products.find((one) => one.id === id) ?? null,
    products: async () => products,
  };
}

/** GTINs of products whose packs carry no serials anywhere. */
export const withoutSerials = ({ known }: KnownDirectory): ReadonlySet<string> =>
  new Set(known.products.filter(({ serialised }) => !serialised).map(({ gtin }) => gtin));

/**
 * Whether Packproof keeps book of what this identifies: packs and batches of its products, and whatever carries the
 * company prefix of one of its organisations.
 */
export function tracks({ known }: KnownDirectory): (link: string) => boolean {
  const gtins = new Set(known.products.map(({ gtin }) => gtin));
  const prefixes = known.organisations.flatMap((organisation) => organisation.prefixes);
  return (link) => {
    const key = /^https:\/\/id\.gs1\.org\/(?:01\/(\d{14})|00\/\d(\d{17})$)/.exec(link);
    if (!key) return false;
    const [, gtin, sscc] = key;
    if (gtin !== undefined && gtins.has(gtin)) return true;
    return prefixes.some((prefix) => (gtin === undefined ? sscc : gtin.slice(1))?.startsWith(prefix));
  };
}
