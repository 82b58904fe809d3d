/**
 * Token buckets in the memory of one process: `burst` at once, then `perSecond`. Enough against guessing and
 * hammering; with several processes each lets that much through.
 */
export type RateLimit = {
  /** Takes one token of `key` at `now` (epoch milliseconds). 0: go on; else seconds to wait. */
  take(key: string, now: number): number;
};

export type Rate = { readonly burst: number; readonly perSecond: number };

/** Keys kept at once: a flood of addresses must not fill the memory. The one longest unused goes first. */
const KEYS = 20_000;

export function rateLimit({ burst, perSecond }: Rate): RateLimit {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    take(key, now) {
      const kept = buckets.get(key);
      const since = kept ? Math.max(0, now - kept.at) / 1000 : 0;
      const tokens = kept ? Math.min(burst, kept.tokens + since * perSecond) : burst;
      const allowed = tokens >= 1;
      // Deleted first, so that the map's order is the order of last use.
      buckets.delete(key);
      buckets.set(key, { tokens: allowed ? tokens - 1 : tokens, at: now });
      if (buckets.size > KEYS) {
        const [oldest] = buckets.keys();
        if (oldest !== undefined) buckets.delete(oldest);
      }
      return allowed ? 0 : Math.ceil((1 - tokens) / perSecond);
    },
  };
}

/**
 * Whose request it is, as far as the network tells: the hop our own reverse proxy saw (the last one of
 * X-Forwarded-For; Next fills it with the socket's address where there is no proxy). Of an IPv6 address the
 * network half: one household can change the rest at will.
 */
export function clientAddress(headers: Headers): string {
  const last = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "";
  const address = last.replace(/^::ffff:(?=\d+\.)/i, "").slice(0, 64);
  if (!address.includes(":")) return address || "unknown";
  const [head = "", tail] = address.split("::");
  const groups = head.split(":").filter((group) => group !== "");
  if (tail !== undefined) {
    const after = tail.split(":").filter((group) => group !== "");
    while (groups.length + after.length < 8) groups.push("0");
    groups.push(...after);
  }
  return `${groups
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ""))
    .join(":")}::/64`;
}
