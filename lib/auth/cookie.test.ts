import { describe, expect, it } from "vitest";
import { cookieValue, sessionCookie, sessionCookieName } from "./cookie";

const HTTPS = "https://packproof.example.org";
const HTTP = "http://192.168.1.5:3000";

describe("the session cookie", () => {
  it("on https belongs to this host alone and never travels in clear or to scripts", () => {
    expect(sessionCookie(HTTPS, "abc", 60)).toBe(
      "__Host-packproof-session=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=60; Secure",
    );
  });

  it("on plain http drops only what browsers refuse there", () => {
    expect(sessionCookie(HTTP, "abc", 60)).toBe(
      "packproof-session=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=60",
    );
  });

  it("is removed under the name it was set by", () => {
    expect(sessionCookie(HTTPS, "", 0)).toMatch(/^__Host-packproof-session=; .*Max-Age=0; Secure$/);
  });

  it("is found among others, whole", () => {
    const name = sessionCookieName(HTTP);
    expect(cookieValue("theme=dark; packproof-session=a=b; x=1", name)).toBe("a=b");
    expect(cookieValue("not-packproof-session=a", name)).toBeNull();
    expect(cookieValue(null, name)).toBeNull();
  });

  it("counts for nothing when it is there twice: one of the two was planted", () => {
    expect(cookieValue("packproof-session=a; packproof-session=b", sessionCookieName(HTTP))).toBeNull();
  });
});
