import type { PageWithToken } from "@/lib/operations/pages";
import type { EpcisAsked } from "./handle";

/** Link and GS1-Next-Page-Token-Expires (EPCIS 2.0 §12): where the next page is, in whatever form this one was asked for. */
export function pageHeaders(
  { web, request }: Pick<EpcisAsked<unknown>, "web" | "request">,
  { next }: Pick<PageWithToken<unknown>, "next">,
): Readonly<Record<string, string>> {
  if (next === null) return {};
  const { pathname, searchParams } = new URL(request.url);
  searchParams.set("nextPageToken", next.token);
  return {
    Link: `<${web.env.PUBLIC_ORIGIN}${pathname}?${searchParams}>; rel="next"`,
    "GS1-Next-Page-Token-Expires": new Date(next.expiresAt).toISOString(),
  };
}
