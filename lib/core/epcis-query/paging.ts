import { ok, type Result, refuse } from "@/lib/core/refusal";

/** Which piece of an answer a request asks for: no part of the query, so a page token stays good for its query. */
export type Paging = { readonly perPage: number; readonly nextPageToken: string | null };

/** EPCIS 2.0 REST binding: what perPage is when nobody says. */
export const DEFAULT_PER_PAGE = 30;

export const PAGING_NAMES: ReadonlySet<string> = new Set(["perPage", "nextPageToken"]);

/** The paging of a request's URL parameters (EPCIS 2.0 §12); the others are `parseQuery`'s. */
export function parsePaging(
  parameters: Iterable<readonly [string, string]>,
): Result<Paging, "QUERY_PARAMETER"> {
  const given = new Map([...parameters].filter(([name]) => PAGING_NAMES.has(name)));
  const perPage = given.get("perPage") ?? String(DEFAULT_PER_PAGE);
  if (!/^[1-9]\d{0,8}$/.test(perPage))
    return refuse(
      "QUERY_PARAMETER",
      "The query parameter perPage must be a whole number of at least 1.",
      "Correct this parameter or leave it out, and ask again.",
      { parameter: "perPage" },
    );
  return ok({ perPage: Number(perPage), nextPageToken: given.get("nextPageToken") ?? null });
}
