import type { Sha256 } from "@/lib/core/hash";
import type { Budgets } from "@/lib/operations/budget-ports";
import { clientAddress } from "./client-address";
import { type RateLimit, rateLimit, type Taken } from "./rate-limit";

export type Limits = {
  /** Of one API key, and of one person at one desk: more than any line or counter needs, less than a loop gone wild. */
  readonly key: RateLimit;
  readonly session: RateLimit;
  /** Public answers about packs, by network: a family's packs at once, nobody's list of serials. */
  readonly packs: RateLimit;
  /** The same for all networks together, because an address can be made up where no proxy stands in front. */
  readonly packsOfAll: RateLimit;
  /** The log's files: a monitor reads many at once. */
  readonly log: RateLimit;
  /** Sign-ins by network, and by e-mail address whoever tries. */
  readonly signIns: RateLimit;
  readonly signInsOfOne: RateLimit;
};

export function newLimits(deps: { readonly budgets: Budgets; readonly sha256: Sha256 }): Limits {
  const limit = (name: string, burst: number, perSecond: number) =>
    rateLimit(name, { burst, perSecond }, deps);
  return {
    key: limit("key", 6000, 200),
    session: limit("session", 6000, 200),
    packs: limit("packs", 60, 1),
    packsOfAll: limit("all-packs", 500, 100),
    log: limit("log", 500, 50),
    signIns: limit("sign-in", 20, 0.2),
    signInsOfOne: limit("sign-in-of-one", 8, 1 / 60),
  };
}

/** Public answers: the network's own limit, then everybody's together. */
export async function limitOfPacks(limits: Limits, headers: Headers, now: number): Promise<Taken> {
  const own = await limits.packs.take(clientAddress(headers), now);
  if (own.wait > 0) return own;
  const all = await limits.packsOfAll.take("all", now);
  return all.wait > 0 ? all : own;
}
