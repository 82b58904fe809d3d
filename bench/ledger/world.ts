import { createHash } from "node:crypto";
import { checkDigit } from "@/lib/core/gs1/check-digit";
import { idOf } from "@/prisma/seed/derive";

/**
 * The world of the benchmark, computed rather than remembered: which serial the pack number n has, where it stands
 * and what a pharmacist must be told about it, so that every answer under load can be checked.
 */

export type BenchSite = {
  readonly orgId: string;
  readonly siteId: string;
  readonly personId: string;
  readonly gln: string;
  readonly name: string;
  readonly capabilities: readonly string[];
};

const siteOf = (kind: string, n: number, capabilities: readonly string[]): BenchSite => {
  const digits = `9520${kind === "maker" ? 1 : kind === "wholesaler" ? 2 : 3}00${String(n).padStart(5, "0")}`;
  return {
    orgId: idOf(`bench/org/${kind}/${n}`),
    siteId: idOf(`bench/site/${kind}/${n}`),
    personId: idOf(`bench/person/${kind}/${n}`),
    gln: digits + checkDigit(digits),
    name: `${kind} ${n}`,
    capabilities,
  };
};

/** One maker, a few wholesalers, many counters: dispensings are spread over counters as in life. */
export const MAKER = siteOf("maker", 0, ["holder", "manufacturer"]);
export const WHOLESALERS = Array.from({ length: 8 }, (_, n) => siteOf("wholesaler", n, ["wholesaler"]));
export const PHARMACIES = Array.from({ length: 64 }, (_, n) => siteOf("pharmacy", n, ["pharmacy"]));
export const SITES: readonly BenchSite[] = [MAKER, ...WHOLESALERS, ...PHARMACIES];

/** Key prefix 952 is reserved by GS1 for examples. */
export const PREFIX = "9520101";
const gtinOf = (n: number): string => {
  const digits = `0${PREFIX}${String(n).padStart(5, "0")}`;
  return digits + checkDigit(digits);
};
export const PRODUCTS = Array.from({ length: 11 }, (_, n) => ({
  id: idOf(`bench/product/${n}`),
  gtin: gtinOf(n),
}));
export type BenchProduct = (typeof PRODUCTS)[number];

/** The last one is for packs that are made during the run. */
export const LINE_PRODUCT = productAt(10);
export function productAt(n: number): BenchProduct {
  const product = PRODUCTS[n];
  if (!product) throw new Error(`There is no product ${n}`);
  return product;
}

export const EXPIRY = { printed: "300131", day: "2030-01-31" } as const;

/** How many packs one container of each level holds, from the case to the sea container. */
export const CAPACITY = [100, 5_000, 25_000, 100_000] as const;
export const PACKS_AN_EVENT = 10_000;

export type Batch = {
  readonly id: string;
  readonly number: string;
  readonly product: BenchProduct;
  /** Packs of all batches loaded before. */
  readonly first: number;
  readonly size: number;
  /** The first packs of the batch stand five levels deep, the next on pallets, the others loose at counters. */
  readonly deep: number;
  readonly packed: number;
};

/** The batches that take the registry from `from` packs to `to`: equal ones, a tenth of the whole each. */
export function batchesOf(from: number, to: number): readonly Batch[] {
  const count = from === 0 ? 10 : 9;
  const size = Math.floor((to - from) / count);
  return Array.from({ length: count }, (_, n) => {
    const inCases = (share: number) => Math.floor((size * share) / 100) * 100;
    const number = `B${to}X${n}`;
    return {
      id: idOf(`bench/batch/${number}`),
      number,
      product: productAt(n),
      first: from + n * size,
      size,
      deep: inCases(0.4),
      packed: inCases(0.4) * 2,
    };
  });
}

/** The loader's SQL makes the same text. */
export const serialOf = (product: BenchProduct, n: number): string =>
  createHash("md5").update(`${product.gtin}/${n}`).digest("hex").slice(0, 14).toUpperCase();

/** Roots of the same kind go round the wholesalers; every fourth is on its way to its wholesaler. */
export const inTransit = (root: number): boolean => root % 4 === 3;
export const wholesalerOf = (root: number): BenchSite => at(WHOLESALERS, root);
export const pharmacyOf = (pack: number): BenchSite => at(PHARMACIES, pack);

function at(sites: readonly BenchSite[], n: number): BenchSite {
  const site = sites[n % sites.length];
  if (!site) throw new Error("There are no sites");
  return site;
}

/** Kind and code of the verdict on pack `j` of a batch, asked by a pharmacy. */
export function verdictOn(batch: Batch, j: number, asking: BenchSite): { kind: string; code: string } {
  if (j >= batch.packed) {
    return pharmacyOf(j) === asking
      ? { kind: "VERIFIED", code: "DISPENSABLE" }
      : { kind: "CHECK", code: "POSSESSED_ELSEWHERE" };
  }
  const root = j < batch.deep ? Math.floor(j / CAPACITY[3]) : Math.floor((j - batch.deep) / CAPACITY[1]);
  return { kind: "CHECK", code: inTransit(root) ? "IN_TRANSIT" : "POSSESSED_ELSEWHERE" };
}
