import type { Sha256 } from "@/lib/core/hash";
import type { Budgets, Rate } from "@/lib/operations/budget-ports";

export type Taken = {
  /** 0: go on; else seconds to wait. */
  readonly wait: number;
  /** RateLimit-Policy and RateLimit of draft-ietf-httpapi-ratelimit-headers. */
  readonly headers: Readonly<Record<string, string>>;
};

export type RateLimit = {
  /** Takes one token of `subject` at `now` (epoch milliseconds). */
  take(subject: string, now: number): Promise<Taken>;
};

type LimitDeps = { readonly budgets: Budgets; readonly sha256: Sha256 };

/** Tokens of one subject that this process took from the shared bucket and has not spent yet. */
type Lease = { mine: number; shared: number; blockedUntil: number };

/** Subjects kept at once: a flood of addresses must not fill the memory. The one longest unused goes first. */
const SUBJECTS = 20_000;
/** A hundredth of the burst at a time: one round trip to the bucket for so many requests. */
const SHARE = 0.01;

/**
 * A limit that all web processes share. Each process takes a few tokens at a time from the bucket in Postgres and
 * spends them by itself, so a frequent caller costs a round trip now and then, not one a request, and never gets more
 * than the bucket held. A bucket below 200 is asked token by token. Who is refused is refused from memory until its
 * time has come: hammering costs no query.
 */
export function rateLimit(name: string, rate: Rate, { budgets, sha256 }: LimitDeps): RateLimit {
  const want = Math.max(1, Math.floor(rate.burst * SHARE));
  const policy = `"${name}";q=${rate.burst};w=${Math.ceil(rate.burst / rate.perSecond)}`;
  const leases = new Map<string, Lease>();
  const asking = new Map<string, Promise<Lease>>();

  const taken = (wait: number, left: number): Taken => {
    const until = wait > 0 ? wait : Math.ceil((rate.burst - left) / rate.perSecond);
    return { wait, headers: { "RateLimit-Policy": policy, RateLimit: `"${name}";r=${left};t=${until}` } };
  };

  async function ask(subject: string, now: number): Promise<Lease> {
    // Hashed to one length; what stands in the table is gone once the bucket is full again.
    const key = sha256(new TextEncoder().encode(`${name}\0${subject}`));
    const { granted, left, wait } = await budgets.take(key, rate, want, now);
    const lease = { mine: granted, shared: left, blockedUntil: granted > 0 ? 0 : now + wait * 1000 };
    keep(subject, lease);
    return lease;
  }

  function keep(subject: string, lease: Lease): void {
    // Deleted first, so that the map's order is the order of last use.
    leases.delete(subject);
    leases.set(subject, lease);
    if (leases.size > SUBJECTS) {
      const [oldest] = leases.keys();
      if (oldest !== undefined) leases.delete(oldest);
    }
  }

  return {
    async take(subject, now) {
      for (let lease = leases.get(subject); ; ) {
        if (lease && lease.mine > 0) {
          lease.mine -= 1;
          keep(subject, lease);
          return taken(0, lease.mine + lease.shared);
        }
        if (lease && lease.blockedUntil > now) return taken(Math.ceil((lease.blockedUntil - now) / 1000), 0);
        // Requests at the same moment ask once together; whoever finds the new lease spent already asks again.
        const asked: Promise<Lease> =
          asking.get(subject) ?? ask(subject, now).finally(() => asking.delete(subject));
        asking.set(subject, asked);
        lease = await asked;
      }
    },
  };
}
