import { toHex } from "@/lib/core/bytes/hex";
import type { Budgets } from "@/lib/operations/budget-ports";
import { nodePrimitives } from "@/lib/primitives/node";
import { type RateLimit, rateLimit } from "../rate-limit";

/** Buckets in memory, by the rules of the function rate_take. */
export function memoryBudgets(): Budgets & { readonly asked: () => number } {
  const buckets = new Map<string, { tokens: number; at: number }>();
  let asked = 0;
  return {
    asked: () => asked,
    async take(key, { burst, perSecond }, want, now) {
      asked += 1;
      const kept = buckets.get(toHex(key)) ?? { tokens: burst, at: now };
      const tokens = Math.min(burst, kept.tokens + (Math.max(0, now - kept.at) / 1000) * perSecond);
      const granted = Math.min(want, Math.floor(tokens));
      buckets.set(toHex(key), { tokens: tokens - granted, at: Math.max(kept.at, now) });
      const wait = granted > 0 ? 0 : Math.ceil((1 - tokens) / perSecond);
      return { granted, left: Math.floor(tokens - granted), wait };
    },
  };
}

/** A limit of a test's own. */
export const testLimit = (burst: number, perSecond: number): RateLimit =>
  rateLimit("test", { burst, perSecond }, { budgets: memoryBudgets(), sha256: nodePrimitives.sha256 });
