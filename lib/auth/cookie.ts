/**
 * The session cookie. On https it is a `__Host-` cookie: Secure, for this host alone, so that no sister domain can
 * plant one. Plain http (a demo on localhost or in a local network) gets another name, because browsers refuse the
 * prefix there.
 */
export const sessionCookieName = (publicOrigin: string): string =>
  publicOrigin.startsWith("https:") ? "__Host-packproof-session" : "packproof-session";

/** Value of one cookie of a Cookie header; null when absent or given twice, because then nobody knows which is ours. */
export function cookieValue(header: string | null, name: string): string | null {
  const values = (header ?? "")
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${name}=`))
    .map((part) => part.slice(name.length + 1));
  return values.length === 1 ? (values[0] ?? null) : null;
}

/** Set-Cookie header that keeps `token` for `seconds`; 0 seconds removes it. */
export function sessionCookie(publicOrigin: string, token: string, seconds: number): string {
  const secure = publicOrigin.startsWith("https:") ? "; Secure" : "";
  return `${sessionCookieName(publicOrigin)}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure}`;
}
