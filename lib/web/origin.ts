/**
 * Whether a request that changes something came from our own pages. Browsers tell by Sec-Fetch-Site and Origin;
 * what sends neither is no browser and so carries no one's cookie unasked. The Host header counts as ours, so that
 * a phone may use the address it reaches this computer by: another site can't make a browser send a false one.
 */
export function isSameOrigin(headers: Headers, publicOrigin: string): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return false;
  const origin = headers.get("origin");
  if (origin === null) return true;
  if (origin === publicOrigin) return true;
  const host = headers.get("host");
  return host !== null && URL.canParse(origin) && new URL(origin).host === host;
}
