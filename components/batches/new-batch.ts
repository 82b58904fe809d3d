import { isCset82 } from "@/lib/core/gs1/charset";
import { type Expiry, readExpiry } from "@/lib/core/gs1/expiry";

/** What is typed into the form, as typed. */
export type NewBatchInput = {
  readonly productId: string;
  readonly number: string;
  readonly year: string;
  /** "1" to "12". */
  readonly month: string;
  /** Empty: the end of the month. */
  readonly day: string;
  readonly plannedSize: string;
};

export const EMPTY_BATCH: NewBatchInput = {
  productId: "",
  number: "",
  year: "",
  month: "",
  day: "",
  plannedSize: "",
};

export type Field = "product" | "number" | "expiry" | "plannedSize";
export type Fault = "missing" | "numberSpaces" | "numberCharacters" | "expiryNone" | "expiryPast";

const two = (text: string): string => text.padStart(2, "0");

/** The date that will be printed; null while there is none, or no such day. */
export function expiryOf({ year, month, day }: NewBatchInput, today: string): Expiry | null {
  if (!/^\d{4}$/.test(year) || !/^\d{1,2}$/.test(month) || !/^\d{0,2}$/.test(day)) return null;
  const expiry = readExpiry(`${year.slice(2)}${two(month)}${two(day)}`, today);
  // Two digits of the year are printed: a year outside the century window would come back as another one.
  return expiry?.lastValidDay.startsWith(year) ? expiry : null;
}

/** What has to be corrected before it is sent; the registry checks again. */
export function faultsOf(input: NewBatchInput, today: string): Partial<Record<Field, Fault>> {
  const { productId, number, year, month, plannedSize } = input;
  const faults: Partial<Record<Field, Fault>> = {};
  if (productId === "") faults.product = "missing";
  if (number === "") faults.number = "missing";
  else if (/\s/.test(number)) faults.number = "numberSpaces";
  else if (number.length > 20 || !isCset82(number)) faults.number = "numberCharacters";
  const expiry = expiryOf(input, today);
  if (year === "" || month === "") faults.expiry = "missing";
  else if (expiry === null) faults.expiry = "expiryNone";
  else if (expiry.lastValidDay < today) faults.expiry = "expiryPast";
  if (!/^[1-9]\d{0,7}$/.test(plannedSize)) faults.plannedSize = "missing";
  return faults;
}

/** Which field a refusal is about; null: the form as a whole. */
export const fieldOf = (code: string): Field | null => {
  if (code.startsWith("BATCH_NUMBER_")) return "number";
  if (code === "EXPIRY_INVALID") return "expiry";
  return code === "PRODUCT_UNKNOWN" ? "product" : null;
};
