import { readExpiry } from "@/lib/core/gs1/expiry";
import { packLink } from "@/lib/core/gs1/link";
import type { Calendar } from "../calendar";
import { serialOf } from "../derive";
import type { DemoProduct } from "../products";

/** A batch as its line made it: packs by index, the first `packed` of them in cases, the others loose. */
export type DemoBatch = {
  readonly number: string;
  readonly product: DemoProduct;
  readonly size: number;
  readonly packed: number;
  /** YYMMDD. */
  readonly expiryPrinted: string;
  /** YYYY-MM-DD. */
  readonly lastValidDay: string;
  readonly serials: readonly string[];
};

export function batchOf(
  number: string,
  product: DemoProduct,
  facts: { readonly size: number; readonly packed: number; readonly expiryPrinted: string },
  calendar: Calendar,
): DemoBatch {
  const expiry = readExpiry(facts.expiryPrinted, calendar.today);
  if (!expiry) throw new Error(`${facts.expiryPrinted} is no expiry date`);
  return {
    number,
    product,
    ...facts,
    lastValidDay: expiry.lastValidDay,
    serials: Array.from({ length: facts.size }, (_, index) => serialOf(number, index)),
  };
}

/** A unit of the story: a pack by its link, or a container by the name it was packed under. */
export type Ref = { readonly pack: string } | { readonly container: string };

export function serialAt(batch: DemoBatch, index: number): string {
  const serial = batch.serials[index];
  if (serial === undefined) throw new Error(`${batch.number} has no pack ${index}`);
  return serial;
}

export const packAt = (batch: DemoBatch, index: number): Ref => ({
  pack: packLink(batch.product.gtin, serialAt(batch, index)),
});

/** The numbers from `from` up to but not including `to`. */
export const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from }, (_, i) => from + i);

export const packsOf = (batch: DemoBatch, from: number, to: number): readonly Ref[] =>
  range(from, to).map((index) => packAt(batch, index));

export const caseCount = ({ packed, product }: DemoBatch): number => Math.ceil(packed / product.caseSize);

/** Indexes of the packs in one case; the last case may be a partial one. */
export const inCase = ({ packed, product: { caseSize } }: DemoBatch, index: number): readonly number[] =>
  range(index * caseSize, Math.min((index + 1) * caseSize, packed));

export const caseOf = ({ number }: DemoBatch, index: number): Ref & { readonly container: string } => ({
  container: `${number} case ${index + 1}`,
});
export const casesOf = (batch: DemoBatch, indexes: readonly number[]): readonly Ref[] =>
  indexes.map((index) => caseOf(batch, index));
export const palletOf = ({ number }: DemoBatch, index: number): Ref & { readonly container: string } => ({
  container: `${number} pallet ${index + 1}`,
});
