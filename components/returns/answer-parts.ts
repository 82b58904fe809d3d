import { BLOCKER_CODES, type BlockerCode } from "@/lib/core/pack/blockers";
import type { ReturnReason } from "@/lib/core/pack/restock";

/** Whether this stands against any supply, and so has words of its own already. */
export const isBlocker = (reason: ReturnReason): reason is BlockerCode =>
  (BLOCKER_CODES as readonly string[]).includes(reason);

const HOUR = 3_600_000;

/** Whole days and hours of a time (milliseconds), rounded down: nobody is promised a minute more than there is. */
export const timeLeft = (left: number): { readonly days: number; readonly hours: number } => ({
  days: Math.floor(left / (24 * HOUR)),
  hours: Math.floor(left / HOUR) % 24,
});
