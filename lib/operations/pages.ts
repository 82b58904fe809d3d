import { utf8 } from "@/lib/core/bytes/bytes";
import { toHex } from "@/lib/core/bytes/hex";
import type { Paging } from "@/lib/core/epcis-query/paging";
import { ok, type Refused, type Result, refuse } from "@/lib/core/refusal";
import type { EventArchive } from "./event-archive-ports";
import { look } from "./gate";
import type { Deps } from "./ports";
import type { TenantScope } from "./scope";

export type PageDeps = Pick<Deps, "clock" | "random" | "sha256" | "ledger"> & {
  readonly archive: EventArchive;
};

export type Page<Item> = { readonly items: readonly Item[] };

/** A page of an answer, and the token that leads to the next; null: it is the last. Times are epoch milliseconds. */
export type PageWithToken<Item> = Page<Item> & {
  readonly next: { readonly token: string; readonly expiresAt: number } | null;
};

const TOKEN_BYTES = 32;
/** Longer than a program takes for a page, shorter than a list stays worth going on with. */
const TOKEN_MS = 24 * 3_600_000;
/** What one page may hold, whatever is asked for (EPCIS 2.0, perPage). */
export const PAGE_AT_MOST = 1_000;

/**
 * One page of a list. A token is a random number to whoever has it; where it leads is kept here, for this organisation
 * and this question, until it expires or is given back. The same token leads to the same page, so a lost answer can be
 * asked for again.
 */
export async function paged<Position, Item, Code extends string>(
  deps: PageDeps,
  scope: TenantScope,
  asked: { readonly question: string; readonly paging: Paging; readonly first: Position },
  read: (
    position: Position,
    perPage: number,
  ) => Promise<Result<Page<Item> & { readonly next: Position | null }, Code>>,
): Promise<Result<PageWithToken<Item>, Code | "QUERY_PARAMETER">> {
  const { nextPageToken } = asked.paging;
  const now = deps.clock.now();
  const question = deps.sha256(utf8(asked.question));
  let position = asked.first;
  if (nextPageToken !== null) {
    const kept = await deps.archive.placeOf(scope, { hash: hashOf(deps, nextPageToken), question, now });
    if (kept === null) return UNKNOWN_TOKEN;
    position = kept as Position;
  }
  const page = await read(position, Math.min(asked.paging.perPage, PAGE_AT_MOST));
  if (!page.ok) return page;
  const { items, next } = page.value;
  if (next === null) return ok({ items, next: null });
  const token = toHex(deps.random.bytes(TOKEN_BYTES));
  const expiresAt = now + TOKEN_MS;
  await deps.archive.keepPlace(scope, {
    hash: hashOf(deps, token),
    question,
    position: next,
    now,
    expiresAt,
  });
  return ok({ items, next: { token, expiresAt } });
}

/** Gives a token back: it leads nowhere any more. */
export const dropPage = (deps: PageDeps, scope: TenantScope, token: string) =>
  look(deps, scope, "view-events", async () =>
    (await deps.archive.dropPlace(scope, hashOf(deps, token)))
      ? ok(null)
      : refuse("PAGE_UNKNOWN", "There is no such page token.", "It may have expired: nothing is left to do."),
  );

const hashOf = (deps: PageDeps, token: string): Uint8Array => deps.sha256(utf8(token));

const UNKNOWN_TOKEN: Refused<"QUERY_PARAMETER"> = refuse(
  "QUERY_PARAMETER",
  "The query parameter nextPageToken is unknown, has expired, or belongs to another question.",
  "Ask for the first page again, with the same query and without a token.",
  { parameter: "nextPageToken" },
);
