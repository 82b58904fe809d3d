import { checkDigits } from "./charset";
import type { Fault } from "./fault";

export const lintCouponcode = (text: string, from: number, to: number): Fault | null =>
  checkDigits(text, from, to);
export const lintCouponposoffer = (text: string, from: number, to: number): Fault | null =>
  checkDigits(text, from, to);
