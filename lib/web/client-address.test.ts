import { describe, expect, it } from "vitest";
import { clientAddress } from "./client-address";

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
