import createNextIntlPlugin from "next-intl/plugin";
import { declareMessages } from "./i18n/catalogue.mjs";

// Typed keys: every load of this file (dev, build, typegen) writes messages/en.d.json.ts from messages/en/*.json.
declareMessages("en");

const ONE_YEAR = 31_536_000;

/** Sent with everything, pages and assets alike. The page's own policy carries a nonce and is set in proxy.ts. */
const everywhere = [
  { key: "Strict-Transport-Security", value: `max-age=${ONE_YEAR}; includeSubDomains` },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
];

/**
 * A worker that was loaded from the network obeys the policy of its own response, not the page's: so the
 * decoder may compile its WebAssembly here while no page needs 'wasm-unsafe-eval'.
 */
const assets = [
  {
    key: "Content-Security-Policy",
    value: "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
  },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
];

/** An answer for programs: were a browser to open it as a page, nothing in it would run. */
const api = [
  { key: "Content-Security-Policy", value: "default-src 'none'; frame-ancestors 'none'" },
  { key: "Referrer-Policy", value: "no-referrer" },
];

/** @type {import("next").NextConfig} */
const config = {
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  typedRoutes: true,
  // Checks the props of pages and handlers too, and finds its types through next-env.d.ts: without it Next
  // rewrites tsconfig.json whenever it runs with another NEXT_DIST_DIR.
  experimental: { strictRouteTypes: true },
  // Types are `npm test`'s and `npm run typecheck`'s: a person who starts Packproof does not wait for them.
  typescript: { ignoreBuildErrors: true },
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  headers: async () => [
    { source: "/:path*", headers: everywhere },
    { source: "/_next/static/:path*", headers: assets },
    { source: "/api/:path*", headers: api },
  ],
};

export default createNextIntlPlugin("./i18n/request.ts")(config);
