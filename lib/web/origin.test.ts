import { describe, expect, it } from "vitest";
import { isSameOrigin } from "./origin";

const OURS = "https://packproof.example.org";
const allowed = (headers: Record<string, string>) =>
  isSameOrigin(new Headers({ host: "packproof.example.org", ...headers }), OURS);

describe("whether a change was asked for by our own pages", () => {
  it("lets our own pages through, by the public address or the one the browser used", () => {
    expect(allowed({ origin: OURS, "sec-fetch-site": "same-origin" })).toBe(true);
    expect(allowed({ host: "10.0.0.5:3000", origin: "http://10.0.0.5:3000" })).toBe(true);
  });

  it.each([
    { origin: "https://evil.example" },
    { origin: "https://packproof.example.org.evil.example" },
    { origin: "https://evil.example", "sec-fetch-site": "same-origin" },
    { origin: OURS, "sec-fetch-site": "cross-site" },
    { origin: OURS, "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "none" },
    { origin: "null" },
  ])("refuses %o", (headers) => expect(allowed(headers)).toBe(false));

  it("lets programs through, which send neither header and nobody's cookie", () => {
    expect(allowed({})).toBe(true);
  });
});
