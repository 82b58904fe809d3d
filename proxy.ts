import { type NextRequest, NextResponse } from "next/server";
import { TARGET_HEADER } from "@/lib/web/target-header";

/** Pages whose address holds a serial or whose answer is a verdict: not cached, and no referrer leaves them. */
const PACK_PAGES = /^\/(01|00|8003|check|proof|counter|verify|trace|packs)(\/|$)/;

const PERMISSIONS = "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()";

/**
 * The page's Content Security Policy. Scripts run only with this response's nonce; styles come from our files
 * (style attributes stay allowed: a progress bar sets its width); nothing may frame us or be embedded by us.
 */
function contentSecurityPolicy(nonce: string, development: boolean, rpcOrigin: string | null): string {
  return [
    "default-src 'self'",
    // React's development build evaluates source to rebuild server stack traces.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    // A nonce would switch 'unsafe-inline' off, and the development server injects styles without one.
    `style-src-elem 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "worker-src 'self'",
    // The proof is checked in the browser, which reads the contract itself.
    `connect-src 'self'${rpcOrigin ? ` ${rpcOrigin}` : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

function originOf(url: string | undefined): string | null {
  return url && URL.canParse(url) ? new URL(url).origin : null;
}

export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy(
    nonce,
    // biome-ignore lint/style/noProcessEnv: a build constant of Next, not a setting of ours.
    process.env.NODE_ENV === "development",
    // biome-ignore lint/style/noProcessEnv: the proxy is bundled by itself and runs before every page; it must not load the server's whole settings.
    originOf(process.env.PUBLIC_RPC_URL),
  );

  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("Content-Security-Policy", policy);
  headers.set(TARGET_HEADER, `${request.nextUrl.pathname}${request.nextUrl.search}`);

  const response = NextResponse.next({ request: { headers } });
  const onPackPage = PACK_PAGES.test(request.nextUrl.pathname);
  response.headers.set("Content-Security-Policy", policy);
  response.headers.set("Permissions-Policy", PERMISSIONS);
  response.headers.set("Referrer-Policy", onPackPage ? "no-referrer" : "same-origin");
  // Every page is rendered for one person at one moment; a verdict from a cache would be a lie.
  response.headers.set("Cache-Control", "private, no-store");
  return response;
}

export const config = {
  // Assets carry the headers of next.config.js; handlers under /api set their own.
  matcher: ["/((?!api/|_next/static|_next/image|icon.svg|sw.js).*)"],
};
