import { NextRequest } from "next/server";
import { afterEach, describe, expect, it, vi } from "vitest";
import { TARGET_HEADER } from "@/lib/web/target-header";
import { config, proxy } from "@/proxy";

const answer = (path: string) => proxy(new NextRequest(`http://localhost:3000${path}`));

function directives(path: string): ReadonlyMap<string, string> {
  const policy = answer(path).headers.get("content-security-policy") ?? "";
  return new Map(
    policy.split("; ").map((line) => {
      const [name = "", ...sources] = line.split(" ");
      return [name, sources.join(" ")];
    }),
  );
}

afterEach(() => vi.unstubAllEnvs());

describe("page headers", () => {
  it("let only scripts with this response's own nonce run", () => {
    const [one, other] = [directives("/").get("script-src"), directives("/").get("script-src")];
    expect(one).toMatch(/^'self' 'nonce-[\w+/=]{20,}' 'strict-dynamic'$/);
    expect(one).not.toBe(other);
  });

  it("hand Next the same policy that the browser gets, so that its scripts carry the nonce", () => {
    const { headers } = answer("/");
    const policy = headers.get("content-security-policy");
    expect(headers.get("x-middleware-request-content-security-policy")).toBe(policy);
    expect(policy).toContain(`'nonce-${headers.get("x-middleware-request-x-nonce")}'`);
  });

  it("allow neither frames, plug-ins, a base address nor forms to other places", () => {
    const policy = directives("/");
    expect(policy.get("frame-ancestors")).toBe("'none'");
    expect(policy.get("object-src")).toBe("'none'");
    expect(policy.get("base-uri")).toBe("'none'");
    expect(policy.get("form-action")).toBe("'self'");
  });

  it("let the proof page read the chain at the configured node's origin, and nothing else", () => {
    expect(directives("/proof/x").get("connect-src")).toBe("'self'");
    vi.stubEnv("PUBLIC_RPC_URL", "https://node.example/v1/some-key");
    expect(directives("/proof/x").get("connect-src")).toBe("'self' https://node.example");
    vi.stubEnv("PUBLIC_RPC_URL", "not an address; script-src *");
    expect(directives("/proof/x").get("connect-src")).toBe("'self'");
  });

  it.each(["/01/09520101100016/21/4KP7ZQ3M9T2H", "/proof/abc", "/check", "/counter"])(
    "send no referrer from %s: the serial is in the address",
    (path) => expect(answer(path).headers.get("referrer-policy")).toBe("no-referrer"),
  );

  it("tell pages their address as it was sent, whatever the browser claims it to be", () => {
    const target = "/01/09520101100016/10/A%2FB/21/a%28%2B?17=280331";
    const request = new NextRequest(`http://localhost:3000${target}`, {
      headers: { [TARGET_HEADER]: "/01/else" },
    });
    expect(proxy(request).headers.get(`x-middleware-request-${TARGET_HEADER}`)).toBe(target);
  });

  it("keep every page out of every cache and the camera to ourselves", () => {
    expect(answer("/counter").headers.get("cache-control")).toBe("private, no-store");
    expect(answer("/").headers.get("permissions-policy")).toContain("camera=(self), microphone=()");
  });

  it("leave assets and handlers to their own headers", () => {
    const matcher = new RegExp(`^${config.matcher[0]}$`);
    for (const path of ["/", "/check", "/01/09520101100016/21/X", "/receive/4718"])
      expect(matcher.test(path)).toBe(true);
    for (const path of ["/api/health", "/_next/static/chunks/a.js", "/icon.svg", "/sw.js"])
      expect(matcher.test(path)).toBe(false);
  });
});
