import { type ProductId, productId } from "@/lib/core/pack/ids";
import { idOf } from "./derive";

export type DemoProduct = {
  readonly id: ProductId;
  /** GTIN-14 of the pack. */
  readonly gtin: string;
  readonly caseGtin: string | null;
  /** Packs in a case. */
  readonly caseSize: number;
  readonly name: string;
  readonly strength: string;
  readonly form: string;
  readonly packSize: string;
  readonly serialised: boolean;
  /** Where it is sold, ISO 3166 alpha-2. */
  readonly markets: readonly string[];
};

const product = (facts: Omit<DemoProduct, "id">): DemoProduct => ({
  id: productId(idOf(`product/${facts.gtin}`)),
  ...facts,
});

export const ternavex = product({
  gtin: "09520101100016",
  caseGtin: "59520101100011",
  caseSize: 24,
  name: "Ternavex",
  strength: "10 mg",
  form: "film-coated tablet",
  packSize: "30 tablets",
  serialised: true,
  markets: ["AT", "DE", "CH"],
});
export const semvia = product({
  gtin: "09520101100023",
  caseGtin: null,
  caseSize: 20,
  name: "Semvia",
  strength: "1 mg",
  form: "solution for injection in a pre-filled pen",
  packSize: "1 pen",
  serialised: true,
  markets: ["AT", "DE"],
});
export const calmadex = product({
  gtin: "09520101100030",
  caseGtin: null,
  caseSize: 40,
  name: "Calmadex",
  strength: "4 mg",
  form: "solution for injection",
  packSize: "10 ampoules",
  serialised: true,
  markets: ["AT"],
});
/** Sold without a serial number: a scan of it gets a neutral line. */
export const mellis = product({
  gtin: "09520101100047",
  caseGtin: null,
  caseSize: 48,
  name: "Mellis",
  strength: "2 mg",
  form: "lozenge",
  packSize: "24 lozenges",
  serialised: false,
  markets: ["AT", "DE"],
});

export const products: readonly DemoProduct[] = [ternavex, semvia, calmadex, mellis];
