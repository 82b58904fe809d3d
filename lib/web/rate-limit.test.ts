import { describe, expect, it } from "vitest";
import { clientAddress, rateLimit } from "./rate-limit";

describe("a rate limit", () => {
  it("lets a burst through, then says how long to wait, and gives it back in time", () => {
    const limit = rateLimit({ burst: 3, perSecond: 0.5 });
    expect([1, 2, 3].map(() => limit.take("a", 0))).toEqual([0, 0, 0]);
    expect(limit.take("a", 0)).toBe(2);
    expect(limit.take("a", 1_000)).toBe(1);
    expect(limit.take("a", 2_000)).toBe(0);
    expect(limit.take("a", 2_000)).toBe(2);
  });

  it("counts each key by itself", () => {
    const limit = rateLimit({ burst: 1, perSecond: 1 });
    expect(limit.take("a", 0)).toBe(0);
    expect(limit.take("b", 0)).toBe(0);
  });

  it("is not fooled by a clock that goes back, and saves up no more than its burst", () => {
    const limit = rateLimit({ burst: 2, perSecond: 1 });
    expect(limit.take("a", 10_000)).toBe(0);
    expect(limit.take("a", 0)).toBe(0);
    expect(limit.take("a", 0)).toBe(1);
    expect([1, 2, 3].map(() => limit.take("a", 1e9))).toEqual([0, 0, 1]);
  });

  it("keeps the newest keys only, however many there are", () => {
    const limit = rateLimit({ burst: 1, perSecond: 1e-9 });
    for (let i = 0; i <= 20_000; i++) limit.take(`k${i}`, 0);
    // The first one was forgotten, the last one was not.
    expect(limit.take("k20000", 0)).toBeGreaterThan(0);
    expect(limit.take("k0", 0)).toBe(0);
  });
});

describe("whose request it is", () => {
  const of = (value: string) => clientAddress(new Headers({ "x-forwarded-for": value }));

  it("is the hop our proxy saw, not what the client wrote in front of it", () => {
    expect(of("1.1.1.1, 203.0.113.9")).toBe("203.0.113.9");
  });

  it("is the network half of an IPv6 address, however it is written", () => {
    expect(of("2001:db8:0:12:aaaa::1")).toBe("2001:db8:0:12::/64");
    expect(of("2001:0DB8::1")).toBe("2001:db8:0:0::/64");
    expect(of("::1")).toBe("0:0:0:0::/64");
    expect(of("::ffff:203.0.113.9")).toBe("203.0.113.9");
  });

  it("is one bucket for whoever has no address", () => {
    expect(clientAddress(new Headers())).toBe("unknown");
  });
});
